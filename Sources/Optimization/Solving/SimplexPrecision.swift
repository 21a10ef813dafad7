/// How sharply a solver tells a reduced cost from zero.
public enum SimplexPrecision: String, Hashable, Sendable, CaseIterable {
    /// Sharp enough that single minor units of money count in an objective of billions: for
    /// programs whose answer is used as it is.
    case money
    /// The solver's own tolerances: for linear programs whose answer is only a proposal that
    /// something else proves, such as the master programs of a price method, where the sharp ones
    /// stall. A program with integer variables is always solved as with ``money``.
    ///
    /// What each constraint is worth may be off by some 10⁻¹⁰ of the largest product of a cost and
    /// the bound of its variable. So penalties must not be larger, nor the bounds of their
    /// variables wider, than they have to.
    case coarse
}
