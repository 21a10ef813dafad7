/// What a proven search found, and what it proved.
public struct SearchResult: Hashable, Sendable {
    /// What is known at the end.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// The incumbent is proved to be within the gap asked for of every point.
        case optimal
        /// There is an incumbent; its gap is not proved to be what was asked for.
        case feasible
        /// It is proved that the program has no point that the judge could accept.
        case infeasible
        /// There is no incumbent, and no proof that there is none.
        case noPointFound
    }

    /// What is known.
    public var status: Status
    /// Why the search stopped before it was done (time, work or somebody's wish), or `nil`.
    public var limit: TerminationStatus?
    /// The exact objective of the incumbent as the judge gave it, or `nil` without one.
    public var objective: Double?
    /// The incumbent's point as the judge saw it, or empty without one.
    public var values: [Double]
    /// A proved bound: no answer is better than this; `nil` where the program is infeasible.
    ///
    /// Infinite where nothing is proved.
    public var objectiveBound: Double?
    /// Whether the judge accepted an answer better than the bound that was proved.
    ///
    /// The program is then no relaxation of what the judge decides, and the bound proves nothing.
    public var isBoundContradicted: Bool
    /// The closed leaves by kind of evidence.
    public var closedNodes: ClosedNodes
    /// How much work it was.
    public var statistics: SolveStatistics

    /// The proved distance between incumbent and bound as a share of the incumbent (0.01 = 1 %), or
    /// `nil` without an incumbent; infinite where nothing is proved.
    public var relativeGap: Double? {
        guard let objective, let objectiveBound else { return nil }
        let distance = (objective - objectiveBound).magnitude
        return distance == 0 ? 0 : distance / objective.magnitude
    }
}
