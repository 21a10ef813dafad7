import ArgumentParser
import Scenarios

/// `fundmix schema`: prints the JSON Schema of scenario.yaml.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of scenario.yaml, for editors that complete and check.")

    @Flag(help: "Print the schema of share.yaml instead.")
    var share = false

    @Flag(help: "Print the schema of policy.yaml instead.")
    var policy = false

    func run() throws {
        try Console.write(
            policy
                ? ScenarioSchema.policyText
                : share ? ScenarioSchema.shareText : ScenarioSchema.text)
    }
}
