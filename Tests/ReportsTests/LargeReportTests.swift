import Foundation
import Testing

@testable import Reports

@Suite struct LargeReportTests {
    @Test func peopleSeeTheFirstRowsAndLearnWhereAllAre() throws {
        let document = try LargePlan.document(projects: 5_060, unfunded: 60)
        let report = try text(of: "report.md", in: document)
        #expect(
            report.contains(
                "The table has 5,000 rows, of which the first 50 are shown; all are in "
                    + "projects.csv and result.json."))
        #expect(
            report.contains(
                "The table has 10,000 rows, of which the first 50 are shown; all are in works.csv.")
        )
        #expect(report.contains("| P49 | D0 |") && !report.contains("| P50 | D1 |"))
        let summary = ReportFiles.summary(of: document)
        #expect(
            summary.contains(
                "The table has 5,000 rows, of which the first 15 are shown; all are in "
                    + "projects.csv and"))
    }

    @Test func filesHoldEveryRow() throws {
        let document = try LargePlan.document(projects: 5_060, unfunded: 60)
        let lines = { (name: String) in
            try text(of: name, in: document).split(separator: "\r\n").count
        }
        // A heading, the rows, a total and a check.
        #expect(try lines("projects.csv") == 5_003)
        #expect(try lines("works.csv") == 10_003)
        #expect(try lines("unfunded-projects.csv") == 61)
        #expect(try lines("rule-instances.csv") == 10_001)
        let result = try JSONSerialization.jsonObject(
            with: Data(try text(of: "result.json", in: document).utf8))
        let tables = (result as? [String: Any])?["tables"] as? [String: [String: Any]]
        let projects = tables?["projects"]?["rows"] as? [[String: Any]]
        #expect(projects?.map { $0["project"] as? String } == (0..<5_000).map { "P\($0)" })
    }

    @Test func reasonsAreCounted() throws {
        let document = try LargePlan.document(projects: 5_060, unfunded: 60)
        // 5,001 is the first unfunded project that three divides; the first of all is short.
        #expect(
            try text(of: "reasons.csv", in: document)
                == "\u{FEFF}Reason,Projects,Works,Cost not funded (yuan)\r\n"
                + "money short,40,0,6000\r\nnot selected,20,0,3000\r\nTotal,60,0,9000\r\n")
    }

    @Test func sumsByKindAndClassAreInTheSummary() throws {
        let document = try LargePlan.document(projects: 5_001)
        let summary = ReportFiles.summary(of: document)
        #expect(summary.contains("By Kind") && summary.contains("By class of work"))
        #expect(document.tables.contains { $0.id == "kinds" })
    }

    @Test func fiveThousandProjectsAreReportedInFull() throws {
        let document = try LargePlan.document(projects: 5_000, unfunded: 1)
        #expect(!document.tables.contains { ["kinds", "reasons"].contains($0.id) })
        #expect(document.tables.allSatisfy { $0.excerptRows == nil })
    }

    private func text(of name: String, in document: ReportDocument) throws -> String {
        let file = try #require(ReportFiles.files(for: document).first { $0.name == name })
        return String(decoding: bytes(of: file), as: UTF8.self)
    }
}
