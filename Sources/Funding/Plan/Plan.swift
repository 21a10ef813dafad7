/// One payment of a source for a work in a period.
public struct Payment: Hashable, Sendable {
    /// The position of the work in ``Programme/works``.
    public var work: Int
    /// The position of the source in ``Programme/sources``.
    public var source: Int
    /// The position of the period; 0 when the programme knows no periods.
    public var period: Int
    /// The amount; > 0 in a well-formed plan.
    public var amount: Money

    /// Creates a payment.
    public init(work: Int, source: Int, period: Int, amount: Money) {
        (self.work, self.source, self.period) = (work, source, period)
        self.amount = amount
    }
}

/// The answer: what is funded, when it starts, and every payment (资金方案).
public struct Plan: Hashable, Sendable {
    /// The period in which each project starts, or `nil` where it is not funded.
    public var starts: [Int?]
    /// Whether each work is funded.
    public var fundedWorks: [Bool]
    /// The payments in order of work, source and period, each such triple at most once.
    public var payments: [Payment]

    /// Creates a plan and puts the payments in order.
    ///
    /// - Complexity: O(*n* log *n*) for *n* payments.
    public init(starts: [Int?], fundedWorks: [Bool], payments: [Payment]) {
        (self.starts, self.fundedWorks) = (starts, fundedWorks)
        self.payments = payments.sorted {
            ($0.work, $0.source, $0.period, $0.amount.minorUnits)
                < ($1.work, $1.source, $1.period, $1.amount.minorUnits)
        }
    }

    /// The plan that funds nothing.
    public static func nothing(in programme: Programme) -> Plan {
        Plan(
            starts: Array(repeating: nil, count: programme.projects.count),
            fundedWorks: Array(repeating: false, count: programme.works.count), payments: [])
    }
}

/// A plan as it was stored, with the totals that were stored beside it.
///
/// The totals repeat what the payments say, so that a changed figure contradicts another one.
public struct StoredPlan: Hashable, Sendable {
    /// What a source was said to use in a period.
    public struct SourceUse: Hashable, Sendable {
        /// The position of the source.
        public var source: Int
        /// The position of the period.
        public var period: Int
        /// The amount.
        public var amount: Money

        /// Creates a stored use.
        public init(source: Int, period: Int, amount: Money) {
            (self.source, self.period, self.amount) = (source, period, amount)
        }
    }

    /// The plan itself.
    public var plan: Plan
    /// The stored cost of each funded work, by position of the work.
    public var workCosts: [Int: Money]
    /// The stored use of each source in each period.
    public var sourceUses: [SourceUse]
    /// The stored total of all payments.
    public var total: Money
    /// The stored value of each goal, in the order of ``Programme/goals``.
    public var goalValues: [Ratio]

    /// Creates a stored plan.
    public init(
        plan: Plan, workCosts: [Int: Money], sourceUses: [SourceUse], total: Money,
        goalValues: [Ratio]
    ) {
        (self.plan, self.workCosts, self.sourceUses) = (plan, workCosts, sourceUses)
        (self.total, self.goalValues) = (total, goalValues)
    }
}
