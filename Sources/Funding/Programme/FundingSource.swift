/// A pot of money (资金来源): whose capital it is, how much there is, and what it may pay.
public struct FundingSource: Hashable, Sendable {
    /// The identifier; never the name of a capital.
    public var id: String
    /// The name in reports, if it differs from the identifier.
    public var title: LocalizedText?
    /// The kind of capital.
    public var capital: Capital
    /// How much may be spent.
    public var budget: Budget
    /// Whether what one period leaves may be spent in later ones.
    public var carriesOver: Bool
    /// The works that it may pay.
    public var pays: Predicate
    /// The official column that reports book it under, if not the capital's.
    public var reportAs: String?
    /// Whether the budget is a hard fact that no proposed repair touches.
    public var isFixed: Bool
    /// How its money is earned back, if it is.
    public var financing: Financing?

    /// Creates a source.
    public init(
        id: String, title: LocalizedText? = nil, capital: Capital, budget: Budget = .open,
        carriesOver: Bool = false, pays: Predicate = .always, reportAs: String? = nil,
        isFixed: Bool = false, financing: Financing? = nil
    ) {
        (self.id, self.title, self.capital) = (id, title, capital)
        (self.budget, self.carriesOver, self.pays) = (budget, carriesOver, pays)
        (self.reportAs, self.isFixed, self.financing) = (reportAs, isFixed, financing)
    }
}

/// How much a source may spend.
public enum Budget: Hashable, Sendable {
    /// As much as is needed.
    case open
    /// One pot for all projects.
    case whole(BudgetAmount)
    /// One pot for each value of a column of the projects, for example for each district.
    case grouped(by: ColumnReference, pots: [BudgetPot])
}

/// A pot for the projects that share a value of a column.
public struct BudgetPot: Hashable, Sendable {
    /// The value of the column, as ``DataColumn/text(at:)`` gives it.
    public var group: String
    /// How much the pot holds.
    public var amount: BudgetAmount

    /// Creates a pot.
    public init(group: String, amount: BudgetAmount) { (self.group, self.amount) = (group, amount) }
}

/// The money in a pot, over all periods or period by period.
public enum BudgetAmount: Hashable, Sendable {
    /// For all periods together.
    case total(Money)
    /// For each period of the programme, in order.
    case perPeriod([Money])
}
