internal import Funding
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

    /// Sums up a limit.
    ///
    /// - Throws: `FigureError` when a bound cannot be computed.
    /// - Complexity: O(*w* + *n*) for *w* works and *n* payments.
    init(ofRule rule: Int, limit: Int, _ figures: PlanFigures) throws(FigureError) {
        (self.rule, self.limit) = (rule, limit)
        let isWide: Bool
        switch figures.programme.rules[rule].scope {
        case .work, .project: isWide = false
        case .group, .period, .programme: isWide = true
        }
        var (count, binding): (Int, Int) = (0, 0)
        var tightest: RuleFigure?
        var instances: [RuleFigure] = []
        try figures.forEachFigure(ofRule: rule, limit: limit) { figure in
            count += 1
            if figure.isBinding { binding += 1 }
            if figure.slack < tightest?.slack ?? Ratio(.max) { tightest = figure }
            if isWide { instances.append(figure) }
        }
        (self.count, bindingCount, self.tightest) = (count, binding, tightest)
        self.instances = instances
    }
}
