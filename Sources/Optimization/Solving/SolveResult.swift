/// What a solver returned: a status that is a claim, a point where it has one, and its evidence.
///
/// Nothing in here is believed by itself: points are verified in exact integers by the domain's
/// verifier, bounds and infeasibility are recomputed from ``dualValues`` and ``farkasRay`` by the
/// code in `Bounds/`.
public struct SolveResult: Hashable, Sendable {
    /// Why the solver stopped.
    public var status: TerminationStatus
    /// The objective at ``values``, recomputed from the program; `nil` without a point.
    public var objective: Double?
    /// One finite value per variable, or empty where there is no point that the solver calls
    /// feasible.
    public var values: [Double]
    /// One raw multiplier y per constraint in the objective's unit per unit of the constraint.
    ///
    /// Reduced costs are c − Σ y·a in the program's own sense: minimizing, y ≥ 0 stands on a lower
    /// bound and y ≤ 0 on an upper one; maximizing, the other way round. Empty for an integer
    /// program and where the solver has none.
    public var dualValues: [Double]
    /// Multipliers y, one per constraint, that show that no point exists, or empty.
    ///
    /// With every y > 0 standing on its constraint's lower bound and every y < 0 on its upper
    /// bound: the largest value of Σ y·a·x over the variables' bounds is below Σ y·bound.
    public var farkasRay: [Double]
    /// The bound on the objective that the solver claims for an integer program, or `nil`.
    public var claimedBound: Double?
    /// How much work it was.
    public var statistics: SolveStatistics

    /// Creates a result.
    public init(
        status: TerminationStatus, objective: Double? = nil, values: [Double] = [],
        dualValues: [Double] = [], farkasRay: [Double] = [], claimedBound: Double? = nil,
        statistics: SolveStatistics = SolveStatistics()
    ) {
        (self.status, self.objective, self.values) = (status, objective, values)
        (self.dualValues, self.farkasRay) = (dualValues, farkasRay)
        (self.claimedBound, self.statistics) = (claimedBound, statistics)
    }
}

/// How much work a solve was; counts only, so that equal input gives equal statistics.
public struct SolveStatistics: Hashable, Sendable {
    /// Linear programs solved.
    public var linearPrograms = 0
    /// Simplex iterations.
    public var iterations = 0
    /// Search nodes.
    public var nodes = 0
    /// Restarts from a fresh basis after numerical trouble.
    public var restarts = 0

    /// Creates empty statistics.
    public init() {}

    /// Adds the counts of another solve.
    public static func += (left: inout SolveStatistics, right: SolveStatistics) {
        left.linearPrograms += right.linearPrograms
        left.iterations += right.iterations
        left.nodes += right.nodes
        left.restarts += right.restarts
    }
}
