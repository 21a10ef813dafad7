import Funding
import TestSupport

/// A bound of a rule on the residents' payments, with the most that they can pay in each scope.
///
/// A1 costs 90 and has 4 units, A2 60 and 2, B1 50 and 3; A has an area of 10 and a cap of 40.50, B of
/// 25 and 30.50. In the scope of periods, A starts in 2024 and B in 2025.
struct RuleBoundCase: Sendable, CustomStringConvertible {
    /// The name, which is also the name of the snapshot.
    var name: String
    /// The bound.
    var bound: RuleBound
    /// What residents pay at most, in yuan, in the order of ``scopes``.
    var most: [Int128]

    /// The name, for failure messages.
    var description: String { name }

    /// The scopes, from narrow to wide.
    static let scopes: [RuleScope] = [
        .work, .project, .group(base.project("district")), .period, .programme,
    ]

    static let all = [
        // Work and project: 22.5 → 22, 15, 12.5 → 12; 37.5 → 37 and 12. Programme: 50.
        RuleBoundCase(
            name: "share-of-cost", bound: .shareOfCost(Ratio(1, 4)), most: [49, 49, 49, 49, 50]),
        // At most a third of the city's is at most a quarter of the cost.
        RuleBoundCase(
            name: "share-of-payments",
            bound: .shareOfPayments(Ratio(1, 3), TwoProjects.city), most: [49, 49, 49, 49, 50]),
        // A 13, B 32.5 → 32; for each work of A. Programme: 45.5 → 45.
        RuleBoundCase(
            name: "rate-of-project", bound: .rate(Ratio(130), per: base.project("area")),
            most: [58, 45, 45, 45, 45]),
        // 10, 5 and 7.5 → 7; programme: 22.5 → 22.
        RuleBoundCase(
            name: "rate-of-work", bound: .rate(Ratio(250), per: base.work("units")),
            most: [22, 22, 22, 22, 22]),
        // Once in each place.
        RuleBoundCase(
            name: "amount", bound: .amount(Money(minorUnits: 20_00)), most: [60, 40, 40, 40, 20]),
        // A 40.5 → 40, B 30.5 → 30; for each work of A. Programme: 71.
        RuleBoundCase(
            name: "column", bound: .column(base.project("cap"), minorUnitsPerOne: 100),
            most: [110, 70, 70, 70, 71]),
        // A 10, B 20; for each work of A.
        RuleBoundCase(name: "steps", bound: .steps(steps()), most: [40, 30, 30, 30, 30]),
        // A1 40, A2 20, B1 60, of which B1 costs but 50; in the programme A takes what B leaves.
        RuleBoundCase(
            name: "steps-per-unit", bound: .steps(steps(per: base.work("units"))),
            most: [110, 110, 110, 110, 120]),
        // 10 % of 90 and 60, 25 % of 50: 9, 6, 12.5 → 12; programme: 27.5 → 27.
        RuleBoundCase(
            name: "steps-of-shares",
            bound: .steps(
                StepTable(
                    by: base.project("area"),
                    steps: [
                        StepTable.Step(from: .zero, value: .shareOfCost(Ratio(1, 10))),
                        StepTable.Step(from: Ratio(15), value: .shareOfCost(Ratio(1, 4))),
                    ])), most: [27, 27, 27, 27, 27]),
    ]

    /// The programme with the rule in a scope.
    func programme(scope: Int) -> Programme {
        let hasPeriods = RuleBoundCase.scopes[scope] == .period
        let base = TwoProjects(
            periods: hasPeriods ? ["2024", "2025"] : [], starts: hasPeriods ? [0, 1] : [nil, nil],
            hasUpgrade: false)
        return base.rule(RuleBoundCase.scopes[scope], [RuleLimit(.atMost, bound)])
            .goal(.maximize, .payments(TwoProjects.residents, where: .always))
    }

    private static let base = TwoProjects().builder

    private static func steps(per: ColumnReference? = nil) -> StepTable {
        StepTable(
            by: base.project("area"),
            steps: [
                StepTable.Step(from: .zero, value: .minorUnits(Ratio(10_00))),
                StepTable.Step(from: Ratio(15), value: .minorUnits(Ratio(20_00))),
            ], per: per)
    }
}
