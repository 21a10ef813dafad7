import ArgumentParser
import Archiving
import Auditing
import Diagnostics
import Foundation
import Funding
import GLPKSolver
import Optimization
import Planning
import Reports
import Scenarios

/// `fundmix solve`: the main job, a scenario in, a settled and verified plan out.
struct SolveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "solve",
        abstract: "Decides a scenario and writes the plan with its reports.",
        discussion: """
            Without -o only the summary is printed. With -o the folder appears whole or not at all; one \
            that Fundmix wrote before is replaced in one step, any other is refused. Ctrl-C stops \
            with the best plan so far, marked as such; a second one ends at once, with nothing written.
            """)

    @OptionGroup var scenario: ScenarioOptions
    @OptionGroup var output: OutputOptions

    @Option(
        name: [.short, .customLong("output")],
        help:
            "The folder to write: report.md, a CSV file a table, result.json, plan.csv, run.json.",
        completion: .directory)
    var outputFolder: String?

    @OptionGroup var planning: PlanningArguments

    func run() throws {
        let interruption = Interruption(endsAtOnce: true)
        let line = ProgressLine(
            cancellation: interruption.cancellation, isQuiet: output.quiet)
        defer { line.clear() }
        let clock = PhaseClock(timeLimit: planning.timeLimit, onBegin: line.begin)
        clock.begin(.read)
        let scenario = try scenario.read(output, willNote: line.clear)
        if let outputFolder {
            try checkHoldsNone(of: scenario.files, outputFolder)
            try FolderArchive(outputFolder).checkPlace()
        }
        interruption.waitForPlan()
        let outcome = try Planner(
            solver: GLPKLinearSolver(),
            options: PlanningOptions(
                relativeGap: planning.gap, deadline: clock.deadline,
                nodeLimit: planning.nodes,
                cancellation: interruption.cancellation, threads: planning.threadCount)
        ).plan(
            scenario.programme, progress: { line.show($0, of: scenario.programme) },
            onPhase: { clock.begin(RunPhase($0)) })
        let run = SolvedRun(
            scenario: scenario, outcome: outcome, options: recordedOptions,
            language: output.lang.language, threads: planning.threadCount)
        let code = try run.deliver(
            to: outputFolder, asJSON: output.json, clock: clock, line: line)
        throw interruption.cancellation.isCancelled ? ExitCode.interrupted : code
    }

    /// Checks that the folder to write holds nothing that the run reads: it is replaced whole.
    ///
    /// - Throws: `ValidationError` where it holds the published plan or another input.
    private func checkHoldsNone(of inputs: [InputFile], _ folder: String) throws {
        let files = DiskFiles()
        guard let target = files.canonicalPath(folder) else { return }
        for file in inputs {
            let url = URL(fileURLWithPath: file.path)
            // The file may be a link: what it leads to must stay, and so must the link.
            let places = [url.path, files.canonicalPath(file.path) ?? url.path].map {
                files.canonicalPath(URL(fileURLWithPath: $0).deletingLastPathComponent().path)
            }
            guard places.contains(target) else { continue }
            let isPlan = file.path == scenario.from || url.lastPathComponent == "plan.csv"
            let what = isPlan ? "the published plan" : "the input"
            throw ValidationError(
                "\(what) would be overwritten: '\(ShownText.escaped(file.path))' lies in "
                    + "'\(ShownText.escaped(folder))'; name another folder with -o")
        }
    }

    /// The options in force, for the record of the run.
    private var recordedOptions: [(name: String, value: String)] {
        var options = [("gap", "\(planning.gap)"), ("lang", output.lang.rawValue)]
        if let timeLimit = planning.timeLimit { options.append(("time-limit", "\(timeLimit)")) }
        if let nodes = planning.nodes { options.append(("nodes", "\(nodes)")) }
        if let variant = scenario.variant { options.append(("variant", variant)) }
        if let from = scenario.from { options.append(("from", from)) }
        for setting in scenario.settings {
            options.append(("set", "\(setting.path)=\(setting.value)"))
        }
        return options
    }
}
