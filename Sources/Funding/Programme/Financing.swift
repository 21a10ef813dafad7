/// How the money of a source is earned back, if it is: what reports compute figures of and limits
/// may be derived from.
public enum Financing: Hashable, Sendable {
    /// A debt that the income of each project repays.
    case bond(BondTerms)
    /// An investment that the operation of each project earns back (一本账).
    case ledger(LedgerTerms)
}

/// The terms of a special bond or of another debt (专项债券), repaid in one sum at the end.
public struct BondTerms: Hashable, Sendable {
    /// The net income of a project over the whole term (预期收益).
    public var income: MoneyColumn
    /// The interest a year, as a share of the debt, 0 to 1.
    public var rate: StatedNumber
    /// The term in years, above 0.
    public var years: StatedNumber
    /// Whether it is a debt other than a special bond (其他债务融资).
    public var isOtherDebt: Bool
    /// The cost of earning the income over the whole term (成本), if it is known.
    public var cost: MoneyColumn?
    /// Further columns of the projects that the official sheet shows.
    public var sheetColumns: [ColumnReference]

    /// Creates terms.
    public init(
        income: MoneyColumn, rate: StatedNumber, years: StatedNumber, isOtherDebt: Bool = false,
        cost: MoneyColumn? = nil, sheetColumns: [ColumnReference] = []
    ) {
        (self.income, self.rate, self.years) = (income, rate, years)
        (self.isOtherDebt, self.cost, self.sheetColumns) = (isOtherDebt, cost, sheetColumns)
    }
}

/// The terms on which social capital renovates and operates (一本账统筹): everything that it earns and
/// spends in each year of its concession.
public struct LedgerTerms: Hashable, Sendable {
    /// A stream of revenue, the same in each year.
    public struct Stream: Hashable, Sendable {
        /// The revenue a year.
        public var revenue: MoneyColumn
        /// The rate of value-added tax that the revenue contains; 0 where it is exempt.
        public var vat: Ratio
        /// The part of the revenue that counts as taxable income, 0 to 1; 0.9 with relief.
        public var taxable: Ratio

        /// Creates a stream.
        public init(revenue: MoneyColumn, vat: Ratio = .zero, taxable: Ratio = .one) {
            (self.revenue, self.vat, self.taxable) = (revenue, vat, taxable)
        }
    }

    /// Interest that the government pays for some years (贷款贴息).
    public struct InterestSubsidy: Hashable, Sendable {
        /// The loan that the interest is reckoned on.
        public var loan: MoneyColumn
        /// The share of the loan that is paid a year, 0 to 1.
        public var rate: Ratio
        /// For how many years from the first.
        public var years: Int

        /// Creates a subsidy.
        public init(loan: MoneyColumn, rate: Ratio, years: Int) {
            (self.loan, self.rate, self.years) = (loan, rate, years)
        }
    }

    /// The streams of revenue, at least one.
    public var streams: [Stream]
    /// The cost of operation a year.
    public var operatingCost: MoneyColumn?
    /// What else lessens taxable income a year, such as depreciation and interest.
    public var deductions: MoneyColumn?
    /// The rate of income tax, 0 to 1.
    public var incomeTax: Ratio
    /// The profit on the construction, earned at the start.
    public var constructionProfit: MoneyColumn?
    /// Interest that the government pays.
    public var interestSubsidy: InterestSubsidy?
    /// The years of operation (特许经营期), whole and at least 1.
    public var years: StatedNumber
    /// The least return a year.
    public var leastReturn: Ratio
    /// The largest return a year that still counts as a thin profit (微利), if there is a limit.
    public var mostReturn: Ratio?

    /// Creates terms.
    public init(
        streams: [Stream], operatingCost: MoneyColumn? = nil, deductions: MoneyColumn? = nil,
        incomeTax: Ratio = .zero, constructionProfit: MoneyColumn? = nil,
        interestSubsidy: InterestSubsidy? = nil, years: StatedNumber, leastReturn: Ratio,
        mostReturn: Ratio? = nil
    ) {
        (self.streams, self.operatingCost, self.deductions) = (streams, operatingCost, deductions)
        (self.incomeTax, self.constructionProfit) = (incomeTax, constructionProfit)
        (self.interestSubsidy, self.years) = (interestSubsidy, years)
        (self.leastReturn, self.mostReturn) = (leastReturn, mostReturn)
    }
}

extension Financing {
    /// The columns of the projects that the figures are made of, and whether a number below zero has
    /// a meaning there: an income may be a loss.
    public var columns: [(column: ColumnReference, mayBeNegative: Bool)] {
        switch self {
        case .bond(let terms):
            [(terms.income.column, true)]
                + [terms.rate, terms.years].compactMap(\.column).map { ($0, false) }
                + [terms.cost?.column].compactMap { $0 }.map { ($0, false) }
        case .ledger(let terms):
            (terms.streams.map(\.revenue.column)
                + [
                    terms.operatingCost, terms.deductions, terms.constructionProfit,
                    terms.interestSubsidy?.loan,
                ].compactMap { $0?.column } + [terms.years.column].compactMap { $0 })
                .map { ($0, false) }
        }
    }
}
