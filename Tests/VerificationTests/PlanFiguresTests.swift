import Funding
import TestSupport
import Testing
import Verification

@Suite struct PlanFiguresTests {
    @Test func sumsAreThoseOfThePayments() throws {
        let scene = SoundPlan()
        let figures = try PlanFigures(of: scene.plan, in: scene.programme)
        #expect(figures.total == .yuan(151))
        #expect(figures.fundedProjectCount == 2)
        #expect(figures.use(ofSource: SoundPlan.city) == .yuan(51))
        #expect(figures.use(ofSource: SoundPlan.city, inPeriod: 0) == .yuan(31))
        #expect(figures.use(ofSource: SoundPlan.city, inPeriod: 1) == .zero)
        #expect(figures.use(ofSource: SoundPlan.city, inPeriod: 2) == .yuan(20))
        #expect(
            (0..<6).map { figures.paid(forWork: $0) } == [101, 30, 0, 20, 0, 0].map(Money.yuan))
        #expect((0..<3).map { figures.paid(forProject: $0) } == [131, 0, 20].map(Money.yuan))
        #expect(figures.payments(forProject: 0) == [31, 50, 30, 20].map(Money.yuan))
        #expect(figures.payments(forWork: 0) == 0..<3)
        #expect(figures.payments(forWork: 2).isEmpty)
        #expect(figures.payments(forWork: 3) == 4..<5)
    }

    @Test func budgetsShowEveryPot() throws {
        var scene = SoundPlan()
        scene.programme.sources.append(FundingSource(id: "spare", capital: .social))
        let budgets = try PlanFigures(of: scene.plan, in: scene.programme).budgets
        let (city, fund, utility, district) = (0, 1, 2, 3)
        #expect(
            budgets == [
                BudgetFigure(source: city, budget: .yuan(51), used: .yuan(51)),
                BudgetFigure(
                    source: fund, period: 0, isCumulative: true, budget: .yuan(20), used: .zero),
                BudgetFigure(
                    source: fund, period: 1, isCumulative: true, budget: .yuan(50),
                    used: .yuan(50)),
                BudgetFigure(
                    source: fund, period: 2, isCumulative: true, budget: .yuan(50),
                    used: .yuan(50)),
                BudgetFigure(source: utility, budget: nil, used: .yuan(30)),
                BudgetFigure(
                    source: district, group: "east", period: 0, budget: .yuan(20), used: .yuan(20)),
                BudgetFigure(
                    source: district, group: "east", period: 1, budget: .yuan(3), used: .zero),
                BudgetFigure(
                    source: district, group: "east", period: 2, budget: .zero, used: .zero),
                BudgetFigure(source: 4, budget: nil, used: .zero),
            ])
        let left: [Int64?] = [0, 20, 0, 0, nil, 0, 3, 0, nil]
        #expect(budgets.map(\.left) == left.map { $0.map(Money.yuan) })
    }

    @Test func paymentsOutsideOfAllPotsShowAsPotsOfZero() throws {
        var scene = SoundPlan()
        let place = scene.programme.reference(.project, named: "place")
        scene.programme.sources[0].budget = .grouped(by: place, pots: [])
        scene.programme.projectData.columns[place.index].content = .texts(
            distinct: ["east", "west"], codes: [0, 1, -1])
        let budgets = try PlanFigures(of: scene.plan, in: scene.programme).budgets
        #expect(
            budgets.filter { $0.source == 0 } == [
                BudgetFigure(source: 0, group: "east", budget: .zero, used: .yuan(31)),
                BudgetFigure(source: 0, group: "", budget: .zero, used: .yuan(20)),
            ])
    }

    @Test func groupsOfProjectsAddUpWhatLiesInside() throws {
        let scene = SoundPlan()
        let groups = try PlanFigures(of: scene.plan, in: scene.programme)
            .groups(by: scene.programme.reference(.project, named: "place"))
        #expect(groups.map(\.label) == ["east", "west"])
        #expect(groups.map(\.projects) == [1, 2])
        #expect(groups.map(\.fundedProjects) == [1, 1])
        #expect(groups.map(\.works) == [2, 4])
        #expect(groups.map(\.fundedWorks) == [2, 1])
        #expect(groups.map(\.cost) == [.yuan(131), .yuan(20)])
        #expect(groups[0].payments == [31, 50, 30, 20].map(Money.yuan))
        #expect(groups[1].payments == [20, 0, 0, 0].map(Money.yuan))
    }

    @Test func groupsOfBlanksComeFirstAndNumbersAreWrittenPlainly() throws {
        var scene = SoundPlan()
        let area = scene.programme.reference(.project, named: "area")
        scene.programme.projectData.columns[area.index].content = .numbers(
            decimals: 2, mantissas: [1_050, DataColumn.blank, 1_050])
        let groups = try PlanFigures(of: scene.plan, in: scene.programme).groups(by: area)
        #expect(groups.map(\.label) == ["", "10.5"])
        #expect(groups.map(\.projects) == [1, 2])
        #expect(groups.map(\.fundedProjects) == [0, 2])
    }

    @Test func groupsOfWorksCountAProjectOnce() throws {
        var scene = SoundPlan()
        scene.fund(work: 4, start: 2)
        let kinds = try PlanFigures(of: scene.plan, in: scene.programme)
            .groups(by: scene.programme.reference(.work, named: "component"))
        #expect(kinds.map(\.label) == ["civil", "equipment"])
        #expect(kinds.map(\.projects) == [3, 1])
        #expect(kinds.map(\.fundedProjects) == [2, 1])
        #expect(kinds.map(\.works) == [5, 1])
        #expect(kinds.map(\.fundedWorks) == [3, 1])
        #expect(kinds.map(\.cost) == [.yuan(126), .yuan(30)])
    }

    @Test func classesComeInTheirOrder() throws {
        let scene = SoundPlan()
        let classes = try PlanFigures(of: scene.plan, in: scene.programme).classes
        #expect(classes.map(\.label) == ["basic", "completion", "upgrade"])
        #expect(classes.map(\.projects) == [3, 2, 1])
        #expect(classes.map(\.fundedProjects) == [2, 1, 0])
        #expect(classes.map(\.works) == [3, 2, 1])
        #expect(classes.map(\.fundedWorks) == [2, 1, 0])
        #expect(classes.map(\.cost) == [.yuan(121), .yuan(30), .zero])
        #expect(classes[1].payments == [0, 0, 30, 0].map(Money.yuan))
    }

    @Test func storedPlanClaimsWhatIsThere() throws {
        var scene = SoundPlan()
        scene.programme.goals = [
            Goal(id: "g", .maximize, .projects(where: .always), text: "projects")
        ]
        let stored = try PlanFigures(of: scene.plan, in: scene.programme).storedPlan
        #expect(stored.plan == scene.plan)
        #expect(stored.workCosts == [0: .yuan(101), 1: .yuan(30), 3: .yuan(20)])
        #expect(
            stored.sourceUses == [
                .init(source: 0, period: 0, amount: .yuan(31)),
                .init(source: 0, period: 2, amount: .yuan(20)),
                .init(source: 1, period: 1, amount: .yuan(50)),
                .init(source: 2, period: 0, amount: .yuan(30)),
                .init(source: 3, period: 0, amount: .yuan(20)),
            ])
        #expect(stored.total == .yuan(151))
        #expect(stored.goalValues == [Ratio(2)])
    }

    @Test func malformedPlanHasNoFigures() {
        var scene = SoundPlan()
        scene.starts.removeLast()
        #expect(throws: FigureError.malformedPlan) {
            try PlanFigures(of: scene.plan, in: scene.programme)
        }
    }

    /// The city pays 51 yuan in all; the settlement unit is 100 fen.
    @Test(
        arguments: [
            (RuleLimit.Sense.atLeast, 51_00, 0, true), (.atLeast, 50_01, 99, true),
            (.atLeast, 50_00, 100, false), (.atLeast, 51_01, -1, false),
            (.atMost, 51_00, 0, true), (.atMost, 51_99, 99, true), (.atMost, 52_00, 100, false),
            (.atMost, 50_99, -1, false), (.exactly, 51_00, 0, true), (.exactly, 51_99, 0, true),
            (.exactly, 52_00, -100, false), (.exactly, 50_01, 0, true),
            (.exactly, 50_00, -100, false),
        ] as [(RuleLimit.Sense, Int64, Int128, Bool)])
    func slackSaysHowFarALimitIs(
        sense: RuleLimit.Sense, bound: Int64, slack: Int128, isBinding: Bool
    ) throws {
        var scene = SoundPlan()
        scene.addRule(sense, .amount(Money(minorUnits: bound)))
        let figures = try PlanFigures(of: scene.plan, in: scene.programme).ruleFigures(ofRule: 0)
        #expect(
            figures == [
                RuleFigure(
                    rule: 0, limit: 0, scope: .programme, bound: Ratio(Int128(bound)),
                    actual: .yuan(51), slack: Ratio(slack), isBinding: isBinding)
            ])
        #expect(figures.first?.holds == (slack >= 0))
    }

    @Test func placesWithoutAnythingAreLeftOut() throws {
        var scene = SoundPlan()
        scene.addRule(.atMost, .shareOfCost(.one), scope: .work)
        let figures = try PlanFigures(of: scene.plan, in: scene.programme).ruleFigures(ofRule: 0)
        #expect(figures.map(\.scope) == [.work(0), .work(1), .work(3)])
    }

    /// The utility pays nothing for pipes; a bound of zero is one where a project counts.
    @Test(arguments: [RuleScope.period, .programme])
    func boundOfZeroShowsWhereSomethingIsFunded(scope: RuleScope) throws {
        var scene = SoundPlan()
        scene.addRule(.atMost, .amount(.zero), scope: scope)
        scene.programme.rules[0].payers = PayerSet(sources: [2], text: "utility")
        scene.programme.rules[0].works = .work(["W1"])
        let area = scene.programme.reference(.project, named: "area")
        let units = scene.programme.reference(.work, named: "units")
        for bound in [
            RuleBound.rate(.zero, per: area), .rate(.zero, per: units), .shareOfCost(.zero),
        ] {
            scene.programme.rules[0].limits = [RuleLimit(.atMost, bound)]
            let figures = try PlanFigures(of: scene.plan, in: scene.programme)
                .ruleFigures(ofRule: 0)
            // P1 starts in 2024 and is paid until 2025, P3 starts and is paid in 2026.
            let isCost = bound == .shareOfCost(.zero)
            let periods: [RuleFigure.Scope] =
                isCost ? [.period(0), .period(1), .period(2)] : [.period(0), .period(2)]
            #expect(figures.map(\.scope) == (scope == .period ? periods : [.programme]))
        }
    }

    @Test func targetsAndSharesHaveFigures() throws {
        var scene = SoundPlan()
        let payers = PayerSet(sources: [0], text: "city")
        scene.addChoice(.must([ChoiceItem(project: 0)]))
        scene.addChoice(.target(.projects(where: .always), .atLeast, Ratio(3)))
        scene.addChoice(
            .share(
                .payments(payers, where: .project(["P3"])), .atMost, Ratio(1, 2),
                of: .payments(payers, where: .always)))
        scene.addChoice(.target(.works(where: .always), .exactly, Ratio(2)))
        let figures = try PlanFigures(of: scene.plan, in: scene.programme).choices
        #expect(
            figures == [
                ChoiceFigure(
                    choice: 1, sense: .atLeast, value: Ratio(2), bound: Ratio(3), isMoney: false,
                    slack: Ratio(-1)),
                ChoiceFigure(
                    choice: 2, sense: .atMost, value: Ratio(20_00), bound: Ratio(25_50),
                    whole: Ratio(51_00), isMoney: true, slack: Ratio(5_50)),
                ChoiceFigure(
                    choice: 3, sense: .exactly, value: Ratio(3), bound: Ratio(2), isMoney: false,
                    slack: Ratio(-1)),
            ])
        #expect(figures.map(\.holds) == [false, true, false])
    }

    /// P1 pays 31 yuan and P3 20; whichever has the larger burden counts, first or last.
    @Test(arguments: [(Int64(10_00), Int64(5_00), Ratio(4_00)), (1_00, 5_00, Ratio(31_00))])
    func largestBurdenIsFoundInAnyOrder(first: Int64, last: Int64, burden: Ratio) throws {
        var scene = SoundPlan()
        let area = scene.programme.reference(.project, named: "area")
        scene.programme.projectData.columns[area.index].content = .numbers(
            decimals: 2, mantissas: [first, 1, last])
        scene.programme.goals = [
            Goal(
                id: "g", .minimize,
                .largestBurden(PayerSet(sources: [0], text: "city"), per: area, where: .always),
                text: "g")
        ]
        #expect(try PlanFigures(of: scene.plan, in: scene.programme).goalValues == [burden])
    }

    @Test func goalValuesAreExact() throws {
        var scene = SoundPlan()
        let area = scene.programme.reference(.project, named: "area")
        let units = scene.programme.reference(.work, named: "units")
        scene.programme.projectData.columns[area.index].content = .numbers(
            decimals: 2, mantissas: [3_01, 20_00, 30_00])
        let payers = PayerSet(sources: [0, 3], text: "city, district")
        let measures: [(Measure, Ratio)] = [
            (.projects(where: .project(["P1", "P2"])), Ratio(1)),
            (.works(where: .work(["W1"])), Ratio(2)),
            (.columnSum(area, where: .always), Ratio(3301, 100)),
            (.columnSum(units, where: .work(["W2", "W3"])), Ratio(2)),
            (.payments(payers, where: .work(["W1"])), Ratio(71_00)),
            // P1: 51 yuan on 3.01; P3: 20 yuan on 30.
            (.largestBurden(payers, per: area, where: .always), Ratio(51_00 * 100, 3_01)),
            (.largestBurden(payers, per: area, where: .work(["W3"])), .zero),
        ]
        scene.programme.goals = measures.map { Goal(id: "g", .minimize, $0.0, text: "g") }
        #expect(
            try PlanFigures(of: scene.plan, in: scene.programme).goalValues == measures.map(\.1))
    }
}
