import ArgumentParser
import Archiving
import Auditing
import Diagnostics
import Reports
import Scenarios

/// Which scenario is meant, and what is changed in it.
struct ScenarioOptions: ParsableArguments {
    @Argument(help: "The scenario's folder, or its scenario.yaml.", completion: .directory)
    var scenario: String

    @OptionGroup var changes: ChangeOptions

    var library: String? { changes.library }
    var variant: String? { changes.variant }
    var settings: [SettingArgument] { changes.settings }

    @Option(
        help: ArgumentHelp(
            "A published plan to change as little as needed: plan.csv, or the folder that holds it.",
            valueName: "plan"))
    var from: String?

    /// Reads the scenario, and prints what was found in it to standard error.
    ///
    /// - Parameters:
    ///   - output: How messages are shown.
    ///   - willNote: Called before anything is printed.
    /// - Returns: The scenario, which has no errors.
    /// - Throws: `ExitCode.faultyScenario` where the scenario has errors.
    func read(_ output: OutputOptions, willNote: () -> Void = {}) throws -> Scenario {
        do {
            let scenario = try scenario()
            willNote()
            if !output.quiet { for warning in scenario.warnings { Console.note("\(warning)\n") } }
            return scenario
        } catch {
            willNote()
            throw try refusal(of: error, output)
        }
    }

    /// Reads the scenario and prints nothing.
    ///
    /// - Parameter further: A value to set after all others.
    /// - Returns: The scenario, which has no errors.
    /// - Throws: All findings where one of them is an error.
    func scenario(setting further: (path: String, value: String)? = nil)
        throws(DiagnosticsError) -> Scenario
    {
        try ScenarioReader.read(
            scenario, library: library, variant: variant,
            settings: settings.map { ($0.path, $0.value) } + (further.map { [$0] } ?? []),
            publishedPlan: from,
            digest: { ContentDigest.text(of: $0) })
    }

    /// Prints why a scenario is not taken.
    ///
    /// - Returns: The exit code that this means.
    func refusal(of error: DiagnosticsError, _ output: OutputOptions) throws -> ExitCode {
        try output.refusal(of: error)
    }
}

/// Where the files of a document may lie, and what is changed in it.
struct ChangeOptions: ParsableArguments {
    @Option(
        help:
            "The folder that all files must lie in (default: the folder that holds the named folder)."
    )
    var library: String?

    @Option(help: "The variant to apply.")
    var variant: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A value to set by its path, for example sources.city.budget=-10%; may be repeated.",
            valueName: "path=value"))
    var settings: [SettingArgument] = []
}

/// How results and messages are shown.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON to standard output.")
    var json = false

    @Flag(help: "Print no progress and no warnings.")
    var quiet = false

    @Option(help: "The language of reports: en or zh.")
    var lang = ReportLanguage.en

    /// Prints why a document is not taken.
    ///
    /// - Returns: The exit code that this means.
    func refusal(of error: DiagnosticsError) throws -> ExitCode {
        for finding in error.diagnostics { Console.note("\(finding)\n") }
        if json { try Console.write(FindingsText.json(error.diagnostics)) }
        return .faultyScenario
    }
}

/// A language of reports as the command line names it.
enum ReportLanguage: String, ExpressibleByArgument, CaseIterable {
    case en
    case zh

    /// The language that reports know.
    var language: Language { self == .zh ? .chinese : .english }
}
