internal import CostSharing
internal import Funding

/// The debts of one funded project and the income that repays them.
struct BondSheet {
    /// A source that is repaid from projects' income.
    struct Debt {
        let source: Int
        let terms: BondTerms
    }

    /// The position of the project.
    let project: Int
    private let total: Money
    private let bond: Money
    private let otherDebt: Money
    private let income: Money?
    private let cost: Money?
    private let service: Ratio?
    /// The service, rounded up to whole units of payment.
    private let owed: Money?
    private let rate: Ratio?
    private let years: Ratio?

    /// Works out the sheet, or `nil` for a project without a debt.
    ///
    /// An income that several debts name counts once.
    init?(
        of project: Int, cost total: Money, debts: [Debt], payments: [Money],
        in programme: Programme
    ) {
        let used = debts.filter { payments[$0.source] > .zero }
        guard !used.isEmpty else { return nil }
        (self.project, self.total) = (project, total)
        var (bond, otherDebt): (Money, Money) = (.zero, .zero)
        for debt in used {
            if debt.terms.isOtherDebt {
                otherDebt = otherDebt + payments[debt.source]
            } else {
                bond = bond + payments[debt.source]
            }
        }
        (self.bond, self.otherDebt) = (bond, otherDebt)
        var service: Ratio? = .zero
        for debt in used {
            let coverage = try? BondCoverage(of: debt.terms, ofProject: project, in: programme)
            let own = try? coverage?.service(of: payments[debt.source])
            service = own.flatMap { try? service?.adding($0) }
        }
        self.service = service
        owed = service.flatMap { BondSheet.roundedUp($0, to: programme.settlementUnit) }
        func sum(_ columns: [MoneyColumn]) -> Money? {
            var sum: Money?
            for column in Set(columns) {
                guard
                    let exact = try? column.minorUnits(ofProject: project, in: programme),
                    let fen = Int64(exactly: exact.floor),
                    Money(minorUnits: Int64(clamping: fen.magnitude)) <= .largest
                else { return nil }
                sum = (sum ?? .zero) + Money(minorUnits: fen)
            }
            return sum
        }
        income = sum(used.map(\.terms.income))
        cost = sum(used.compactMap(\.terms.cost))
        let shown = used.first { !$0.terms.isOtherDebt } ?? used.first
        rate = shown?.terms.rate.value(ofProject: project, in: programme)
        years = shown?.terms.years.value(ofProject: project, in: programme)
    }

    /// The cells from the total investment to the exact coverage.
    var cells: [TableCell] {
        let capital = total - bond - otherDebt
        let coverage = income.flatMap { try? $0.exact.divided(by: service ?? .one) }
        let isCovered = service.map { $0 > .zero } ?? false
        return [
            .money(total), .money(capital), .money(bond), .money(otherDebt),
            BondSheet.share(of: capital, in: total),
            rate.map { .share($0, decimals: 2) } ?? .blank, years.map { .number($0) } ?? .blank,
            income.map { .money($0) } ?? .blank, cost.map { .money($0) } ?? .blank,
            cost.flatMap { cost in income.map { BondSheet.share(of: cost, in: $0) } } ?? .blank,
            owed.map { .money($0) } ?? .blank,
            isCovered ? coverage.map { .number(BondSheet.cut($0)) } ?? .blank : .blank,
            isCovered ? coverage.map { .fraction($0) } ?? .blank : .blank,
        ]
    }

    /// The sums below ``cells``; figures that are no amounts have none.
    ///
    /// - Complexity: O(*n*) for *n* sheets.
    static func totals(of sheets: [BondSheet]) -> [TableCell] {
        func sum(_ amount: (BondSheet) -> Money?) -> TableCell {
            .money(sheets.compactMap(amount).reduce(.zero, +))
        }
        let (total, capital) = (sum(\.total), sum { $0.total - $0.bond - $0.otherDebt })
        return [
            total, capital, sum(\.bond), sum(\.otherDebt), .blank, .blank, .blank,
            sum(\.income), sum(\.cost), .blank, sum(\.owed), .blank, .blank,
        ]
    }

    /// A coverage cut after four decimals, towards zero.
    static func cut(_ number: Ratio) -> Ratio {
        guard let parts = try? number.multiplied(by: Ratio(10_000)) else { return number }
        return Ratio(parts < .zero ? parts.ceiling : parts.floor, 10_000)
    }

    /// An amount in minor units rounded up to whole units, or `nil` where it is too large.
    static func roundedUp(_ minorUnits: Ratio, to unit: Money) -> Money? {
        let size = Int128(unit.minorUnits)
        guard let units = try? minorUnits.divided(by: Ratio(size)) else { return nil }
        return Int64(exactly: units.ceiling * size).map(Money.init(minorUnits:))
    }

    /// A share in percent, blank of nothing.
    static func share(of part: Money, in whole: Money) -> TableCell {
        guard whole > .zero else { return .blank }
        let share = Ratio(Int128(part.minorUnits), Int128(whole.minorUnits))
        return .share(share, decimals: 2)
    }
}
