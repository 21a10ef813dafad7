public import Funding

/// The one ledger of an investor who renovates and operates (一本账统筹): all revenue, costs, taxes and
/// reliefs of a concession, and what investment they carry.
///
/// For the flow *F*[t] at the end of year *t* of a concession of *n* years, an investment *I* and a
/// profit *P* on its construction:
///
///     F[t]   = revenue − VAT − operating cost − income tax + interest subsidy[t]
///     NPV(r) = Σ_t F[t] / (1 + r)^t + P − I
///     I_max  = Σ_t F[t] / (1 + r_min)^t + P, rounded down
///     I_min  = Σ_t F[t] / (1 + r_max)^t + P, rounded up
///
/// An investment from *I_min* to *I_max* earns a thin profit (微利): at least *r_min*, at most *r_max*.
/// What is rounded is rounded to fen and never in the investor's favour: taxes up, subsidies and
/// values down.
public struct SocialLedger: Hashable, Sendable {
    /// The most years that a ledger runs.
    public static let mostYears = 100

    /// A stream of revenue, the same in each year.
    public struct Stream: Hashable, Sendable {
        /// The revenue a year, with value-added tax.
        public var revenue: Money
        /// The rate of value-added tax that it contains, ≥ 0.
        public var vat: Ratio
        /// The part of it that counts as taxable income, 0 to 1.
        public var taxable: Ratio

        /// Creates a stream; without rates it is exempt from value-added tax and taxable in full.
        public init(revenue: Money, vat: Ratio = .zero, taxable: Ratio = .one) {
            (self.revenue, self.vat, self.taxable) = (revenue, vat, taxable)
        }
    }

    /// The figures of each year.
    public let year: LedgerYear
    /// What the government pays towards interest a year, in the first years.
    public let interestSubsidy: Money
    /// For how many years it pays that.
    public let subsidyYears: Int
    /// The profit on the construction, at the start.
    public let constructionProfit: Money
    /// The years of the concession, 1 to ``mostYears``.
    public let years: Int

    /// Creates a ledger.
    ///
    /// - Parameters:
    ///   - year: The figures of each year.
    ///   - years: The years of the concession, 1 to ``mostYears``.
    ///   - interestSubsidy: What the government pays towards interest a year.
    ///   - subsidyYears: For how many years from the first; what lies past the concession is lost.
    ///   - constructionProfit: The profit on the construction, at the start.
    /// - Precondition: The years lie within 1 and ``mostYears``.
    public init(
        year: LedgerYear, years: Int, interestSubsidy: Money = .zero, subsidyYears: Int = 0,
        constructionProfit: Money = .zero
    ) {
        precondition(1...SocialLedger.mostYears ~= years, "a concession has 1 to 100 years")
        (self.year, self.years, self.interestSubsidy) = (year, years, interestSubsidy)
        self.subsidyYears = min(years, max(0, subsidyYears))
        self.constructionProfit = constructionProfit
    }

    /// The flow of each year.
    ///
    /// - Complexity: O(*n*) for *n* years.
    public var flows: [Money] {
        (0..<years).map { $0 < subsidyYears ? year.flow + interestSubsidy : year.flow }
    }

    /// The sum of all yearly flows, undiscounted.
    ///
    /// - Complexity: O(*n*) for *n* years.
    public var totalFlow: Money { flows.reduce(.zero, +) }

    /// What is earned above the investment at a rate, in whole fen, rounded down (净现值).
    ///
    /// - Parameters:
    ///   - investment: The investment, ≥ 0.
    ///   - rate: The rate, ≥ 0.
    /// - Returns: The net present value, below zero where the investment earns less than the rate.
    /// - Throws: `ArithmeticOverflow` as `PresentValue` does.
    /// - Complexity: O(*n*) for *n* years.
    public func netPresentValue(of investment: Money, at rate: Ratio) throws(ArithmeticOverflow)
        -> Money
    {
        let value = try PresentValue(of: flows, at: rate).floor
        return try Money(
            wholePartOf: value + Int128((constructionProfit - investment).minorUnits))
    }

    /// The largest investment that earns at least a rate, rounded down to whole units.
    ///
    /// - Returns: A multiple of the unit, ≥ 0; one unit more earns less than the rate.
    /// - Throws: `ArithmeticOverflow` as `PresentValue` does.
    /// - Precondition: The rate is not negative and the unit is above zero.
    /// - Complexity: O(*n*) for *n* years.
    public func largestInvestment(
        earningAtLeast rate: Ratio, inUnitsOf unit: Money = Money(minorUnits: 1)
    ) throws(ArithmeticOverflow) -> Money {
        precondition(unit > .zero, "a unit is not positive")
        let value =
            try PresentValue(of: flows, at: rate).floor + Int128(constructionProfit.minorUnits)
        let size = Int128(unit.minorUnits)
        return try Money(wholePartOf: max(0, Ratio(value, size).floor) * size)
    }

    /// The least investment that earns at most a rate, rounded up to whole units.
    ///
    /// - Returns: A multiple of the unit, ≥ 0; one unit less earns more than the rate.
    /// - Throws: `ArithmeticOverflow` as `PresentValue` does.
    /// - Precondition: The rate is not negative and the unit is above zero.
    /// - Complexity: O(*n*) for *n* years.
    public func leastInvestment(
        earningAtMost rate: Ratio, inUnitsOf unit: Money = Money(minorUnits: 1)
    ) throws(ArithmeticOverflow) -> Money {
        precondition(unit > .zero, "a unit is not positive")
        let value =
            try PresentValue(of: flows, at: rate).ceiling + Int128(constructionProfit.minorUnits)
        let size = Int128(unit.minorUnits)
        return try Money(wholePartOf: max(0, Ratio(value, size).ceiling) * size)
    }

    /// After how many years the flows have added up to what was laid out, undiscounted (投资回收期).
    ///
    /// Within a year, flows come evenly. What is laid out is the investment less the profit on its
    /// construction.
    ///
    /// - Returns: The years, exact; `nil` when the concession is too short.
    /// - Complexity: O(*n*) for *n* years.
    public func payback(of investment: Money) -> Ratio? {
        var rest = investment - constructionProfit
        guard rest > .zero else { return .zero }
        for (position, flow) in flows.enumerated() {
            guard rest > flow else {
                let wholeYears = Int128(position) * Int128(flow.minorUnits)
                return Ratio(wholeYears + Int128(rest.minorUnits), Int128(flow.minorUnits))
            }
            rest = rest - flow
        }
        return nil
    }
}
