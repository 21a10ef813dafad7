public import Funding

extension BondCoverage {
    /// Reads the terms of a debt for a project, or `nil` where a cell is blank.
    ///
    /// The income is rounded down to whole fen.
    ///
    /// - Throws: `ArithmeticOverflow` when a figure is above `Money.largest` or leaves 128 bits.
    /// - Precondition: Rate and term are not negative.
    public init?(of terms: BondTerms, ofProject project: Int, in programme: Programme)
        throws(ArithmeticOverflow)
    {
        guard let income = try terms.income.minorUnits(ofProject: project, in: programme),
            let rate = terms.rate.value(ofProject: project, in: programme),
            let years = terms.years.value(ofProject: project, in: programme)
        else { return nil }
        try self.init(income: try Money(wholePartOf: income.floor), rate: rate, years: years)
    }
}

extension Money {
    /// Turns a whole number of minor units into money.
    ///
    /// - Throws: `ArithmeticOverflow` when its magnitude is above ``largest``.
    init(wholePartOf minorUnits: Int128) throws(ArithmeticOverflow) {
        guard minorUnits.magnitude <= Int128(Money.largest.minorUnits).magnitude else {
            throw ArithmeticOverflow()
        }
        self.init(minorUnits: Int64(minorUnits))
    }
}
