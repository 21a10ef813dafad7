import Foundation
import Testing

/// What a folder of results says of the run that made it.
@Suite struct RunRecordTests {
    @Test func runNamesItsPhasesInOrder() throws {
        let folder = try ScenarioFolder()
        #expect(try folder.fundmix("solve", "demo", "-o", "plan").exitCode == 0)
        let run = try RunTimes(in: "plan", of: folder)
        let phases = run.phases.map(\.name).filter { $0 != "settle" }
        #expect(phases == ["read", "formulate", "solve", "verify", "report"])
        #expect(run.phases.allSatisfy { $0.seconds >= 0 })
        #expect(run.phases.reduce(0) { $0 + $1.seconds } <= run.seconds)
    }

    @Test func threadsAreThoseOfTheMachineWhereNoneAreSaid() throws {
        let folder = try ScenarioFolder()
        #expect(try folder.fundmix("solve", "demo", "-o", "plan").exitCode == 0)
        let run = try RunTimes(in: "plan", of: folder)
        #expect(run.threads == min(8, run.processors))
    }

    /// Threads change no result, and so are no part of what makes the same files again.
    @Test func threadsStandInTheRunAndNotAmongTheOptions() throws {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix("solve", "demo", "--threads", "3", "-o", "plan")
        #expect(run.exitCode == 0)
        #expect(try RunTimes(in: "plan", of: folder).threads == 3)
        #expect(try !folder.text("plan/result.json").contains("threads"))
        #expect(try !folder.text("plan/report.md").contains("threads"))
    }

    /// Three projects go to one search; thirty are worth the price method, and a search where that
    /// leaves more than the gap asked for.
    @Test(arguments: [
        ("demo", "0.0001", "wholeProgram"), ("hard", "0.5", "blocks"),
        ("hard", "0.0001", "blocksAndSearch"),
    ])
    func recordSaysWhichMethodWasUsed(scenario: String, gap: String, method: String) throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario(projects: 30)
        let run = try folder.fundmix(
            "solve", scenario, "--gap", gap, "--nodes", "2", "-o", "plan")
        #expect([0, 5].contains(run.exitCode))
        #expect(try folder.text("plan/result.json").contains("\"method\": \"\(method)\""))
    }
}
