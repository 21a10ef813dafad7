import Foundation
import TestSupport
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
    @Test func numberOfThreadsChangesNoByte() throws {
        let folder = try ScenarioFolder()
        let path = ScenarioFolder.library + "/baoding-2022"
        for threads in 1...2 { try solveByBlocks(path, threads: threads, in: folder) }
        let names = try folder.names(in: "plan1")
        #expect(try names == folder.names(in: "plan2"))
        let different = try names.filter {
            try folder.text("plan1/\($0)") != folder.text("plan2/\($0)")
        }
        #expect(different == ["run.json"])
    }

    /// Tables are put into one order when they are read, so that theirs must not show in any figure,
    /// whatever the number of threads; only the digests of the tables differ.
    @Test func orderOfRowsAndNumberOfThreadsChangeNoByte() throws {
        let folder = try ScenarioFolder()
        let made = try folder.fundmix("new", "invented", "--generate", "60", "--goals", "1")
        #expect(made.exitCode == 0)
        let tables = ["districts.csv", "projects.csv", "works.csv"]
        let texts = try tables.map { try folder.text("invented/\($0)") }
        var results: [[String: String]] = []
        for threads in 1...3 {
            var random = SeededGenerator(seed: UInt64(threads))
            for (table, text) in zip(tables, texts) where threads > 1 {
                var rows = text.split(separator: "\n")
                rows[1...].shuffle(using: &random)
                #expect(rows != text.split(separator: "\n"))
                try folder.put(rows.joined(separator: "\n") + "\n", at: "invented/\(table)")
            }
            try solveByBlocks("invented", threads: threads, in: folder)
            results.append(try textsWithoutDigests("plan\(threads)", of: folder))
        }
        #expect(results[0]["plan.csv"]?.contains("P0000001") == true)
        #expect(results[1] == results[0])
        #expect(results[2] == results[0])
    }

    /// Solves a scenario into the folder `plan` and the number of threads.
    ///
    /// A limit that does not depend on time keeps a debug build from proving for minutes.
    private func solveByBlocks(_ scenario: String, threads: Int, in folder: ScenarioFolder) throws {
        let name = "plan\(threads)"
        let run = try folder.fundmix(
            "solve", scenario, "--threads", "\(threads)", "--nodes", "3", "--quiet", "-o", name)
        #expect([0, 5].contains(run.exitCode), "\(run.messages)")
        #expect(try RunTimes(in: name, of: folder).threads == threads)
        // With a search behind the price method or without one.
        #expect(try folder.text("\(name)/result.json").contains(#""method": "blocks"#))
    }

    /// The texts of results that depend on the input only, with the digests of input files blanked.
    private func textsWithoutDigests(_ name: String, of folder: ScenarioFolder) throws
        -> [String: String]
    {
        let digests = try folder.text("\(name)/result.json").split(separator: "\n")
            .filter { $0.contains(#""sha256": ""#) }
            .compactMap { $0.split(separator: "\"").dropLast().last.map(String.init) }
        #expect(digests.count == 4 && digests.allSatisfy { $0.count == 64 }, "\(digests)")
        // The manifest is made of digests of the files beside it.
        let files = try folder.names(in: name)
            .filter { !["manifest.json", "run.json"].contains($0) }
        return try Dictionary(
            uniqueKeysWithValues: files.map { file in
                let text = try folder.text("\(name)/\(file)")
                return (file, digests.reduce(text) { $0.replacing($1, with: "digest") })
            })
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
