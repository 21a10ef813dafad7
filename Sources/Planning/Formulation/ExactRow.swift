import Funding
import Optimization

/// A linear condition in exact fractions on its way to the solver: lower ≤ Σ terms ≤ upper.
///
/// The row is multiplied by the common denominator of its coefficients, so that the solver sees
/// whole numbers that a `Double` holds exactly. Where these would be too large, each coefficient is
/// rounded so that the row allows more and never less: a bound proved with it still holds.
struct ExactRow {
    /// The largest whole number up to which every whole number is a `Double`.
    static let largestExact = Int128(1) << 53

    /// What must stay within the limits.
    var expression: LinearExpression
    /// The least allowed value, or `nil` for none.
    var lower: Ratio?
    /// The largest allowed value, or `nil` for none.
    var upper: Ratio?
    /// Whether every variable of the row is whole in every settled plan.
    ///
    /// A sum of whole numbers with whole coefficients is whole, so the limits may be moved inward to
    /// whole numbers without losing a plan.
    var isWhole = true

    /// The constraints that say the same, or something weaker where numbers are too large.
    ///
    /// - Parameters:
    ///   - name: The name of the constraint.
    ///   - owner: Whether it belongs to one block or is shared.
    /// - Returns: No constraint for a row without variables that holds, one for most rows, two where
    ///   rounding treats the two sides differently; `nil` for a row that is broken whatever its
    ///   variables are.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    func constraints(name: String, owner: ConstraintOwner) throws(ArithmeticOverflow)
        -> [Constraint]?
    {
        let row = try expression.collected()
        let lower = try self.lower?.subtracting(row.constant)
        let upper = try self.upper?.subtracting(row.constant)
        guard !row.terms.isEmpty else {
            return (lower ?? .zero) > .zero || (upper ?? .zero) < .zero ? nil : []
        }
        if let whole = ExactRow.wholeNumbers(row.terms.map(\.coefficient)) {
            let terms = zip(whole.numbers, row.terms).map { Term(Ratio.double($0), $1.variable) }
            let bounds = Bounds(
                try lower.map { limit throws(ArithmeticOverflow) in
                    let scaled = try limit.multiplied(by: whole.factor)
                    return ExactRow.roundedDown(isWhole ? Ratio(scaled.ceiling) : scaled)
                } ?? -.infinity,
                try upper.map { limit throws(ArithmeticOverflow) in
                    let scaled = try limit.multiplied(by: whole.factor)
                    return ExactRow.roundedUp(isWhole ? Ratio(scaled.floor) : scaled)
                } ?? .infinity)
            guard !bounds.isEmpty else { return nil }
            return [Constraint(name: name, terms: terms, bounds: bounds, owner: owner)]
        }
        var constraints: [Constraint] = []
        if let lower {
            let terms = row.terms.map { Term(ExactRow.roundedUp($0.coefficient), $0.variable) }
            constraints.append(
                Constraint(
                    name: name + (upper == nil ? "" : ".lower"), terms: terms,
                    bounds: .atLeast(ExactRow.roundedDown(lower)), owner: owner))
        }
        if let upper {
            let terms = row.terms.map { Term(ExactRow.roundedDown($0.coefficient), $0.variable) }
            constraints.append(
                Constraint(
                    name: name + (lower == nil ? "" : ".upper"), terms: terms,
                    bounds: .atMost(ExactRow.roundedUp(upper)), owner: owner))
        }
        return constraints
    }

    /// Whether constraints may have coefficients that were rounded: some that are not whole, or so
    /// large that rounding could have made them whole.
    static func mayBeRounded(_ constraints: [Constraint]) -> Bool {
        constraints.contains { constraint in
            constraint.terms.contains {
                $0.coefficient.magnitude > 0x1p51 || $0.coefficient != $0.coefficient.rounded()
            }
        }
    }

    /// Multiplies fractions by one factor so that they become whole numbers without a common divisor.
    ///
    /// - Returns: The numbers, each exact as a `Double`, and the factor; `nil` where a number would
    ///   be too large. Without a non-zero fraction the factor is 1.
    /// - Complexity: O(*n*) for *n* fractions.
    static func wholeNumbers(_ fractions: [Ratio]) -> (numbers: [Int128], factor: Ratio)? {
        var denominator = Int128(1)
        for fraction in fractions where denominator % fraction.denominator != 0 {
            let shared = Ratio(fraction.denominator, denominator)
            let (product, overflow) = denominator.multipliedReportingOverflow(by: shared.numerator)
            guard !overflow, product <= largestExact else { return nil }
            denominator = product
        }
        var numbers: [Int128] = []
        numbers.reserveCapacity(fractions.count)
        var divisor = Int128(0)
        for fraction in fractions {
            let (number, overflow) = fraction.numerator.multipliedReportingOverflow(
                by: denominator / fraction.denominator)
            guard !overflow, number.magnitude < UInt128(1) << 126 else { return nil }
            numbers.append(number)
            divisor = Ratio.commonDivisor(divisor, number)
        }
        if divisor > 1 { for index in numbers.indices { numbers[index] /= divisor } }
        guard numbers.allSatisfy({ $0.magnitude <= UInt128(largestExact) }) else { return nil }
        return (numbers, Ratio(denominator, max(1, divisor)))
    }

    /// The largest `Double` not above a fraction, or one a few units in the last place below it.
    static func roundedDown(_ value: Ratio) -> Double {
        var candidate = value.approximation
        if value.denominator == 1, candidate.magnitude < 0x1p53 { return candidate }
        // Two conversions and a division: the quotient is at most two places off.
        for _ in 0..<3 {
            if let exact = exact(candidate), exact <= value { return candidate }
            candidate = candidate.nextDown
        }
        return candidate
    }

    /// The least `Double` not below a fraction.
    static func roundedUp(_ value: Ratio) -> Double {
        // Zero is added so that nothing up is 0 and not -0.
        0 - roundedDown(value.negated)
    }

    /// A `Double` as a fraction, or `nil` where it does not fit into 128 bits.
    static func exact(_ value: Double) -> Ratio? {
        if value == value.rounded(.towardZero) {
            if value.magnitude < 0x1p62 { return Ratio(Int128(Int64(value))) }
            return Int128(exactly: value).map { Ratio($0) }
        }
        let shift = Int(-value.ulp.exponent)
        // The significand as a whole number has 53 bits.
        guard (1..<120).contains(shift) else { return nil }
        return Ratio(Int128(Int64(value * ldexp(shift))), Int128(1) << Int128(shift))
    }

    private static func ldexp(_ exponent: Int) -> Double {
        Double(sign: .plus, exponent: exponent, significand: 1)
    }
}
