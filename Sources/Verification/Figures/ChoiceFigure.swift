public import Funding

/// How a target, or a limit on a share of what is funded, stands.
public struct ChoiceFigure: Hashable, Sendable {
    /// The position of the choice in ``Programme/choices``.
    public var choice: Int
    /// Which side is limited.
    public var sense: RuleLimit.Sense
    /// What the plan reaches, in the unit of the measure: a count, a sum of a column, minor units, or
    /// minor units per unit.
    public var value: Ratio
    /// What it is held against, in the same unit; for a share, the share of the whole.
    public var bound: Ratio
    /// The value of the whole that a share is taken of; `nil` for a target.
    public var whole: Ratio?
    /// Whether value and bound are amounts of money in minor units.
    public var isMoney: Bool
    /// How far the value lies on the allowed side of the bound: ≥ 0 where the choice holds, negative
    /// by how much it is broken.
    public var slack: Ratio

    /// Whether the choice holds.
    public var holds: Bool { slack >= .zero }

    /// Creates a figure.
    public init(
        choice: Int, sense: RuleLimit.Sense, value: Ratio, bound: Ratio, whole: Ratio? = nil,
        isMoney: Bool, slack: Ratio
    ) {
        (self.choice, self.sense, self.value, self.bound) = (choice, sense, value, bound)
        (self.whole, self.isMoney, self.slack) = (whole, isMoney, slack)
    }
}
