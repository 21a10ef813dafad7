internal import Funding

extension RuleEvaluation {
    /// Hands over each work or project where a limit with a sliding scale holds, with the scale's
    /// figures where a measured work that costs money is funded.
    ///
    /// - Throws: `FigureError` when a figure cannot be computed.
    /// - Complexity: O(*w* + *n*) for *w* works of the projects and *n* payments for them.
    func forEachSlidingItem(
        of scale: SlidingScale, inProjects projects: Range<Int>,
        _ body: (LimitInstance, SlidingFigure?) -> Void
    ) throws(FigureError) {
        var isMover = [Bool](repeating: false, count: programme.sources.count)
        for source in scale.payers.sources { isMover[source] = true }
        for project in projects where isConsidered[project] {
            let works = programme.projects[project].works
            let matching = works.filter { matches[$0] }
            guard !matching.isEmpty else { continue }
            if rule.scope == .work {
                for work in matching {
                    try item(.work(work), [work], work..<work + 1, scale, isMover, body)
                }
            } else {
                try item(.project(project), matching, works, scale, isMover, body)
            }
        }
    }

    private func item(
        _ scope: RuleFigure.Scope, _ matching: [Int], _ candidates: Range<Int>,
        _ scale: SlidingScale, _ isMover: [Bool], _ body: (LimitInstance, SlidingFigure?) -> Void
    ) throws(FigureError) {
        var instance = LimitInstance(scope: scope, scale: 1)
        for work in matching { instance.actual += paid(work, by: isPayer) }
        try requireNumbers(scale, candidates)
        do throws(ArithmeticOverflow) {
            let figure = try figure(scope, matching, candidates, scale, isMover)
            if let figure {
                instance.numerator = figure.bound.numerator
                instance.scale = figure.bound.denominator
            }
            instance.applies = figure != nil || instance.actual != 0
            body(instance, figure)
        } catch {
            throw .overflow(of: "rule '\(rule.id)'")
        }
    }

    private func requireNumbers(_ scale: SlidingScale, _ works: Range<Int>) throws(FigureError) {
        for column in scale.columns {
            for work in works
            where plan.fundedWorks[work] && programme.number(column, ofWork: work) == nil {
                throw .blank(
                    column: column.name, of: programme.name(ofWork: work),
                    neededBy: "rule '\(rule.id)'")
            }
        }
    }

    /// The figures of the scale; `nil` where no measured work that costs money is funded.
    private func figure(
        _ scope: RuleFigure.Scope, _ matching: [Int], _ candidates: Range<Int>,
        _ scale: SlidingScale, _ isMover: [Bool]
    ) throws(ArithmeticOverflow) -> SlidingFigure? {
        var (cost, paid, floor) = (Int64(0), Int64(0), Ratio.zero)
        for work in candidates where plan.fundedWorks[work] {
            let isMeasured = scale.works?.holds(forWork: work, in: programme) ?? matches[work]
            guard isMeasured else { continue }
            let own = programme.works[work].cost
            let (sum, overflow) = cost.addingReportingOverflow(own.minorUnits)
            guard !overflow else { throw ArithmeticOverflow() }
            cost = sum
            paid += self.paid(work, by: isMover)
            floor = try floor.adding(
                scale.floor(ofWork: work, in: programme).multiplied(by: own.exact))
        }
        guard cost > 0 else { return nil }
        let whole = Ratio(Int128(cost))
        let share = Ratio(Int128(paid), Int128(cost))
        let floorShare = try floor.divided(by: whole)
        let excess = try share.subtracting(floorShare)
        let position = scale.piece(at: excess)
        let piece = scale.pieces[position]
        let value = try piece.value.adding(piece.slope.multiplied(by: excess))
        let quantity = try quantity(scale.base, matching)
        return SlidingFigure(
            rule: self.position, limit: limit, scope: scope, cost: Money(minorUnits: cost),
            paid: Money(minorUnits: paid), floor: floor, share: share, floorShare: floorShare,
            excess: excess, piece: position, value: value, quantity: quantity,
            bound: try value.multiplied(by: quantity))
    }

    private func quantity(_ base: SlidingScale.Base, _ matching: [Int]) throws(ArithmeticOverflow)
        -> Ratio
    {
        switch base {
        case .amount: return .one
        case .cost:
            var cost = Ratio.zero
            for work in matching where plan.fundedWorks[work] {
                cost = try cost.adding(programme.works[work].cost.exact)
            }
            return cost
        case .rate(let column): return try amount(column, .one, matching)
        case .column(let column, let minorUnits):
            return try amount(column, Ratio(Int128(minorUnits)), matching)
        }
    }

    private func amount(_ column: ColumnReference, _ one: Ratio, _ matching: [Int])
        throws(ArithmeticOverflow) -> Ratio
    {
        var sum = Ratio.zero
        for work in matching {
            // A project's number is the same at each of its works and counts once.
            guard column.level == .project || plan.fundedWorks[work] else { continue }
            let number = programme.number(column, ofWork: work) ?? .zero
            sum = try sum.adding(number.multiplied(by: one))
            if column.level == .project { break }
        }
        return sum
    }
}
