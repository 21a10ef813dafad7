import ArgumentParser
import Foundation
import Scenarios

/// `fundmix new`: writes a small commented scenario that solves as it is.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Writes a small commented scenario that solves as it is.")

    /// A folder that the system did not let be made.
    private struct NotMade: Error, CustomStringConvertible {
        let description: String
    }

    @Argument(help: "The folder to make; it must not exist.", completion: .directory)
    var folder: String

    func run() throws {
        let target = URL(fileURLWithPath: folder)
        let files = FileManager.default
        guard !files.fileExists(atPath: target.path) else {
            throw ValidationError("'\(folder)' exists; name a folder that does not")
        }
        // Filled beside its place and then named, so that the folder is there whole or not at all.
        let temporary = target.deletingLastPathComponent()
            .appendingPathComponent(".fundmix-\(target.lastPathComponent)-\(getpid())")
        do {
            try files.createDirectory(at: temporary, withIntermediateDirectories: false)
            for file in ScenarioTemplate.files {
                try Data(file.text.utf8).write(to: temporary.appendingPathComponent(file.name))
            }
            try files.moveItem(at: temporary, to: target)
        } catch {
            try? files.removeItem(at: temporary)
            let cause = error as NSError
            throw NotMade(
                description: "cannot make '\(folder)': "
                    + (cause.localizedFailureReason ?? cause.localizedDescription))
        }
        try Console.write("made \(folder); next: fundmix solve \(folder) -o \(folder)-plan\n")
    }
}
