/// An exact amount of money, in whole minor units (fen) of the scenario's currency.
public struct Money: Hashable, Sendable {
    /// The amount in minor units; negative for a deficit.
    public var minorUnits: Int64

    /// Creates an amount from minor units.
    public init(minorUnits: Int64) { self.minorUnits = minorUnits }

    /// No money.
    public static let zero = Money(minorUnits: 0)

    /// The largest amount that Fundmix takes, 9·10^15 fen: exact as a `Double`, so that nothing is
    /// lost on the way to the solver.
    public static let largest = Money(minorUnits: 9_000_000_000_000_000)

    /// The amount as an exact number of minor units.
    public var exact: Ratio { Ratio(Int128(minorUnits)) }

    /// Splits the amount in proportion to weights, by the largest-remainder method.
    ///
    /// The parts are whole multiples of `unit` and add up to the whole exactly. Left-over units go to
    /// the largest remainders; equal remainders are served in order, so equal input gives equal
    /// output.
    ///
    /// - Parameters:
    ///   - weights: Relative shares without a unit, each ≥ 0, not all 0.
    ///   - unit: The amount that every part is a multiple of, > 0.
    /// - Returns: One part per weight, in the same order.
    /// - Precondition: The amount is ≥ 0 and a multiple of the unit.
    /// - Complexity: O(*n* log *n*) for *n* weights.
    public func split(byWeights weights: [Int64], unit: Money = Money(minorUnits: 1)) -> [Money] {
        precondition(unit.minorUnits > 0, "a unit of money is positive")
        precondition(
            minorUnits >= 0 && minorUnits % unit.minorUnits == 0,
            "only a whole number of units can be split")
        precondition(weights.allSatisfy { $0 >= 0 }, "a weight is negative")
        let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
        precondition(total > 0, "all weights are zero")
        let units = minorUnits / unit.minorUnits
        let exact = weights.map {
            (Int128(units) * Int128($0)).quotientAndRemainder(dividingBy: total)
        }
        var parts = exact.map { Int64($0.quotient) }
        let leftOver = Int(units - parts.reduce(0, +))
        let ranked = exact.indices.sorted {
            (exact[$1].remainder, $0) < (exact[$0].remainder, $1)
        }
        for index in ranked.prefix(leftOver) { parts[index] += 1 }
        return parts.map { Money(minorUnits: $0 * unit.minorUnits) }
    }
}

extension Money: Comparable, AdditiveArithmetic {
    /// Compares two amounts.
    public static func < (left: Money, right: Money) -> Bool { left.minorUnits < right.minorUnits }

    /// The sum.
    ///
    /// - Precondition: The sum fits into 64 bits, which holds for 1,000 amounts up to ``largest``.
    public static func + (left: Money, right: Money) -> Money {
        Money(minorUnits: left.minorUnits + right.minorUnits)
    }

    /// The difference.
    ///
    /// - Precondition: The difference fits into 64 bits.
    public static func - (left: Money, right: Money) -> Money {
        Money(minorUnits: left.minorUnits - right.minorUnits)
    }
}
