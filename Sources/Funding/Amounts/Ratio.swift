/// Signals that an exact result does not fit into 128 bits.
public struct ArithmeticOverflow: Error, Hashable, Sendable {
    /// Creates the error.
    public init() {}
}

/// An exact fraction: a share, a rate, a value of a column, or a bound in fen that is no whole fen.
///
/// Always in lowest terms with a positive denominator, so that equal values are equal fractions.
/// Arithmetic is exact or throws; comparison is exact and never overflows.
public struct Ratio: Hashable, Sendable {
    /// The part above the line.
    public let numerator: Int128
    /// The part below the line, ≥ 1.
    public let denominator: Int128

    /// Creates a fraction and brings it to lowest terms.
    ///
    /// - Precondition: The denominator is not zero, and neither part is the least `Int128`.
    /// - Complexity: O(1): at most 185 steps of Euclid's algorithm.
    public init(_ numerator: Int128, _ denominator: Int128 = 1) {
        precondition(denominator != 0, "a fraction has no denominator of zero")
        precondition(numerator != .min && denominator != .min, "a part of a fraction is too large")
        guard denominator != 1 else {
            (self.numerator, self.denominator) = (numerator, 1)
            return
        }
        let divisor = Ratio.commonDivisor(numerator, denominator)
        let sign: Int128 = denominator < 0 ? -1 : 1
        self.numerator = sign * numerator / divisor
        self.denominator = sign * denominator / divisor
    }

    /// Zero.
    public static let zero = Ratio(0)
    /// One.
    public static let one = Ratio(1)

    /// Whether the value is a whole number.
    public var isWhole: Bool { denominator == 1 }
    /// The value with the opposite sign.
    public var negated: Ratio { Ratio(-numerator, denominator) }
    /// The value without its sign.
    public var magnitude: Ratio { numerator < 0 ? negated : self }

    /// The largest whole number not above the value.
    public var floor: Int128 {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The least whole number not below the value.
    public var ceiling: Int128 {
        let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
        return remainder > 0 ? quotient + 1 : quotient
    }

    /// The nearest floating-point value, for the solver and for charts; never for a figure.
    public var approximation: Double {
        denominator == 1
            ? Ratio.double(numerator) : Ratio.double(numerator) / Ratio.double(denominator)
    }

    /// The nearest `Double` to a whole number.
    ///
    /// The library converts numbers of 128 bits through generic code that takes a hundred times as
    /// long as a number of 64 bits, and nearly all are that small.
    ///
    /// - Complexity: O(1).
    public static func double(_ whole: Int128) -> Double {
        let small = Int64(truncatingIfNeeded: whole)
        return Int128(small) == whole ? Double(small) : Double(whole)
    }

    /// The sum.
    ///
    /// - Throws: `ArithmeticOverflow` when a part leaves 128 bits.
    public func adding(_ other: Ratio) throws(ArithmeticOverflow) -> Ratio {
        if isWhole && other.isWhole {
            let (sum, overflow) = numerator.addingReportingOverflow(other.numerator)
            guard !overflow, sum != .min else { throw ArithmeticOverflow() }
            return Ratio(sum)
        }
        let divisor = Ratio.commonDivisor(denominator, other.denominator)
        let left = try Ratio.product(numerator, other.denominator / divisor)
        let right = try Ratio.product(other.numerator, denominator / divisor)
        let (sum, overflow) = left.addingReportingOverflow(right)
        guard !overflow, sum != .min else { throw ArithmeticOverflow() }
        return Ratio(sum, try Ratio.product(denominator, other.denominator / divisor))
    }

    /// The difference.
    ///
    /// - Throws: `ArithmeticOverflow` when a part leaves 128 bits.
    public func subtracting(_ other: Ratio) throws(ArithmeticOverflow) -> Ratio {
        try adding(other.negated)
    }

    /// The product.
    ///
    /// - Throws: `ArithmeticOverflow` when a part leaves 128 bits.
    public func multiplied(by other: Ratio) throws(ArithmeticOverflow) -> Ratio {
        let first = Ratio.commonDivisor(numerator, other.denominator)
        let second = Ratio.commonDivisor(other.numerator, denominator)
        return Ratio(
            try Ratio.product(numerator / first, other.numerator / second),
            try Ratio.product(denominator / second, other.denominator / first))
    }

    /// The quotient.
    ///
    /// - Throws: `ArithmeticOverflow` when a part leaves 128 bits.
    /// - Precondition: The divisor is not zero.
    public func divided(by other: Ratio) throws(ArithmeticOverflow) -> Ratio {
        precondition(other.numerator != 0, "division by zero")
        return try multiplied(by: Ratio(other.denominator, other.numerator))
    }

    private static func product(_ left: Int128, _ right: Int128) throws(ArithmeticOverflow)
        -> Int128
    {
        let (value, overflow) = left.multipliedReportingOverflow(by: right)
        guard !overflow, value != .min else { throw ArithmeticOverflow() }
        return value
    }

    /// The greatest common divisor of two whole numbers, ≥ 1.
    ///
    /// - Precondition: Neither number is the least `Int128`.
    public static func commonDivisor(_ left: Int128, _ right: Int128) -> Int128 {
        var (larger, smaller) = (left.magnitude, right.magnitude)
        while smaller != 0 {
            // Remainders of 64 bits take a small part of the time of those of 128.
            if let high = UInt64(exactly: larger), let low = UInt64(exactly: smaller) {
                return Int128(commonDivisor(high, low))
            }
            (larger, smaller) = (smaller, larger % smaller)
        }
        return larger == 0 ? 1 : Int128(larger)
    }

    private static func commonDivisor(_ left: UInt64, _ right: UInt64) -> UInt64 {
        var (larger, smaller) = (left, right)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}

extension Ratio: Comparable {
    /// Compares two fractions exactly.
    public static func < (left: Ratio, right: Ratio) -> Bool {
        if left.denominator == right.denominator { return left.numerator < right.numerator }
        let first = left.numerator.multipliedFullWidth(by: right.denominator)
        let second = right.numerator.multipliedFullWidth(by: left.denominator)
        return (first.high, first.low) < (second.high, second.low)
    }
}
