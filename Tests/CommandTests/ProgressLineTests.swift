import Foundation
import Testing

/// What is shown of a run while somebody waits for it.
@Suite struct ProgressLineTests {
    /// Runs a command on a terminal of its own; what the terminal gets is the output.
    private func onTerminal(_ command: String, in folder: ScenarioFolder) throws -> CommandRun {
        try folder.shell("script --quiet --return --command '\(command)' /dev/null")
    }

    @Test func terminalShowsOneLineThatIsRewrittenAndRemoved() throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario()
        let run = try onTerminal(
            "\"$FUNDMIX\" solve hard --gap 0 --time-limit 4 -o plan", in: folder)
        #expect([0, 5].contains(run.exitCode))
        let shown = run.output.components(separatedBy: "\r\u{1B}[K")
        let lines = shown.dropFirst().dropLast()
        #expect(lines.count > 1)
        #expect(lines.allSatisfy { !$0.contains("\n") && $0.hasSuffix("\u{1B}[?7h") })
        #expect(lines.contains { $0.contains("goal 1 of 1: ") })
        #expect(shown.last?.contains("funding plan") == true)
    }

    @Test func quietRunShowsNothing() throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario()
        let run = try onTerminal(
            "\"$FUNDMIX\" solve hard --gap 0 --time-limit 2 --quiet -o plan", in: folder)
        #expect(!run.output.contains("\u{1B}"))
        #expect(run.output.contains("funding plan"))
    }
}
