public import ArgumentParser
import Foundation

/// The arguments and the work of a command that checks a stored plan: `fundmix verify` and
/// `fundmix-verify` are both this.
public struct AuditArguments: ParsableArguments {
    /// What the help of such a command says of its exit codes.
    public static let discussion = """
        A folder of results is also held against its manifest: no byte of any file may have changed. \
        Exit codes: 0 the plan keeps every promise · 1 it does not, or the answer could not be \
        written · 2 the scenario has errors, or the file holds no plan of it · 64 wrong usage
        """

    @Argument(help: "The folder of the scenario, or its scenario.yaml.")
    var scenario: String

    @Argument(help: "The stored plan: plan.csv, or the folder of results that holds it.")
    var plan: String

    @Option(help: "The folder that all files of the scenario must lie in.")
    var library: String?

    @Option(help: "The variant of the scenario that the plan was made for.")
    var variant: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A value that was set by its path; may be repeated.", valueName: "path=value"))
    var settings: [SettingArgument] = []

    @Option(help: "The published plan that the plan was made from: plan.csv, or its folder.")
    var from: String?

    @Flag(help: "Print the answer as JSON.")
    var json = false

    @Flag(help: "Print no summary and no warnings.")
    var quiet = false

    /// Creates the arguments; the parser fills them.
    public init() {}

    /// Checks the plan, prints what is found, and ends with the exit code that says it.
    ///
    /// - Throws: `ExitCode` always; an error that says why where the answer cannot be written.
    public func run() throws {
        // A reader that closes the pipe early must be an error of a write, not a silent end.
        signal(SIGPIPE, SIG_IGN)
        let audit = PlanAudit.run(
            scenario: scenario, plan: plan, library: library, variant: variant,
            settings: settings.map { ($0.path, $0.value) }, publishedPlan: from)
        let findings = quiet ? audit.errors : audit.warnings + audit.errors
        try? FileHandle.standardError.write(
            contentsOf: Data(findings.map { "\($0)\n" }.joined().utf8))
        if json {
            try write(AuditReport(audit).json())
        } else if !quiet {
            try write(Data((audit.summary + "\n").utf8))
        }
        throw ExitCode(audit.exitCode)
    }

    private func write(_ answer: Data) throws {
        do {
            try FileHandle.standardOutput.write(contentsOf: answer)
        } catch {
            let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            throw UnwrittenAnswer(cause: cause?.localizedFailureReason ?? "\(error)")
        }
    }

    /// An answer that standard output did not take.
    private struct UnwrittenAnswer: Error, CustomStringConvertible {
        let cause: String
        var description: String { "cannot write to standard output: \(cause)" }
    }
}
