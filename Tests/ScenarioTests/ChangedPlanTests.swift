import Diagnostics
import Funding
import GLPKSolver
import Planning
import Scenarios
import TestSupport
import Testing
import Verification

/// Whoever changes a cell of a stored plan is found out: it cannot be read, or it breaks a promise.
@Suite struct ChangedPlanTests {
    /// 45 changes of each of 200 random plans, 9,000 in all.
    @Test(arguments: UInt64(0)..<200)
    func changeOfARandomPlanIsRejected(seed: UInt64) throws {
        var options = RandomProgramme.Options()
        options.projects = 4...10
        let (programme, plan) = RandomProgramme.makeWithPlan(seed: seed, options: options)
        try expectRejection(of: 45, changesOf: plan, in: programme, seed: seed)
    }

    /// 500 changes of the plans of the library's small scenarios, 1,000 in all.
    @Test(arguments: ["shenmu-gates", "west-coast-competition"])
    func changeOfAPlanOfTheLibraryIsRejected(name: String) throws {
        let programme = try ScenarioLibrary.read(name).programme
        let outcome = try Planner(solver: GLPKLinearSolver()).plan(programme)
        try expectRejection(
            of: 500, changesOf: try #require(outcome.plan), in: programme, seed: 1)
    }

    /// 500 changes of a plan with all kinds of works and sources: the first projects of Baoding.
    @Test func changeOfAPlanWithManySourcesIsRejected() throws {
        let projects = 12
        var texts = try ScenarioLibrary.texts("baoding-2022")
        for file in ["projects.csv", "works.csv"] {
            let rows = try #require(texts[file]).split(separator: "\n")
            let ids = Set((1...projects).map { $0 < 10 ? "P00\($0)" : "P0\($0)" })
            let kept = rows.dropFirst().filter { row in
                row.split(separator: ",").first.map { ids.contains(String($0)) } ?? false
            }
            texts[file] = ([rows[0]] + kept).joined(separator: "\n") + "\n"
        }
        let programme = try ScenarioLibrary.read(texts).programme
        #expect(programme.projects.count == projects)
        let outcome = try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(nodeLimit: 1)
        ).plan(programme)
        let plan = try #require(outcome.plan)
        #expect(plan.payments.count > 100)
        try expectRejection(of: 500, changesOf: plan, in: programme, seed: 2)
    }

    private func expectRejection(
        of count: Int, changesOf plan: Plan, in programme: Programme, seed: UInt64
    ) throws {
        let verifier = PlanVerifier(programme)
        let bytes = PlanFile.encode(
            try verifier.figures(of: plan).storedPlan, for: programme)
        let text = PlanText(bytes, of: programme)
        #expect(text.bytes == bytes)
        let stored = try PlanFile.decode(bytes, for: programme, file: "plan.csv")
        #expect(verifier.violations(of: stored).isEmpty)
        var random = SeededGenerator(seed: seed)
        for _ in 0..<count {
            var changed = text
            let change = changed.change(using: &random)
            let isAccepted: Bool
            do {
                let read = try PlanFile.decode(changed.bytes, for: programme, file: "plan.csv")
                isAccepted = verifier.violations(of: read).isEmpty
            } catch {
                isAccepted = false
            }
            #expect(!isAccepted, "\(change)")
        }
    }
}
