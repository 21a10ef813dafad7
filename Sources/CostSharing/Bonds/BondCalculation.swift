public import Funding

/// Debts of projects held against several least coverages and a least share of capital.
public struct BondCalculation: Hashable, Sendable {
    /// A project with its debts.
    public struct Case: Hashable, Sendable {
        /// The identifier.
        public var id: String
        /// The name, if it has one.
        public var name: String?
        /// The total investment.
        public var cost: Money
        /// The special bonds asked for.
        public var bond: Money
        /// Other debt that the same income repays.
        public var otherDebt: Money
        /// What the income carries.
        public var coverage: BondCoverage

        /// Creates a case.
        public init(
            id: String, name: String? = nil, cost: Money, bond: Money, otherDebt: Money = .zero,
            coverage: BondCoverage
        ) {
            (self.id, self.name, self.cost) = (id, name, cost)
            (self.bond, self.otherDebt, self.coverage) = (bond, otherDebt, coverage)
        }

        /// All debt.
        public var debt: Money { bond + otherDebt }
    }

    /// What a least coverage makes of a case.
    public struct Verdict: Hashable, Sendable {
        /// Whether the income covers the whole debt often enough and enough is left to capital.
        public var isMet: Bool
        /// The largest debt that both limits allow.
        public var largestDebt: Money
        /// The part of the debt asked for that capital must replace.
        public var replaced: Money
    }

    /// The cases, in order.
    public var cases: [Case]
    /// The least coverages, each above zero.
    public var thresholds: [Ratio]
    /// The least share of capital, 0 to 1.
    public var leastCapital: Ratio
    /// The unit that largest debts are whole multiples of, > 0.
    public var unit: Money

    /// Creates a calculation.
    public init(cases: [Case], thresholds: [Ratio], leastCapital: Ratio, unit: Money) {
        (self.cases, self.thresholds) = (cases, thresholds)
        (self.leastCapital, self.unit) = (leastCapital, unit)
    }

    /// What each threshold makes of each case: a list of cases for each threshold.
    ///
    /// - Throws: `ArithmeticOverflow` when a factor leaves 128 bits.
    /// - Precondition: Thresholds and unit are above zero, and the share lies between 0 and 1.
    /// - Complexity: O(*n* · *t*) for *n* cases and *t* thresholds.
    public func verdicts() throws(ArithmeticOverflow) -> [[Verdict]] {
        var all: [[Verdict]] = []
        for threshold in thresholds {
            var verdicts: [Verdict] = []
            for project in cases {
                let covered = try project.coverage.largestDebt(
                    coveredAtLeast: threshold, inUnitsOf: unit)
                let left = try BondCoverage.largestDebt(
                    ofCost: project.cost, capitalAtLeast: leastCapital, inUnitsOf: unit)
                // A debt that is no multiple of the unit may still be covered as it is.
                let whole = try project.coverage.largestDebt(coveredAtLeast: threshold)
                let most = try BondCoverage.largestDebt(
                    ofCost: project.cost, capitalAtLeast: leastCapital)
                let isMet = project.debt <= min(whole, most)
                let largest = min(covered, left)
                verdicts.append(
                    Verdict(
                        isMet: isMet, largestDebt: largest,
                        replaced: isMet ? .zero : project.debt - largest))
            }
            all.append(verdicts)
        }
        return all
    }
}
