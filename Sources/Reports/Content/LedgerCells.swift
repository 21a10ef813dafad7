internal import CostSharing
internal import Funding

/// The figures of one ledger as cells.
struct LedgerCells {
    let ledger: SocialLedger
    let investment: Money
    let leastReturn: Ratio
    let mostReturn: Ratio?
    /// The unit that investments are whole multiples of.
    let unit: Money
    let phrasing: Phrasing

    /// What each cell is, in order.
    static let columns: [(wording: FinancingWording, kind: TableColumn.Kind, priority: Int)] = [
        (.investment, .money, 10), (.revenue, .money, 8), (.vat, .money, 2),
        (.operatingCost, .money, 4), (.incomeTax, .money, 4), (.flow, .money, 7),
        (.interestSubsidy, .money, 4), (.subsidyYears, .number, 2), (.concession, .number, 6),
        (.constructionProfit, .money, 3), (.netPresentValue, .money, 7),
        (.internalReturn, .share, 10), (.payback, .number, 9), (.largestInvestment, .money, 6),
        (.leastInvestment, .money, 5),
    ]

    /// One cell for each of ``columns``.
    ///
    /// - Complexity: O(*n* · log *r*) for *n* years and *r* rates.
    var cells: [TableCell] {
        let year = ledger.year
        let value = try? ledger.netPresentValue(of: investment, at: leastReturn)
        let largest = try? ledger.largestInvestment(
            earningAtLeast: leastReturn, inUnitsOf: unit)
        let least = mostReturn.flatMap {
            try? ledger.leastInvestment(earningAtMost: $0, inUnitsOf: unit)
        }
        return [
            .money(investment), .money(year.revenue), .money(year.vat),
            .money(year.operatingCost), .money(year.incomeTax), .money(year.flow),
            .money(ledger.interestSubsidy), .count(ledger.subsidyYears), .count(ledger.years),
            .money(ledger.constructionProfit), value.map { .money($0) } ?? .blank, returnCell,
            paybackCell, largest.map { .money($0) } ?? .blank, least.map { .money($0) } ?? .blank,
        ]
    }

    private var returnCell: TableCell {
        switch try? ledger.internalReturn(of: investment) {
        case .rate(let rate): .share(rate, decimals: 2)
        case .belowZero: phrasing.financingWord(.belowZero)
        case .aboveMost: phrasing.financingWord(.aboveMost)
        case InternalReturn.none?: phrasing.financingWord(.noRate)
        case nil: .blank
        }
    }

    /// The payback to the nearest hundredth of a year.
    private var paybackCell: TableCell {
        guard let years = ledger.payback(of: investment) else {
            return phrasing.financingWord(.notPaidBack)
        }
        guard let hundreds = try? years.multiplied(by: Ratio(100)).adding(Ratio(1, 2)) else {
            return .blank
        }
        return .number(Ratio(hundreds.floor, 100))
    }
}
