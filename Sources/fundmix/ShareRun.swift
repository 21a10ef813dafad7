import Archiving
import ArgumentParser
import Auditing
import CostSharing
import Diagnostics
import Reports
import Scenarios

/// Which calculation is meant, and where its results go.
struct ShareOptions: ParsableArguments {
    @Argument(help: "The folder of the calculation, or its share.yaml.", completion: .directory)
    var path: String

    @OptionGroup var changes: ChangeOptions

    @Option(
        name: [.short, .customLong("output")],
        help: "The folder to write: report.md, a CSV file a table, result.json, run.json.",
        completion: .directory)
    var outputFolder: String?
}

/// A calculation of shares from its folder to its reports.
struct ShareRun {
    let options: ShareOptions
    let output: OutputOptions

    /// The reports of a calculation.
    private struct Reports {
        var document: ReportDocument
        /// Further documents, each written as Markdown under a name.
        var prints: [(name: String, document: ReportDocument)] = []
    }

    /// Reads the folder, prints the summary or the result, and writes the results where a folder is
    /// asked for.
    ///
    /// - Parameter kind: The calculation that the command is for.
    /// - Throws: `ExitCode.faultyScenario` where the folder has errors; an error where a check or a write
    ///   fails, and then nothing was written.
    func deliver(_ kind: ShareKind) throws {
        // Listens for the end of a pipe; a calculation is too short to be asked to stop.
        let interruption = Interruption(endsAtOnce: true)
        defer { withExtendedLifetime(interruption) {} }
        let clock = PhaseClock(timeLimit: nil)
        clock.begin(.read)
        let share = try read(kind)
        let archive = options.outputFolder.map { FolderArchive($0) }
        try archive?.checkPlace()
        clock.begin(.report)
        let reports = self.reports(of: share)
        guard reports.document.isReconciled else { throw UnreconciledShare() }
        if let archive {
            let leftovers = try archive.write(entries(reports, clock))
            for leftover in leftovers { Console.note("fundmix: warning: \(leftover)\n") }
        }
        guard output.json else {
            return try Console.write(ReportFiles.summary(of: reports.document))
        }
        for file in ReportFiles.files(for: reports.document)
        where file.name == ReportFiles.resultName {
            try file.write { try Console.write($0) }
        }
    }

    private func read(_ kind: ShareKind) throws -> Share {
        do throws(DiagnosticsError) {
            let share = try ShareReader.read(
                options.path, kind: kind, library: options.changes.library,
                variant: options.changes.variant,
                settings: options.changes.settings.map { ($0.path, $0.value) },
                digest: { ContentDigest.text(of: $0) })
            if !output.quiet { for warning in share.warnings { Console.note("\(warning)\n") } }
            return share
        } catch {
            throw try output.refusal(of: error)
        }
    }

    private func reports(of share: Share) -> Reports {
        let heading = ShareHeading(
            title: share.title, moneyUnit: share.moneyUnit, citation: share.citation)
        let record = RunRecord(
            version: Fundmix.version, inputs: RunRecord.inputs(share.files),
            options: recordedOptions)
        switch share.content {
        case .grant(let grant, let allocation):
            return Reports(
                document: GrantReport(
                    grant: grant, allocation: allocation, heading: heading, record: record,
                    language: output.lang.language
                ).document())
        case .bills(let bills, let answer):
            let report = BillsReport(
                bills: bills, answer: answer, heading: heading, record: record,
                language: output.lang.language)
            return Reports(
                document: report.document(), prints: [("notices.md", report.notices())])
        case .bond(let calculation, let verdicts):
            return Reports(
                document: BondReport(
                    calculation: calculation, verdicts: verdicts, heading: heading, record: record,
                    language: output.lang.language
                ).document())
        case .ledger(let calculation):
            return Reports(
                document: LedgerReport(
                    calculation: calculation, heading: heading, record: record,
                    language: output.lang.language
                ).document())
        }
    }

    private func entries(_ reports: Reports, _ clock: PhaseClock) -> [ArchiveEntry] {
        ReportFiles.files(for: reports.document).map { file in
            ArchiveEntry(file.name) { sink in file.write { sink($0) } }
        }
            + reports.prints.map { print in
                ArchiveEntry(print.name) { sink in
                    MarkdownRenderer().render(print.document) { sink($0) }
                }
            } + [
                // Made last, so that it knows what the reports took.
                ArchiveEntry("run.json", isReproducible: false) { sink in
                    sink(Array(RunText.json(clock, threads: 1).utf8))
                }
            ]
    }

    private var recordedOptions: [RunRecord.Option] {
        var options = [RunRecord.Option(name: "lang", value: output.lang.rawValue)]
        if let variant = self.options.changes.variant {
            options.append(RunRecord.Option(name: "variant", value: variant))
        }
        for setting in self.options.changes.settings {
            options.append(
                RunRecord.Option(name: "set", value: "\(setting.path)=\(setting.value)"))
        }
        return options
    }
}

/// Sums that contradict each other: a defect in Fundmix.
struct UnreconciledShare: Error, CustomStringConvertible {
    let description =
        "the sums of the calculation contradict each other, and nothing was written"
        + "\n  fix: this is a defect in Fundmix; keep the folder and report it"
}
