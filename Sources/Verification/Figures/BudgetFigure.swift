public import Funding

/// How much of a pot of money a plan uses, over all periods or up to or in one.
public struct BudgetFigure: Hashable, Sendable {
    /// The position of the source in ``Programme/sources``.
    public var source: Int
    /// The value of the budget's column that the pot belongs to; `nil` for a pot for all projects.
    ///
    /// Projects without a value have an empty one. Where a source pays in a group that has no pot,
    /// there is a figure with a budget of zero.
    public var group: String?
    /// The position of the period, or `nil` where the pot is for all periods together.
    public var period: Int?
    /// Whether the figure adds up the periods so far, because what one leaves may be spent later.
    public var isCumulative: Bool
    /// The money in the pot; `nil` for a source that pays as much as is needed.
    public var budget: Money?
    /// What the plan uses of it.
    public var used: Money
    /// What is left, negative where the pot is overdrawn; `nil` for an open source.
    public var left: Money?

    /// Creates a figure.
    ///
    /// - Precondition: Budget less use fits into 64 bits.
    public init(
        source: Int, group: String? = nil, period: Int? = nil, isCumulative: Bool = false,
        budget: Money?, used: Money
    ) {
        (self.source, self.group, self.period) = (source, group, period)
        (self.isCumulative, self.budget, self.used) = (isCumulative, budget, used)
        left = budget.map { $0 - used }
    }
}
