public import Funding

/// How a sliding scale stands in one place: from what is paid to what is demanded or allowed.
public struct SlidingFigure: Hashable, Sendable {
    /// The position of the rule in ``Programme/rules``.
    public var rule: Int
    /// The position of the limit in ``FundingRule/limits``.
    public var limit: Int
    /// The work or project.
    public var scope: RuleFigure.Scope
    /// What the funded measured works cost, above zero.
    public var cost: Money
    /// What the scale's payers pay for them.
    public var paid: Money
    /// What is expected of these payers, in minor units.
    public var floor: Ratio
    /// The share of the cost that they pay.
    public var share: Ratio
    /// The share of the cost that is expected of them.
    public var floorShare: Ratio
    /// The share that they pay less what is expected; 0.01 is one point.
    public var excess: Ratio
    /// The position of the piece that counts in ``SlidingScale/pieces``.
    public var piece: Int
    /// What the scale gives at the excess: a share, or minor units.
    public var value: Ratio
    /// What the value is multiplied by: minor units for a share, else a number or one.
    public var quantity: Ratio
    /// Value times quantity, in minor units.
    public var bound: Ratio
}
