import CostSharing
import Funding
import Planning
import TestSupport
import Testing
import Verification

@testable import Reports

@Suite struct FinancingReportTests {
    private static let heading = ShareHeading(
        title: LocalizedText(english: "Sample", chinese: "示例"), moneyUnit: .wanYuan)

    /// A borrows 600 of 1,000 万元 at 2 % for 10 years on an income of 864, 1.2 times exactly.
    ///
    /// B borrows 500 on an income of 500 at the same terms: 0.8333….
    private static func bonds(_ language: Language) throws -> BondReport {
        let calculation = BondCalculation(
            cases: try [("A", 1_000, 600, 864), ("=B", 600, 500, 500)].map {
                BondCalculation.Case(
                    id: $0.0, name: "名称" + $0.0, cost: Money(wan: $0.1 * 100),
                    bond: Money(wan: $0.2 * 100),
                    coverage: try BondCoverage(
                        income: Money(wan: $0.3 * 100), rate: Ratio(2, 100), years: Ratio(10)))
            }, thresholds: [.one, Ratio(6, 5), Ratio(13, 10)], leastCapital: Ratio(1, 5),
            unit: Money(minorUnits: 100))
        return BondReport(
            calculation: calculation, verdicts: try calculation.verdicts(), heading: heading,
            record: RunRecord(version: "1"), language: language)
    }

    /// 30,000 yuan a year for two years: 57,404.0908… at 3 %, 50,000 invested earn 13.07 %.
    private static func ledgers(_ language: Language) throws -> LedgerReport {
        let ledger = SocialLedger(
            year: try LedgerYear(streams: [.init(revenue: Money(minorUnits: 3_000_000))]),
            years: 2)
        let revenue = [Money(minorUnits: 3_000_000)]
        return LedgerReport(
            calculation: LedgerCalculation(
                cases: [
                    .init(
                        id: "A", investment: Money(minorUnits: 5_000_000), revenue: revenue,
                        ledger: ledger),
                    .init(
                        id: "B", investment: Money(minorUnits: 6_000_000), revenue: revenue,
                        ledger: ledger),
                    .init(
                        id: "C", investment: Money(minorUnits: 6_560_000),
                        loan: Money(minorUnits: 4_500_000)),
                ], streams: ["parking"], leastReturn: Ratio(3, 100), mostReturn: Ratio(8, 100),
                unit: Money(minorUnits: 100)),
            heading: heading, record: RunRecord(version: "1"), language: language)
    }

    @Test(arguments: Language.allCases)
    func calculationsReadAsTheirSnapshots(language: Language) throws {
        for (name, document) in [
            ("bonds", try FinancingReportTests.bonds(language).document()),
            ("ledgers", try FinancingReportTests.ledgers(language).document()),
        ] {
            #expect(document.isReconciled)
            var bytes: [UInt8] = []
            MarkdownRenderer().render(document) { bytes += $0 }
            let text = String(decoding: bytes, as: UTF8.self)
            let file = "\(name).\(language.rawValue).md"
            #expect(Snapshot.difference(text, named: file) == nil)
        }
    }

    @Test func debtThatIsNotCoveredIsNotReconciled() throws {
        let calculation = BondCalculation(
            cases: [
                .init(
                    id: "A", cost: Money(wan: 10), bond: Money(wan: 9),
                    coverage: try BondCoverage(income: Money(wan: 9), rate: .one, years: .one))
            ], thresholds: [.one], leastCapital: .zero, unit: Money(minorUnits: 1))
        var verdicts = try calculation.verdicts()
        #expect(verdicts[0][0].replaced == Money(minorUnits: 45_000))
        verdicts[0][0].replaced.minorUnits -= 1
        let report = BondReport(
            calculation: calculation, verdicts: verdicts, heading: FinancingReportTests.heading,
            record: RunRecord(version: "1"), language: .english)
        #expect(!report.document().isReconciled)
    }

    /// The first project of the sample pays 100 a year of rent to the city, whose share is its bond.
    @Test(arguments: Language.allCases) func planShowsWhatIsEarnedBack(language: Language) throws {
        var sample = SamplePlan()
        let count = sample.programme.projects.count
        let column = ColumnReference(
            .project, index: sample.programme.projectData.columns.count, name: "rent")
        sample.programme.projectData.columns.append(
            DataColumn(
                name: "rent", heading: "rent",
                content: .numbers(decimals: 0, mantissas: Array(repeating: 100, count: count))))
        let rent = MoneyColumn(column, minorUnitsPerOne: 1_000_000)
        sample.programme.sources[0].financing = .bond(
            BondTerms(income: rent, rate: .same(Ratio(2, 100)), years: .same(Ratio(10))))
        sample.programme.sources[1].financing = .ledger(
            LedgerTerms(
                streams: [.init(revenue: rent)], years: .same(Ratio(20)),
                leastReturn: Ratio(3, 100), mostReturn: Ratio(8, 100)))
        let document = try sample.document(language)
        let section = try #require(document.sections.first { $0.id == "financing" })
        let figures = try PlanFigures(of: sample.plan, in: sample.programme)
        for (id, source) in [("bonds", 0), ("ledgers", 1)] {
            let table = try #require(section.tables.first { $0.id == id })
            let key = id == "bonds" ? "bond" : "investment"
            let position = try #require(table.columns.firstIndex { $0.key == key })
            var sum = Money.zero
            table.rows.forEach { (cells: [TableCell]) in
                if case .money(let amount) = cells[position] { sum = sum + amount }
            }
            #expect(sum == figures.use(ofSource: source))
        }
        #expect(try !SamplePlan().document(language).sections.contains { $0.id == "financing" })
    }
}
