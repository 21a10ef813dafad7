import Funding
import TestSupport

extension FormulationCase {
    /// What the city pays follows from what residents pay; a district pays the rest.
    static let slidingScales = [
        // 40 % from the city, 50 % where residents pay 20 %, 60 % where they pay 30 %; they have 40. A1
        // and A2 cost 150: 30 of it and 10 of B's 50 reach 50 % in both, 75 + 25. One step more in B
        // (5) would cost A its second step.
        FormulationCase(
            name: "sliding-steps",
            families: ["reach_order(", "reach_least(", "reach_most(", "rule.least(", "rule.most("],
            programme: slide(
                .exactly,
                SlidingScale(
                    payers: TwoProjects.residents,
                    pieces: [
                        piece(0, 40), piece(20, 50), piece(30, 60),
                    ]), residents: 40
            ).goal(.maximize, .payments(TwoProjects.city, where: .always)),
            value: Ratio(100_00)),
        // Floors of 10 % of A1 and B1 and 30 % of A2: 27 of 150 in A, 5 of 50 in B. At the floor the
        // city pays 50 %, above it 52 %, below it 2 yuan less for each that is missing. Residents
        // have 28: all in A gives 78, and B without any 25 − 10. At 27 and 1 it would be 75 and 17.
        FormulationCase(
            name: "sliding-floor", families: ["reach_least(", "rule.piece.least("],
            programme: slide(
                .exactly,
                SlidingScale(
                    payers: TwoProjects.residents,
                    floor: .byClass([Ratio(1, 10), Ratio(3, 10), .zero]),
                    pieces: [
                        SlidingScale.Piece(from: Ratio(-1), value: Ratio(1, 2), slope: Ratio(2)),
                        piece(0, 50), piece(0, 52, isAbove: true),
                    ]), residents: 28
            ).choice(.must([ChoiceItem(project: 0, work: 1)]))
                .goal(.maximize, .payments(TwoProjects.city, where: .always)),
            value: Ratio(93_00)),
        // The city pays at most the cap of 40.50 or 30.50 times the share that residents pay: 0.45 a
        // yuan in A without A2 (0.27 with it), 0.61 in B. They have 45: 30 in B (18.3) and 15 in A
        // (6.75) give 18 + 6 whole yuan, and no split gives 25.
        FormulationCase(
            name: "sliding-cases", families: ["rule.piece("],
            programme: slide(
                .atMost,
                SlidingScale(
                    payers: TwoProjects.residents,
                    pieces: [SlidingScale.Piece(from: .zero, value: .zero, slope: .one)],
                    base: .column(TwoProjects().builder.project("cap"), minorUnitsPerOne: 100)),
                residents: 45
            ).goal(.maximize, .payments(TwoProjects.city, where: .always)),
            value: Ratio(24_00)),
    ]

    private static func piece(_ from: Int128, _ value: Int128, isAbove: Bool = false)
        -> SlidingScale.Piece
    {
        SlidingScale.Piece(from: Ratio(from, 100), isAbove: isAbove, value: Ratio(value, 100))
    }

    private static func slide(
        _ sense: RuleLimit.Sense, _ scale: SlidingScale, residents: Int64
    ) -> TwoProjects {
        var base = TwoProjects(hasUpgrade: false)
        base.builder.programme.sources[1].budget = .whole(.total(TwoProjects.yuan(residents)))
        base.builder.addSource("district", .local)
        base.builder.programme.rules.append(
            FundingRule(
                id: "r", payers: TwoProjects.city, scope: .project,
                limits: [RuleLimit(sense, .slidingScale(scale))]))
        return base
    }
}
