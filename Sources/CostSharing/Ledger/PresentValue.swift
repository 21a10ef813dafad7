public import Funding

/// What yearly amounts are worth today, enclosed between two whole numbers of 10⁻¹² fen (现值).
///
/// Powers such as 1.03²⁵ have too many digits for exact fractions. So each year is discounted in
/// whole numbers, once rounded down and once rounded up: the true value lies between the two, which
/// are at most 2 · 10⁻¹² fen a year apart. Whoever compares takes the end that is not in the
/// investor's favour.
public struct PresentValue: Hashable, Sendable {
    /// How many parts a fen has.
    public static let partsPerFen: Int128 = 1_000_000_000_000

    /// A number of parts that is not above the value.
    public let lower: Int128
    /// A number of parts that is not below the value.
    public let upper: Int128

    /// Discounts amounts that fall due at the end of the first, second and so on year.
    ///
    /// - Parameters:
    ///   - amounts: The amount of each year.
    ///   - rate: The interest a year, ≥ 0; 0.03 is 3 %.
    /// - Throws: `ArithmeticOverflow` when a figure leaves 128 bits, which needs a rate with more than
    ///   eight digits.
    /// - Precondition: The rate is not negative.
    /// - Complexity: O(*n*) for *n* years.
    public init(of amounts: [Money], at rate: Ratio) throws(ArithmeticOverflow) {
        precondition(rate >= .zero, "a rate is negative")
        let grown = try Ratio.one.adding(rate)
        var (lower, upper): (Int128, Int128) = (0, 0)
        for amount in amounts.reversed() {
            let due = Int128(amount.minorUnits) * PresentValue.partsPerFen
            lower = try PresentValue.quotient(lower, plus: due, by: grown).floor
            upper = try PresentValue.quotient(upper, plus: due, by: grown).ceiling
        }
        (self.lower, self.upper) = (lower, upper)
    }

    /// The value in whole fen, rounded down.
    public var floor: Int128 { Ratio(lower, PresentValue.partsPerFen).floor }
    /// The value in whole fen, rounded up.
    public var ceiling: Int128 { Ratio(upper, PresentValue.partsPerFen).ceiling }

    /// An amount of a later year and one that falls due with it, a year earlier.
    ///
    /// Whole numbers instead of fractions, which would look for common divisors each time.
    private static func quotient(_ later: Int128, plus due: Int128, by grown: Ratio)
        throws(ArithmeticOverflow) -> (floor: Int128, ceiling: Int128)
    {
        let (sum, isSumLost) = later.addingReportingOverflow(due)
        let (product, isLost) = sum.multipliedReportingOverflow(by: grown.denominator)
        guard !isSumLost, !isLost else { throw ArithmeticOverflow() }
        let (quotient, rest) = product.quotientAndRemainder(dividingBy: grown.numerator)
        return (rest < 0 ? quotient - 1 : quotient, rest > 0 ? quotient + 1 : quotient)
    }
}
