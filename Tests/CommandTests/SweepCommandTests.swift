import Foundation
import Testing

/// A sweep plans a scenario for each value of a setting and shows one table.
@Suite struct SweepCommandTests {
    /// A row as `--json` prints it.
    private struct Row: Decodable {
        struct Goal: Decodable, Equatable {
            let goal: String
            let value: String?
            let bound: String?
            let unit: String
            let relativeGap: Double?
            let isProved: Bool?
        }
        let path: String
        let value: String
        let status: String
        let stop: String?
        let fundedProjects: Int?
        let fundedWorks: Int?
        let totalFen: Int?
        let goal1: Goal
        let goal2: Goal?
    }

    private func sweep(
        _ range: String, of scenario: String = "demo", in folder: ScenarioFolder,
        _ options: String...
    ) throws -> CommandRun {
        try CommandRun(
            "fundmix", ["sweep", scenario, "--vary", range] + options, in: folder.path)
    }

    private func rows(_ run: CommandRun) throws -> [Row] {
        try JSONDecoder().decode([Row].self, from: Data(run.output.utf8))
    }

    /// P1 is a must and costs the city 80; P3 costs it 56 more, P1's other work 15, of which
    /// residents pay as much as they like: only shares of basic works are fixed.
    @Test func rowsSayWhatEachValueBrings() throws {
        let folder = try ScenarioFolder()
        let run = try sweep("sources.city.budget=79..136/19", in: folder, "--json")
        #expect(run.exitCode == 3)
        let rows = try rows(run)
        #expect(rows.map(\.value) == ["79", "98", "117", "136"])
        #expect(rows.allSatisfy { $0.path == "sources.city.budget" && $0.stop == nil })
        #expect(rows.map(\.status) == ["infeasible", "optimal", "optimal", "optimal"])
        #expect(rows.map(\.fundedProjects) == [nil, 1, 1, 2])
        #expect(rows.map(\.totalFen) == [nil, 100_00, 100_00, 170_00])
        #expect(rows.map(\.goal1.value) == [nil, "10", "10", "40"])
        #expect(rows.map(\.goal1.bound) == [nil, "10", "10", "40"])
        #expect(rows.map { $0.goal2?.value } == [nil, "8000", "8000", "13600"])
        #expect(rows.allSatisfy { $0.goal1.goal == "most" && $0.goal2?.unit == "fen" })
    }

    /// A relative change is the one that `--set` makes: 100 and 36 % are 136.
    @Test func percentagesChangeWhatTheScenarioSays() throws {
        let folder = try ScenarioFolder()
        let run = try sweep("sources.city.budget=35.9%..36%/0.1%", in: folder, "--json")
        #expect(run.exitCode == 0)
        let rows = try rows(run)
        #expect(rows.map(\.value) == ["+35.9%", "+36%"])
        #expect(rows.map(\.fundedProjects) == [1, 2])
    }

    @Test func rowsAreThoseOfSolve() throws {
        let folder = try ScenarioFolder()
        let made = try folder.fundmix("new", "mine", "--generate", "30")
        try #require(made.exitCode == 0)
        let run = try sweep(
            "sources.province.budget=-10%..0%/10%", of: "mine", in: folder, "--json", "--gap",
            "0.02")
        let rows = try rows(run)
        #expect(rows.map(\.value) == ["-10%", "+0%"])
        let values = try rows.map { row in try #require(row.goal1.value.flatMap(Double.init)) }
        let bounds = try rows.map { row in
            let parts = try #require(row.goal1.bound).split(separator: "/").compactMap {
                Double($0)
            }
            return try #require(parts.first) / (parts.count == 2 ? parts[1] : 1)
        }
        // More money never brings less, up to the proved gap.
        for (poor, rich) in zip(values, bounds.dropFirst()) { #expect(poor <= rich) }
        for (value, bound) in zip(values, bounds) { #expect(value <= bound) }
        let solved = try folder.fundmix("solve", "mine", "--json", "--gap", "0.02")
        struct Result: Decodable {
            struct Tables: Decodable { let goals: Goals }
            struct Goals: Decodable { let rows: [Goal] }
            struct Goal: Decodable { let value: String }
            let tables: Tables
        }
        let result = try JSONDecoder().decode(Result.self, from: Data(solved.output.utf8))
        let value = try #require(result.tables.goals.rows.first.flatMap { Double($0.value) })
        #expect(value <= bounds[1])
    }

    @Test func tableIsForPeople() throws {
        let folder = try ScenarioFolder()
        let run = try sweep("sources.city.budget=-20%..0%/20%", in: folder)
        #expect(run.exitCode == 0)
        #expect(run.output.hasPrefix("Demo: sweep of sources.city.budget\n===="))
        #expect(run.output.contains("Values planned: 2 of 2."))
        #expect(run.output.contains("Goal most: maximize the sum of Households, in Households."))
        let lines = run.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("Changed by  Status") })
        #expect(lines.contains { $0.hasPrefix("     -20 %  proved optimal") })
        #expect(lines.contains { $0.hasPrefix("       0 %  proved optimal") })
        #expect(lines.allSatisfy { $0.count <= 100 })
        let times = run.messages.split(separator: "\n")
        #expect(times.count == 1)
        #expect(
            try #require(times.last).wholeMatch(
                of: /fundmix: note: planned 2 values in [0-9]+\.[0-9]{2} s/) != nil)
        let chinese = try sweep(
            "sources.city.budget=80..80/1", in: folder, "--lang", "zh", "--quiet")
        #expect(chinese.output.hasPrefix("示例：sources.city.budget逐值测算\n"))
        #expect(chinese.output.contains("已证明最优"))
        #expect(chinese.messages.isEmpty)
    }

    @Test func fileHoldsTheTable() throws {
        let folder = try ScenarioFolder()
        let range = "sources.city.budget=80..136/56"
        let run = try sweep(range, in: folder, "-o", "sweep.csv")
        #expect(run.exitCode == 0)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/sweep.csv"))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = try folder.text("sweep.csv")
        #expect(
            text == """
                Set to,Status,Stopped by,Projects,Works,Funding in all (yuan),\
                most (Households),most at most (Households),most gap (%),\
                least (yuan),least at least (yuan),least gap (%)\r
                80,proved optimal,,1,1,100,10,10,0.0000,80,80,0.0000\r
                136,proved optimal,,2,2,170,40,40,0.0000,136,136,0.0000\r

                """)
        // Another sweep replaces it, in any language.
        let other = try sweep(
            "sources.city.budget=0%..1%/1%", in: folder, "--lang", "zh", "-o", "sweep.csv")
        #expect(other.exitCode == 0)
        #expect(try folder.text("sweep.csv").hasPrefix("变动幅度（%）,结论,"))
        #expect(try sweep(range, in: folder, "-o", "sweep.csv").exitCode == 0)
        #expect(try folder.text("sweep.csv") == text)
        #expect(try folder.names() == ["demo", "sweep.csv"])
    }

    @Test func fileOfSomebodyElseIsRefused() throws {
        let folder = try ScenarioFolder()
        let projects = try folder.text("demo/projects.csv")
        let run = try sweep("sources.city.budget=80..81/1", in: folder, "-o", "demo/projects.csv")
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        #expect(run.messages.contains("no file of results that Fundmix made"))
        #expect(try folder.text("demo/projects.csv") == projects)
    }

    @Test(arguments: [
        ["--vary", "sources.city.budget"], ["--vary", "sources.city.budget=1..2/0"],
        ["--vary", "sources.city.budget=1%..2/1"], ["--vary", "sources.city.budget=1..9999/1"],
        ["--vary", "sources.city.budget=one..2/1"],
        ["--vary", "sources.city.budget=1..2/1", "--gap", "2"],
        ["--vary", "sources.city.budget=1..2/1", "-o", "folder"], [],
    ])
    func wrongUsageIsRefused(options: [String]) throws {
        let folder = try ScenarioFolder()
        let run = try CommandRun("fundmix", ["sweep", "demo"] + options, in: folder.path)
        #expect(run.exitCode == 64)
        #expect(run.output.isEmpty)
        #expect(try folder.names() == ["demo"])
    }

    @Test(arguments: [
        ("sources.town.budget=1..2/1", "sources.town.budget=1", "[unknown-path]"),
        ("sources.city.budget=1..-1/2", "sources.city.budget=-1", "--set"),
        ("sources.residents.budget=0%..1%/1%", "sources.residents.budget=+0%", "[not-relative]"),
    ])
    func findingNamesTheValue(range: String, setting: String, finding: String) throws {
        let folder = try ScenarioFolder()
        let run = try sweep(range, in: folder, "-o", "sweep.csv")
        #expect(run.exitCode == 2)
        #expect(run.output.isEmpty)
        #expect(run.messages.contains("found with --set \(setting)\n"))
        #expect(run.messages.contains(finding))
        #expect(try folder.names() == ["demo"])
    }

    /// Thirty projects are enough for the price method, which divides its work among threads.
    @Test func numberOfThreadsChangesNoByte() throws {
        let folder = try ScenarioFolder()
        let made = try folder.fundmix("new", "mine", "--generate", "30")
        try #require(made.exitCode == 0)
        let outputs = try ["1", "2"].map { threads in
            try CommandRun(
                "fundmix",
                [
                    "sweep", "mine", "--vary", "sources.province.budget=-2%..2%/4%", "--gap",
                    "0.02", "--threads", threads,
                ], in: folder.path
            ).output
        }
        #expect(outputs[0].contains("-2"))
        #expect(outputs[1] == outputs[0])
    }

    @Test func interruptedSweepShowsTheValuesSoFar() throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario()
        let command = try RunningCommand(
            "fundmix",
            ["sweep", "hard", "--vary", "sources.pipes.budget=0%..10%/1%", "--gap", "0", "--json"],
            in: folder.path)
        usleep(3_000_000)
        command.send(SIGINT)
        // A guard against hangs; the machine may be busy.
        try #require(command.ends(within: 20))
        let run = try command.end()
        #expect(run.exitCode == 130)
        let rows = try rows(run)
        #expect(rows.count < 11)
        #expect(rows.last?.stop == "interrupted")
    }

    @Test func timeLimitCountsForAllValues() throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario()
        let run = try sweep(
            "sources.pipes.budget=0%..10%/1%", of: "hard", in: folder, "--gap", "0",
            "--time-limit", "1", "--json")
        #expect(run.exitCode == 4)
        let rows = try rows(run)
        #expect(rows.count < 11)
        #expect(rows.last.map { $0.stop == "timeLimit" } ?? true)
        #expect(run.messages.contains("of 11 values in"))
    }
}
