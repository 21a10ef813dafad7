import ArgumentParser
import Foundation

/// The auditor's program: checks a stored plan against its scenario, without a solver.
@main
struct FundmixVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fundmix-verify",
        abstract: "Checks a stored plan against its scenario in exact integers, without a solver.",
        discussion: """
            Exit codes: 0 the plan keeps every promise; 1 it does not, or the answer could not be \
            written; 2 the scenario has errors, or the file holds no plan of it.
            """)

    @Argument(help: "The folder of the scenario, or its scenario.yaml.")
    var scenario: String

    @Argument(help: "The stored plan: plan.csv, or the folder of results that holds it.")
    var plan: String

    @Option(help: "The folder that all files of the scenario must lie in.")
    var library: String?

    @Option(help: "The variant of the scenario that the plan was made for.")
    var variant: String?

    @Option(
        name: .customLong("set"), help: "A value set by its path, as path=value; may be repeated.")
    var settings: [SettingArgument] = []

    @Flag(help: "Print the answer as JSON.")
    var json = false

    @Flag(help: "Print no summary and no warnings.")
    var quiet = false

    mutating func run() throws {
        // A reader that closes the pipe early must be an error of a write, not a silent end.
        signal(SIGPIPE, SIG_IGN)
        let audit = PlanAudit.run(
            scenario: scenario, plan: plan, library: library, variant: variant,
            settings: settings.map { ($0.path, $0.value) })
        let findings = quiet ? audit.errors : audit.warnings + audit.errors
        try? FileHandle.standardError.write(
            contentsOf: Data(findings.map { "\($0)\n" }.joined().utf8))
        if json {
            try FileHandle.standardOutput.write(contentsOf: AuditReport(audit).json())
        } else if !quiet {
            try FileHandle.standardOutput.write(contentsOf: Data((audit.summary + "\n").utf8))
        }
        throw ExitCode(audit.exitCode)
    }
}

/// A value for `--set`, written `path=value`.
struct SettingArgument: ExpressibleByArgument {
    let path: String
    let value: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        (path, value) = (String(parts[0]), String(parts[1]))
    }
}
