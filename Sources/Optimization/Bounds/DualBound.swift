/// A bound on the objective of a program that holds whatever produced the multipliers.
///
/// Weak duality over boxed variables, with outward rounding: the multipliers may come from a
/// solver, a rounded copy or chance. No point of the program is better than a
/// bound, and without an integral objective no point of the integrality relaxation is either.
public struct DualBound: Sendable {
    private let program: SparseProgram

    /// Prepares a program for any number of bounds.
    ///
    /// - Parameter program: The program; only variables with two finite bounds allow a finite bound
    ///   in general.
    /// - Complexity: O(terms).
    public init(_ program: LinearProgram) { self.program = SparseProgram(program) }

    /// Computes the bound that multipliers prove.
    ///
    /// - Parameters:
    ///   - multipliers: Raw dual values y, one per constraint, signed as in
    ///     `SolveResult.dualValues`. One that stands on an infinite bound, or is not finite, counts
    ///     as 0.
    ///   - bounds: Bounds to use instead of the program's, one per variable, or `nil`.
    /// - Returns: A number that is not above the objective of any point of a minimized program, and
    ///   not below that of any point of a maximized one, in the objective's unit; infinite where
    ///   nothing is proved. With an integral objective it holds for points with whole integer
    ///   variables, and is rounded to the next whole value.
    /// - Precondition: There is one multiplier per constraint, and one bound per variable if any.
    /// - Complexity: O(terms).
    public func bound(multipliers: [Double], bounds: [Bounds]? = nil) -> Double {
        precondition(multipliers.count == program.rowCount, "one multiplier per constraint")
        precondition(bounds.map { $0.count == program.variableCount } ?? true, "one per variable")
        var duality = WeakDuality(variableCount: program.variableCount)
        duality.evaluate(
            program, multipliers: multipliers.map { $0 * program.sign },
            lower: bounds?.map(\.lower) ?? program.lower,
            upper: bounds?.map(\.upper) ?? program.upper)
        return program.ownersObjective(ofBound: duality.bound)
    }
}
