/// How a solve goes, and how far it may go.
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
    /// The method that a linear program is tried with first.
    public var method: SimplexMethod
    /// How sharply reduced costs are told from zero.
    public var precision: SimplexPrecision

    /// Creates options.
    public init(
        deadline: ContinuousClock.Instant? = nil, iterationLimit: Int? = nil,
        nodeLimit: Int? = nil, relativeGap: Double = 0, cancellation: Cancellation? = nil,
        method: SimplexMethod = .dual, precision: SimplexPrecision = .money
    ) {
        (self.deadline, self.iterationLimit) = (deadline, iterationLimit)
        (self.nodeLimit, self.relativeGap) = (nodeLimit, relativeGap)
        (self.cancellation, self.method, self.precision) = (cancellation, method, precision)
    }

    /// Why to stop now: somebody asked to, or the deadline passed; `nil` where neither is so.
    public var stop: TerminationStatus? {
        if cancellation?.isCancelled == true { return .cancelled }
        if let deadline, ContinuousClock.now >= deadline { return .timeLimit }
        return nil
    }
}
