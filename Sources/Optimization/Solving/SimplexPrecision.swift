/// How sharply a solver tells a reduced cost from zero.
public enum SimplexPrecision: String, Hashable, Sendable, CaseIterable {
    /// Sharp enough that single minor units of money count in an objective of billions: for
    /// programs whose answer is used as it is.
    case money
    /// The solver's own tolerances: for programs whose answer is only a proposal that something
    /// else proves, such as the master programs of a price method, where the sharp ones stall.
    case coarse
}
