import Funding
import GLPKSolver
import Planning
import TestSupport
import Testing
import Verification

/// The table "what a rule means when not all is funded", planned: what is funded is forced, and the
/// payers of the rule pay as little or as much as the rule lets them.
@Suite struct RuleExamplePlanTests {
    /// Payments are whole multiples of 10 yuan, so that most bounds have to be rounded.
    private static let unit: Int64 = 10

    @Test(arguments: RuleExamples.all, RuleLimit.Sense.allCases)
    func leastPaidIsTheBoundRoundedUp(_ example: RuleExample, sense: RuleLimit.Sense) throws {
        try check(example, sense, .minimize)
    }

    @Test(arguments: RuleExamples.all, RuleLimit.Sense.allCases)
    func mostPaidIsTheBoundRoundedDown(_ example: RuleExample, sense: RuleLimit.Sense) throws {
        try check(example, sense, .maximize)
    }

    private func check(_ example: RuleExample, _ sense: RuleLimit.Sense, _ goal: Goal.Sense) throws
    {
        let programme = forced(example, sense, goal)
        let outcome = try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0)
        ).plan(programme)
        guard let yuan = expected(example, sense, goal) else {
            if case .infeasible = outcome.status { return }
            Issue.record("nothing can be paid, but the outcome is \(outcome.status)")
            return
        }
        #expect(outcome.isOptimal)
        #expect(outcome.goals.first?.value == Ratio(100 * Int128(yuan)))
        let plan = try #require(outcome.plan)
        #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        let rule = programme.rules[0]
        let figures = try RuleOracle.figures(
            of: rule.limits[0], in: rule, plan: plan, programme: programme)
        let areKept = figures.allSatisfy(\.holds)
        #expect(areKept)
    }

    /// The example with its choice forced, and the rule's payments as the only goal.
    private func forced(_ example: RuleExample, _ sense: RuleLimit.Sense, _ goal: Goal.Sense)
        -> Programme
    {
        var programme = example.with(sense)
        programme.settlementUnit = Money(minorUnits: 100 * Self.unit)
        var (must, never): ([ChoiceItem], [ChoiceItem]) = ([], [])
        for (project, start) in example.plan.starts.enumerated() {
            programme.projects[project].requiredStart = start
            let item = ChoiceItem(project: project)
            if start == nil { never.append(item) } else { must.append(item) }
        }
        for (work, isFunded) in example.plan.fundedWorks.enumerated() {
            let item = ChoiceItem(project: programme.works[work].project, work: work)
            if isFunded { must.append(item) } else { never.append(item) }
        }
        programme.choices = [
            Choice(id: "funded", demand: .must(must), text: ""),
            Choice(id: "left", demand: .never(never), text: ""),
        ]
        let rule = programme.rules[0]
        programme.goals = [
            Goal(id: "g", goal, .payments(rule.payers, where: rule.works), text: "")
        ]
        return programme
    }

    /// What the funded pipes and lifts in each place cost, in yuan.
    private static let costs: [String: Int64] = [
        "A/A1": 100, "A/A2": 60, "B/B1": 200, "A": 160, "B": 200, "east": 360, "2024": 110,
        "2025": 250, "all": 360,
    ]

    /// The least or most that residents pay in all places, tried unit by unit, in yuan; `nil` where
    /// no payment in some place keeps the rule.
    private func expected(_ example: RuleExample, _ sense: RuleLimit.Sense, _ goal: Goal.Sense)
        -> Int64?
    {
        var sum: Int64 = 0
        for (place, figures) in example.expected {
            let cost = Self.costs[place] ?? 0
            var allowed: [Int64] = []
            for paid in stride(from: 0, through: cost, by: Int64.Stride(Self.unit)) {
                var bound = figures.bound
                if case .shareOfPayments = example.programme.rules[0].limits[0].bound {
                    // Half of what the city pays, which is all that residents do not.
                    bound = Ratio(Int128(cost - paid), 2)
                }
                if holds(paid, sense, bound) { allowed.append(paid) }
            }
            guard let best = goal == .minimize ? allowed.first : allowed.last else { return nil }
            sum += best
        }
        return sum
    }

    private func holds(_ paid: Int64, _ sense: RuleLimit.Sense, _ bound: Ratio) -> Bool {
        let paid = Int128(paid)
        let unit = Int128(Self.unit)
        return switch sense {
        case .atLeast: Ratio(paid) >= bound
        case .atMost: Ratio(paid) <= bound
        case .exactly: Ratio(paid - unit) < bound && bound < Ratio(paid + unit)
        }
    }
}
