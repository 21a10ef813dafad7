import Funding
import Planning
import TestSupport
import Testing
import Verification

@testable import Reports

@Suite struct SlidingTableTests {
    /// A costs 200 yuan, of which residents pay 50 (25 %; the floor is 22 %): the city pays by steps of
    /// the excess.
    private func document(_ base: SlidingScale.Base, _ language: Language) throws -> ReportDocument
    {
        var builder = ProgrammeBuilder(projectNumbers: ["area_m2"])
        builder.addSource("city")
        builder.addSource("residents", .resident)
        builder.addProject("A", ["area_m2": 60])
        builder.addWork("A1", cost: 200_00)
        let isOfMoney = base == .cost
        func piece(_ percent: Int128, _ value: Int128) -> SlidingScale.Piece {
            SlidingScale.Piece(
                from: Ratio(percent, 100), value: isOfMoney ? Ratio(value, 100) : Ratio(value))
        }
        let scale = SlidingScale(
            payers: PayerSet(sources: [1], text: "residents"),
            floor: .byClass([Ratio(22, 100), .zero, .zero]),
            pieces: [piece(-22, 0), piece(0, 50), piece(2, 75)], base: base)
        builder.programme.rules = [
            FundingRule(
                id: "r", payers: PayerSet(sources: [0], text: "city"), scope: .project,
                limits: [RuleLimit(.atLeast, .slidingScale(scale))])
        ]
        let plan = Plan(
            starts: [0], fundedWorks: [true],
            payments: [
                Payment(work: 0, source: 0, period: 0, amount: Money(minorUnits: 150_00)),
                Payment(work: 0, source: 1, period: 0, amount: Money(minorUnits: 50_00)),
            ])
        let programme = builder.programme
        #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        let outcome = Outcome(status: .feasible, plan: plan, requestedGap: 0, solver: "GLPK 5.0")
        return try PlanReport(
            programme: programme, outcome: outcome, figures: PlanFigures(of: plan, in: programme),
            record: SamplePlan.record, language: language
        ).document()
    }

    private func text(_ name: String, in document: ReportDocument) throws -> String {
        let file = try #require(ReportFiles.files(for: document).first { $0.name == name })
        var bytes: [UInt8] = []
        file.write { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// 75 % of 200 is 150; at the floor it would be 50 %.
    @Test func wayFromPaymentsToBoundIsShown() throws {
        let english = try text("sliding-scales.csv", in: document(.cost, .english))
        #expect(english.contains("r,A,200,50,25.0000,22.0000,3,75 %,25 %,200,150\r\n"))
        #expect(english.contains("Cost that counts (yuan),Paid of it (yuan),Share paid (%)"))
        let chinese = try text("sliding-scales.csv", in: document(.cost, .chinese))
        #expect(chinese.contains("r,A,200,50,25.0000,22.0000,3,75%,25%,200,150\r\n"))
        #expect(chinese.contains("计入费用（元）,其中出资（元）,出资占比（%）"))
    }

    /// 0.75 yuan for each of 60 m² is 45 yuan.
    @Test func amountsPerUnitAreShownInYuan() throws {
        var builder = ProgrammeBuilder(projectNumbers: ["area_m2"])
        builder.addProject("A")
        let area = builder.project("area_m2")
        let table = try text("sliding-scales.csv", in: document(.rate(per: area), .english))
        #expect(table.contains("3,0.75 yuan,0.25 yuan,60,45\r\n"))
        let rules = try text("rules.csv", in: document(.rate(per: area), .english))
        #expect(rules.contains("at least the amount per 'Floor area (m²)' that follows"))
    }

    @Test func programsReadExactFractions() throws {
        let result = try text("result.json", in: document(.cost, .english))
        #expect(
            result.contains(
                """
                "share": "1/4", "floor": "11/50", "excess": "3/100", "value": "3/4", \
                "baseFen": "20000", "boundFen": "15000"
                """))
    }

    @Test func planWithoutSuchRulesHasNoSuchTable() throws {
        let files = ReportFiles.files(for: try SamplePlan().document(.english))
        #expect(!files.contains { $0.name == "sliding-scales.csv" })
    }
}
