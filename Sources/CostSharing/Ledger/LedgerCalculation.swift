public import Funding

/// Investments held against what their ledgers carry.
public struct LedgerCalculation: Hashable, Sendable {
    /// A project with its investment.
    public struct Case: Hashable, Sendable {
        /// The identifier.
        public var id: String
        /// The name, if it has one.
        public var name: String?
        /// What social capital invests.
        public var investment: Money
        /// What of it is borrowed, if that is known.
        public var loan: Money?
        /// The revenue of each stream a year, in order of ``LedgerCalculation/streams``; empty where
        /// nothing is known of what the project earns.
        public var revenue: [Money]
        /// What the project earns, if that is known.
        public var ledger: SocialLedger?

        /// Creates a case.
        public init(
            id: String, name: String? = nil, investment: Money, loan: Money? = nil,
            revenue: [Money] = [], ledger: SocialLedger? = nil
        ) {
            (self.id, self.name, self.investment, self.loan) = (id, name, investment, loan)
            (self.revenue, self.ledger) = (revenue, ledger)
        }
    }

    /// Whether an investment earns a thin profit.
    public enum Verdict: Hashable, Sendable {
        /// It earns at least the least and at most the largest return.
        case withinBand
        /// It earns less than the least return; so much more public money is needed.
        case tooLittle(publicMoney: Money)
        /// It earns more than the largest return; so much more could be invested.
        case tooMuch(further: Money)
    }

    /// The cases, in order.
    public var cases: [Case]
    /// The names of the streams of revenue.
    public var streams: [String]
    /// The least return a year, ≥ 0.
    public var leastReturn: Ratio
    /// The largest return that is a thin profit, if there is a limit.
    public var mostReturn: Ratio?
    /// The unit that investments are whole multiples of, > 0.
    public var unit: Money

    /// Creates a calculation.
    public init(
        cases: [Case], streams: [String], leastReturn: Ratio, mostReturn: Ratio?, unit: Money
    ) {
        (self.cases, self.streams, self.leastReturn) = (cases, streams, leastReturn)
        (self.mostReturn, self.unit) = (mostReturn, unit)
    }

    /// Whether the investment of a case earns a thin profit, or `nil` where its ledger is not known.
    ///
    /// - Throws: `ArithmeticOverflow` as `PresentValue` does.
    /// - Complexity: O(*n*) for *n* years.
    public func verdict(on project: Case) throws(ArithmeticOverflow) -> Verdict? {
        guard let ledger = project.ledger else { return nil }
        let most = try ledger.largestInvestment(earningAtLeast: leastReturn, inUnitsOf: unit)
        guard try project.investment <= ledger.largestInvestment(earningAtLeast: leastReturn) else {
            return .tooLittle(publicMoney: project.investment - most)
        }
        guard let mostReturn,
            try project.investment < ledger.leastInvestment(earningAtMost: mostReturn)
        else { return .withinBand }
        let least = try ledger.leastInvestment(earningAtMost: mostReturn, inUnitsOf: unit)
        return .tooMuch(further: least - project.investment)
    }
}
