import ArgumentParser

/// The root command.
@main
struct Fundmix: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "fundmix")
}
