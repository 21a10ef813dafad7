public import Optimization

/// What multipliers show of a linear program, by plain arithmetic.
public enum LinearCertificates {
    /// The bound on the objective that multipliers prove by weak duality, or `nil` where one of
    /// them stands on a bound that does not exist.
    ///
    /// - Complexity: O(*n* + *k*) for *n* variables and *k* terms.
    public static func bound(of program: LinearProgram, from duals: [Double]) -> Double? {
        let sign: Double = program.objective.sense == .minimize ? 1 : -1
        var costs = [Double](repeating: 0, count: program.variables.count)
        for term in program.objective.terms {
            costs[term.variable.index] += sign * term.coefficient
        }
        var bound = sign * program.objective.constant
        for (constraint, dual) in zip(program.constraints, duals) {
            let multiplier = abs(dual) < 1e-9 ? 0 : sign * dual
            guard multiplier != 0 else { continue }
            let end = multiplier > 0 ? constraint.bounds.lower : constraint.bounds.upper
            guard end.isFinite else { return nil }
            bound += multiplier * end
            for term in constraint.terms {
                costs[term.variable.index] -= multiplier * term.coefficient
            }
        }
        for (variable, cost) in zip(program.variables, costs) {
            bound += min(cost * variable.bounds.lower, cost * variable.bounds.upper)
        }
        return sign * bound
    }

    /// By how much a ray shows that no point exists: Σ y·bound less the largest Σ y·a·x, as a share
    /// of the largest amount in it; positive for a proof, `nil` where it stands on a missing bound.
    ///
    /// - Complexity: O(*n* + *k*) for *n* variables and *k* terms.
    public static func surplus(of ray: [Double], for program: LinearProgram) -> Double? {
        var sums = [Double](repeating: 0, count: program.variables.count)
        var (surplus, size) = (0.0, 0.0)
        for (constraint, multiplier) in zip(program.constraints, ray) where multiplier != 0 {
            let end = multiplier > 0 ? constraint.bounds.lower : constraint.bounds.upper
            guard end.isFinite else { return nil }
            surplus += multiplier * end
            size = max(size, abs(multiplier * end))
            for term in constraint.terms {
                sums[term.variable.index] += multiplier * term.coefficient
            }
        }
        for (variable, sum) in zip(program.variables, sums) {
            let most = max(sum * variable.bounds.lower, sum * variable.bounds.upper)
            surplus -= most
            size = max(size, abs(most))
        }
        return size == 0 ? surplus : surplus / size
    }
}

extension Double {
    /// Whether a value is within a share of another's size, or of 1 where that is larger.
    public func isClose(to other: Double, tolerance: Double = 1e-9) -> Bool {
        abs(self - other) <= tolerance * max(1, abs(other))
    }
}
