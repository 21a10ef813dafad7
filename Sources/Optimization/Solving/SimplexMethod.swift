/// The simplex method that a linear program is tried with first.
public enum SimplexMethod: String, Hashable, Sendable, CaseIterable {
    /// The dual simplex: for programs whose bounds and constraints change between solves. Where it
    /// fails, a fresh basis follows, then the primal simplex.
    case dual
    /// The primal simplex: for programs whose costs change and that gain variables between solves,
    /// as the last point stays feasible. Where it fails, a fresh basis follows, then the dual
    /// simplex.
    case primal
}
