import Diagnostics
import Funding
import Testing

@testable import Scenarios

@Suite struct CommitmentReadingTests {
    private static let rows = [
        "P003,W1,city-budget,,20,promised", "P001,W2,water-company,2024,5,paid",
        "P001,W2,water-company,2023,16万元,已支付", "P001,W2,water-company,2024,5,paid",
        "P001,W1,district,2025,1,已承诺",
    ]

    private func sample(
        _ rows: [String], heading: String = "project,work,source,period,amount,state"
    )
        throws -> SampleScenario
    {
        var sample = try SampleScenario()
        sample.replace(
            "works: works.csv}", with: "works: works.csv, commitments: commitments.csv}")
        sample.set("commitments.csv", ([heading] + rows).joined(separator: "\n") + "\n")
        return sample
    }

    @Test func commitmentsStandInOrderAndWhatWasPaidBeforeIsTakenOffTheCost() throws {
        let scenario = try sample(Self.rows).read()
        func yuan(_ yuan: Int64) -> Money { Money(minorUnits: yuan * 100) }
        #expect(
            scenario.programme.commitments == [
                .init(work: 0, source: 2, time: .period(1), amount: yuan(10_000), state: .promised),
                .init(work: 1, source: 3, time: .before, amount: yuan(160_000), state: .paid),
                .init(work: 1, source: 3, time: .period(0), amount: yuan(50_000), state: .paid),
                .init(work: 1, source: 3, time: .period(0), amount: yuan(50_000), state: .paid),
                .init(work: 5, source: 1, time: .any, amount: yuan(200_000), state: .promised),
            ])
        #expect(scenario.programme.works[1].cost == yuan(700_000))
        #expect(
            scenario.provenance.location(ofCommitment: 1).description == "demo/commitments.csv:4")
        #expect(scenario.warnings.isEmpty)
    }

    @Test func orderOfRowsMeansNothing() throws {
        let programme = try sample(Self.rows).read().programme
        #expect(try sample(Self.rows.reversed()).read().programme == programme)
    }

    @Test func headingsMayBeChineseAndCarryAUnit() throws {
        let chinese = try sample(
            Self.rows.map { $0.replacing("16万元", with: "16") },
            heading: "项目,改造内容,资金来源,年度,金额（万元）,状态")
        #expect(try chinese.read().programme == sample(Self.rows).read().programme)
    }

    @Test(arguments: ["latest_start", "最迟开工年度"]) func latestStartIsRead(heading: String) throws {
        var sample = try SampleScenario()
        let rows = sample.text("projects.csv").split(separator: "\n")
        let cells = [heading, "2025", "", "2024"]
        sample.set(
            "projects.csv", zip(rows, cells).map { "\($0),\($1)\n" }.joined())
        #expect(try sample.read().programme.projects.map(\.latestStart) == [1, nil, 0])
    }

    @Test func finishIsRead() throws {
        var sample = try SampleScenario()
        #expect(try sample.read().programme.finish == .withinPeriods)
        sample.replace("amounts: 万元", with: "amounts: 万元\nfinish: within-periods")
        #expect(try sample.read().programme.finish == .withinPeriods)
        sample.replace("finish: within-periods", with: "finish: same-period")
        #expect(try sample.read().programme.finish == .samePeriod)
    }
}
