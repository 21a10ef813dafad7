internal import Funding

/// Exact shares of a whole over one common denominator: numbers that add up to it.
struct ExactShares: Hashable, Sendable {
    /// What shares are taken of: weights of a part of the whole.
    struct Basis {
        /// The part of the whole that goes by the weights, > 0; those of all bases add up to 1.
        var part: Ratio
        /// The weight of each taker, not all zero.
        var weights: [WholeNumber]
    }

    /// The share of each taker, times ``denominator``.
    let numerators: [WholeNumber]
    /// The whole.
    let denominator: WholeNumber

    /// How many decimals ``cut(at:)`` keeps.
    static let decimals = 9

    /// The share of taker *i* is Σ part(b) · weight(b, i) / Σ weight(b, j) over the bases *b*.
    ///
    /// - Precondition: There is a basis, each has a weight above zero, and all parts add up to 1.
    /// - Complexity: O(*n* · *b*) products for *n* takers and *b* bases.
    init(_ bases: [Basis]) {
        let totals = bases.map { basis in
            WholeNumber(basis.part.denominator) * basis.weights.reduce(.zero, +)
        }
        precondition(!totals.isEmpty && !totals.contains(.zero), "a basis has no weight")
        denominator = totals.reduce(.one) { $0 * $1 }
        let factors = bases.indices.map { index in
            totals.indices.reduce(WholeNumber(bases[index].part.numerator)) {
                $1 == index ? $0 : $0 * totals[$1]
            }
        }
        numerators = bases[0].weights.indices.map { taker in
            bases.indices.reduce(.zero) { $0 + bases[$1].weights[taker] * factors[$1] }
        }
        precondition(numerators.reduce(.zero, +) == denominator, "the parts do not add up to 1")
    }

    private init(numerators: [WholeNumber]) {
        self.numerators = numerators
        denominator = numerators.reduce(.zero, +)
    }

    /// The shares when only some take part: what the others would take goes to these, in proportion
    /// to their shares.
    ///
    /// - Returns: The shares, or `nil` when those who take part have none.
    func limited(to isTaking: [Bool]) -> ExactShares? {
        let kept = ExactShares(
            numerators: zip(numerators, isTaking).map { $1 ? $0 : .zero })
        return kept.denominator.isZero ? nil : kept
    }

    /// Splits an amount by the shares into whole units, by the largest-remainder method.
    ///
    /// - Parameters:
    ///   - amount: The amount, ≥ 0 and a multiple of the unit.
    ///   - unit: What every part is a multiple of, > 0.
    ///   - precedence: The takers in the order in which equal remainders are served.
    /// - Returns: One part for each taker; they add up to the amount.
    /// - Complexity: O(*n* log *n*) comparisons for *n* takers.
    func split(_ amount: Money, unit: Money, precedence: [Int]) -> [Money] {
        precondition(
            unit.minorUnits > 0 && amount.minorUnits >= 0
                && amount.minorUnits % unit.minorUnits == 0,
            "only a whole number of units can be split")
        let units = WholeNumber(Int128(amount.minorUnits / unit.minorUnits))
        let exact = numerators.map { ($0 * units).quotientAndRemainder(dividingBy: denominator) }
        var parts = exact.map(\.0)
        let left = Int(amount.minorUnits / unit.minorUnits - parts.reduce(0, +))
        var places = [Int](repeating: 0, count: parts.count)
        for (place, taker) in precedence.enumerated() { places[taker] = place }
        let ranked = exact.indices.sorted {
            (exact[$1].1, places[$0]) < (exact[$0].1, places[$1])
        }
        for taker in ranked.prefix(left) { parts[taker] += 1 }
        return parts.map { Money(minorUnits: $0 * unit.minorUnits) }
    }

    /// The share of a taker, cut after ``decimals`` decimals, for people to look at.
    func cut(at taker: Int) -> Ratio {
        let scale = DataColumn.powerOfTen(ExactShares.decimals)
        let (quotient, _) = (numerators[taker] * WholeNumber(scale))
            .quotientAndRemainder(dividingBy: denominator)
        return Ratio(Int128(quotient), scale)
    }
}
