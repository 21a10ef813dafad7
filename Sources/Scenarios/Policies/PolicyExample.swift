public import Diagnostics
public import Funding

/// A worked example of a policy: a programme of one project, and the bounds that rules must give.
///
/// What the gates refuse and what columns hold is checked when the policy is read; the bounds of
/// rules need the figures of a plan.
public struct PolicyExample: Sendable {
    /// What a rule must give.
    public struct Limit: Hashable, Sendable {
        /// The position of the rule.
        public var rule: Int
        /// The sum of its bounds over the works of the example.
        public var amount: Money
        /// Where the example says so.
        public var location: SourceLocation
    }

    /// The programme: the policy alone, with sources that could pay anything.
    public var programme: Programme
    /// The plan that does every work, with the payments that the example gives.
    public var plan: Plan
    /// What the rules must give.
    public var limits: [Limit]
}
