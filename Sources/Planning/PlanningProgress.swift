/// How far planning has come.
public struct PlanningProgress: Sendable {
    /// How much was done for a goal, in the steps of the method that optimises it.
    public enum Work: Hashable, Sendable {
        /// Nodes of a search over the whole programme.
        case nodes(Int)
        /// Passes of the price method over all blocks.
        case passes(Int)
    }

    /// The position of the goal that is being optimised.
    public var goal: Int
    /// The best value so far in the goal's unit, approximately, or `nil` without a plan.
    public var value: Double?
    /// The bound proved so far in the goal's unit, approximately; before the first one, infinite on
    /// the side that is better.
    public var bound: Double
    /// What was done for this goal so far.
    public var work: Work

    /// Creates a state.
    public init(goal: Int, value: Double?, bound: Double, work: Work) {
        (self.goal, self.value, self.bound, self.work) = (goal, value, bound, work)
    }
}

/// A phase of planning; phases come back where goals follow each other.
///
/// Planning reads no clock: whoever wants to know how long a phase took times its beginnings.
public enum PlanningPhase: String, Hashable, Sendable, CaseIterable {
    /// The programme is turned into what the method works on.
    case formulate
    /// A bound is proved, and choices are searched.
    case solve
    /// Payments are made whole.
    case settle
}
