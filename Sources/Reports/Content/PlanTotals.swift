internal import Funding
internal import Verification

/// Sums of a plan, added up from the rows that the tables show, with the checks that hold them
/// against the figures of the plan.
struct PlanTotals {
    /// What each source pays, added up over the projects.
    private(set) var payments: [Money]
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
    private(set) var decimals = 0

    /// Adds up a plan.
    ///
    /// - Complexity: O(*p* · *s* + *w* + *n*) for *p* funded projects, *s* sources, *w* works and *n*
    ///   payments.
    init(of figures: PlanFigures, in programme: Programme, _ fundedProjects: [Int]) {
        payments = Array(repeating: .zero, count: programme.sources.count)
        uses = programme.sources.indices.map { figures.use(ofSource: $0) }
        total = figures.total
        for project in fundedProjects {
            for (source, amount) in figures.payments(forProject: project).enumerated() {
                payments[source] += amount
            }
        }
        for work in programme.works.indices where figures.plan.fundedWorks[work] {
            let cost = programme.works[work].cost
            self.cost += cost
            fundedWorks += 1
            if figures.paid(forWork: work) != cost { worksOff += 1 }
            decimals = max(decimals, DecimalText.decimals(of: cost, in: programme.moneyUnit))
        }
        for payment in figures.plan.payments {
            decimals = max(
                decimals, DecimalText.decimals(of: payment.amount, in: programme.moneyUnit))
        }
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
