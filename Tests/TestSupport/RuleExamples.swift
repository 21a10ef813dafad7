public import Funding

/// A rule in a small programme with a plan, and what the rule demands in each place by hand.
public struct RuleExample: Sendable, CustomStringConvertible {
    /// What the example shows.
    public var name: String
    /// The programme; its only rule is the example's.
    public var programme: Programme
    /// The plan.
    public var plan: Plan
    /// The bound and what is paid, both in yuan, in each place where the rule demands, allows or finds
    /// anything; places are called `A/A1`, `A`, `east`, `2024` or `all`.
    public var expected: [String: (bound: Ratio, actual: Int64)]

    /// The name, for failure messages.
    public var description: String { name }

    /// Whether a limit of this kind holds in every place, with payments in whole yuan.
    public func holds(_ sense: RuleLimit.Sense) -> Bool {
        expected.values.allSatisfy { bound, actual in
            let actual = Int128(actual)
            return switch sense {
            case .atLeast: Ratio(actual) >= bound
            case .atMost: Ratio(actual) <= bound
            case .exactly: Ratio(actual - 1) < bound && bound < Ratio(actual + 1)
            }
        }
    }

    /// The example with another kind of limit.
    public func with(_ sense: RuleLimit.Sense) -> Programme {
        var programme = programme
        for limit in programme.rules[0].limits.indices {
            programme.rules[0].limits[limit].sense = sense
        }
        return programme
    }
}

/// One worked example for each cell of the table "what a rule means when not all is funded".
///
/// | project | district | area | cap | works (kind, cost, units) | plan |
/// |---|---|---|---|---|---|
/// | A | east | 10 | 40 | A1 (pipe, 100, 5; half in each of two periods), A2 (lift, 60, 2) | from 2024 |
/// | B | east | 20 | 50 | B1 (pipe, 200, 7), B2 (lift, 30, 1; left out) | from 2025 |
/// | C | west | 30 | 60 | C1 (pipe, 50, 9) | not funded |
/// | D | west | 5 | 70 | D1 (paint, 40, 4) | from 2024 |
///
/// | paid, in yuan | A1 2024 | A1 2025 | A2 2024 | B1 2025 | D1 2024 |
/// |---|---|---|---|---|---|
/// | city | 30 | 50 | 0 | 150 | 40 |
/// | residents | 20 | 0 | 60 | 50 | 0 |
///
/// The rule limits what residents pay for pipes and lifts: A1 20, A2 60, B1 50; A 80, B 50; east 130,
/// west 0; 2024 80, 2025 50; 130 in all.
public enum RuleExamples {
    /// All examples.
    public static let all: [RuleExample] =
        shares + payments + rates + workRates + amounts + columns + steps + workSteps + shareSteps
        + always

    /// Half of the cost of the funded matching works.
    private static let shares = examples(
        "half of the cost", .shareOfCost(Ratio(1, 2)),
        work: ["A/A1": 50, "A/A2": 30, "B/B1": 100], project: ["A": 80, "B": 100],
        // 2024: half of A1 and all of A2 are 110; 2025: half of A1 and all of B1 are 250.
        group: ["east": 180], period: ["2024": 55, "2025": 125], programme: 180)

    /// Half of what the city pays for the matching works; D1 is none.
    private static let payments = examples(
        "half of the city's", .shareOfPayments(Ratio(1, 2), city),
        work: ["A/A1": 40, "A/A2": 0, "B/B1": 75], project: ["A": 40, "B": 75],
        group: ["east": 115], period: ["2024": 15, "2025": 100], programme: 115)

    /// 3 yuan per area of the project: once a project, but for each work where works are the scope.
    private static let rates = examples(
        "3 a unit of area", .rate(Ratio(300), per: area),
        work: ["A/A1": 30, "A/A2": 30, "B/B1": 60], project: ["A": 30, "B": 60],
        group: ["east": 90], period: ["2024": 30, "2025": 60], programme: 90)

    /// 2 yuan per unit of each funded matching work.
    private static let workRates = examples(
        "2 a unit", .rate(Ratio(200), per: units),
        work: ["A/A1": 10, "A/A2": 4, "B/B1": 14], project: ["A": 14, "B": 14],
        group: ["east": 28], period: ["2024": 14, "2025": 14], programme: 28)

    /// 25 yuan where any matching work is funded; absolute in wider scopes, also in the west.
    private static let amounts = examples(
        "25", .amount(Money(minorUnits: 25_00)),
        work: ["A/A1": 25, "A/A2": 25, "B/B1": 25], project: ["A": 25, "B": 25],
        group: ["east": 25, "west": 25], period: ["2024": 25, "2025": 25], programme: 25)

    /// As many yuan as the column says: once a project, or for each work.
    private static let columns =
        examples(
            "the project's cap", .column(cap, minorUnitsPerOne: 100),
            work: ["A/A1": 40, "A/A2": 40, "B/B1": 50], project: ["A": 40, "B": 50],
            group: ["east": 90], period: ["2024": 40, "2025": 50], programme: 90)
        + examples(
            "the work's units", .column(units, minorUnitsPerOne: 100),
            work: ["A/A1": 5, "A/A2": 2, "B/B1": 7], project: ["A": 7, "B": 7],
            group: ["east": 14], period: ["2024": 7, "2025": 7], programme: 14)

    /// 10 yuan below an area of 15, 20 from there: once a project, or times the units of each work.
    private static let steps =
        examples(
            "by area", .steps(StepTable(by: area, steps: [amount(0, 10), amount(15, 20)])),
            work: ["A/A1": 10, "A/A2": 10, "B/B1": 20], project: ["A": 10, "B": 20],
            group: ["east": 30], period: ["2024": 10, "2025": 20], programme: 30)
        + examples(
            "by area, per unit",
            .steps(StepTable(by: area, steps: [amount(0, 10), amount(15, 20)], per: units)),
            work: ["A/A1": 50, "A/A2": 20, "B/B1": 140], project: ["A": 70, "B": 140],
            group: ["east": 210], period: ["2024": 70, "2025": 140], programme: 210)

    /// 5 yuan below 5 units, 8 from there, for each work; or times the area of its project.
    private static let workSteps =
        examples(
            "by units", .steps(StepTable(by: units, steps: [amount(1, 5), amount(5, 8)])),
            work: ["A/A1": 8, "A/A2": 5, "B/B1": 8], project: ["A": 13, "B": 8],
            group: ["east": 21], period: ["2024": 13, "2025": 8], programme: 21)
        + examples(
            "by units, per area",
            .steps(StepTable(by: units, steps: [amount(1, 5), amount(5, 8)], per: area)),
            work: ["A/A1": 80, "A/A2": 50, "B/B1": 160], project: ["A": 130, "B": 160],
            group: ["east": 290], period: ["2024": 130, "2025": 160], programme: 290)

    /// 10 % of the cost below an area of 15, 20 % from there.
    private static let shareSteps = examples(
        "share by area",
        .steps(
            StepTable(
                by: area,
                steps: [
                    StepTable.Step(from: .zero, value: .shareOfCost(Ratio(1, 10))),
                    StepTable.Step(from: Ratio(15), value: .shareOfCost(Ratio(1, 5))),
                ])),
        work: ["A/A1": 10, "A/A2": 6, "B/B1": 40], project: ["A": 16, "B": 40],
        // 2024: 10 % of 110; 2025: 10 % of 50 and 20 % of 200.
        group: ["east": 56], period: ["2024": 11, "2025": 45], programme: 56)

    /// What binds always counts every matching work of a work's or project's scope, and only there.
    private static let always =
        examples(
            "always half of the cost", .shareOfCost(Ratio(1, 2)), always: true,
            work: ["A/A1": 50, "A/A2": 30, "B/B1": 100, "B/B2": 15, "C/C1": 25],
            project: ["A": 80, "B": 115, "C": 25],
            group: ["east": 180], period: ["2024": 55, "2025": 125], programme: 180)
        + examples(
            "always 3 a unit of area", .rate(Ratio(300), per: area), always: true,
            work: ["A/A1": 30, "A/A2": 30, "B/B1": 60, "B/B2": 60, "C/C1": 90],
            project: ["A": 30, "B": 60, "C": 90],
            group: ["east": 90], period: ["2024": 30, "2025": 60], programme: 90)
        + examples(
            "always 2 a unit", .rate(Ratio(200), per: units), always: true,
            work: ["A/A1": 10, "A/A2": 4, "B/B1": 14, "B/B2": 2, "C/C1": 18],
            project: ["A": 14, "B": 16, "C": 18],
            group: ["east": 28], period: ["2024": 14, "2025": 14], programme: 28)
        + examples(
            "always 25", .amount(Money(minorUnits: 25_00)), always: true,
            work: ["A/A1": 25, "A/A2": 25, "B/B1": 25, "B/B2": 25, "C/C1": 25],
            project: ["A": 25, "B": 25, "C": 25],
            group: ["east": 25, "west": 25], period: ["2024": 25, "2025": 25], programme: 25)

    // MARK: - The programme

    private static let city = PayerSet(sources: [0], text: "city")
    private static let area = base.programme.reference(.project, named: "area")
    private static let cap = base.programme.reference(.project, named: "cap")
    private static let district = base.programme.reference(.project, named: "district")
    private static let units = base.programme.reference(.work, named: "units")

    private static let actual: [String: Int64] = [
        "A/A1": 20, "A/A2": 60, "B/B1": 50, "A": 80, "B": 50, "east": 130, "2024": 80,
        "2025": 50, "all": 130,
    ]

    private static func amount(_ from: Int128, _ yuan: Int128) -> StepTable.Step {
        StepTable.Step(from: Ratio(from), value: .minorUnits(Ratio(100 * yuan)))
    }

    private static func examples(
        _ name: String, _ bound: RuleBound, always: Bool = false, work: [String: Int128],
        project: [String: Int128], group: [String: Int128], period: [String: Int128],
        programme: Int128
    ) -> [RuleExample] {
        let scopes: [(String, RuleScope, [String: Int128])] = [
            ("each work", .work, work), ("each project", .project, project),
            ("each district", .group(district), group), ("each period", .period, period),
            ("in all", .programme, ["all": programme]),
        ]
        return scopes.map { scopeName, scope, bounds in
            var (programme, plan) = base
            programme.rules = [
                FundingRule(
                    id: "rule", payers: PayerSet(sources: [1], text: "residents"),
                    works: .membership(
                        programme.reference(.work, named: "kind"), ["pipe", "lift"]),
                    scope: scope, limits: [RuleLimit(.atMost, bound)], bindsAlways: always)
            ]
            return RuleExample(
                name: "\(name), \(scopeName)", programme: programme, plan: plan,
                expected: Dictionary(
                    uniqueKeysWithValues: bounds.map { place, yuan in
                        (place, (bound: Ratio(yuan), actual: actual[place] ?? 0))
                    }))
        }
    }

    private static let base: (programme: Programme, plan: Plan) = {
        var builder = ProgrammeBuilder(
            periods: ["2024", "2025"], projectNumbers: ["area", "cap"],
            projectTexts: ["district"], workNumbers: ["units"])
        let half = builder.addProfile("half", [1, 1])
        builder.addSource("city", .local)
        builder.addSource("residents", .resident)
        builder.addProject("A", ["area": 10, "cap": 40, "district": "east"])
        builder.addWork("A1", cost: 100_00, profile: half, ["units": 5])
        builder.addWork("A2", cost: 60_00, class: 1, kind: "lift", ["units": 2])
        builder.addProject("B", ["area": 20, "cap": 50, "district": "east"])
        builder.addWork("B1", cost: 200_00, ["units": 7])
        builder.addWork("B2", cost: 30_00, class: 1, kind: "lift", ["units": 1])
        builder.addProject("C", ["area": 30, "cap": 60, "district": "west"])
        builder.addWork("C1", cost: 50_00, ["units": 9])
        builder.addProject("D", ["area": 5, "cap": 70, "district": "west"])
        builder.addWork("D1", cost: 40_00, kind: "paint", ["units": 4])
        let payments: [(work: Int, source: Int, period: Int, yuan: Int64)] = [
            (0, 0, 0, 30), (0, 1, 0, 20), (0, 0, 1, 50), (1, 1, 0, 60), (2, 0, 1, 150),
            (2, 1, 1, 50), (5, 0, 0, 40),
        ]
        let plan = Plan(
            starts: [0, 1, nil, 0], fundedWorks: [true, true, true, false, false, true],
            payments: payments.map {
                Payment(
                    work: $0.work, source: $0.source, period: $0.period,
                    amount: Money(minorUnits: 100 * $0.yuan))
            })
        return (builder.programme, plan)
    }()
}
