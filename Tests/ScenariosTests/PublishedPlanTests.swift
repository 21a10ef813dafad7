import Diagnostics
import Funding
import Testing

@testable import Scenarios

@Suite struct PublishedPlanTests {
    private static let plan = """
        record,project,work,source,period,amount
        start,P001,,,2024,
        start,P009,,,2024,
        work,P001,W2,,,860000.00
        work,P009,W1,,,40.00
        pay,P001,W2,water-company,2024,500000.00
        pay,P001,W2,water-company,2025,360000.00
        pay,P001,W7,city-budget,2024,1.00
        pay,P001,W1,city,2024,2.00
        pay,P001,W1,city-budget,2023,3.50
        pay,P009,W1,city-budget,2024,40.00
        use,,,city-budget,2024,44.50
        total,,,,,860046.50
        goal,,,whatever,,7

        """

    private func sample(_ plan: String = PublishedPlanTests.plan) throws -> SampleScenario {
        var sample = try SampleScenario()
        sample.replace("amounts: 万元", with: "amounts: 万元\nfrom: old/plan.csv")
        sample.set("old/plan.csv", plan)
        return sample
    }

    @Test func whatTheProgrammeNoLongerHasIsKeptApart() throws {
        let published = try #require(try sample().read().programme.published)
        #expect(published.fundedProjects == [true, false, false])
        #expect(published.fundedWorks == [false, true, false, false, false, false])
        let payment = PublishedPlan.Payment(
            work: 1, source: 3, amount: Money(minorUnits: 860_000_00))
        #expect(published.payments == [payment])
        #expect(published.departedProjects == ["P009"])
        #expect(published.departures.map(\.missing) == [.work, .source, .period, .project])
        #expect(published.total == Money(minorUnits: 860_046_50))
    }

    @Test func changeIsTheFirstGoalUnlessAGoalNamesIt() throws {
        var sample = try sample()
        let ids = try sample.read().programme.goals.map(\.id)
        #expect(ids.prefix(2) == ["minimize-changed-projects", "minimize-moved-money"])
        #expect(ids.count == 5)
        sample.replace("  - minimize: local\n", with: "  - minimize: moved-money\n")
        let goals = try sample.read().programme.goals
        #expect(goals.map(\.measure.comparesPlans) == [false, true, false])
        #expect(goals[1].within == Ratio(1, 100))
    }

    @Test func orderOfRecordsMeansNothing() throws {
        let lines = Self.plan.split(separator: "\n")
        let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
        var published = try #require(try sample(turned).read().programme.published)
        published.departures.reverse()
        #expect(try sample().read().programme.published == published)
    }

    @Test func planOfTheUserComesFirstAndMayLieAnywhere() throws {
        var sample = try sample()
        sample.siblings["elsewhere/plan.csv"] = Array(
            "record,project,work,source,period,amount\ntotal,,,,,0.00\n".utf8)
        for path in ["elsewhere/plan.csv", "elsewhere"] {
            let scenario = try ScenarioReader.read(
                "demo", library: "demo", publishedPlan: path, files: sample.files)
            #expect(scenario.programme.published?.total == .zero)
            #expect(scenario.files.last?.path == "elsewhere/plan.csv")
        }
        #expect(throws: DiagnosticsError.self) {
            try ScenarioReader.read("demo", publishedPlan: "nowhere", files: sample.files)
        }
    }

    @Test func targetMayKeepChangesSmall() throws {
        var sample = try sample()
        sample.replace("target: households >= 300", with: "target: changed-projects <= 2")
        let demands = try sample.read().programme.choices.map(\.demand)
        #expect(demands.contains(.target(.changedProjects, .atMost, Ratio(2))))
    }
}
