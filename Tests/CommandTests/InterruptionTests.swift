import Foundation
import TestSupport
import Testing

/// Whenever a run is ended from outside, its folder is there whole or not at all.
@Suite(.serialized) struct InterruptionTests {
    /// A signal and the moment at which it comes, in milliseconds after the start.
    static let moments = [SIGINT, SIGTERM].flatMap { signal in
        [0, 15, 60, 250, 1_500].map { (signal, $0) }
    }

    @Test(arguments: moments)
    func politeSignalEndsTheRun(signal: Int32, milliseconds: Int) throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario()
        let command = try RunningCommand(
            "fundmix", ["solve", "hard", "--gap", "0", "-o", "plan"], in: folder.path)
        usleep(UInt32(milliseconds) * 1_000)
        command.send(signal)
        // A guard against hangs; the machine may be busy.
        try #require(command.ends(within: 20))
        let run = try command.end()
        // Before the program listens, the signal itself ends it.
        if let ending = command.endingSignal {
            #expect(ending == signal && milliseconds < 1_000)
            #expect(!folder.exists("plan"))
        } else {
            #expect(run.exitCode == 130, "\(run.messages)")
        }
        if folder.exists("plan") {
            #expect(try folder.differences(in: "plan").isEmpty)
            #expect(try folder.fundmix("verify", "hard", "plan").exitCode == 0)
            #expect(try folder.text("plan/result.json").contains(#""stop": "interrupted""#))
        }
        #expect(try folder.leftovers().isEmpty)
    }

    /// Some programs send a signal to the whole group and to the program: it comes twice at once.
    @Test func signalThatComesTwiceAtOnceIsOneWishToStop() throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario()
        let run = try folder.shell(
            "timeout -s INT 3 \"$FUNDMIX\" solve hard --gap 0 -o plan; exit $?")
        // `timeout` ends with 124 whatever the program says.
        #expect(run.exitCode == 124)
        #expect(try folder.differences(in: "plan").isEmpty)
        #expect(try folder.text("plan/result.json").contains(#""stop": "interrupted""#))
    }

    @Test func impatientSecondSignalEndsTheRunAtOnce() throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario()
        let command = try RunningCommand(
            "fundmix", ["solve", "hard", "--gap", "0", "-o", "plan"], in: folder.path)
        usleep(500_000)
        while command.isRunning {
            command.send(SIGINT)
            usleep(700_000)
        }
        #expect(try command.end().exitCode == 130)
        if folder.exists("plan") { #expect(try folder.differences(in: "plan").isEmpty) }
    }

    /// While the scenario is read there is no plan to stop with.
    @Test func signalWhileReadingEndsTheRunWithNothing() throws {
        let folder = try ScenarioFolder()
        let made = try folder.fundmix("new", "large", "--generate", "20000")
        try #require(made.exitCode == 0)
        let command = try RunningCommand(
            "fundmix", ["solve", "large", "-o", "plan"], in: folder.path)
        usleep(300_000)
        command.send(SIGINT)
        try #require(command.ends(within: 20))
        let run = try command.end()
        // Before the program listens, the signal itself ends it.
        #expect(command.endingSignal == SIGINT || run.exitCode == 130)
        #expect(run.output.isEmpty)
        #expect(try folder.names() == ["demo", "large"])
    }

    @Test func interruptedInventionLeavesNothing() throws {
        let folder = try ScenarioFolder()
        let command = try RunningCommand(
            "fundmix", ["new", "mine", "--generate", "1000000"], in: folder.path)
        command.wait { (try? folder.leftovers().isEmpty == false) ?? true }
        command.send(SIGINT)
        try #require(command.ends(within: 20))
        #expect(try command.end().exitCode == 130)
        #expect(try folder.names() == ["demo"])
    }

    /// Runs that replace a folder are killed while they write: what is there is the old folder or
    /// the new one, byte for byte, and the next run tidies up.
    @Test func killedRunLeavesTheOldFolderOrTheNewOne() throws {
        let folder = try ScenarioFolder()
        let variants = [[], ["--variant", "rich"]]
        var manifests: [String] = []
        for (number, variant) in variants.enumerated() {
            let run = try CommandRun(
                "fundmix", ["solve", "demo", "-o", "plan\(number)"] + variant, in: folder.path)
            #expect(run.exitCode == 0)
            manifests.append(try folder.text("plan\(number)/manifest.json"))
        }
        #expect(manifests[0] != manifests[1])
        #expect(try folder.fundmix("solve", "demo", "-o", "plan").exitCode == 0)
        var random = SeededGenerator(seed: 20)
        for round in 0..<20 {
            let command = try RunningCommand(
                "fundmix", ["solve", "demo", "-o", "plan"] + variants[(round + 1) % 2],
                in: folder.path)
            let left = Set(try folder.leftovers())
            command.wait { (try? folder.leftovers()).map { !left.isSuperset(of: $0) } ?? true }
            usleep(UInt32.random(in: 0...30_000, using: &random))
            command.send(SIGKILL)
            _ = try command.end()
            #expect(manifests.contains(try folder.text("plan/manifest.json")), "round \(round)")
            #expect(try folder.differences(in: "plan").isEmpty, "round \(round)")
        }
        #expect(try folder.fundmix("solve", "demo", "-o", "plan").exitCode == 0)
        #expect(try folder.names() == ["demo", "plan", "plan0", "plan1"])
        #expect(try folder.text("plan/manifest.json") == manifests[0])
    }
}
