import Funding
import Planning
import Reports
import TestSupport
import Verification

/// A plan made by hand that shows every kind of table: periods, pots, rules, choices, refusals.
///
/// Amounts in 万元. Central pays 460 of 500; the city 96.24 in 2024 and 54.41 in 2025 of 100 and 60
/// that carry over; Dongcheng its whole pot of 30; in all 877.15 for three of five projects.
struct SamplePlan {
    var programme: Programme
    var plan: Plan
    var outcome: Outcome

    static let record = RunRecord(
        version: "1.0.0",
        inputs: [
            .init(path: "works.csv", digest: String(repeating: "cd", count: 32)),
            .init(path: "scenario.yaml", digest: String(repeating: "ab", count: 32)),
        ],
        options: [.init(name: "gap", value: "0.0001"), .init(name: "time-limit", value: "30 s")],
        solver: "GLPK 5.0", method: .wholeProgram,
        statistics: .init(linearPrograms: 12, iterations: 3_456, nodes: 7, restarts: 0))

    /// The plan with a status.
    init(status: Outcome.Status = .feasible) {
        programme = SamplePlan.programme
        plan = SamplePlan.plan
        let isProved = status == .proved
        let local = Ratio(180_650_000)
        outcome = Outcome(
            status: status, stop: isProved ? nil : .timeLimit, plan: plan,
            goals: [
                GoalOutcome(
                    goal: 0, value: Ratio(696), achieved: Ratio(696),
                    bound: Ratio(isProved ? 696 : 700), requestedGap: 0.0001),
                GoalOutcome(
                    goal: 1, value: local, achieved: local, bound: isProved ? local : nil,
                    requestedGap: 0.0001),
            ],
            refusals: [
                Refusal(project: 1, work: 5, reason: .notSelected),
                Refusal(project: 2, work: 7, reason: .nobodyMayPay(work: 7)),
                Refusal(project: 3, reason: .gates([0, 1])),
                Refusal(project: 3, work: 8, reason: .projectNotFunded),
                Refusal(
                    project: 4,
                    reason: .moneyShort(
                        needed: Money(wan: 520_00), left: Money(wan: 49_35))),
                Refusal(project: 4, work: 9, reason: .projectNotFunded),
            ], requestedGap: 0.0001, solver: "GLPK 5.0")
    }

    /// The report in a language.
    func document(_ language: Language) throws -> ReportDocument {
        try PlanReport(
            programme: programme, outcome: outcome,
            figures: PlanFigures(of: plan, in: programme), record: SamplePlan.record,
            language: language
        ).document()
    }

    // MARK: - The programme

    private static var programme: Programme {
        var builder = ProgrammeBuilder(
            unit: 100, periods: ["2024", "2025"],
            projectNumbers: ["households", "area_m2", "consent"], projectTexts: ["district"])
        builder.programme.title = LocalizedText(english: "Example city 2024", chinese: "示例市2024年")
        builder.programme.moneyUnit = .wanYuan
        let profile = builder.addProfile("60-40", [60, 40])
        addProjects(to: &builder, profile)
        addSources(to: &builder)
        addDemands(to: &builder)
        return builder.programme
    }

    private static func addProjects(to builder: inout ProgrammeBuilder, _ profile: Int) {
        func cells(_ households: Int64, _ area: Int64, _ consent: Int64, _ district: String)
            -> [String: ProgrammeBuilder.Cell]
        {
            [
                "households": .hundredths(households * 100), "area_m2": .hundredths(area * 100),
                "consent": .hundredths(consent), "district": .text(district),
            ]
        }
        builder.addProject("P001", cells(216, 12_000, 91, "东城区"))
        builder.addWork("W1", cost: 120_0000_00, kind: "water", component: "equipment")
        builder.addWork("W2", cost: 200_0000_00, kind: "road")
        builder.addWork("W3", cost: 36_5000_00, class: 2, kind: "parking")
        builder.addProject("P002", cells(180, 9_000, 67, "西城区"))
        builder.addWork("W1", cost: 150_2500_00, kind: "road")
        builder.addWork("W2", cost: 60_0000_00, kind: "water", component: "equipment")
        builder.addWork("W3", cost: 30_0000_00, class: 1, kind: "insulation")
        builder.addProject("P003", cells(300, 20_000, 85, "东城区"))
        builder.addWork("W1", cost: 310_4000_00, profile: profile, kind: "road")
        builder.addWork("W2", cost: 70_0000_00, class: 2, kind: "elevator")
        builder.addProject("P004", cells(80, 4_000, 60, "西城区"))
        builder.addWork("W1", cost: 99_0000_00, kind: "road")
        builder.addProject("P005", cells(260, 15_000, 95, "东城区"))
        builder.addWork("W1", cost: 520_0000_00, kind: "drain")
        let names = ["朝阳里小区", "红旗|小区 <二期>", "和平新村", "=SUM(A1)", "胜利路\u{202E}12号院"]
        for (position, name) in names.enumerated() {
            builder.programme.projects[position].name = name
        }
    }

    private static func addSources(to builder: inout ProgrammeBuilder) {
        let (workClass, kind) = (builder.work("class"), builder.work("kind"))
        builder.addSource(
            "central-fiscal", .central, budget: .whole(.total(Money(wan: 500_00))),
            pays: .membership(workClass, ["basic", "completion"]))
        builder.addSource(
            "city-budget", .local,
            budget: .whole(.perPeriod([Money(wan: 100_00), Money(wan: 60_00)])), carriesOver: true,
            pays: .not(.membership(kind, ["water", "elevator"])))
        builder.addSource(
            "district", .local,
            budget: .grouped(
                by: builder.project("district"),
                pots: [
                    BudgetPot(group: "东城区", amount: .total(Money(wan: 30_00))),
                    BudgetPot(group: "西城区", amount: .total(Money(wan: 25_00))),
                ]), pays: .membership(kind, ["road"]))
        builder.addSource("water-company", .utility, pays: .membership(kind, ["water"]))
        builder.addSource("residents", .resident, pays: .membership(kind, ["road"]))
        builder.addSource("operator", .social, pays: .membership(kind, ["parking"]))
        let titles = [
            ("Central subsidy", "中央财政补助"), ("City budget", "市级财政"), ("District budgets", "区级财政"),
            ("Water company", "供水公司"), ("Residents", "居民"), ("Parking operator", "停车运营企业"),
        ]
        for (position, title) in titles.enumerated() {
            builder.programme.sources[position].title = LocalizedText(
                english: title.0, chinese: title.1)
        }
    }

    private static func addDemands(to builder: inout ProgrammeBuilder) {
        let consent = builder.project("consent")
        builder.programme.gates = [
            Gate(
                id: "consent", condition: .comparison(consent, .atLeast, Ratio(2, 3)),
                text: "consent >= 2/3", citation: "民法典第二百七十八条"),
            Gate(
                id: "size",
                condition: .comparison(builder.project("households"), .atLeast, Ratio(100)),
                text: "households >= 100"),
        ]
        let equipment = Predicate.membership(builder.work("component"), ["equipment"])
        let central = PayerSet(sources: [0], text: "central")
        let local = PayerSet(sources: [1, 2], text: "local")
        builder.programme.rules = [
            FundingRule(
                id: "utility-equipment", payers: PayerSet(sources: [3], text: "utility"),
                works: equipment, scope: .work, limits: [RuleLimit(.exactly, .shareOfCost(.one))]),
            FundingRule(
                id: "local-match", payers: local, scope: .project,
                limits: [RuleLimit(.atLeast, .shareOfPayments(Ratio(15, 100), central))],
                citation: "省级实施方案"),
            FundingRule(
                id: "resident-cap", payers: PayerSet(sources: [4], text: "resident"),
                scope: .programme, limits: [RuleLimit(.atMost, .shareOfCost(Ratio(1, 7)))]),
            FundingRule(
                id: "district-floor", payers: local, scope: .group(builder.project("district")),
                limits: [RuleLimit(.atLeast, .amount(Money(wan: 30_00)))]),
        ]
        let households = builder.project("households")
        builder.programme.choices = [
            Choice(id: "must-1", demand: .must([ChoiceItem(project: 0)]), text: "must: [P001]"),
            Choice(
                id: "target-1",
                demand: .target(.columnSum(households, where: .always), .atLeast, Ratio(600)),
                text: "target: households >= 600"),
        ]
        builder.programme.goals = [
            Goal(
                id: "households", .maximize, .columnSum(households, where: .always),
                text: "maximize: households"),
            Goal(id: "local", .minimize, .payments(local, where: .always), text: "minimize: local"),
        ]
    }

    private static var plan: Plan {
        func payment(_ work: Int, _ source: Int, _ period: Int, _ hundredths: Int64) -> Payment {
            Payment(work: work, source: source, period: period, amount: Money(wan: hundredths))
        }
        return Plan(
            starts: [0, 1, 0, nil, nil],
            fundedWorks: [true, true, true, true, true, false, true, false, false, false],
            payments: [
                payment(0, 3, 0, 120_00), payment(1, 0, 0, 120_00), payment(1, 1, 0, 50_00),
                payment(1, 2, 0, 30_00), payment(2, 5, 0, 36_50), payment(3, 0, 1, 100_00),
                payment(3, 1, 1, 30_25), payment(3, 4, 1, 20_00), payment(4, 3, 1, 60_00),
                payment(6, 0, 0, 140_00), payment(6, 1, 0, 46_24), payment(6, 0, 1, 100_00),
                payment(6, 1, 1, 24_16),
            ])
    }
}

extension Money {
    /// An amount in hundredths of 万元.
    init(wan hundredths: Int64) { self.init(minorUnits: hundredths * 10_000) }
}

/// Takes a file's bytes together.
func bytes(of file: ReportFile) -> [UInt8] {
    var bytes: [UInt8] = []
    file.write { bytes += $0 }
    return bytes
}
