import Funding
import Optimization
import TestSupport

extension FormulationCase {
    private typealias Base = TwoProjects

    /// Running works, and a published plan to compare with.
    static let running = [
        // The city paid 30 for A1 and promised 10 for the lift A2: least for the city is 40.
        FormulationCase(
            name: "commitment", families: ["running(", "commitment("], owner: .block(0),
            programme: commitments(
                years: [], [(0, .period(0), 30, .paid), (1, .any, 10, .promised)]
            )
            .goal(.minimize, .payments(Base.city, where: .always)), value: Ratio(40_00)),
        // 12 paid in 2025 fix the start, so the 8 promised for A1 are due in 2025 as well; the city has
        // 50 in all, and everything can take them.
        FormulationCase(
            name: "commitment-period", families: ["running(", "commitment("], owner: .block(0),
            programme: commitments(
                years: ["2024", "2025"], [(0, .period(1), 12, .paid), (0, .any, 8, .promised)],
                budget: .whole(.total(Base.yuan(50)))
            ).goal(.maximize, .payments(Base.city, where: .always)), value: Ratio(50_00)),
        // The city paid 60 last year for A1, of which 90 are left: residents pay at most half of 150
        // and the city, with its 60, at least the other half; so 15 of the city and 75 of residents.
        FormulationCase(
            name: "commitment-before", families: ["before("], owner: .block(0),
            programme: commitments(years: [], [(0, .before, 60, .paid)])
                .rule(
                    .work, [RuleLimit(.atMost, .shareOfPayments(.one, Base.city))],
                    works: .work(["A1"])
                ).goal(.minimize, .payments(Base.city, where: .work(["A1"]))),
            value: Ratio(15_00)),
        // Published were B and nothing else; A is a must: A added, B kept.
        FormulationCase(
            name: "changed", families: ["changed("],
            programme: published().choice(.must([Base.first])).goal(.minimize, .changedProjects),
            value: .one),
        // The city has 15 of the 30 that were published for B1; residents pay their 20 and the rest.
        FormulationCase(
            name: "moved", families: ["moved("],
            programme: published(budget: .whole(.total(Base.yuan(15))))
                .goal(.minimize, .movedMoney), value: Ratio(15_00)),
    ]

    private static func commitments(
        years: [String],
        _ commitments: [(
            work: Int, time: Commitment.Time, yuan: Int64, state: Commitment.State
        )], budget: Budget = .open
    ) -> Base {
        var base = Base(periods: years, budget: budget, hasUpgrade: false)
        base.builder.programme.commitments = commitments.map {
            Commitment(
                work: $0.work, source: 0, time: $0.time, amount: Base.yuan($0.yuan),
                state: $0.state)
        }
        return base
    }

    /// B is published with 30 of the city and 20 of the residents.
    private static func published(budget: Budget = .open) -> Base {
        var base = Base(budget: budget, hasUpgrade: false)
        base.builder.programme.published = PublishedPlan(
            fundedProjects: [false, true], fundedWorks: [false, false, true],
            payments: [
                PublishedPlan.Payment(work: 2, source: 0, amount: Base.yuan(30)),
                PublishedPlan.Payment(work: 2, source: 1, amount: Base.yuan(20)),
            ])
        return base
    }
}
