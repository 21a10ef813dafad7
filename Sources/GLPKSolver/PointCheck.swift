import Optimization

/// A check of the point of an integer program by plain arithmetic.
///
/// GLPK takes a constraint for met within 10⁻⁷ of its amounts, which for a billion yuan is a
/// hundred yuan. Its points are sharper than that, except where it makes use of the room.
enum PointCheck {
    /// The largest share of the amounts in a constraint by which a point may miss it.
    static let tolerance = 1e-12
    /// Up to here whole numbers add up exactly.
    private static let exactLimit = 9_007_199_254_740_992.0

    /// Whether the sums of a constraint are exact in `Double` at every whole point.
    ///
    /// - Complexity: O(*k*) for *k* terms.
    static func isExact(_ constraint: Constraint, in program: LinearProgram) -> Bool {
        var largest = 0.0
        for term in constraint.terms {
            let variable = program[term.variable]
            guard variable.isInteger, term.coefficient == term.coefficient.rounded() else {
                return false
            }
            let reach = max(abs(variable.bounds.lower), abs(variable.bounds.upper))
            largest += abs(term.coefficient) * reach
        }
        return largest < exactLimit
    }

    /// The first bound or constraint that a point breaks, as a sentence, or `nil` when it keeps to
    /// all of them.
    ///
    /// - Complexity: O(*n* + *k*) for *n* variables and *k* terms.
    static func firstBreach(of result: SolveResult, in program: LinearProgram) -> String? {
        for (variable, value) in zip(program.variables, result.values) {
            if variable.isInteger, value != value.rounded() {
                return "integer variable '\(variable.name)' came back as \(value)"
            }
            let size = max(abs(variable.bounds.lower), abs(variable.bounds.upper))
            let room = variable.isInteger ? 0 : tolerance * size
            if !isWithin(variable.bounds, value, room: room) {
                return "variable '\(variable.name)' came back as \(value), beyond its bounds"
            }
        }
        for constraint in program.constraints {
            var (sum, size) = (0.0, 0.0)
            for term in constraint.terms {
                let part = term.coefficient * result.values[term.variable.index]
                sum += part
                let bounds = program[term.variable].bounds
                let reach = max(abs(bounds.lower), abs(bounds.upper))
                size = max(size, abs(term.coefficient) * reach)
            }
            for end in [constraint.bounds.lower, constraint.bounds.upper] where end.isFinite {
                size = max(size, abs(end))
            }
            // Rounding of the sum itself grows with the number of terms.
            let room = size * (tolerance + 0x1p-52 * Double(constraint.terms.count))
            if !isWithin(constraint.bounds, sum, room: isExact(constraint, in: program) ? 0 : room)
            {
                return "constraint '\(constraint.name)' came back as \(sum), beyond its bounds"
            }
        }
        return nil
    }

    private static func isWithin(_ bounds: Bounds, _ value: Double, room: Double) -> Bool {
        value >= bounds.lower - room && value <= bounds.upper + room
    }
}
