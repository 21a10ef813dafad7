import Funding
import TestSupport

/// A small plan that keeps every promise, with what tests change about it.
///
/// | work | class | cost (yuan) | paid |
/// |---|---|---|---|
/// | 0 P1/W1, halves | basic | 101 | 2024: city 31, district 20; 2025: fund 50 |
/// | 1 P1/W2, equipment | completion | 30 | 2024: utility 30 |
/// | 2 P2/W1 | basic | 10 | not funded: P2 fails its gate |
/// | 3 P3/W1 | basic | 20 | 2026: city 20 |
/// | 4 P3/W2 | upgrade | 5 | not funded |
/// | 5 P3/W3 | completion | 7 | not funded |
struct SoundPlan {
    var programme: Programme
    var starts: [Int?] = [0, nil, 2]
    var fundedWorks = [true, true, false, true, false, false]
    var payments: [Payment]

    static let (city, fund, utility, district) = (0, 1, 2, 3)

    init() {
        var builder = ProgrammeBuilder(
            periods: ["2024", "2025", "2026"], projectNumbers: ["area", "consent"],
            projectTexts: ["place"], workNumbers: ["units"])
        let halves = builder.addProfile("halves", [1, 1])
        builder.addSource("city", .local, budget: .whole(.total(.yuan(51))))
        builder.addSource(
            "fund", .central, budget: .whole(.perPeriod([.yuan(20), .yuan(30), .yuan(0)])),
            carriesOver: true)
        builder.addSource(
            "utility", .utility, pays: .membership(builder.work("component"), ["equipment"]))
        builder.addSource(
            "district", .local,
            budget: .grouped(
                by: builder.project("place"),
                pots: [
                    BudgetPot(group: "east", amount: .perPeriod([.yuan(20), .yuan(3), .yuan(0)]))
                ]))
        builder.addProject("P1", ["area": 10, "consent": .hundredths(70), "place": "east"])
        builder.addWork("W1", cost: 101_00, profile: halves, ["units": 4])
        builder.addWork("W2", cost: 30_00, class: 1, component: "equipment", ["units": 2])
        builder.addProject("P2", ["area": 20, "consent": .hundredths(66), "place": "west"])
        builder.addWork("W1", cost: 10_00, ["units": 1])
        builder.addProject("P3", ["area": 30, "consent": .hundredths(67), "place": "west"])
        builder.addWork("W1", cost: 20_00, ["units": 3])
        builder.addWork("W2", cost: 5_00, class: 2, ["units": 5])
        builder.addWork("W3", cost: 7_00, class: 1, ["units": 6])
        builder.programme.gates = [
            Gate(
                id: "consent",
                condition: .comparison(builder.project("consent"), .atLeast, Ratio(2, 3)),
                text: "consent >= 2/3")
        ]
        programme = builder.programme
        payments = [
            .init(work: 0, source: 0, period: 0, amount: .yuan(31)),
            .init(work: 0, source: 1, period: 1, amount: .yuan(50)),
            .init(work: 0, source: 3, period: 0, amount: .yuan(20)),
            .init(work: 1, source: 2, period: 0, amount: .yuan(30)),
            .init(work: 3, source: 0, period: 2, amount: .yuan(20)),
        ]
    }

    var plan: Plan { Plan(starts: starts, fundedWorks: fundedWorks, payments: payments) }

    /// Funds a work of P2 or P3 out of an open source that this adds.
    mutating func fund(work: Int, start: Int) {
        starts[programme.works[work].project] = start
        fundedWorks[work] = true
        if !programme.sources.contains(where: { $0.id == "open" }) {
            programme.sources.append(FundingSource(id: "open", capital: .social))
        }
        payments.append(
            Payment(
                work: work, source: programme.sources.count - 1, period: start,
                amount: programme.works[work].cost))
    }

    /// Adds a rule on what the city (51 yuan in all, 31 of them for P1/W1) pays.
    mutating func addRule(
        _ sense: RuleLimit.Sense, _ bound: RuleBound, scope: RuleScope = .programme
    ) {
        programme.rules.append(
            FundingRule(
                id: "rule", payers: PayerSet(sources: [0], text: "city"), scope: scope,
                limits: [RuleLimit(sense, bound)]))
    }

    mutating func addChoice(_ demand: Choice.Demand) {
        programme.choices.append(Choice(id: "choice", demand: demand, text: "choice"))
    }
}

extension Money {
    static func yuan(_ yuan: Int64) -> Money { Money(minorUnits: 100 * yuan) }
}
