public import Funding

extension SocialLedger {
    /// Reads the terms of a ledger for a project, or `nil` where a cell is blank or the years are not
    /// whole from 1 to ``mostYears``.
    ///
    /// Revenue, loan and profit are rounded down to fen, costs up and deductions down.
    ///
    /// - Throws: `ArithmeticOverflow` when a figure is above `Money.largest` or leaves 128 bits.
    /// - Complexity: O(*s*) for *s* streams.
    public init?(of terms: LedgerTerms, ofProject project: Int, in programme: Programme)
        throws(ArithmeticOverflow)
    {
        var isWhole = true
        func amount(_ column: MoneyColumn?, up: Bool = false) throws(ArithmeticOverflow) -> Money {
            guard let column else { return .zero }
            guard let exact = try column.minorUnits(ofProject: project, in: programme) else {
                isWhole = false
                return .zero
            }
            return try Money(wholePartOf: up ? exact.ceiling : exact.floor)
        }
        var streams: [Stream] = []
        for stream in terms.streams {
            streams.append(
                Stream(
                    revenue: try amount(stream.revenue), vat: stream.vat, taxable: stream.taxable))
        }
        let year = try LedgerYear(
            streams: streams, operatingCost: try amount(terms.operatingCost, up: true),
            deductions: try amount(terms.deductions), taxRate: terms.incomeTax)
        let loan = try amount(terms.interestSubsidy?.loan)
        let subsidy = try loan.exact.multiplied(by: terms.interestSubsidy?.rate ?? .zero)
        let profit = try amount(terms.constructionProfit)
        guard isWhole, let years = terms.years.value(ofProject: project, in: programme),
            years.isWhole, 1...Int128(SocialLedger.mostYears) ~= years.numerator
        else { return nil }
        self.init(
            year: year, years: Int(years.numerator),
            interestSubsidy: try Money(wholePartOf: subsidy.floor),
            subsidyYears: terms.interestSubsidy?.years ?? 0, constructionProfit: profit)
    }
}
