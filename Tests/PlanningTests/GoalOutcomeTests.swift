import Funding
import Planning
import Testing

@Suite struct GoalOutcomeTests {
    @Test func gapIsTheDistanceRelativeToTheLargerOfTheTwo() {
        #expect(outcome(achieved: 90, bound: 100).relativeGap == 0.1)
        #expect(outcome(achieved: 100, bound: 90).relativeGap == 0.1)
        #expect(outcome(achieved: 0, bound: 7).relativeGap == 1)
        #expect(outcome(achieved: -90, bound: -100).relativeGap == 0.1)
    }

    @Test func boundThatIsReachedLeavesNoGap() {
        #expect(outcome(achieved: 0, bound: 0).relativeGap == 0)
        #expect(outcome(achieved: 5, bound: 5).isOptimal)
        #expect(outcome(achieved: 5, bound: 5).isProved)
    }

    @Test func gapAskedForIsProvedButNotOptimal() {
        let goal = outcome(achieved: 999, bound: 1_000, requested: 0.001)
        #expect(goal.isProved)
        #expect(!goal.isOptimal)
        #expect(!outcome(achieved: 998, bound: 1_000, requested: 0.001).isProved)
    }

    @Test func nothingIsProvedWithoutABound() {
        let goal = GoalOutcome(
            goal: 0, value: .one, achieved: .one, bound: nil, requestedGap: 1)
        #expect(goal.relativeGap == nil)
        #expect(!goal.isProved)
        #expect(!goal.isOptimal)
    }

    @Test func outcomeIsOptimalWhereEveryGoalIs() {
        let (best, near) = (outcome(achieved: 5, bound: 5), outcome(achieved: 4, bound: 5))
        func all(_ status: Outcome.Status, _ goals: [GoalOutcome]) -> Outcome {
            Outcome(status: status, goals: goals, requestedGap: 1, solver: "none")
        }
        #expect(all(.proved, [best, best]).isOptimal)
        #expect(!all(.proved, [best, near]).isOptimal)
        #expect(!all(.feasible, [best]).isOptimal)
        #expect(all(.proved, []).isOptimal)
    }

    private func outcome(achieved: Int128, bound: Int128, requested: Double = 0) -> GoalOutcome {
        GoalOutcome(
            goal: 0, value: Ratio(achieved), achieved: Ratio(achieved), bound: Ratio(bound),
            requestedGap: requested)
    }
}
