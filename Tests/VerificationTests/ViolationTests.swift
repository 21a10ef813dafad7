import Funding
import TestSupport
import Testing
import Verification

/// The sentences that an auditor reads, one for each promise.
@Suite struct ViolationTests {
    @Test(arguments: sentences)
    func sentenceNamesWhoAndBothFigures(change: Change) {
        var scene = SoundPlan()
        change.apply(&scene)
        let found = PlanVerifier.violations(of: scene.plan, in: scene.programme)
        #expect(Set(found.map(\.description)) == change.codes.union([change.testDescription]))
    }

    static let sentences = [
        Change(
            "source 'city' pays 51.00 元, 0.02 元 above its budget of 50.98 元 [verification-budget]"
        ) {
            $0.programme.sources[0].budget = .whole(.total(Money(minorUnits: 50_98)))
        },
        Change(
            "source 'fund' pays 50.00 元 up to 2025, 0.01 元 above its budget of 49.99 元 "
                + "[verification-budget]",
            "source 'fund' pays 50.00 元 up to 2026, 0.01 元 above its budget of 49.99 元 "
                + "[verification-budget]"
        ) {
            $0.programme.sources[1].budget = .whole(
                .perPeriod([.yuan(20), Money(minorUnits: 29_99), .zero]))
        },
        Change(
            "source 'district' pays 20.00 元 for 'east' in 2024, 1.00 元 above its budget of "
                + "19.00 元 [verification-budget]"
        ) {
            $0.programme.sources[3].budget = .grouped(
                by: $0.programme.reference(.project, named: "place"),
                pots: [BudgetPot(group: "east", amount: .perPeriod([.yuan(19), .zero, .zero]))])
        },
        Change(
            "project 'P2' is funded although it fails gate 'consent', which requires "
                + "'consent >= 2/3' [verification-gate]"
        ) { $0.fund(work: 2, start: 0) },
        Change("project 'P3' starts in 2026 but must start in 2025 [verification-start]") {
            $0.programme.projects[2].requiredStart = 1
        },
        Change(
            "work 'P3/W2' starts in 2026 and is paid until period 4, but there are 3 "
                + "[verification-start]"
        ) { $0.programme.works[4].profile = 0 },
        Change(
            "work 'P1/W1' of the mandatory class 'basic' is left out although its project is "
                + "funded [verification-mandatory]"
        ) {
            $0.fundedWorks[0] = false
            $0.payments.removeFirst(3)
        },
        Change(
            "work 'P3/W2' of class 'upgrade' is funded while work 'P3/W3' of the earlier class "
                + "'completion' is left out [verification-class-order]"
        ) {
            $0.programme.classOrder = .project
            $0.fund(work: 4, start: 2)
        },
        Change("work 'P1/W2' is paid 29.00 元 in 2024 but costs 30.00 元 [verification-cost]") {
            $0.payments[3].amount = .yuan(29)
        },
        Change("work 'P1/W2' is not funded but is paid 30.00 元 [verification-unfunded]") {
            $0.fundedWorks[1] = false
        },
        Change(
            "source 'utility' pays 31.00 元 for work 'P1/W1', which it may not pay "
                + "[verification-payer]"
        ) { $0.payments[0].source = 2 },
        Change(
            "the payment of source 'city' for work 'P1/W1' in 2025 is 0.00 元 and not above zero "
                + "[verification-amount]"
        ) { $0.payments.append(Payment(work: 0, source: 0, period: 1, amount: .zero)) },
        Change(
            "'city' pay 20.00 元 in 2026, where rule 'rule' demands at most 19.99 元 "
                + "[verification-rule]",
            "'city' pay 31.00 元 in 2024, where rule 'rule' demands at most 19.99 元 "
                + "[verification-rule]"
        ) { $0.addRule(.atMost, .amount(Money(minorUnits: 19_99)), scope: .period) },
        Change(
            "'city' pay 31.00 元 for work 'P1/W1', where rule 'rule' demands exactly 33.66 元 and "
                + "2/3 fen [verification-rule]",
            "'city' pay 0.00 元 for work 'P1/W2', where rule 'rule' demands exactly 10.00 元 "
                + "[verification-rule]",
            "'city' pay 20.00 元 for work 'P3/W1', where rule 'rule' demands exactly 6.66 元 and "
                + "2/3 fen [verification-rule]"
        ) { $0.addRule(.exactly, .shareOfCost(Ratio(1, 3)), scope: .work) },
        Change("choice 'choice' demands project 'P2', which is not funded [verification-choice]") {
            $0.addChoice(.must([ChoiceItem(project: 1)]))
        },
        Change("choice 'choice' forbids work 'P1/W2', which is funded [verification-choice]") {
            $0.addChoice(.never([ChoiceItem(project: 0, work: 1)]))
        },
        Change(
            "choice 'choice' demands at least 20.05, but the plan has 2 [verification-target]"
        ) { $0.addChoice(.target(.projects(where: .always), .atLeast, Ratio(401, 20))) },
        Change(
            "choice 'choice' demands at least -10/3, but the plan has -40 [verification-target]"
        ) {
            let area = $0.programme.reference(.project, named: "area")
            $0.programme.projectData.columns[area.index].content = .numbers(
                decimals: 0, mantissas: [-1_040, 0, 1_000])
            $0.addChoice(.target(.columnSum(area, where: .always), .atLeast, Ratio(-10, 3)))
        },
        Change(
            "choice 'choice' demands at most 50.00 元, but the plan has 51.00 元 "
                + "[verification-target]"
        ) {
            $0.addChoice(
                .target(
                    .payments(PayerSet(sources: [0], text: "city"), where: .always), .atMost,
                    Ratio(50_00)))
        },
        Change(
            "rule 'rule' needs a number in column 'area' of project 'P3', which has none "
                + "[verification-blank]"
        ) {
            $0.addRule(
                .atMost, .rate(Ratio(10_000), per: $0.programme.reference(.project, named: "area")))
            $0.programme.projectData.columns[0].content = .numbers(
                decimals: 2, mantissas: [1000, 2000, DataColumn.blank])
        },
        Change(
            "choice 'choice' divides by column 'units' of project 'P1', which is not above zero "
                + "[verification-divisor]"
        ) {
            let area = $0.programme.reference(.project, named: "area")
            $0.programme.projectData.columns[area.index].content = .numbers(
                decimals: 0, mantissas: [0, 2, 3])
            $0.addChoice(
                .target(
                    .largestBurden(
                        PayerSet(sources: [0], text: "city"),
                        per: ColumnReference(.project, index: area.index, name: "units"),
                        where: .always), .atMost, Ratio(1)))
        },
    ]

    @Test func negativeAmountsKeepTheirSign() {
        var scene = SoundPlan()
        scene.payments[2].amount = Money(minorUnits: -1_234_05)
        scene.payments[0].amount = Money(minorUnits: 1_285_05)
        scene.programme.settlementUnit = Money(minorUnits: 1)
        scene.programme.sources[0].budget = .open
        #expect(
            PlanVerifier.violations(of: scene.plan, in: scene.programme).first?.message
                == "the payment of source 'district' for work 'P1/W1' in 2024 is -1,234.05 元 and "
                + "not above zero")
    }

    @Test func subjectsNameWhatToLookUp() {
        var scene = SoundPlan()
        scene.addRule(.atLeast, .amount(.yuan(21)), scope: .period)
        #expect(
            PlanVerifier.violations(of: scene.plan, in: scene.programme).map(\.subjects) == [
                [.rule("rule"), .period("2025")], [.rule("rule"), .period("2026")],
            ])
    }
}
