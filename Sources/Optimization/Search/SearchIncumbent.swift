/// An answer that is known before a search begins, which the search has to beat.
public struct SearchIncumbent: Sendable {
    /// The exact objective, as the judge would give it.
    public var objective: Double
    /// The point of the answer, one value per variable, or empty where only the objective is known.
    public var values: [Double]

    /// Creates an incumbent.
    public init(objective: Double, values: [Double] = []) {
        (self.objective, self.values) = (objective, values)
    }
}
