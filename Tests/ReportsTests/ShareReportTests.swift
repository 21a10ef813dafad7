import CostSharing
import Funding
import TestSupport
import Testing

@testable import Reports

@Suite struct ShareReportTests {
    @Test(arguments: Language.allCases)
    func grantReadsAsItsSnapshot(language: Language) throws {
        let document = try ShareReportTests.grant(language)
        #expect(document.isReconciled)
        let name = "grant.\(language.rawValue)"
        #expect(Snapshot.difference(text(of: document, "report.md"), named: "\(name).md") == nil)
        #expect(
            Snapshot.difference(ReportFiles.summary(of: document), named: "\(name).txt") == nil)
    }

    @Test(arguments: Language.allCases)
    func billsReadAsTheirSnapshot(language: Language) throws {
        let report = try ShareReportTests.bills(language)
        #expect(report.document().isReconciled)
        let name = "bills.\(language.rawValue)"
        #expect(
            Snapshot.difference(
                ReportFiles.summary(of: report.document()), named: "\(name).txt") == nil)
        var notices: [UInt8] = []
        MarkdownRenderer().render(report.notices()) { notices += $0 }
        #expect(
            Snapshot.difference(String(decoding: notices, as: UTF8.self), named: "\(name).md")
                == nil)
    }

    @Test(arguments: [
        (Language.english, "The vote of this stair unit has not passed: nothing may be collected"),
        (.chinese, "表决未通过，本单元不得据此收款。"),
    ])
    func noticeOfAUnitWithoutConsentBeginsWithAWarning(language: Language, words: String) throws {
        var bills = ShareReportTests.sampleBills
        for flat in bills.units[0].flats.indices { bills.units[0].flats[flat].vote = .absent }
        let notices = BillsReport(
            bills: bills, answer: try bills.unitBills(), heading: ShareReportTests.heading,
            record: ShareReportTests.record, language: language
        ).notices().sections
        #expect(notices.count == 3)
        #expect(notices.allSatisfy { $0.paragraphs.first?.hasPrefix(words) == true })
        let passed = try ShareReportTests.bills(language).notices().sections
        #expect(!passed.contains { $0.paragraphs.contains { $0.hasPrefix(words) } })
    }

    @Test func resultsForProgramsAreTheSameInBothLanguages() throws {
        #expect(
            try text(of: ShareReportTests.grant(.english), "result.json")
                == text(of: ShareReportTests.grant(.chinese), "result.json"))
        #expect(
            try text(of: ShareReportTests.bills(.english).document(), "result.json")
                == text(of: ShareReportTests.bills(.chinese).document(), "result.json"))
    }

    @Test func namesOfTheRosterAreNoFormulasAndNoMarkup() throws {
        let report = try ShareReportTests.bills(.english)
        let csv = text(of: report.document(), "bills.csv")
        #expect(csv.contains("'=1+1") && !csv.contains(",=1+1"))
        var notices: [UInt8] = []
        MarkdownRenderer().render(report.notices()) { notices += $0 }
        #expect(!String(decoding: notices, as: UTF8.self).contains("<b>"))
    }

    @Test func amountsThatDoNotAddUpAreNotReconciled() throws {
        let grant = ShareReportTests.sampleGrant
        var allocation = try grant.allocation()
        allocation.amounts[0].minorUnits += 1
        let report = GrantReport(
            grant: grant, allocation: allocation, heading: ShareReportTests.heading,
            record: RunRecord(version: "1"), language: .english)
        #expect(!report.document().isReconciled)
        let bills = ShareReportTests.sampleBills
        var answer = try bills.unitBills()
        answer[0].bills[2].payable.minorUnits += 1
        let wrong = BillsReport(
            bills: bills, answer: answer, heading: ShareReportTests.heading,
            record: RunRecord(version: "1"), language: .english)
        #expect(!wrong.document().isReconciled)
    }

    // MARK: - Samples

    private static let heading = ShareHeading(
        title: LocalizedText(english: "Sample", chinese: "示例"), moneyUnit: .yuan,
        citation: "财综〔2024〕15号")

    private static var sampleGrant: FactorGrant {
        func column(_ name: String, _ heading: String, _ numbers: [Int64]) -> DataColumn {
            DataColumn(
                name: name, heading: heading, content: .numbers(decimals: 1, mantissas: numbers))
        }
        let performance = column("performance", "绩效", [880, 910])
        return FactorGrant(
            pool: Money(minorUnits: 123_456_789), regions: ["North", "南 *区*"],
            factors: [
                FactorGrant.Factor(
                    id: "area_m2", weight: Ratio(6, 10),
                    columns: [column("area_m2", "建筑面积", [10_005, 30_000])]),
                FactorGrant.Factor(
                    id: "merit", weight: Ratio(4, 10),
                    columns: [column("households", "户数", [200, 300]), performance],
                    isScaled: false),
            ], difficulty: column("difficulty", "k", [10, 15]),
            reward: FactorGrant.Reward(share: Ratio(2, 10), columns: [performance]))
    }

    private static func grant(_ language: Language) throws -> ReportDocument {
        GrantReport(
            grant: sampleGrant, allocation: try sampleGrant.allocation(), heading: heading,
            record: record, language: language
        ).document()
    }

    private static let record = RunRecord(
        version: "1", inputs: [RunRecord.Input(path: "share.yaml", digest: "00")],
        options: [RunRecord.Option(name: "variant", value: "a")])

    private static var sampleBills: HouseholdBills {
        let flats = (1...4).map { floor in
            Flat(
                id: "1-1-\(floor)01", name: floor == 3 ? "=1+1" : "\(floor)01", floor: floor,
                area: Ratio(Int128(75 + floor), 2), pays: floor != 2,
                vote: floor == 2 ? .no : .yes,
                channelLimits: [Money(minorUnits: 1_000_000), nil, nil])
        }
        return HouseholdBills(
            units: [
                StairUnit(
                    building: "1 <b>", stair: "1", cost: Money(minorUnits: 70_000_000),
                    subsidy: Money(minorUnits: 35_000_000), other: Money(minorUnits: 100),
                    flats: flats)
            ],
            split: CostSplit(
                [
                    CostSplit.Part(.floors, weight: Ratio(3, 4)),
                    CostSplit.Part(.area, weight: Ratio(1, 4)),
                ], coefficients: [1: .zero, 2: Ratio(1, 2), 3: .one, 4: Ratio(11, 10)]),
            channels: [
                PaymentChannel(id: "provident-fund"),
                PaymentChannel(
                    id: "maintenance-fund", isUsable: false, earmarks: ["common-parts"]),
                PaymentChannel(id: PaymentChannel.cash),
            ], consent: ConsentRule())
    }

    private static func bills(_ language: Language) throws -> BillsReport {
        BillsReport(
            bills: sampleBills, answer: try sampleBills.unitBills(), heading: heading,
            record: record, language: language)
    }

    private func text(of document: ReportDocument, _ name: String) -> String {
        var bytes: [UInt8] = []
        for file in ReportFiles.files(for: document) where file.name == name {
            file.write { bytes += $0 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
