import Archiving
import ArgumentParser
import Diagnostics
import Foundation
import Funding
import Optimization
import Planning
import Reports
import Scenarios
import Verification

/// A sweep on its way: its values are planned one after the other, and then shown as one table.
struct SweepRun {
    private let scenario: ScenarioOptions
    private let range: SettingRange
    private let output: OutputOptions
    private let clock: PhaseClock
    private let line: ProgressLine
    private var rows: [SweepReport.Row] = []
    private var codes: [ExitCode] = []
    /// The scenario of the first value, which the others are held against.
    private var first: Scenario?
    private var warnings: Set<String> = []

    /// Prepares a sweep.
    init(
        scenario: ScenarioOptions, range: SettingRange, output: OutputOptions, clock: PhaseClock,
        line: ProgressLine
    ) {
        (self.scenario, self.range, self.output) = (scenario, range, output)
        (self.clock, self.line) = (clock, line)
    }

    /// Plans the values until the last one, the time limit or a wish to stop.
    ///
    /// - Parameters:
    ///   - planner: What plans all of them, so that each begins where the one before ended.
    ///   - interruption: Ends the program at once until the first value is read.
    /// - Throws: `ExitCode.faultyScenario` where the scenario has errors with a value; an error where
    ///   a figure or a check fails.
    mutating func plan(with planner: Planner, _ interruption: Interruption) throws {
        for (position, value) in range.values.enumerated() {
            let isOver = clock.deadline.map { ContinuousClock.now >= $0 } ?? false
            guard !isOver, !interruption.cancellation.isCancelled else { return }
            line.begin("value \(position + 1) of \(range.values.count)")
            clock.begin(.read)
            let programme = try read(value).programme
            interruption.waitForPlan()
            let outcome = try planner.plan(
                programme, progress: { [line] in line.show($0, of: programme) },
                onPhase: { [clock] in clock.begin(RunPhase($0)) })
            clock.begin(.verify)
            let figures = try outcome.plan.map { try verified($0, outcome, programme) }
            rows.append(
                SweepReport.Row(
                    text: value.text, number: value.number, outcome: outcome, figures: figures))
            codes.append(ExitCode(outcome.status))
        }
    }

    /// Reads the scenario with a value.
    private mutating func read(_ value: SettingRange.Value) throws -> Scenario {
        let setting = "\(range.path)=\(value.text)"
        let scenario: Scenario
        do {
            scenario = try self.scenario.scenario(setting: (range.path, value.text))
        } catch {
            line.clear()
            Console.note("fundmix: note: found with --set \(ShownText.escaped(setting))\n")
            throw try self.scenario.refusal(of: error, output)
        }
        guard scenario.files == (first ?? scenario).files else { throw ChangedFiles() }
        first = first ?? scenario
        let new = scenario.warnings.map(\.description).filter { warnings.insert($0).inserted }
        guard !new.isEmpty, !output.quiet else { return scenario }
        line.clear()
        for warning in new { Console.note("\(warning)\n") }
        return scenario
    }

    /// The figures of a plan that was checked once more, apart from how it was made.
    private func verified(_ plan: Plan, _ outcome: Outcome, _ programme: Programme) throws
        -> PlanFigures
    {
        let verifier = PlanVerifier(programme)
        let figures = try verifier.figures(of: plan)
        let violations = verifier.violations(of: figures.storedPlan)
        guard violations.isEmpty, figures.goalValues == outcome.goals.map(\.value) else {
            throw RejectedPlan(violations: violations)
        }
        return figures
    }

    /// Shows the table and writes it where a file is asked for.
    ///
    /// - Parameters:
    ///   - file: The file to write, or `nil` for none.
    ///   - name: The path of the file as the user named it.
    /// - Returns: The worst exit code of the values; one that was not planned is one without a plan.
    /// - Throws: An error where a write fails.
    func deliver(to file: FileArchive?, named name: String?) throws -> ExitCode {
        clock.begin(.report)
        // Without a first value there is nothing to show: the time limit was over before it.
        guard let programme = first?.programme else {
            if output.json { try Console.write("[]\n") }
            return .notFound
        }
        let fileName = name.map { URL(fileURLWithPath: $0).lastPathComponent }
        let document = SweepReport(
            programme: programme, path: range.path, isRelative: range.isRelative,
            decimals: range.decimals, rows: rows, valueCount: range.values.count,
            fileName: fileName ?? "-o FILE.csv", language: output.lang.language
        ).document()
        if let file {
            var bytes: [UInt8] = []
            for table in document.tables {
                CSVRenderer(for: document).render(table) { bytes += $0 }
            }
            let leftovers = try file.write(bytes)
            line.clear()
            for leftover in leftovers { Console.note("fundmix: warning: \(leftover)\n") }
        }
        line.clear()
        if output.json {
            for table in document.tables {
                try JSONRenderer().renderRows(of: table) { try Console.write($0) }
            }
        } else {
            try Console.write(ReportFiles.summary(of: document))
        }
        if !output.quiet { Console.note(timeNote) }
        let missing: [ExitCode] = rows.count < range.values.count ? [.notFound] : []
        return (codes + missing).max { $0.gravity < $1.gravity } ?? .notFound
    }

    /// How long the values took; apart from the table, whose bytes depend on the input only.
    private var timeNote: String {
        let (count, all) = (rows.count, range.values.count)
        let values = count == all ? "\(count)" : "\(count) of \(all)"
        let hundredths = Int((clock.elapsed * 100).rounded())
        let digits = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
        return "fundmix: note: planned \(values) \(all == 1 ? "value" : "values") in \(digits) s\n"
    }
}

/// Files of a scenario that were changed while its values were planned.
struct ChangedFiles: Error, CustomStringConvertible {
    let description =
        "a file of the scenario changed during the sweep, so its rows would not compare"
        + "\n  fix: run it again when nothing writes to the scenario"
}
