import Optimization

/// Powers of two that bring the amounts of a program near each other.
///
/// A payment is counted in a power of two near its largest value, and every constraint and the
/// objective are multiplied so that the largest coefficient lies in 2¹³..2¹⁴: at that size GLPK's
/// fixed tolerances are safe for whole amounts of money. Powers of two change no digit, so that
/// values and multipliers go both ways exactly. Integer variables keep their unit.
struct Scaling {
    /// The unit of each variable: value = scaled value · unit.
    var units: [Double]
    /// What each constraint is multiplied with.
    var rowFactors: [Double] = []
    /// What the objective is multiplied with.
    var objectiveFactor = 1.0

    init(_ program: LinearProgram) {
        units = program.variables.map(Scaling.factor(of:))
        rowFactors.reserveCapacity(program.constraints.count)
    }

    /// The unit of a variable: 1 where it must be whole, otherwise the power of two at or below its
    /// largest magnitude.
    static func factor(of variable: Variable) -> Double {
        let largest = max(abs(variable.bounds.lower), abs(variable.bounds.upper))
        guard !variable.isInteger, largest > 0 else { return 1 }
        return powerOfTwo(clamping: Int(largest.exponent))
    }

    /// The factor that brings the largest magnitude into 2¹³..2¹⁴; 1 when all is zero.
    static func factor(forLargest magnitude: Double) -> Double {
        magnitude > 0 ? powerOfTwo(clamping: 13 - Int(magnitude.exponent)) : 1
    }

    private static func powerOfTwo(clamping exponent: Int) -> Double {
        Double(sign: .plus, exponent: max(-200, min(200, exponent)), significand: 1)
    }

    /// Bounds of a variable in its unit.
    func scaled(_ bounds: Bounds, ofVariable index: Int) -> Bounds {
        Bounds(bounds.lower / units[index], bounds.upper / units[index])
    }

    /// Bounds of a constraint as multiplied.
    func scaled(_ bounds: Bounds, ofConstraint index: Int) -> Bounds {
        Bounds(bounds.lower * rowFactors[index], bounds.upper * rowFactors[index])
    }

    /// The size of a scaled coefficient up to which GLPK's tolerances were found safe.
    static let largestSafe = 0x1p20

    /// Costs in scaled units, and the factor that they were multiplied with.
    ///
    /// - Complexity: O(*n*) for *n* variables.
    func scaled(_ costs: [Double]) -> (costs: [Double], factor: Double) {
        var costs = zip(costs, units).map { $0 * $1 }
        let largest = costs.reduce(0) { max($0, abs($1)) }
        let factor = Scaling.factor(forLargest: largest)
        for index in costs.indices { costs[index] *= factor }
        return (costs, factor)
    }
}
