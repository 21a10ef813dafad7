import Foundation
import Testing

@Suite struct FromPlanTests {
    private static let cut = ["--set", "sources.city.budget.2025=360"]

    /// A folder with the plan of the library's scenario of running works, as published.
    private func published() throws -> (folder: ScenarioFolder, scenario: String) {
        let folder = try ScenarioFolder()
        let scenario = ScenarioFolder.library + "/running-works-2025"
        let run = try folder.fundmix("solve", scenario, "-o", "published", "--quiet")
        #expect(run.exitCode == 0)
        return (folder, scenario)
    }

    @Test func planIsChangedAsLittleAsNeededAndVerified() throws {
        let (folder, scenario) = try published()
        let solved = try CommandRun(
            "fundmix", ["solve", scenario, "--from", "published", "-o", "new"] + Self.cut,
            in: folder.path)
        #expect(solved.exitCode == 0)
        #expect(solved.output.contains("added: 0 projects; dropped: 1 project"))
        let projects = try String(
            contentsOfFile: folder.path + "/new/changed-projects.csv", encoding: .utf8)
        #expect(projects.contains("N5,水利局宿舍,dropped,200,0,-200"))
        let verified = try CommandRun(
            "fundmix-verify", [scenario, "new", "--from", "published/plan.csv"] + Self.cut,
            in: folder.path)
        #expect(verified.exitCode == 0)
        let other = try CommandRun(
            "fundmix", ["verify", scenario, "new"] + Self.cut, in: folder.path)
        #expect(other.exitCode == 2)
        #expect(other.messages.contains("--from"))
    }

    @Test(arguments: [
        ("published", "published"), ("published/plan.csv", "published/"), ("link", "./published"),
        ("published", "link"),
    ])
    func publishedPlanIsNotOverwritten(from: String, output: String) throws {
        let (folder, scenario) = try published()
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: "published")
        let before = try folder.text("published/plan.csv")
        let run = try CommandRun(
            "fundmix", ["solve", scenario, "--from", from, "-o", output] + Self.cut,
            in: folder.path)
        #expect(run.exitCode == 64)
        let message = run.messages.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(message.contains("the published plan would be overwritten"))
        #expect(message.contains("name another folder"))
        #expect(try folder.text("published/plan.csv") == before)
    }

    @Test func unchangedProgrammeKeepsThePublishedPlan() throws {
        let (folder, scenario) = try published()
        let run = try folder.fundmix("solve", scenario, "--from", "published", "--json")
        #expect(run.exitCode == 0)
        #expect(run.output.contains("\"movedFen\": 0"))
    }
}
