import ArgumentParser
import Diagnostics
import Funding
import Scenarios

/// `fundmix check`: reads and checks a scenario, and solves nothing.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads and checks a scenario or a policy pack and reports everything found."
    )

    @OptionGroup var scenario: ScenarioOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Print every value in force with the place it comes from.")
    var effective = false

    func run() throws {
        if PolicyReader.isPolicy(scenario.scenario) {
            return try PolicyCheck.run(scenario.scenario, output)
        }
        let scenario = try scenario.read(output)
        if output.json { return try Console.write(FindingsText.json(scenario.warnings)) }
        if effective {
            for value in scenario.effectiveValues {
                let replaced = value.replaced.map { " (replaces \($0.text), \($0.location))" }
                try Console.write(
                    "\(value.path) = \(value.text)  \(value.location)\(replaced.joined())\n")
            }
            return
        }
        let programme = scenario.programme
        let parts = [
            CountText.text(programme.projects.count, "project"),
            CountText.text(programme.works.count, "work"),
            CountText.text(programme.sources.count, "source"),
            CountText.text(programme.gates.count, "gate"),
            CountText.text(programme.rules.count, "rule"),
            CountText.text(programme.choices.count, "choice"),
            CountText.text(programme.goals.count, "goal"),
        ]
        try Console.write(
            "no errors, \(CountText.text(scenario.warnings.count, "warning")): "
                + parts.joined(separator: ", ") + "\n")
    }
}
