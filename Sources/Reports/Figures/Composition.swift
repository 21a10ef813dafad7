internal import Funding

/// Shares of a whole that add up to one.
enum Composition {
    /// The share of each amount in their sum, in whole hundredths of a percent that add up to 100 %.
    ///
    /// Left-over hundredths go to the largest remainders, as with money.
    ///
    /// - Returns: One share for each amount, or `nil` for each where the sum is zero or one is
    ///   negative.
    /// - Complexity: O(*n* log *n*) for *n* amounts.
    static func shares(of amounts: [Money]) -> [Ratio?] {
        let weights = amounts.map(\.minorUnits)
        guard weights.allSatisfy({ $0 >= 0 }), weights.contains(where: { $0 > 0 }) else {
            return amounts.map { _ in nil }
        }
        return Money(minorUnits: 10_000).split(byWeights: weights).map {
            Ratio(Int128($0.minorUnits), 10_000)
        }
    }
}
