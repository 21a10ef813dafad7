/// Prices of the shared constraints of a block program, kept from one solve to the next.
public struct BlockPrices: Sendable {
    /// What a unit of each shared constraint is worth in the objective: ≥ 0 on an upper bound, ≤ 0 on
    /// a lower one, 0 where it limits nothing.
    public var values: [Double]
    /// Other prices whose responses funded the plan together with those at ``values``.
    public var companions: [[Double]]

    /// Creates prices.
    public init(_ values: [Double], companions: [[Double]] = []) {
        (self.values, self.companions) = (values, companions)
    }
}

extension BlockObjective {
    /// Prices without those that stand on a bound that is not there.
    func cleaned(_ prices: [Double]) -> [Double] {
        zip(prices, bounds).map { price, bounds in
            guard price.isFinite else { return 0 }
            if price > 0 { return bounds.upper < .infinity ? price : 0 }
            return bounds.lower > -.infinity ? price : 0
        }
    }

    /// What a unit of each shared constraint's activity is worth at prices: the objective less them.
    func worths(at prices: [Double]) -> [Double] {
        var worths = prices.map { -$0 }
        if let shared { worths[shared] += weight }
        return worths
    }

    /// What the shared constraints' bounds are worth at cleaned prices.
    func boundWorth(at prices: [Double], fraction: Double = 1) -> Double {
        var sum = 0.0
        for (price, bounds) in zip(prices, bounds) where price != 0 {
            sum += price * (price > 0 ? bounds.upper : bounds.lower) * fraction
        }
        return sum
    }

    /// A size of the objective that is not zero where its value is: a hundredth of how far the bounds
    /// of its variables let it move; 1 where there is nothing to optimise.
    ///
    /// What is measured against the objective's value alone has no unit at a value of 0, as where the
    /// payments of a source are minimized and begin at nothing.
    func leastWorth(in responses: BlockResponses) -> Double {
        guard let shared else { return 1 }
        let spread = responses.largestActivities[shared]
        return spread > 0 ? spread / 100 : 1
    }

    /// The largest finite bound of a shared constraint, 0 without one.
    func size(of shared: Int) -> Double {
        [bounds[shared].lower, bounds[shared].upper].filter(\.isFinite).map(\.magnitude).max() ?? 0
    }
}
