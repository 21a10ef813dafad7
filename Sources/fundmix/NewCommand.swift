import ArgumentParser
import Scenarios

/// `fundmix new`: writes a small commented scenario that solves as it is, or a large invented one.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Writes a small commented scenario that solves as it is.",
        discussion: """
            With --generate it invents a programme of any size, to measure how Fundmix does on it.
            """)

    @Argument(help: "The folder to make; it must not exist.", completion: .directory)
    var folder: String

    @OptionGroup(title: "Inventing a scenario") var generation: GenerationOptions

    func run() throws {
        let interruption = Interruption()
        try NewFolder(folder).make(cancellation: interruption.cancellation) { sink in
            if let generator = generation.generator { return try generator.write(to: sink) }
            for file in ScenarioTemplate.files { try sink(file.name, Array(file.text.utf8)) }
        }
        try Console.write("made \(folder); next: fundmix solve \(folder) -o \(folder)-plan\n")
    }
}
