import Funding
import Testing

@testable import Scenarios

@Suite struct PlanFileTests {
    /// A stored plan for the sample, right or not: storing does not judge.
    static func stored(for programme: Programme) -> StoredPlan {
        var plan = Plan.nothing(in: programme)
        plan.starts[0] = 1
        plan.starts[2] = 0
        plan.fundedWorks[0] = true
        plan.fundedWorks[5] = true
        let payments = [
            Payment(work: 5, source: 2, period: 0, amount: Money(minorUnits: 395_000_005)),
            Payment(work: 0, source: 0, period: 1, amount: Money(minorUnits: 1)),
            Payment(work: 0, source: 1, period: 0, amount: Money(minorUnits: 310_000_000)),
        ]
        return StoredPlan(
            plan: Plan(starts: plan.starts, fundedWorks: plan.fundedWorks, payments: payments),
            workCosts: [0: Money(minorUnits: 310_000_000), 5: Money(minorUnits: 395_000_000)],
            sourceUses: [
                StoredPlan.SourceUse(source: 0, period: 1, amount: Money(minorUnits: 1)),
                StoredPlan.SourceUse(source: 1, period: 0, amount: Money(minorUnits: 310_000_000)),
                StoredPlan.SourceUse(source: 2, period: 0, amount: Money(minorUnits: 395_000_005)),
            ], total: Money(minorUnits: 705_000_006),
            goalValues: [Ratio(930), Ratio(705_000_005), Ratio(1, 3)])
    }

    @Test func storedPlanReadsBackAsItWas() throws {
        let programme = try SampleScenario().read().programme
        let stored = PlanFileTests.stored(for: programme)
        let bytes = PlanFile.encode(stored, for: programme)
        #expect(try PlanFile.decode(bytes, for: programme, file: "plan.csv") == stored)
    }

    @Test func textIsTheDocumentedOne() throws {
        let programme = try SampleScenario().read().programme
        let bytes = PlanFile.encode(PlanFileTests.stored(for: programme), for: programme)
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                record,project,work,source,period,amount
                start,P001,,,2025,
                start,P003,,,2024,
                work,P001,W1,,,3100000.00
                work,P003,W1,,,3950000.00
                pay,P001,W1,central-fiscal,2025,0.01
                pay,P001,W1,city-budget,2024,3100000.00
                pay,P003,W1,district,2024,3950000.05
                use,,,central-fiscal,2025,0.01
                use,,,city-budget,2024,3100000.00
                use,,,district,2024,3950000.05
                total,,,,,7050000.06
                goal,,,maximize-households,,930
                goal,,,minimize-local,,705000005
                goal,,,minimize-largest-resident,,1/3

                """)
    }

    @Test func identifiersWithCommasAndQuotesReadBack() throws {
        var sample = try SampleScenario()
        sample.replace("P003", with: "\"P,\"\"3\"\"\"", in: "projects.csv")
        sample.replace("P003", with: "\"P,\"\"3\"\"\"", in: "works.csv")
        let programme = try sample.read().programme
        #expect(programme.projects.map(\.id).contains("P,\"3\""))
        let stored = PlanFileTests.stored(for: programme)
        let bytes = PlanFile.encode(stored, for: programme)
        #expect(try PlanFile.decode(bytes, for: programme, file: "plan.csv") == stored)
    }

    @Test(arguments: 0..<15 * 6)
    func noCellCanChangeUnseen(cell: Int) throws {
        let programme = try SampleScenario().read().programme
        let stored = PlanFileTests.stored(for: programme)
        var lines = String(decoding: PlanFile.encode(stored, for: programme), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let (line, column) = cell.quotientAndRemainder(dividingBy: 6)
        var cells = lines[line].split(separator: ",", omittingEmptySubsequences: false).map(
            String.init)
        cells[column] += "1"
        lines[line] = cells.joined(separator: ",")
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let read = try? PlanFile.decode(bytes, for: programme, file: "plan.csv")
        #expect(read != stored)
    }
}
