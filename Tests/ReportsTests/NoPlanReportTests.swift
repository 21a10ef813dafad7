import Funding
import Planning
import Reports
import TestSupport
import Testing
import Verification

@Suite struct NoPlanReportTests {
    private static let outcomes: [(String, Outcome)] = [
        (
            "contradiction",
            outcome(
                .infeasible(
                    .contradiction("choice 'must-1' demands 'P004', which fails gate 'size'")))
        ), ("search", outcome(.infeasible(.search(branches: 1)))),
        ("not-found", outcome(.notFound, stop: .nodeLimit)),
    ]

    private static func outcome(_ status: Outcome.Status, stop: Outcome.Stop? = nil) -> Outcome {
        Outcome(status: status, stop: stop, requestedGap: 0.0001, solver: "GLPK 5.0")
    }

    @Test(arguments: Language.allCases, [0, 1, 2])
    func reportsWithoutAPlanStayAsTheyAre(_ language: Language, _ index: Int) throws {
        let (name, outcome) = NoPlanReportTests.outcomes[index]
        let document = NoPlanReport(
            programme: SamplePlan().programme, outcome: outcome, record: SamplePlan.record,
            language: language
        ).document()
        let text =
            ReportFiles.files(for: document).map { file in
                "--- \(file.name)\n" + String(decoding: bytes(of: file), as: UTF8.self)
            }.joined() + "--- terminal\n" + ReportFiles.summary(of: document)
        let difference = Snapshot.difference(
            text, named: "no-plan.\(name).\(language.rawValue).txt")
        #expect(difference == nil)
    }

    @Test func anOutcomeWithoutAPlanHasNoPlanToReport() async {
        await #expect(processExitsWith: .failure) {
            let sample = SamplePlan()
            var outcome = sample.outcome
            outcome.plan = nil
            _ = PlanReport(
                programme: sample.programme, outcome: outcome,
                figures: try PlanFigures(of: sample.plan, in: sample.programme),
                record: SamplePlan.record, language: .english)
        }
    }

    @Test func anOutcomeWithAPlanHasAReportOfItsOwn() async {
        await #expect(processExitsWith: .failure) {
            let sample = SamplePlan()
            _ = NoPlanReport(
                programme: sample.programme, outcome: sample.outcome, record: SamplePlan.record,
                language: .english)
        }
    }
}
