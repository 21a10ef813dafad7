internal import Funding
internal import Parallelism
internal import Verification

/// How a limit of a rule stands in all places where it holds.
struct LimitSummary: Sendable {
    /// The position of the rule.
    let rule: Int
    /// The position of the limit.
    let limit: Int
    /// The number of places where the rule applies.
    private(set) var count = 0
    /// The number of those where it is binding.
    private(set) var bindingCount = 0
    /// The place with the least slack, the first of equals; `nil` where the rule applies nowhere.
    private(set) var tightest: RuleFigure?
    /// The figures of wide scopes one by one; empty for a rule that holds in each work or project.
    private(set) var instances: [RuleFigure] = []
    /// The decimals that bounds, amounts and slacks need.
    private(set) var decimals: MoneyDecimals

    private init(_ place: LimitPart, unit: MoneyUnit) {
        (rule, limit) = (place.rule, place.limit)
        decimals = MoneyDecimals(of: unit)
    }

    /// Sums up all limits of all rules.
    ///
    /// - Returns: One summary for each limit, in order of rules.
    /// - Throws: `FigureError` when a bound cannot be computed.
    /// - Complexity: O(*l* · (*w* + *n*)) for *l* limits, *w* works and *n* payments.
    static func all(of figures: PlanFigures) throws(FigureError) -> [LimitSummary] {
        let parts = LimitPart.all(in: figures.programme)
        var summaries: [LimitSummary] = []
        try OrderedParts.forEach(
            count: parts.count,
            make: { position in
                Result { () throws(FigureError) in try summary(of: parts[position], figures) }
            },
            { (part) throws(FigureError) in
                let part = try part.get()
                if let last = summaries.last, last.rule == part.rule, last.limit == part.limit {
                    summaries[summaries.count - 1].add(part)
                } else {
                    summaries.append(part)
                }
            })
        return summaries
    }

    private static func summary(of part: LimitPart, _ figures: PlanFigures)
        throws(FigureError) -> LimitSummary
    {
        var summary = LimitSummary(part, unit: figures.programme.moneyUnit)
        try figures.forEachFigure(
            ofRule: part.rule, limit: part.limit, inProjects: part.projects
        ) { figure in
            summary.count += 1
            if figure.isBinding { summary.bindingCount += 1 }
            if figure.slack < summary.tightest?.slack ?? Ratio(.max) { summary.tightest = figure }
            if part.isWide { summary.instances.append(figure) }
            summary.decimals.fit(figure.bound)
            summary.decimals.fit(figure.actual)
            summary.decimals.fit(figure.slack)
        }
        return summary
    }

    /// Takes the places that follow.
    private mutating func add(_ next: LimitSummary) {
        count += next.count
        bindingCount += next.bindingCount
        if let other = next.tightest, other.slack < tightest?.slack ?? Ratio(.max) {
            tightest = other
        }
        instances += next.instances
        decimals.fit(next.decimals)
    }
}
