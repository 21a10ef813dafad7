public import Funding

/// What an operation earns, spends and pays in taxes in each year.
///
///     VAT        = Σ revenue · v / (1 + v), rounded up for each stream
///     income tax = rate · max(0, Σ taxable part · (revenue − VAT) − operating cost − deductions),
///                  rounded up
///     flow       = Σ revenue − VAT − operating cost − income tax
///
/// A loss of one year is not carried into another. Without deductions the tax is rather too high,
/// which is not in the investor's favour.
public struct LedgerYear: Hashable, Sendable {
    /// The revenue of all streams, with value-added tax.
    public let revenue: Money
    /// The value-added tax in it.
    public let vat: Money
    /// The cost of operation.
    public let operatingCost: Money
    /// The income tax.
    public let incomeTax: Money

    /// What is left, below zero for a loss.
    public var flow: Money { revenue - vat - operatingCost - incomeTax }

    /// Works out the taxes of a year.
    ///
    /// - Parameters:
    ///   - streams: The streams of revenue.
    ///   - operatingCost: The cost of operation, ≥ 0.
    ///   - deductions: What else lessens taxable income, ≥ 0.
    ///   - taxRate: The rate of income tax, 0 to 1.
    /// - Throws: `ArithmeticOverflow` when a sum is above `Money.largest` or a product leaves 128 bits.
    /// - Complexity: O(*s*) for *s* streams.
    public init(
        streams: [SocialLedger.Stream], operatingCost: Money = .zero, deductions: Money = .zero,
        taxRate: Ratio = .zero
    ) throws(ArithmeticOverflow) {
        var (revenue, vat) = (Int128(0), Int128(0))
        var taxable = try operatingCost.exact.adding(deductions.exact).negated
        for stream in streams {
            let part = try stream.vat.divided(by: try Ratio.one.adding(stream.vat))
            let tax = try stream.revenue.exact.multiplied(by: part).ceiling
            revenue += Int128(stream.revenue.minorUnits)
            vat += tax
            let net = Ratio(Int128(stream.revenue.minorUnits) - tax)
            taxable = try taxable.adding(try net.multiplied(by: stream.taxable))
        }
        self.revenue = try Money(wholePartOf: revenue)
        self.vat = try Money(wholePartOf: vat)
        self.operatingCost = operatingCost
        let tax = try max(.zero, taxable).multiplied(by: taxRate).ceiling
        incomeTax = try Money(wholePartOf: tax)
    }
}
