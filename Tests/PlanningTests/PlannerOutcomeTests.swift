import Funding
import GLPKSolver
import Planning
import TestSupport
import Testing
import Verification

@Suite struct PlannerOutcomeTests {
    private static let city = PayerSet(sources: [0], text: "city")
    private static let residents = PayerSet(sources: [1], text: "residents")
    private static let everybody = PayerSet(sources: [0, 1], text: "all")

    // MARK: - Goals in order

    /// P (50 households, 100 yuan), Q (30, 20) and R (20, 50); the households first, then the money.
    @Test(arguments: [
        // All; 80 of 100 are P and Q; 50 are Q and R.
        WithinCase(.zero, households: 100, cost: 170),
        WithinCase(Ratio(1, 5), households: 80, cost: 120),
        WithinCase(Ratio(1, 2), households: 50, cost: 70),
        WithinCase(.one, households: 0, cost: 0),
    ])
    func laterGoalDrawsOnWhatIsLeftOfTheFirst(_ example: WithinCase) throws {
        var builder = ProgrammeBuilder(projectNumbers: ["households"])
        builder.addSource("city")
        for (id, households, cost) in [("P", 50, 100), ("Q", 30, 20), ("R", 20, 50)] {
            builder.addProject(id, ["households": .hundredths(100 * Int64(households))])
            builder.addWork("W", cost: 100 * Int64(cost))
        }
        builder.programme.goals = [
            Goal(
                id: "g0", .maximize, .columnSum(builder.project("households"), where: .always),
                within: example.within, text: ""),
            Goal(id: "g1", .minimize, .payments(Self.city, where: .always), text: ""),
        ]
        let outcome = try plan(builder.programme)
        #expect(outcome.isOptimal)
        #expect(outcome.goals.map(\.achieved) == [Ratio(100), Ratio(100 * example.cost)])
        #expect(
            outcome.goals.map(\.value) == [
                Ratio(example.households), Ratio(100 * example.cost),
            ])
    }

    /// So many yuan of residents over 3 and 7 households.
    @Test(arguments: [
        // 3 and 7; 3 and 8 (8/7 against 4/3 of 4 and 7); 1 and 1; 0 and 1.
        BurdenCase(yuan: 10, least: Ratio(100)), BurdenCase(yuan: 11, least: Ratio(800, 7)),
        BurdenCase(yuan: 2, least: Ratio(200, 7)), BurdenCase(yuan: 1, least: Ratio(100, 7)),
    ])
    func largestBurdenIsTheLeastExactFraction(_ example: BurdenCase) throws {
        var builder = ProgrammeBuilder(projectNumbers: ["households"])
        let budget = Money(minorUnits: 100 * (40 - example.yuan))
        builder.addSource("city", budget: .whole(.total(budget)))
        builder.addSource("residents", .resident)
        for (id, households) in [("P", 3), ("Q", 7)] {
            builder.addProject(id, ["households": .hundredths(100 * Int64(households))])
            builder.addWork("W", cost: 20_00)
        }
        let burden = Measure.largestBurden(
            Self.residents, per: builder.project("households"), where: .always)
        builder.programme.choices = [must(0, 1)]
        builder.programme.goals = [Goal(id: "g", .minimize, burden, text: "")]
        let outcome = try plan(builder.programme)
        #expect(outcome.status == .proved)
        #expect(outcome.goals.map(\.value) == [example.least])
    }

    /// Residents pay 7/3 of what the district pays, and the two at least 4 of 30 yuan: 7 and 3 are the
    /// least whole yuan, far from the 2.80 of fractions.
    @Test func burdenFarFromTheFractionsIsFound() throws {
        var builder = ProgrammeBuilder(projectNumbers: ["households"])
        builder.addSource("city", budget: .whole(.total(Money(minorUnits: 26_00))))
        builder.addSource("residents", .resident)
        builder.addSource("district")
        builder.addProject("P", ["households": 1])
        builder.addWork("W", cost: 30_00)
        let share = RuleBound.shareOfPayments(
            Ratio(7, 3), PayerSet(sources: [2], text: "district"))
        builder.programme.rules = [
            FundingRule(
                id: "r", payers: Self.residents, scope: .programme,
                limits: [RuleLimit(.atLeast, share), RuleLimit(.atMost, share)])
        ]
        builder.programme.choices = [must(0)]
        let burden = Measure.largestBurden(
            Self.residents, per: builder.project("households"), where: .always)
        builder.programme.goals = [Goal(id: "g", .minimize, burden, text: "")]
        let outcome = try plan(builder.programme)
        let found = try #require(outcome.plan)
        #expect(PlanVerifier.violations(of: found, in: builder.programme).isEmpty)
        #expect(try #require(outcome.goals.first?.value) >= Ratio(7_00))
        #expect(try #require(outcome.goals.first?.bound) <= Ratio(7_00))
    }

    // MARK: - Status

    @Test func withoutGoalsAnyPlanWillDo() throws {
        var builder = twoProjects(budget: 140_00)
        builder.programme.choices = [must(0, 1)]
        let outcome = try plan(builder.programme)
        #expect(outcome.status == .proved)
        let found = try #require(outcome.plan)
        #expect(PlanVerifier.violations(of: found, in: builder.programme).isEmpty)
        #expect(found.starts == [0, 0])
    }

    @Test func nothingIsPlannedForAnEmptyProgramme() throws {
        let outcome = try plan(Programme())
        #expect(outcome.status == .proved)
        #expect(outcome.plan == Plan.nothing(in: Programme()))
        #expect(outcome.refusals.isEmpty)
    }

    /// 140 yuan for two projects that must be; with a goal or without one.
    @Test(arguments: [true, false])
    func budgetOneFenShortIsProvedToBeTooLittle(hasGoal: Bool) throws {
        var builder = twoProjects(unit: 1, budget: 139_99)
        builder.programme.choices = [must(0, 1)]
        if hasGoal {
            builder.programme.goals = [
                Goal(id: "g", .maximize, .works(where: .always), text: "")
            ]
        }
        let short = try plan(builder.programme)
        guard case .infeasible(.search(let branches)) = short.status else {
            Issue.record("one fen is missing, but the outcome is \(short.status)")
            return
        }
        #expect(branches > 0)
        #expect(short.plan == nil)
        #expect(short.stop == nil)
        builder.programme.sources[0].budget = .whole(.total(Money(minorUnits: 140_00)))
        #expect(try plan(builder.programme).status == .proved)
    }

    @Test func mustOfAProjectThatFailsAGateIsAContradiction() throws {
        var builder = twoProjects(budget: 140_00)
        builder.programme.gates = [
            Gate(id: "no", condition: .not(.project(["Q"])), text: "")
        ]
        builder.programme.choices = [must(0, 1)]
        let outcome = try plan(builder.programme)
        guard case .infeasible(.contradiction(let text)) = outcome.status else {
            Issue.record("the outcome is \(outcome.status)")
            return
        }
        #expect(text.contains("'both'"))
        #expect(text.contains("'Q'"))
    }

    @Test func mustOfAWorkThatNobodyMayPayIsAContradiction() throws {
        var builder = twoProjects(budget: 140_00)
        builder.programme.sources[0].pays = .project(["P"])
        builder.programme.choices = [must(1)]
        guard case .infeasible(.contradiction) = try plan(builder.programme).status else {
            Issue.record("nobody may pay Q")
            return
        }
    }

    @Test func limitsThatNoWholePaymentMeetsAreAProof() throws {
        var builder = twoProjects(budget: 140_00)
        builder.addSource("residents", .resident)
        builder.programme.rules = [
            FundingRule(
                id: "r", payers: Self.residents, scope: .programme,
                limits: [
                    RuleLimit(.atLeast, .amount(Money(minorUnits: 10_01))),
                    RuleLimit(.atMost, .amount(Money(minorUnits: 10_99))),
                ])
        ]
        guard case .infeasible = try plan(builder.programme).status else {
            Issue.record("no whole number of yuan lies between 10.01 and 10.99")
            return
        }
    }

    @Test func everythingThatIsLeftOutIsRefused() throws {
        var builder = twoProjects(budget: 60_00)
        builder.programme.goals = [Goal(id: "g", .maximize, .projects(where: .always), text: "")]
        let outcome = try plan(builder.programme)
        #expect(outcome.plan?.starts == [nil, 0])
        let needed = Money(minorUnits: 90_00)
        #expect(
            outcome.refusals == [
                Refusal(
                    project: 0,
                    reason: .moneyShort(needed: needed, left: Money(minorUnits: 10_00))),
                Refusal(project: 0, work: 0, reason: .projectNotFunded),
            ])
    }

    // MARK: - Large amounts

    /// 9·10^15 fen, of which the city has half and a fen.
    @Test func largestAmountIsSettledToTheFen() throws {
        let half = Money.largest.minorUnits / 2 + 1
        let outcome = try plan(large(budget: half, rule: nil, .maximize))
        #expect(outcome.isOptimal)
        #expect(outcome.goals.map(\.value) == [Ratio(Int128(half))])
        #expect(
            outcome.plan?.payments.map(\.amount.minorUnits)
                == [half, Money.largest.minorUnits - half])
    }

    /// 3/7 of 9·10^15 fen is 3857142857142857 1/7.
    @Test(arguments: [
        LargeCase(.atLeast, .minimize, 3_857_142_857_142_858),
        LargeCase(.atMost, .maximize, 3_857_142_857_142_857),
        LargeCase(.exactly, .minimize, 3_857_142_857_142_857),
        LargeCase(.exactly, .maximize, 3_857_142_857_142_858),
    ])
    func shareOfTheLargestAmountIsRoundedToTheFen(_ example: LargeCase) throws {
        let bound = RuleBound.shareOfCost(Ratio(3, 7))
        let outcome = try plan(
            large(budget: nil, rule: RuleLimit(example.limit, bound), example.goal),
            relativeGap: Self.fewFen)
        #expect(outcome.status == .proved)
        #expect(outcome.goals.map(\.value) == [Ratio(Int128(example.value))])
    }

    /// City at least 3/4 of what residents pay of 9·10^15 fen: 3/7 of all.
    @Test(arguments: [
        LargeCase(.atLeast, .minimize, 3_857_142_857_142_858),
        LargeCase(.atMost, .maximize, 3_857_142_857_142_857),
    ])
    func shareOfOtherPayersOfTheLargestAmountIsRoundedToTheFen(_ example: LargeCase) throws {
        let bound = RuleBound.shareOfPayments(Ratio(3, 4), Self.residents)
        let outcome = try plan(
            large(budget: nil, rule: RuleLimit(example.limit, bound), example.goal),
            relativeGap: Self.fewFen)
        #expect(outcome.status == .proved)
        #expect(outcome.goals.map(\.value) == [Ratio(Int128(example.value))])
    }

    /// One project of 9·10^15 fen that must be, paid by city and residents; the city's money is the
    /// goal.
    private func large(budget: Int64?, rule: RuleLimit?, _ sense: Goal.Sense) -> Programme {
        var builder = ProgrammeBuilder(unit: 1)
        builder.addSource(
            "city", budget: budget.map { .whole(.total(Money(minorUnits: $0))) } ?? .open)
        builder.addSource("residents", .resident)
        builder.addProject("P")
        builder.addWork("W", cost: Money.largest.minorUnits)
        if let rule {
            builder.programme.rules = [
                FundingRule(id: "r", payers: Self.city, scope: .programme, limits: [rule])
            ]
        }
        builder.programme.choices = [must(0)]
        builder.programme.goals = [
            Goal(id: "g", sense, .payments(Self.city, where: .always), text: "")
        ]
        return builder.programme
    }

    /// P for 90 yuan and Q for 50, paid by the city.
    private func twoProjects(unit: Int64 = 100, budget: Int64) -> ProgrammeBuilder {
        var builder = ProgrammeBuilder(unit: unit)
        builder.addSource("city", budget: .whole(.total(Money(minorUnits: budget))))
        builder.addProject("P")
        builder.addWork("W", cost: 90_00)
        builder.addProject("Q")
        builder.addWork("W", cost: 50_00)
        return builder
    }

    private func must(_ projects: Int...) -> Choice {
        Choice(
            id: "both", demand: .must(projects.map { ChoiceItem(project: $0) }), text: "")
    }

    /// What bounds in floating point can tell apart at the largest amount.
    private static let fewFen = 1e-14

    private func plan(_ programme: Programme, relativeGap: Double = 0) throws -> Outcome {
        try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: relativeGap)
        ).plan(programme)
    }
}

/// How far the first goal may be pulled back, and what is left.
struct WithinCase: Sendable {
    var within: Ratio
    var households: Int128
    var cost: Int128

    init(_ within: Ratio, households: Int128, cost: Int128) {
        (self.within, self.households, self.cost) = (within, households, cost)
    }
}

/// What residents have to pay, and the least largest burden in fen per household.
struct BurdenCase: Sendable {
    var yuan: Int64
    var least: Ratio
}

/// A limit on the city's payments, a goal for them, and its value in fen.
struct LargeCase: Sendable {
    var limit: RuleLimit.Sense
    var goal: Goal.Sense
    var value: Int64

    init(_ limit: RuleLimit.Sense, _ goal: Goal.Sense, _ value: Int64) {
        (self.limit, self.goal, self.value) = (limit, goal, value)
    }
}
