internal import Funding
internal import Verification

/// Sums of a plan, added up from the rows that the tables show, with the checks that hold them
/// against the figures of the plan.
struct PlanTotals {
    /// What each source pays, added up over the projects.
    let payments: [Money]
    /// What each source uses in all periods, from the figures.
    let uses: [Money]
    /// The cost of the funded works, from the programme.
    private(set) var cost = Money.zero
    /// The number of funded works.
    private(set) var fundedWorks = 0
    /// The number of funded works whose payments differ from their cost.
    private(set) var worksOff = 0
    /// The sum of all payments, from the figures.
    let total: Money
    /// How many decimals the payments need in the report's unit, or more than they need.
    let decimals: Int

    /// Adds up a plan.
    ///
    /// - Complexity: O(*p* + *w* + *n*) for *p* funded projects, *w* works and *n* payments.
    init(of figures: PlanFigures, in programme: Programme, _ fundedProjects: [Int]) {
        var payments = [Money](repeating: .zero, count: programme.sources.count)
        uses = programme.sources.indices.map { figures.use(ofSource: $0) }
        total = figures.total
        for project in fundedProjects {
            figures.addPayments(forWorks: programme.projects[project].works, to: &payments)
        }
        self.payments = payments
        var decimals = MoneyDecimals(of: programme.moneyUnit)
        for work in programme.works.indices where figures.plan.fundedWorks[work] {
            let cost = programme.works[work].cost
            self.cost += cost
            fundedWorks += 1
            if figures.paid(forWork: work) != cost { worksOff += 1 }
            decimals.fit(cost)
        }
        for payment in figures.plan.payments { decimals.fit(payment.amount) }
        self.decimals = decimals.count
    }

    /// The sum of all rows.
    var paid: Money { payments.reduce(.zero, +) }
    /// The sum of what the sources use.
    var used: Money { uses.reduce(.zero, +) }
    /// The number of sources whose column does not add up to their use.
    var sourcesOff: Int { zip(payments, uses).count { $0 != $1 } }
    /// The largest difference between the grand totals.
    var residual: Money {
        let sums = [cost, paid, used, total]
        return (sums.max() ?? .zero) - (sums.min() ?? .zero)
    }
    /// Whether everything agrees.
    var isReconciled: Bool { worksOff == 0 && sourcesOff == 0 && residual == .zero }
}
