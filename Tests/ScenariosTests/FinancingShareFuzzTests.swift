import CostSharing
import Diagnostics
import Funding
import Testing

@testable import Scenarios

@Suite struct FinancingShareFuzzTests {
    /// Damaged input ends in findings or in debts that are covered, never in a crash.
    @Test(.timeLimit(.minutes(5)), arguments: UInt64(0)..<100)
    func damagedCalculationEndsInFindingsOrInSoundFigures(seed: UInt64) throws {
        var mutator = Mutator(seed: seed)
        for round in 0..<10 {
            var files = [
                "share.yaml": round % 2 == 0
                    ? FinancingShareFuzzTests.bond : FinancingShareFuzzTests.ledger,
                "table.csv": FinancingShareFuzzTests.projects,
                "streams.csv": FinancingShareFuzzTests.streams,
            ].mapValues { Array($0.utf8) }
            for _ in 0..<Int.random(in: 1...2, using: &mutator.generator) {
                let names = ["share.yaml", "table.csv", "streams.csv"]
                let name = names[Int.random(in: 0..<3, using: &mutator.generator)]
                files[name] = mutator.mutated(files[name] ?? [])
            }
            do throws(DiagnosticsError) {
                let share = try ShareReader.read(
                    "case",
                    files: MemoryFiles(
                        Dictionary(uniqueKeysWithValues: files.map { ("case/\($0)", $1) })))
                #expect(FinancingShareFuzzTests.isSound(share.content))
            } catch {
                #expect(error.diagnostics.contains { $0.severity == .error })
            }
        }
    }

    /// Flows of a hundred years that leave the largest amount are a finding, not a failed report.
    @Test func ledgerWithoutAnExactValueIsAFinding() {
        let document = """
            fundmix: 1
            share: ledger
            amounts: 亿元
            tables: {projects: table.csv}
            ledger: {revenue: income, operating-cost: upkeep, years: 100, return: {at-least: 0%}}
            investment: total

            """
        let files = [
            "case/share.yaml": document, "case/table.csv": "id,total,income,upkeep\nA,66,6,88039\n",
        ]
        let error = #expect(throws: DiagnosticsError.self) {
            try ShareReader.read("case", files: MemoryFiles(files.mapValues { Array($0.utf8) }))
        }
        #expect(error?.diagnostics.map(\.code) == ["number-too-large"])
    }

    private static func isSound(_ content: Share.Content) -> Bool {
        switch content {
        case .bond(let calculation, let verdicts):
            zip(calculation.thresholds, verdicts).allSatisfy { threshold, verdicts in
                zip(calculation.cases, verdicts).allSatisfy { project, verdict in
                    let left = project.debt - verdict.replaced
                    let coverage = try? project.coverage.coverage(of: left)
                    return coverage.map { $0 >= threshold } ?? true
                }
            }
        case .ledger(let calculation):
            calculation.cases.allSatisfy { (try? calculation.verdict(on: $0)) != nil }
        case .grant, .bills: false
        }
    }

    private static let bond = """
        fundmix: 1
        share: bond
        amounts: 万元
        settle: 1 元
        tables: {projects: table.csv}
        bond: {income: income, rate: rate, years: 15}
        cost: total
        debt: bond
        other-debt: loan
        capital: 20%
        thresholds: [1.0, 1.2]

        """

    private static let ledger = """
        fundmix: 1
        share: ledger
        amounts: 万元
        tables: {projects: table.csv, streams: streams.csv}
        ledger:
          revenue: {parking: {vat: 6%}, care: {taxable: 90%}}
          operating-cost: upkeep
          income-tax: 25%
          interest-subsidy: {loan: loan, rate: 2%, years: 5}
          years: years
          return: {at-least: 3%, at-most: 8%}
        investment: total
        loan: loan

        """

    private static let projects = """
        id,name,total,bond,loan,income,rate（%）,years,upkeep
        A,One,50209.72,40000,0,62539,2.32,25,10.5
        B,Two,4946.16,2400,100,-5,2.13,20,0

        """

    private static let streams = """
        project,stream,quantity,price（元）,times
        A,parking,400,150,12
        B,care,30,2100.5,12

        """
}
