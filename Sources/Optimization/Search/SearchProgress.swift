/// How far a running search is.
public struct SearchProgress: Hashable, Sendable {
    /// Nodes whose linear program was solved.
    public var nodes: Int
    /// Nodes that wait.
    public var openNodes: Int
    /// The exact objective of the best answer so far, or `nil` without one.
    public var incumbent: Double?
    /// The bound that is proved so far, in the objective's unit; infinite before the first one.
    public var objectiveBound: Double
}
