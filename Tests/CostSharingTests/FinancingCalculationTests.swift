import CostSharing
import Funding
import TestSupport
import Testing

@Suite struct FinancingCalculationTests {
    @Test(arguments: 0..<100) func capitalReplacesWhatIsNotCovered(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let unit = Money(minorUnits: [1, 100][seed % 2])
        let cases = try (0..<3).map { number in
            let cost = Int64.random(in: 1...1_000_000, using: &random) * 100
            return BondCalculation.Case(
                id: "\(number)", cost: Money(minorUnits: cost),
                bond: Money(minorUnits: Int64.random(in: 0...(cost / 100), using: &random) * 100),
                coverage: try BondCoverage(
                    income: Money(
                        minorUnits: Int64.random(in: -1_000...200_000_000, using: &random)),
                    rate: Ratio(Int128.random(in: 0...500, using: &random), 10_000),
                    years: Ratio(Int128.random(in: 1...30, using: &random))))
        }
        let calculation = BondCalculation(
            cases: cases, thresholds: [.one, Ratio(6, 5), Ratio(13, 10)],
            leastCapital: Ratio(1, 5), unit: unit)
        let verdicts = try calculation.verdicts()
        for (threshold, verdicts) in zip(calculation.thresholds, verdicts) {
            for (project, verdict) in zip(cases, verdicts) {
                let left = project.debt - verdict.replaced
                #expect(left >= .zero && verdict.replaced >= .zero)
                #expect(verdict.isMet == (verdict.replaced == .zero))
                if let coverage = try project.coverage.coverage(of: left) {
                    #expect(coverage >= threshold)
                }
                let allowed = try BondCoverage.largestDebt(
                    ofCost: project.cost, capitalAtLeast: calculation.leastCapital)
                #expect(left <= allowed)
            }
        }
        // Who asks for more never lets more debt stand.
        let replaced = verdicts.map { $0.map(\.replaced).reduce(.zero, +) }
        #expect(replaced == replaced.sorted())
    }

    /// An investment in yuan and whether it earns a thin profit.
    struct Judged: Sendable {
        let yuan: Int64
        let verdict: LedgerCalculation.Verdict

        /// 1,000,000 a year for two years: 1,913,469.69… at 3 %, 1,783,264.74… at 8 %.
        static let all = [
            Judged(yuan: 1_783_264, verdict: .tooMuch(further: Money(minorUnits: 100))),
            Judged(yuan: 1_783_265, verdict: .withinBand),
            Judged(yuan: 1_913_469, verdict: .withinBand),
            Judged(yuan: 1_913_470, verdict: .tooLittle(publicMoney: Money(minorUnits: 100))),
        ]
    }

    @Test(arguments: Judged.all) func bandIsClosed(judged: Judged) throws {
        let ledger = SocialLedger(
            year: try LedgerYear(streams: [.init(revenue: Money(minorUnits: 100_000_000))]),
            years: 2)
        let project = LedgerCalculation.Case(
            id: "A", investment: Money(minorUnits: judged.yuan * 100), ledger: ledger)
        let calculation = LedgerCalculation(
            cases: [project], streams: [], leastReturn: Ratio(3, 100), mostReturn: Ratio(8, 100),
            unit: Money(minorUnits: 100))
        #expect(try calculation.verdict(on: project) == judged.verdict)
    }

    @Test func unknownLedgerHasNoVerdict() throws {
        let project = LedgerCalculation.Case(id: "A", investment: Money(minorUnits: 100))
        let calculation = LedgerCalculation(
            cases: [project], streams: [], leastReturn: .zero, mostReturn: nil,
            unit: Money(minorUnits: 1))
        #expect(try calculation.verdict(on: project) == nil)
    }
}
