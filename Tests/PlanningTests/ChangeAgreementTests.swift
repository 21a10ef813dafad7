import Funding
import GLPKSolver
import TestSupport
import Testing
import Verification

@testable import Planning

/// Both methods against all plans there are, on tiny programmes with running works and a published
/// plan.
@Suite struct ChangeAgreementTests {
    /// The first 100 seeds whose plans are few enough to try all of them.
    static let seeds = Array(
        (0...).lazy.filter {
            ExhaustivePlanner.planCount(of: ChangeAgreementTests.programme(seed: $0)) <= mostPlans
        }.prefix(100))

    private static let mostPlans = 5_000

    @Test(arguments: seeds) func bestPlanOfAllIsFound(seed: Int) throws {
        let programme = Self.programme(seed: seed)
        let truth = try #require(try ExhaustivePlanner(programme, most: Self.mostPlans))
        let outcomes = [
            try Planner(
                solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0)
            ).plan(programme), try BlockOutcome.make(programme),
        ]
        for (position, outcome) in outcomes.enumerated() {
            guard let outcome else { continue }
            guard let best = truth.bestValues else {
                #expect(outcome.plan == nil)
                continue
            }
            if case .infeasible = outcome.status { Issue.record("there is a plan") }
            if position == 0 { #expect(outcome.isOptimal) }
            guard let plan = outcome.plan else { continue }
            #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
            if outcome.isOptimal { #expect(outcome.goals.map(\.achieved) == best) }
            for (goal, result) in zip(programme.goals, outcome.goals).prefix(1) {
                guard let bound = result.bound else { continue }
                #expect(goal.sense == .maximize ? bound >= best[0] : bound <= best[0])
            }
        }
    }

    /// Programmes with running works and without a plan, and plans that had to change.
    @Test func everythingNewIsAmongTheProgrammes() throws {
        var (running, hopeless, changed, moved, before) = (0, 0, 0, 0, 0)
        for seed in Self.seeds {
            let programme = Self.programme(seed: seed)
            let truth = try #require(try ExhaustivePlanner(programme, most: Self.mostPlans))
            if programme.commitments.contains(where: { $0.time == .before }) { before += 1 }
            guard let best = truth.bestValues else {
                if !programme.commitments.isEmpty { hopeless += 1 }
                continue
            }
            if !programme.commitments.isEmpty { running += 1 }
            for (goal, value) in zip(programme.goals, best) where value > .zero {
                if goal.measure == .changedProjects { changed += 1 }
                if goal.measure == .movedMoney { moved += 1 }
            }
        }
        #expect(running >= 10 && hopeless >= 5, "\(running) \(hopeless)")
        #expect(changed >= 10 && moved >= 10 && before >= 5, "\(changed) \(moved) \(before)")
    }

    /// A tiny programme of the seed with some money paid and promised, and a plan that was published.
    private static func programme(seed: Int) -> Programme {
        var programme = TinyProgrammes.programme(seed: seed)
        var random = SeededGenerator(seed: UInt64(seed) + 1_000_000)
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        if chance(60) { addCommitments(to: &programme, using: &random) }
        if chance(10) { programme.finish = .samePeriod }
        guard chance(70) else { return programme }
        let works = programme.works.map { _ in chance(50) }
        var payments: [PublishedPlan.Payment] = []
        for work in works.indices where works[work] {
            for source in programme.sources.indices where chance(50) {
                payments.append(
                    PublishedPlan.Payment(
                        work: work, source: source,
                        amount: Money(minorUnits: Int64.random(in: 1...4, using: &random))))
            }
        }
        programme.published = PublishedPlan(
            fundedProjects: programme.projects.map { $0.works.contains { works[$0] } },
            fundedWorks: works, payments: payments)
        for (name, measure) in [("changed", Measure.changedProjects), ("moved", .movedMoney)]
        where chance(75) {
            programme.goals.insert(
                Goal(id: name, .minimize, measure, text: name),
                at: Int.random(in: 0...programme.goals.count, using: &random))
        }
        if chance(15) {
            programme.choices.append(
                Choice(
                    id: "target", demand: .target(.movedMoney, .atMost, Ratio(3)), text: "target"))
        }
        return programme
    }

    private static func addCommitments(
        to programme: inout Programme, using random: inout SeededGenerator
    ) {
        // Most demands of tiny programmes leave no plan in which works must go on.
        if Int.random(in: 0..<4, using: &random) > 0 {
            programme.choices = []
            programme.classOrder = .none
            programme.rules.removeLast(programme.rules.count / 2)
            programme.sources[0].budget = .open
            programme.sources[0].pays = .always
        }
        for work in programme.works.indices where Int.random(in: 0..<3, using: &random) == 0 {
            for source in programme.sources.indices
            where Int.random(in: 0..<2, using: &random) == 0 {
                let most = programme.works[work].cost.minorUnits
                let amount = Money(minorUnits: Int64.random(in: 0...min(2, most), using: &random))
                let period = Int.random(in: 0..<programme.periodCount, using: &random)
                let times: [Commitment.Time] = [.before, .period(period), .any]
                let time = times[Int.random(in: 0..<3, using: &random)]
                if time == .before { programme.works[work].cost -= amount }
                programme.commitments.append(
                    Commitment(
                        work: work, source: source, time: time, amount: amount,
                        state: time == .any
                            || Int.random(in: 0..<2, using: &random) == 0
                                && time != .before
                            ? .promised : .paid))
            }
        }
    }
}
