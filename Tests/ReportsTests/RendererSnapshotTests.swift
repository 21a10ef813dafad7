import Funding
import Planning
import Reports
import TestSupport
import Testing
import Verification

@Suite struct RendererSnapshotTests {
    @Test func samplePlanKeepsAllPromises() {
        let sample = SamplePlan()
        #expect(PlanVerifier.violations(of: sample.plan, in: sample.programme).isEmpty)
    }

    @Test(arguments: Language.allCases) func terminalSummaryStaysAsItIs(_ language: Language) throws
    {
        let document = try SamplePlan().document(language)
        let difference = Snapshot.difference(
            ReportFiles.summary(of: document), named: "summary.\(language.rawValue).txt")
        #expect(difference == nil)
    }

    @Test(arguments: Language.allCases) func filesStayAsTheyAre(_ language: Language) throws {
        let files = ReportFiles.files(for: try SamplePlan().document(language))
        let text = files.filter { $0.name.hasSuffix(".csv") }.map { file in
            "--- \(file.name)\n" + String(decoding: bytes(of: file), as: UTF8.self)
        }.joined()
        #expect(Snapshot.difference(text, named: "tables.\(language.rawValue).txt") == nil)
    }

    @Test(arguments: Language.allCases) func markdownStaysAsItIs(_ language: Language) throws {
        let document = try SamplePlan(status: .proved).document(language)
        let file = try #require(ReportFiles.files(for: document).first { $0.name == "report.md" })
        let text = String(decoding: bytes(of: file), as: UTF8.self)
        #expect(Snapshot.difference(text, named: "report.\(language.rawValue).md") == nil)
    }

    @Test(arguments: Language.allCases) func resultIsTheSameInEachLanguage(_ language: Language)
        throws
    {
        let document = try SamplePlan().document(language)
        let file = try #require(
            ReportFiles.files(for: document).first { $0.name == "result.json" })
        let text = String(decoding: bytes(of: file), as: UTF8.self)
        #expect(Snapshot.difference(text, named: "result.json") == nil)
    }

    @Test func fileNamesAreDistinctAndInOrder() throws {
        let names = ReportFiles.files(for: try SamplePlan().document(.english)).map(\.name)
        #expect(names == Set(names).sorted())
    }
}
