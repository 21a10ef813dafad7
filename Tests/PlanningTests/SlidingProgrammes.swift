import Funding
import TestSupport
import Verification

/// Programmes with rules that slide with payments, around the tiny and random ones.
enum SlidingProgrammes {
    /// A tiny programme with one or two such rules in place of its own.
    static func tiny(_ seed: Int) -> Programme {
        var random = SeededGenerator(seed: UInt64(seed) &+ 77_000)
        var programme = TinyProgrammes.programme(seed: seed)
        programme.rules = Array(programme.rules.prefix(1))
        programme.choices = Array(programme.choices.prefix(1))
        // Two who may pay anything, so that shares can move.
        if programme.sources.count == 1 {
            programme.sources.append(FundingSource(id: "s1", capital: .resident, budget: .open))
        }
        programme.sources[0].budget = .open
        for source in 0...1 { programme.sources[source].pays = .always }
        for index in 0..<Int.random(in: 1...2, using: &random) {
            let sense = RuleLimit.Sense.allCases.randomElement(using: &random) ?? .atMost
            programme.rules.append(
                rule("s\(index)", sense, scale(programme, using: &random), programme, &random))
        }
        // What is paid by whom matters here more than how much is funded.
        if Int.random(in: 0..<4, using: &random) > 0 {
            programme.goals[0].sense =
                Int.random(in: 0..<3, using: &random) > 0 ? .maximize : .minimize
            programme.goals[0].measure = .payments(payers(programme, &random), where: .always)
        }
        return programme
    }

    /// A larger programme around a plan that keeps such a rule, with no room at its steps.
    static func planted(_ seed: Int, projects: ClosedRange<Int>) throws -> (
        programme: Programme, plan: Plan
    ) {
        var random = SeededGenerator(seed: UInt64(seed) &+ 99_000)
        var (programme, plan) = BlockOutcome.planted(seed, projects: projects)
        var scale = scale(programme, using: &random)
        for index in scale.pieces.indices {
            scale.pieces[index].value = .zero
            scale.pieces[index].slope = .zero
        }
        programme.rules.append(rule("s", .atMost, scale, programme, &random))
        let last = programme.rules.count - 1
        // Each piece allows just what the plan needs of it, and the others plenty.
        var least = [Ratio?](repeating: nil, count: scale.pieces.count)
        var ratios: [(piece: Int, value: Ratio)] = []
        let figures = try PlanVerifier(programme).figures(of: plan)
        var paid: [RuleFigure.Scope: Money] = [:]
        try figures.forEachFigure(ofRule: last, limit: 0) { paid[$0.scope] = $0.actual }
        try figures.forEachSlidingFigure(
            ofRule: last, limit: 0, inProjects: programme.projects.indices
        ) { figure in
            guard figure.quantity > .zero,
                let value = try? (paid[figure.scope] ?? .zero).exact.divided(by: figure.quantity)
            else { return }
            ratios.append((figure.piece, value))
        }
        for (piece, value) in ratios { least[piece] = max(least[piece] ?? .zero, value) }
        for index in scale.pieces.indices {
            scale.pieces[index].value = least[index] ?? Ratio(1, 3)
        }
        programme.rules[last].limits[0].bound = .slidingScale(scale)
        guard PlanVerifier.violations(of: plan, in: programme).isEmpty else {
            // Where nothing is measured, nothing may be paid: such a plan keeps no rule of this kind.
            programme.rules.removeLast()
            return (programme, plan)
        }
        return (programme, plan)
    }

    private static func rule(
        _ id: String, _ sense: RuleLimit.Sense, _ scale: SlidingScale, _ programme: Programme,
        _ random: inout SeededGenerator
    ) -> FundingRule {
        FundingRule(
            id: id, payers: payers(programme, &random),
            works: Int.random(in: 0..<3, using: &random) > 0 ? .always : pipes(programme),
            scope: Bool.random(using: &random) ? .project : .work,
            limits: [RuleLimit(sense, .slidingScale(scale))])
    }

    /// A scale with a few pieces, some above their beginning, some sloped, on any base.
    static func scale(_ programme: Programme, using random: inout SeededGenerator) -> SlidingScale {
        func number(_ range: ClosedRange<Int128>) -> Ratio {
            Ratio(Int128.random(in: range, using: &random), 6)
        }
        let hasFloor = Bool.random(using: &random)
        var from = hasFloor ? Ratio(-1) : .zero
        var pieces = [SlidingScale.Piece(from: from, value: number(0...6))]
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let isSame =
                Int.random(in: 0..<4, using: &random) == 0 && !(pieces.last?.isAbove ?? true)
            from = isSame ? from : Ratio(6 * from.floor + 1 + Int128(pieces.count), 6)
            if from > .one { break }
            pieces.append(
                SlidingScale.Piece(
                    from: from, isAbove: isSame || Bool.random(using: &random),
                    value: number(0...6),
                    slope: Int.random(in: 0..<3, using: &random) == 0 ? number(-3...6) : .zero))
        }
        let columns = [
            programme.projectData.columns.indices.first {
                programme.projectData.columns[$0].isNumeric
            }
            .map {
                ColumnReference(.project, index: $0, name: programme.projectData.columns[$0].name)
            },
            programme.workData.columns.indices.first { programme.workData.columns[$0].isNumeric }
                .map {
                    ColumnReference(.work, index: $0, name: programme.workData.columns[$0].name)
                },
        ].compactMap { $0 }
        let column = columns.randomElement(using: &random)
        let base: SlidingScale.Base =
            switch Int.random(in: 0..<6, using: &random) {
            case 0: .amount
            case 1: column.map { .column($0, minorUnitsPerOne: 1) } ?? .cost
            case 2: column.map { .rate(per: $0) } ?? .cost
            default: .cost
            }
        return SlidingScale(
            payers: payers(programme, &random),
            works: Int.random(in: 0..<3, using: &random) > 0 ? nil : pipes(programme),
            floor: .byClass(hasFloor ? [Ratio(1, 10), Ratio(1, 3), Ratio(2, 3)] : []),
            pieces: pieces, base: base)
    }

    private static func payers(_ programme: Programme, _ random: inout SeededGenerator) -> PayerSet
    {
        let all = Array(programme.sources.indices)
        let chosen = all.filter { _ in Bool.random(using: &random) }
        return PayerSet(sources: chosen.isEmpty ? [all[0]] : chosen, text: "payers")
    }

    private static func pipes(_ programme: Programme) -> Predicate {
        .membership(programme.reference(.work, named: "kind"), ["pipe"])
    }
}
