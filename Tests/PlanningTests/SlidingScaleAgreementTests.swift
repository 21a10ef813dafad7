import Funding
import GLPKSolver
import Optimization
import TestSupport
import Testing
import Verification

@testable import Planning

/// Bounds that slide with payments: formulation, both methods and verifier against each other and
/// against every plan there is.
@Suite struct SlidingScaleAgreementTests {
    /// The first 100 seeds whose plans are few enough to try all of them.
    static let seeds = Array(
        (0...).lazy.filter {
            ExhaustivePlanner.planCount(of: SlidingProgrammes.tiny($0)) <= mostPlans
        }.prefix(100))

    private static let mostPlans = 2_000

    @Test(arguments: seeds) func bestPlanOfAllIsFound(seed: Int) throws {
        let programme = SlidingProgrammes.tiny(seed)
        let truth = try #require(try ExhaustivePlanner(programme, most: Self.mostPlans))
        let whole = try BlockOutcome.whole(programme)
        try expectSound(whole, programme, truth)
        if let best = truth.bestValues {
            #expect(whole.isOptimal)
            #expect(whole.goals.map(\.achieved) == best)
        } else {
            guard case .infeasible = whole.status else {
                Issue.record("no plan keeps the rules, but the outcome is \(whole.status)")
                return
            }
        }
        if let blocks = try BlockOutcome.make(programme) {
            try expectSound(blocks, programme, truth)
        }
    }

    /// The tests above say little where all or none of the programmes have a plan, or where the rules
    /// leave it as it would be without them.
    @Test func someProgrammesHaveAPlanThatTheRulesChange() throws {
        var (without, changed, fitting) = (0, 0, 0)
        for seed in Self.seeds.prefix(50) {
            let programme = SlidingProgrammes.tiny(seed)
            var free = programme
            free.rules.removeAll { $0.id.hasPrefix("s") }
            let truth = try #require(try ExhaustivePlanner(programme, most: Self.mostPlans))
            let freely = try #require(try ExhaustivePlanner(free, most: Self.mostPlans))
            if truth.bestValues == nil { without += 1 }
            if truth.bestValues != freely.bestValues { changed += 1 }
            let options = PlanningOptions(threads: 1)
            if try BlockMethod(programme, options: options) != nil { fitting += 1 }
        }
        #expect(without >= 3 && changed >= 10 && fitting >= 30, "\(without) \(changed) \(fitting)")
    }

    /// With decisions and payments fixed, rows hold at the one way to reach pieces that the verifier
    /// would use if and only if it passes the plan, and at no other way.
    @Test(arguments: 0..<100) func formulationAllowsWhatTheVerifierPasses(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var (programme, plan) = RandomProgramme.makeWithPlan(seed: UInt64(seed))
        programme.rules = []
        let scale = SlidingProgrammes.scale(programme, using: &random)
        var rule = FundingRule(
            id: "s", payers: PayerSet(sources: [0], text: "city"),
            scope: seed % 2 == 0 ? .project : .work,
            limits: [RuleLimit(.exactly, .slidingScale(scale))])
        programme.rules = [rule]
        for scale in try Self.calibrated(scale, of: rule, programme, plan) {
            for sense in RuleLimit.Sense.allCases {
                rule.limits = [RuleLimit(sense, .slidingScale(scale))]
                programme.rules = [rule]
                let formulation = try Formulation.formulate(programme)
                for changed in [plan] + Self.shifted(plan, in: programme, &random) {
                    let isSound = PlanVerifier.violations(of: changed, in: programme)
                        .allSatisfy { $0.code != "verification-rule" }
                    let values = formulation.point(of: changed)
                    #expect(formulation.keepsRules(at: values) == isSound)
                    for reach in formulation.scaleReaches {
                        var other = values
                        other[reach.variable.index] = 1 - other[reach.variable.index]
                        let isPresent = reach.presence.terms.contains {
                            values[$0.variable.index] == 1
                        }
                        #expect(!isPresent || !formulation.keepsRules(at: other))
                    }
                }
            }
        }
    }

    /// The scale with a piece that begins exactly where the first place of the plan stands, at it and
    /// above it, and that gives exactly what is paid there.
    private static func calibrated(
        _ scale: SlidingScale, of rule: FundingRule, _ programme: Programme, _ plan: Plan
    ) throws -> [SlidingScale] {
        let figures = try PlanVerifier(programme).figures(of: plan)
        var first: SlidingFigure?
        try figures.forEachSlidingFigure(
            ofRule: 0, limit: 0, inProjects: programme.projects.indices
        ) { first = first ?? $0 }
        guard let first, first.quantity > .zero else { return [scale] }
        var paid: [RuleFigure.Scope: Money] = [:]
        try figures.forEachFigure(ofRule: 0, limit: 0) { paid[$0.scope] = $0.actual }
        let value = try (paid[first.scope] ?? .zero).exact.divided(by: first.quantity)
        return [false, true].map { isAbove in
            var scale = scale
            scale.pieces = [
                SlidingScale.Piece(from: Ratio(-1), value: isAbove ? value : .zero),
                SlidingScale.Piece(
                    from: first.excess, isAbove: isAbove, value: isAbove ? .zero : value),
            ]
            return scale
        }
    }

    /// The plan with a settlement unit of a payment moved to another source.
    private static func shifted(
        _ plan: Plan, in programme: Programme, _ random: inout SeededGenerator
    ) -> [Plan] {
        (0..<4).compactMap { _ in
            guard let payment = plan.payments.randomElement(using: &random),
                let other = programme.sources.indices.filter({
                    $0 != payment.source
                        && programme.sources[$0].pays.holds(forWork: payment.work, in: programme)
                }).randomElement(using: &random)
            else { return nil }
            var payments: [Payment] = []
            var given = programme.settlementUnit
            for old in plan.payments {
                var new = old
                let isSame = (old.work, old.period) == (payment.work, payment.period)
                if isSame, old.source == payment.source { new.amount -= programme.settlementUnit }
                if isSame, old.source == other {
                    new.amount += given
                    given = .zero
                }
                if new.amount > .zero { payments.append(new) }
            }
            if given > .zero {
                payments.append(
                    Payment(
                        work: payment.work, source: other, period: payment.period, amount: given))
            }
            return Plan(starts: plan.starts, fundedWorks: plan.fundedWorks, payments: payments)
        }
    }

    /// What an outcome says is true of all plans that keep the rules.
    private func expectSound(
        _ outcome: Outcome, _ programme: Programme, _ truth: ExhaustivePlanner
    ) throws {
        if case .infeasible = outcome.status { #expect(truth.values.isEmpty) }
        guard let plan = outcome.plan else { return }
        let verifier = PlanVerifier(programme)
        #expect(verifier.violations(of: plan).isEmpty)
        #expect(try verifier.figures(of: plan).goalValues == outcome.goals.map(\.value))
        guard let goal = programme.goals.first, let result = outcome.goals.first,
            let best = truth.bestValues?.first
        else { return }
        #expect(!goal.isBetter(result.achieved, than: best))
        if let bound = result.bound { #expect(!goal.isBetter(best, than: bound)) }
        if outcome.isOptimal { #expect(result.achieved == best) }
    }

    // MARK: - Larger programmes

    @Test(arguments: 0..<20) func plantedPlanIsNoBetterThanTheBound(seed: Int) throws {
        let (programme, plan) = try SlidingProgrammes.planted(seed, projects: 10...30)
        let outcome = try #require(try BlockOutcome.make(programme, gap: 0.05))
        if case .infeasible = outcome.status { Issue.record("there is a plan") }
        if let found = outcome.plan {
            #expect(PlanVerifier.violations(of: found, in: programme).isEmpty)
        }
        guard let goal = programme.goals.first, let bound = outcome.goals.first?.bound else {
            return
        }
        let value = try PlanVerifier(programme).figures(of: plan).goalValues[0]
        #expect(!goal.isBetter(value, than: bound))
    }

    /// Of 30 projects of 100 yuan, the city pays 50 % where residents pay 20 %, 60 % where they pay 30.
    ///
    /// They have 700 yuan: 20 in each project, 10 more in ten of them, so 20 · 50 + 10 · 60.
    @Test func priceMethodDecidesWhichProjectsReachWhichStep() throws {
        var builder = ProgrammeBuilder()
        builder.addSource("city")
        builder.addSource(
            "residents", .resident, budget: .whole(.total(Money(minorUnits: 700_00))))
        builder.addSource("district")
        for project in 0..<30 {
            builder.addProject("P\(project)")
            builder.addWork("W", cost: 100_00)
        }
        let pieces = [(0, 0), (20, 50), (30, 60)].map {
            SlidingScale.Piece(from: Ratio($0.0, 100), value: Ratio($0.1, 100))
        }
        let city = PayerSet(sources: [0], text: "city")
        let scale = SlidingScale(
            payers: PayerSet(sources: [1], text: "residents"), pieces: pieces)
        builder.programme.rules = [
            FundingRule(
                id: "city", payers: city, scope: .project,
                limits: [RuleLimit(.exactly, .slidingScale(scale))])
        ]
        builder.programme.goals = [
            Goal(id: "city", .maximize, .payments(city, where: .always), text: "city")
        ]
        let outcome = try Planner(solver: GLPKLinearSolver()).plan(builder.programme)
        #expect(outcome.method != .wholeProgram)
        #expect(outcome.isOptimal)
        #expect(outcome.goals.first?.value == Ratio(1_600_00))
        let blocks = try #require(try BlockOutcome.make(builder.programme))
        #expect(blocks.goals.first?.bound == Ratio(1_600_00))
    }
}
