import ArgumentParser
import Archiving
import Foundation
import Funding
import Optimization
import Planning
import Reports
import Scenarios
import Verification

/// A decided scenario on its way out: checked once more, reported, and written.
struct SolvedRun {
    /// The scenario as read.
    let scenario: Scenario
    /// What came of planning it.
    let outcome: Outcome
    /// The options in force.
    let options: [(name: String, value: String)]
    /// The language of reports.
    let language: Language
    /// The number of threads that were used.
    let threads: Int

    private var programme: Programme { scenario.programme }

    /// Prints the summary or the result, and writes the folder where one is asked for.
    ///
    /// - Parameters:
    ///   - folder: The folder to write, or `nil` for none.
    ///   - asJSON: Whether standard output gets the result as JSON and not the summary.
    ///   - clock: The clock of the run.
    ///   - line: The line that shows how far the run is; nothing else is shown before it is cleared.
    /// - Returns: The exit code that the outcome means.
    /// - Throws: An error where a figure, a check or a write fails; then nothing was written.
    func deliver(
        to folder: String?, asJSON: Bool, clock: PhaseClock, line: ProgressLine
    ) throws -> ExitCode {
        guard let plan = outcome.plan else {
            line.clear()
            let report = NoPlanReport(
                programme: programme, outcome: outcome, record: record, language: language)
            try show(report.document(), asJSON: asJSON)
            if let folder {
                Console.note("fundmix: note: without a plan '\(folder)' was not written\n")
            }
            return ExitCode(outcome.status)
        }
        clock.begin(.verify)
        let verifier = PlanVerifier(programme)
        let figures = try verifier.figures(of: plan)
        let stored = PlanFile.encode(figures.storedPlan, for: programme)
        // What is written is read again and verified, so that a defect of the file format or of
        // settlement ends here and not in somebody's budget.
        let audit = try verifier.violations(
            of: PlanFile.decode(stored, for: programme, file: "plan.csv"))
        guard audit.isEmpty else { throw RejectedPlan(violations: audit) }
        clock.begin(.report)
        let document = try PlanReport(
            programme: programme, outcome: outcome, figures: figures, record: record,
            language: language
        ).document()
        guard document.isReconciled else { throw RejectedPlan(violations: []) }
        if let folder {
            let entries =
                ReportFiles.files(for: document).map { file in
                    ArchiveEntry(file.name) { sink in file.write { sink($0) } }
                } + [
                    ArchiveEntry("plan.csv", bytes: stored),
                    // Made last, so that it knows what the reports took.
                    ArchiveEntry("run.json", isReproducible: false) { sink in
                        sink(Array(RunText.json(clock, threads: threads).utf8))
                    },
                ]
            let leftovers = try FolderArchive(folder).write(entries)
            line.clear()
            for leftover in leftovers {
                Console.note("fundmix: warning: \(leftover)\n")
            }
        }
        line.clear()
        try show(document, asJSON: asJSON)
        return ExitCode(outcome.status)
    }

    private func show(_ document: ReportDocument, asJSON: Bool) throws {
        guard asJSON else { return try Console.write(ReportFiles.summary(of: document)) }
        for file in ReportFiles.files(for: document) where file.name == ReportFiles.resultName {
            try file.write { try Console.write($0) }
        }
    }

    private var record: RunRecord {
        RunRecord(
            version: Fundmix.version,
            inputs: RunRecord.inputs(scenario.files),
            options: options.map { option in
                RunRecord.Option(
                    name: option.name,
                    value: option.name == "from"
                        ? RunRecord.path(option.value, seenFrom: scenario.files) : option.value)
            },
            solver: outcome.solver, method: outcome.method,
            statistics: RunRecord.Statistics(
                linearPrograms: outcome.statistics.linearPrograms,
                iterations: outcome.statistics.iterations, nodes: outcome.statistics.nodes,
                restarts: outcome.statistics.restarts))
    }
}

/// A plan that failed the check before it was written: a defect in Fundmix.
struct RejectedPlan: Error, CustomStringConvertible {
    /// What the verifier found; empty where the reports' own sums contradict each other.
    let violations: [Violation]

    var description: String {
        let reasons =
            violations.isEmpty
            ? "the report's sums contradict each other"
            : violations.map(\.description).joined(separator: "; ")
        return "plan rejected by verification: \(reasons)\n"
            + "  fix: this is a defect in Fundmix; keep the model that 'fundmix export' writes and report it"
    }
}
