import Foundation
import Testing

@Suite struct SolveCommandTests {
    /// The part of `result.json` that says how a run ended.
    private struct Result: Decodable {
        struct Summary: Decodable {
            let status: String
            let stop: String?
            let fundedProjects: Int?
            let totalFen: Int?
        }
        let format: String
        let summary: Summary
    }

    private func result(_ run: CommandRun) throws -> Result {
        let result = try JSONDecoder().decode(Result.self, from: Data(run.output.utf8))
        #expect(result.format == "fundmix-result")
        return result
    }

    @Test func summaryOfAProvedPlanGoesToStandardOutput() throws {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix("solve", "demo")
        #expect(run.exitCode == 0)
        #expect(run.messages.isEmpty)
        #expect(run.output.hasPrefix("Demo: funding plan\n"))
        #expect(run.output.contains("Proved optimal"))
        #expect(try folder.names() == ["demo"])
    }

    @Test func scenarioMayBeNamedByItsFile() throws {
        let folder = try ScenarioFolder()
        let byFolder = try folder.fundmix("solve", "demo", "--json")
        let byFile = try folder.fundmix("solve", "demo/scenario.yaml", "--json")
        #expect(byFile.exitCode == 0)
        #expect(byFile.output == byFolder.output)
    }

    /// P1 costs 100, of which residents pay 20; P3 (70, residents 14) is the better one, but P1 is a
    /// must, and the city has 100.
    @Test func resultIsJSONWhereAskedFor() throws {
        let run = try ScenarioFolder().fundmix("solve", "demo", "--json")
        #expect(run.exitCode == 0)
        let summary = try result(run).summary
        #expect(summary.status == "optimal" && summary.stop == nil)
        #expect(summary.fundedProjects == 1)
        #expect(summary.totalFen == 100_00)
    }

    /// With 136 the city pays for P1 (80) and P3 (56).
    @Test(arguments: [
        ["--variant", "rich"], ["--set", "sources.city.budget=136"],
        ["--set", "sources.city.budget=+36%"],
        ["--variant", "rich", "--set", "sources.city.budget=136元"],
    ])
    func changedValuesAreWhatIsSolved(options: [String]) throws {
        let folder = try ScenarioFolder()
        let run = try CommandRun("fundmix", ["solve", "demo", "--json"] + options, in: folder.path)
        #expect(run.exitCode == 0, "\(run.messages)")
        let summary = try result(run).summary
        #expect(summary.status == "optimal")
        #expect(summary.fundedProjects == 2)
        #expect(summary.totalFen == 170_00)
    }

    @Test func reportsAreWrittenInEitherLanguage() throws {
        let folder = try ScenarioFolder()
        let chinese = try folder.fundmix("solve", "demo", "--lang", "zh", "-o", "plan")
        #expect(chinese.exitCode == 0)
        #expect(chinese.output.hasPrefix("示例"))
        #expect(try folder.text("plan/report.md").contains("示例"))
        let english = try folder.fundmix("solve", "demo", "--lang", "en", "--json")
        let other = try folder.fundmix("solve", "demo", "--lang", "zh", "--json")
        let isLanguage = { (line: Substring) in line.contains(#""option": "lang""#) }
        #expect(
            english.output.split(separator: "\n").filter { !isLanguage($0) }
                == other.output.split(separator: "\n").filter { !isLanguage($0) })
    }

    @Test func scenarioWithErrorsEndsWith2() throws {
        let folder = try ScenarioFolder()
        let text = ScenarioFolder.scenario.replacing("budget: 100}", with: "budgt: 100}")
        try folder.put(text, at: "demo/scenario.yaml")
        let run = try folder.fundmix("solve", "demo", "-o", "plan")
        #expect(run.exitCode == 2)
        #expect(run.output.isEmpty)
        #expect(run.messages.hasPrefix("demo/scenario.yaml:10:"))
        #expect(run.messages.contains("[unknown-key]\n  fix: "))
        #expect(try folder.names() == ["demo"])
        let json = try folder.fundmix("solve", "demo", "--json")
        #expect(json.exitCode == 2)
        #expect(json.output.contains(#""code" : "unknown-key""#))
    }

    /// P1 is a must and needs 80 from the city.
    @Test func provedImpossibilityEndsWith3() throws {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix(
            "solve", "demo", "--set", "sources.city.budget=79", "-o", "plan", "--json")
        #expect(run.exitCode == 3)
        #expect(try result(run).summary.status == "infeasible")
        #expect(try folder.names() == ["demo"])
    }

    @Test func limitWithoutAPlanEndsWith4() throws {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix(
            "solve", "demo", "--time-limit", "0.000001", "-o", "plan", "--json")
        #expect(run.exitCode == 4)
        let summary = try result(run).summary
        #expect(summary.status == "notFound" && summary.stop == "timeLimit")
        #expect(try folder.names() == ["demo"])
    }

    @Test(arguments: [["--nodes", "2"], ["--time-limit", "0.5"]])
    func limitWithAPlanEndsWith5(limit: [String]) throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario()
        let run = try CommandRun(
            "fundmix", ["solve", "hard", "--gap", "0", "-o", "plan", "--json"] + limit,
            in: folder.path)
        #expect(run.exitCode == 5)
        let summary = try result(run).summary
        #expect(summary.status == "feasible")
        #expect(summary.stop == (limit[0] == "--nodes" ? "nodeLimit" : "timeLimit"))
        #expect(try folder.differences(in: "plan").isEmpty)
        #expect(try folder.fundmix("verify", "hard", "plan").exitCode == 0)
    }

    @Test(arguments: [
        ["solve"], ["solve", "demo", "--gap", "1"], ["solve", "demo", "--gap", "nan"],
        ["solve", "demo", "--time-limit", "0"], ["solve", "demo", "--nodes", "0"],
        ["solve", "demo", "--threads", "0"], ["solve", "demo", "--threads", "65"],
        ["solve", "demo", "--lang", "fr"], ["solve", "demo", "--set", "nothing"],
        ["solve", "demo", "--unknown"], ["nothing"], ["verify", "demo"],
        ["export", "demo", "--format", "xml"], ["export", "demo", "--goal", "none"],
        ["new", "demo"],
    ])
    func wrongUsageEndsWith64(arguments: [String]) throws {
        let folder = try ScenarioFolder()
        let run = try CommandRun("fundmix", arguments, in: folder.path)
        #expect(run.exitCode == 64)
        #expect(run.output.isEmpty)
        #expect(!run.messages.isEmpty)
        #expect(try folder.names() == ["demo"])
    }
}
