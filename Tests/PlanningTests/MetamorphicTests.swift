import Funding
import GLPKSolver
import Optimization
import Planning
import TestSupport
import Testing
import Verification

/// Changes of a programme whose effect on the plan is known without knowing the plan.
@Suite struct MetamorphicTests {
    @Test(arguments: 0..<200) func looserBudgetsNeverWorsenTheFirstGoal(seed: Int) throws {
        let programme = Self.programme(seed)
        var looser = programme
        for index in looser.sources.indices {
            looser.sources[index].budget = Self.loosened(
                looser.sources[index].budget, by: programme.settlementUnit)
        }
        let (before, after) = (try plan(programme), try plan(looser))
        guard let goal = before.goals.first else { return }
        if case .infeasible = after.status { Issue.record("more money leaves no plan") }
        guard let bound = after.goals.first?.bound else { return }
        let isMaximized = programme.goals[0].sense == .maximize
        #expect(isMaximized ? goal.achieved <= bound : goal.achieved >= bound)
    }

    @Test(arguments: 0..<200) func ruleThatAsksForNothingChangesNothing(seed: Int) throws {
        let programme = Self.programme(seed)
        var redundant = programme
        let scopes: [RuleScope] = [
            .work, .project, .group(programme.reference(.project, named: "district")), .period,
            .programme,
        ]
        redundant.rules.append(
            FundingRule(
                id: "redundant", payers: PayerSet(sources: [0], text: "city"),
                scope: scopes[seed % 5],
                limits: [
                    RuleLimit(.atMost, .shareOfCost(.one)), RuleLimit(.atLeast, .amount(.zero)),
                ]))
        try expectSame(try plan(programme), try plan(redundant), programme)
    }

    @Test(arguments: 0..<200) func districtWithoutDemandsMayBeSplit(seed: Int) throws {
        var programme = Self.programme(seed)
        let district = programme.reference(.project, named: "district")
        programme.rules.removeAll { $0.scope == .group(district) }
        for index in programme.sources.indices {
            if case .grouped = programme.sources[index].budget {
                programme.sources[index].budget = .open
            }
        }
        var split = programme
        let column = split.projectData.columns[district.index]
        let labels = split.projects.indices.map { project in
            let label = column.text(at: project) ?? ""
            return label == "east" && project % 2 == 0 ? "far-east" : label
        }
        let distinct = ["east", "far-east", "south", "west"]
        split.projectData.columns[district.index].content = .texts(
            distinct: distinct,
            codes: labels.map { Int32(distinct.firstIndex(of: $0) ?? -1) })
        try expectSame(try plan(programme), try plan(split), programme)
    }

    @Test(arguments: 0..<200) func unitOfReportsIsIrrelevant(seed: Int) throws {
        var programme = Self.programme(seed)
        programme.moneyUnit = .yuan
        let inYuan = try plan(programme)
        programme.moneyUnit = .wanYuan
        let inWanYuan = try plan(programme)
        #expect(inYuan.plan == inWanYuan.plan)
        #expect(inYuan.goals == inWanYuan.goals)
        #expect(inYuan.refusals == inWanYuan.refusals)
        #expect(inYuan.status == inWanYuan.status)
    }

    @Test(arguments: 0..<200) func orderOfProjectsWorksAndSourcesIsIrrelevant(seed: Int) throws {
        let programme = Self.programme(seed)
        var random = SeededGenerator(seed: UInt64(seed))
        let shuffled = Permutation(of: programme, using: &random).programme
        try expectSame(try plan(programme), try plan(shuffled), programme)
    }

    @Test(arguments: 0..<200) func integerSearchOfTheSolverFindsNothingBetter(seed: Int) throws {
        let programme = Self.programme(seed)
        if case .largestBurden = programme.goals[0].measure { return }
        let outcome = try plan(programme)
        let (program, scale) = try Planner.program(of: programme, goal: 0)
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        guard result.status == .optimal, let objective = result.objective else {
            #expect(outcome.plan == nil)
            return
        }
        guard let goal = outcome.goals.first else { return }
        let sign: Double = programme.goals[0].sense == .maximize ? 1 : -1
        let (theirs, ours) = (objective * scale.approximation, goal.achieved.approximation)
        let tolerance = 1e-6 * max(1, theirs.magnitude)
        // Their payments need not be whole, so theirs is at least as good, and by no more than a unit
        // of each payment in money; ours never beats it.
        #expect(sign * (theirs - ours) >= -tolerance)
        guard outcome.isOptimal else { return }
        let payments = program.variables.count { !$0.isInteger }
        let rounding =
            programme.goals[0].measure.isMoney
            ? Double(payments) * programme.settlementUnit.exact.approximation : 0
        #expect(sign * (theirs - ours) <= rounding + tolerance)
    }

    // MARK: - What is compared

    /// A random programme with its first goal only.
    private static func programme(_ seed: Int) -> Programme {
        var programme = RandomProgramme.make(seed: UInt64(seed))
        programme.goals = Array(programme.goals.prefix(1))
        return programme
    }

    private func plan(_ programme: Programme) throws -> Outcome {
        let options = PlanningOptions(relativeGap: 0, nodeLimit: 300)
        let outcome = try Planner(solver: GLPKLinearSolver(), options: options).plan(programme)
        if let plan = outcome.plan {
            #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        }
        return outcome
    }

    /// Two outcomes that must be equally good: neither beats the bound of the other, and where both
    /// are proved best they have the same value.
    private func expectSame(_ left: Outcome, _ right: Outcome, _ programme: Programme) throws {
        for (one, other) in [(left, right), (right, left)] {
            if case .infeasible = one.status { #expect(other.plan == nil) }
            guard let value = one.goals.first?.achieved, let bound = other.goals.first?.bound else {
                continue
            }
            let isMaximized = programme.goals[0].sense == .maximize
            #expect(isMaximized ? value <= bound : value >= bound)
        }
        if left.isOptimal && right.isOptimal {
            #expect(left.goals.map(\.achieved) == right.goals.map(\.achieved))
        }
    }

    private static func loosened(_ budget: Budget, by unit: Money) -> Budget {
        func loosened(_ amount: BudgetAmount) -> BudgetAmount {
            switch amount {
            case .total(let money): .total(money + unit)
            case .perPeriod(let amounts): .perPeriod(amounts.map { $0 + unit + unit })
            }
        }
        return switch budget {
        case .open: .open
        case .whole(let amount): .whole(loosened(amount))
        case .grouped(let column, let pots):
            .grouped(
                by: column,
                pots: pots.map { BudgetPot(group: $0.group, amount: loosened($0.amount)) })
        }
    }
}
