import Funding
import GLPKSolver
import Testing
import Verification

@testable import Planning

/// Both methods against all plans there are, on small programmes with every kind of demand.
@Suite struct ExactAgreementTests {
    /// The first 500 seeds whose plans are few enough to try all of them.
    static let seeds = Array(
        (0...).lazy.filter {
            ExhaustivePlanner.planCount(of: TinyProgrammes.programme(seed: $0)) <= mostPlans
        }.prefix(500))

    private static let mostPlans = 20_000

    @Test(arguments: seeds) func bestPlanOfAllIsFound(seed: Int) throws {
        let programme = TinyProgrammes.programme(seed: seed)
        let truth = try #require(try ExhaustivePlanner(programme, most: Self.mostPlans))
        #expect(truth.plans == ExhaustivePlanner.planCount(of: programme))
        let outcome = try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0)
        ).plan(programme)
        try expectSound(outcome, programme, truth)
        if let best = truth.bestValues {
            #expect(outcome.status == .proved)
            #expect(outcome.isOptimal)
            #expect(outcome.goals.map(\.achieved) == best)
        } else {
            guard case .infeasible = outcome.status else {
                Issue.record("no plan keeps the rules, but the outcome is \(outcome.status)")
                return
            }
        }
        // The price method is for larger programmes; what it says of this one must be true as well.
        let blocks = try BlockOutcome.make(programme)
        #expect((blocks == nil) == (programme.classOrder == .programme))
        if let blocks { try expectSound(blocks, programme, truth) }
    }

    /// An outcome never shows a bound that is worse than its plan, which would hide a bound that cuts
    /// off the best plan wherever that is found; so this is the bound as the price method gives it.
    @Test(arguments: seeds) func boundOfThePriceMethodKeepsTheBestPlan(seed: Int) throws {
        let programme = TinyProgrammes.programme(seed: seed)
        let options = PlanningOptions(relativeGap: 0, threads: 1)
        guard let method = try BlockMethod(programme, options: options) else {
            #expect(programme.classOrder == .programme)
            return
        }
        let run = PlanningRun(
            programme, solver: GLPKLinearSolver(), options: options, progress: nil)
        let result = try method.optimize(goal: 0, in: run)
        let truth = try #require(try ExhaustivePlanner(programme, most: Self.mostPlans))
        guard let best = truth.bestValues?.first else {
            #expect(run.best == nil)
            return
        }
        #expect(result.emptyBranches == nil)
        guard let bound = result.bound else { return }
        let distance = best.approximation - bound * result.scale.approximation
        // Planning takes the next multiple of 2^-40 outside a bound.
        let fine = Double(sign: .plus, exponent: -40, significand: 1)
        #expect(programme.goals[0].sense == .maximize ? distance <= fine : distance >= -fine)
    }

    /// What an outcome says is true: its plan is one of those that keep the rules and as good as it
    /// says, no plan is better than a bound, and none is better than one that is called best.
    private func expectSound(
        _ outcome: Outcome, _ programme: Programme, _ truth: ExhaustivePlanner
    ) throws {
        if case .infeasible = outcome.status { #expect(truth.values.isEmpty) }
        guard let plan = outcome.plan else {
            #expect(outcome.goals.isEmpty)
            #expect(outcome.status != .proved && outcome.status != .feasible)
            return
        }
        let verifier = PlanVerifier(programme)
        #expect(verifier.violations(of: plan).isEmpty)
        let values = try verifier.figures(of: plan).goalValues
        #expect(values == outcome.goals.map(\.value))
        #expect(outcome.goals.map(\.goal) == Array(programme.goals.indices))
        var remaining = truth.values
        for (goal, result) in zip(programme.goals, outcome.goals) {
            let all = remaining.map { $0[result.goal] }
            let best = try #require(goal.sense == .maximize ? all.max() : all.min())
            #expect(!goal.isBetter(result.achieved, than: best), "goal \(result.goal)")
            if let bound = result.bound {
                #expect(!goal.isBetter(best, than: bound), "goal \(result.goal)")
            }
            if outcome.isOptimal { #expect(result.achieved == best, "goal \(result.goal)") }
            let held = try goal.heldValue(of: result.achieved)
            remaining.removeAll { goal.isBetter(held, than: $0[result.goal]) }
        }
        #expect(remaining.contains(values))
    }

    // MARK: - What is tried

    @Test func everyKindOfDemandIsAmongTheProgrammes() {
        let kinds = ProgrammeKinds(of: Self.seeds.map { TinyProgrammes.programme(seed: $0) })
        #expect(kinds.missingLimits.isEmpty)
        #expect(kinds.demands == Set(ProgrammeKinds.Demand.allCases))
        #expect(kinds.targets.union([.largestBurden]) == Set(ProgrammeKinds.Quantity.allCases))
        #expect(kinds.aims == ProgrammeKinds.Aim.all)
        #expect(kinds.forms == Set(ProgrammeKinds.Form.allCases))
        #expect(kinds.classOrders == Set(ClassOrder.allCases))
        #expect(kinds.features == Set(ProgrammeKinds.Feature.allCases))
    }

    /// Programmes with a plan and without one, and with more than one to choose from.
    @Test func someProgrammesHaveAPlanAndSomeHaveNone() throws {
        var (without, single, several) = (0, 0, 0)
        for seed in Self.seeds.prefix(100) {
            let programme = TinyProgrammes.programme(seed: seed)
            let truth = try #require(try ExhaustivePlanner(programme, most: Self.mostPlans))
            switch truth.values.count {
            case 0: without += 1
            case 1: single += 1
            default: several += 1
            }
        }
        #expect(without >= 10 && single >= 1 && several >= 40, "\(without) \(single) \(several)")
    }
}
