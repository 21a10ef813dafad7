import Foundation
import Testing

/// Same input, same bytes: nothing around a run changes what it writes.
@Suite struct ReproducibilityTests {
    /// What may differ around a run: variables (empty ones are taken away), and where it runs.
    struct Surroundings: Sendable, CustomTestStringConvertible {
        var environment: [String: String] = [:]
        var isElsewhere = false

        var testDescription: String { isElsewhere ? "elsewhere" : "\(environment)" }
    }

    static let surroundings: [Surroundings] = [
        Surroundings(), Surroundings(isElsewhere: true),
        Surroundings(environment: ["LANG": "C", "LC_ALL": "C"]),
        Surroundings(environment: ["LANG": "zh_CN.GB18030", "LC_ALL": "zh_CN.GB18030"]),
        Surroundings(environment: ["LANG": "de_DE.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"]),
        Surroundings(environment: ["TZ": "Pacific/Kiritimati"]),
        Surroundings(environment: ["TZ": "America/Los_Angeles", "HOME": ""]),
        Surroundings(environment: ["SWIFT_DETERMINISTIC_HASHING": ""]),
        Surroundings(environment: ["SWIFT_DETERMINISTIC_HASHING": "1"]),
        Surroundings(environment: ["COLUMNS": "40", "TERM": "dumb"]),
    ]

    /// The manifest holds the digest of every file that depends on the input only.
    @Test(arguments: surroundings)
    func surroundingsChangeNoByte(around: Surroundings) throws {
        let folder = try ScenarioFolder()
        let plain = try folder.fundmix("solve", "demo", "-o", "first")
        let run = try CommandRun(
            "fundmix", ["solve", folder.path + "/demo", "-o", folder.path + "/second"],
            in: around.isElsewhere ? "/" : folder.path, environment: around.environment)
        #expect(plain.exitCode == 0 && run.exitCode == 0)
        #expect(run.output == plain.output)
        #expect(try folder.text("second/manifest.json") == folder.text("first/manifest.json"))
        #expect(try folder.differences(in: "first").isEmpty)
        #expect(try folder.differences(in: "second").isEmpty)
    }

    /// The price method divides its work among threads; who was first must not show.
    @Test(arguments: ["baoding-2022", "invented"])
    func numberOfThreadsChangesNoByte(scenario: String) throws {
        let folder = try ScenarioFolder()
        let made = try folder.fundmix("new", "invented", "--generate", "60", "--goals", "2")
        #expect(made.exitCode == 0)
        let path = scenario == "invented" ? scenario : ScenarioFolder.library + "/" + scenario
        for threads in ["1", "2"] {
            // A limit that does not depend on time keeps a debug build from proving for minutes.
            let run = try folder.fundmix(
                "solve", path, "--threads", threads, "--nodes", "3", "--quiet", "-o",
                "plan\(threads)")
            #expect([0, 5].contains(run.exitCode), "\(run.messages)")
            #expect(try RunTimes(in: "plan\(threads)", of: folder).threads == Int(threads))
        }
        let names = try folder.names(in: "plan1")
        #expect(try names == folder.names(in: "plan2"))
        let different = try names.filter {
            try folder.text("plan1/\($0)") != folder.text("plan2/\($0)")
        }
        #expect(different == ["run.json"])
        #expect(try folder.text("plan1/result.json").contains(#""method": "blocks""#))
    }

    @Test func searchThatEndsAtANodeEndsAtTheSamePlan() throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario(projects: 30)
        for name in ["first", "second"] {
            let run = try folder.fundmix(
                "solve", "hard", "--gap", "0", "--nodes", "20", "-o", name)
            #expect([0, 5].contains(run.exitCode))
        }
        #expect(try folder.text("second/manifest.json") == folder.text("first/manifest.json"))
    }
}
