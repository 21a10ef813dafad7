/// Decides whether a ray proves that a program has no point, without trusting who made the ray.
///
/// A ray y proves emptiness when the largest value of Σ y·a·x over the boxed variables is below
/// Σ y·bound, with y > 0 standing on lower and y < 0 on upper bounds. Both sides are computed with
/// outward rounding, so that a yes is a proof; a no says nothing.
public struct FarkasCheck: Sendable {
    private let program: SparseProgram

    /// Prepares a program for any number of checks.
    ///
    /// - Complexity: O(terms).
    public init(_ program: LinearProgram) { self.program = SparseProgram(program) }

    /// Whether a ray proves that no point meets all constraints, whole or not.
    ///
    /// - Parameters:
    ///   - ray: One multiplier per constraint, signed as in `SolveResult.farkasRay`.
    ///   - bounds: Bounds to use instead of the program's, one per variable, or `nil`.
    /// - Returns: True when the ray, or a rounded form of it, is a proof.
    /// - Precondition: There is one multiplier per constraint, and one bound per variable if any.
    /// - Complexity: O(terms).
    public func provesInfeasibility(_ ray: [Double], bounds: [Bounds]? = nil) -> Bool {
        precondition(ray.count == program.rowCount, "one multiplier per constraint")
        precondition(bounds.map { $0.count == program.variableCount } ?? true, "one per variable")
        var duality = WeakDuality(variableCount: program.variableCount)
        return duality.provesEmpty(
            program, ray: ray, lower: bounds?.map(\.lower) ?? program.lower,
            upper: bounds?.map(\.upper) ?? program.upper) != nil
    }
}

extension WeakDuality {
    /// The ray, or a rounded form of it, that proves a box of a program empty.
    ///
    /// The rays of money models are mostly small fractions that a solver returns with noise; noise
    /// times a budget in fen can hide a contradiction of one fen, so multiples of 2⁻¹², 2⁻²⁰ and of
    /// 1/360 of the largest entry are tried after the ray itself.
    ///
    /// - Returns: A ray that proves emptiness, or `nil` where none of the tried ones does.
    mutating func provesEmpty(
        _ program: SparseProgram, ray: [Double], lower: [Double], upper: [Double]
    ) -> [Double]? {
        guard ray.contains(where: { $0 != 0 }) else { return nil }
        evaluate(program, multipliers: ray, lower: lower, upper: upper, withCosts: false)
        if bound > 0 { return ray }
        let largest = ray.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }
        guard largest > 1e-200, largest < 1e200 else { return nil }
        for grid in [4096.0, 1_048_576.0, 360.0] {
            let rounded = ray.map { ($0 / largest * grid).rounded() }
            evaluate(program, multipliers: rounded, lower: lower, upper: upper, withCosts: false)
            if bound > 0 { return rounded }
        }
        return nil
    }
}
