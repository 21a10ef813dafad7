public import Funding

/// What the net income of a project can carry of a debt that is repaid in one sum at the end
/// (专项债券本息覆盖倍数).
///
/// For a debt *B*, interest *i* a year and a term of *n* years:
///
///     service  = B · (1 + i · n)
///     coverage = net income / service
///     B_max    = net income / (least coverage · (1 + i · n)), rounded down
///
/// All figures are exact; only the largest bond is rounded, to whole units and never up.
public struct BondCoverage: Hashable, Sendable {
    /// The net income over the whole term; a loss carries no debt.
    public let income: Money
    /// What is paid back in all for each unit of the debt: 1 + *i* · *n*.
    public let servicePerUnit: Ratio

    /// Creates the coverage of a debt with one rate.
    ///
    /// - Parameters:
    ///   - income: The net income over the whole term.
    ///   - rate: The interest a year, as a share of the debt, ≥ 0.
    ///   - years: The term in years, ≥ 0.
    /// - Throws: `ArithmeticOverflow` when rate and term have too many digits for 128 bits.
    /// - Precondition: Rate and term are not negative.
    public init(income: Money, rate: Ratio, years: Ratio) throws(ArithmeticOverflow) {
        precondition(rate >= .zero && years >= .zero, "a rate or a term is negative")
        self.income = income
        servicePerUnit = try Ratio.one.adding(try rate.multiplied(by: years))
    }

    /// Principal and interest of a debt, in minor units.
    ///
    /// - Throws: `ArithmeticOverflow` when the sum leaves 128 bits.
    public func service(of debt: Money) throws(ArithmeticOverflow) -> Ratio {
        try debt.exact.multiplied(by: servicePerUnit)
    }

    /// How many times the income covers principal and interest, or `nil` without a debt.
    ///
    /// - Throws: `ArithmeticOverflow` when the ratio leaves 128 bits.
    public func coverage(of debt: Money) throws(ArithmeticOverflow) -> Ratio? {
        guard debt > .zero else { return nil }
        return try income.exact.divided(by: try service(of: debt))
    }

    /// The largest debt that the income covers often enough.
    ///
    /// - Parameters:
    ///   - least: The least coverage, > 0; 1.2 means that income is 1.2 times principal and interest.
    ///   - unit: The unit that the debt is a whole multiple of, > 0.
    /// - Returns: A multiple of the unit from 0 to `Money.largest`; one unit more is not covered,
    ///   unless the amount ends at `Money.largest`.
    /// - Throws: `ArithmeticOverflow` when a factor leaves 128 bits.
    /// - Precondition: The least coverage and the unit are above zero.
    public func largestDebt(
        coveredAtLeast least: Ratio, inUnitsOf unit: Money = Money(minorUnits: 1)
    ) throws(ArithmeticOverflow) -> Money {
        precondition(least > .zero && unit > .zero, "a least coverage or a unit is not positive")
        guard income > .zero else { return .zero }
        let exact = try income.exact.divided(by: try least.multiplied(by: servicePerUnit))
        return BondCoverage.roundedDown(exact, to: unit)
    }

    /// The largest debt that leaves a least share of a cost to capital (资本金).
    ///
    /// - Parameters:
    ///   - cost: The cost, ≥ 0.
    ///   - share: The least share of capital, 0 to 1.
    ///   - unit: The unit that the debt is a whole multiple of, > 0.
    /// - Returns: (1 − share) · cost, rounded down to the unit.
    /// - Throws: `ArithmeticOverflow` when the product leaves 128 bits.
    /// - Precondition: The share lies between 0 and 1, and the unit is above zero.
    public static func largestDebt(
        ofCost cost: Money, capitalAtLeast share: Ratio,
        inUnitsOf unit: Money = Money(minorUnits: 1)
    ) throws(ArithmeticOverflow) -> Money {
        precondition((Ratio.zero...Ratio.one).contains(share), "a share is not within 0 and 1")
        precondition(unit > .zero, "a unit is not positive")
        let rest = try Ratio.one.subtracting(share)
        return roundedDown(try cost.exact.multiplied(by: rest), to: unit)
    }

    private static func roundedDown(_ exact: Ratio, to unit: Money) -> Money {
        let most = min(max(0, exact.floor), Int128(Money.largest.minorUnits))
        return Money(minorUnits: Int64(most) / unit.minorUnits * unit.minorUnits)
    }
}
