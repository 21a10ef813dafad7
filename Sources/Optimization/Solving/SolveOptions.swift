/// How far a solve may go.
public struct SolveOptions: Sendable {
    /// The moment at which to stop, or `nil` for none; what must be reproducible is limited by
    /// ``iterationLimit`` and ``nodeLimit`` instead.
    public var deadline: ContinuousClock.Instant?
    /// The largest number of simplex iterations of one linear program, or `nil` for none.
    public var iterationLimit: Int?
    /// The largest number of search nodes, or `nil` for none.
    public var nodeLimit: Int?
    /// The relative gap at which an integer search may stop (0.01 = 1 %), ≥ 0.
    public var relativeGap: Double
    /// The flag that stops the solve from another thread.
    public var cancellation: Cancellation?

    /// Creates options.
    public init(
        deadline: ContinuousClock.Instant? = nil, iterationLimit: Int? = nil,
        nodeLimit: Int? = nil, relativeGap: Double = 0, cancellation: Cancellation? = nil
    ) {
        (self.deadline, self.iterationLimit) = (deadline, iterationLimit)
        (self.nodeLimit, self.relativeGap) = (nodeLimit, relativeGap)
        self.cancellation = cancellation
    }
}
