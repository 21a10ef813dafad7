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
        try Console.write(
            "no errors, \(scenario.warnings.count) warnings: \(programme.projects.count) projects, "
                + "\(programme.works.count) works, \(programme.sources.count) sources, "
                + "\(programme.gates.count) gates, \(programme.rules.count) rules, "
                + "\(programme.choices.count) choices, \(programme.goals.count) goals\n")
    }
}
