import ArgumentParser
import Scenarios

/// `fundmix schema`: prints the JSON Schema of scenario.yaml.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of scenario.yaml, for editors that complete and check.")

    func run() throws { try Console.write(ScenarioSchema.text) }
}
