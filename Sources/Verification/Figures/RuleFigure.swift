public import Funding

/// How a limit of a rule stands in one place where it holds.
public struct RuleFigure: Hashable, Sendable {
    /// The place where a rule holds.
    public enum Scope: Hashable, Sendable {
        /// A work, by position.
        case work(Int)
        /// A project, by position.
        case project(Int)
        /// The projects that share a value of the rule's column.
        case group(String)
        /// A period, by position.
        case period(Int)
        /// The whole programme.
        case programme
    }

    /// The position of the rule in ``Programme/rules``.
    public var rule: Int
    /// The position of the limit in ``FundingRule/limits``.
    public var limit: Int
    /// Where it holds.
    public var scope: Scope
    /// What the limit demands or allows here, in minor units.
    public var bound: Ratio
    /// What the rule's payers pay here.
    public var actual: Money
    /// How far the actual amount lies on the allowed side of the bound, in minor units: ≥ 0 where the
    /// limit holds, negative by how much it is broken.
    ///
    /// For an exact limit 0 where it holds, else the distance with a minus sign.
    public var slack: Ratio
    /// Whether the limit holds and leaves less than one settlement unit of slack.
    public var isBinding: Bool

    /// Whether the limit holds.
    public var holds: Bool { slack >= .zero }

    /// Creates a figure.
    public init(
        rule: Int, limit: Int, scope: Scope, bound: Ratio, actual: Money, slack: Ratio,
        isBinding: Bool
    ) {
        (self.rule, self.limit, self.scope, self.bound) = (rule, limit, scope, bound)
        (self.actual, self.slack, self.isBinding) = (actual, slack, isBinding)
    }
}
