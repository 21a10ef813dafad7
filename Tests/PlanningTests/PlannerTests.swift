import Funding
import GLPKSolver
import Planning
import Testing
import Verification

@Suite struct PlannerTests {
    @Test(arguments: 0..<200)
    func valuesAreThoseOfEveryPlanTried(seed: Int) throws {
        let programme = TinyProgrammes.programme(seed: seed)
        guard let truth = try ExhaustivePlanner(programme, most: 20_000) else { return }
        let outcome = try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0)
        ).plan(programme)
        guard let best = truth.bestValues else {
            guard case .infeasible = outcome.status else {
                Issue.record("no plan keeps the rules, but the outcome is \(outcome.status)")
                return
            }
            return
        }
        #expect(outcome.status == .proved)
        let plan = try #require(outcome.plan)
        #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        // A burden is a fraction: its linear program knows no whole payments, so the bound may lie
        // below the best settled value, and the plan is only compared where it claims to be best.
        for (goal, value) in zip(outcome.goals, best) where outcome.isOptimal {
            #expect(goal.achieved == value)
        }
        // The bound of the first goal holds whether or not it is reached.
        if let goal = programme.goals.first, let bound = outcome.goals.first?.bound {
            #expect(goal.sense == .maximize ? bound >= best[0] : bound <= best[0])
        }
    }
}
