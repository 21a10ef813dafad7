import ArgumentParser
import Archiving
import Auditing
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

    @Option(help: "The relative gap to prove for each goal; 0.0001 is 0.01 %.")
    var gap = 1e-4

    @Option(help: "Seconds after which the best plan so far is taken.")
    var timeLimit: Double?

    @Option(help: "Search nodes for each goal after which the best plan so far is taken.")
    var nodes: Int?

    @Option(
        help: ArgumentHelp(
            "Threads, 1 to 64 (default: as many as the machine has processors, at most 8); they "
                + "change no result.", valueName: "count"))
    var threads: Int?

    func validate() throws {
        guard gap >= 0, gap < 1 else {
            throw ValidationError("--gap is a number from 0 to below 1")
        }
        guard timeLimit.map({ $0 > 0 && $0 < 1e9 }) ?? true else {
            throw ValidationError("--time-limit is a positive number of seconds")
        }
        guard nodes.map({ $0 > 0 }) ?? true else {
            throw ValidationError("--nodes is a positive number")
        }
        guard threads.map((1...64).contains) ?? true else {
            throw ValidationError("--threads is a whole number from 1 to 64")
        }
    }

    func run() throws {
        let interruption = Interruption(endsAtOnce: true)
        let line = ProgressLine(
            cancellation: interruption.cancellation, isQuiet: output.quiet)
        defer { line.clear() }
        let clock = PhaseClock(timeLimit: timeLimit, onBegin: line.begin)
        clock.begin(.read)
        let scenario = try scenario.read(output, willNote: line.clear)
        if let outputFolder { try FolderArchive(outputFolder).checkPlace() }
        interruption.waitForPlan()
        let outcome = try Planner(
            solver: GLPKLinearSolver(),
            options: PlanningOptions(
                relativeGap: gap, deadline: clock.deadline, nodeLimit: nodes,
                cancellation: interruption.cancellation, threads: threadCount)
        ).plan(
            scenario.programme, progress: { line.show($0, of: scenario.programme) },
            onPhase: { clock.begin(RunPhase($0)) })
        let run = SolvedRun(
            scenario: scenario, outcome: outcome, options: recordedOptions,
            language: output.lang.language, threads: threadCount)
        let code = try run.deliver(
            to: outputFolder, asJSON: output.json, clock: clock, line: line)
        throw interruption.cancellation.isCancelled ? ExitCode.interrupted : code
    }

    /// The number of threads in force.
    private var threadCount: Int {
        threads ?? min(8, ProcessInfo.processInfo.activeProcessorCount)
    }

    /// The options in force, for the record of the run.
    private var recordedOptions: [(name: String, value: String)] {
        var options = [("gap", "\(gap)"), ("lang", output.lang.rawValue)]
        if let timeLimit { options.append(("time-limit", "\(timeLimit)")) }
        if let nodes { options.append(("nodes", "\(nodes)")) }
        if let variant = scenario.variant { options.append(("variant", variant)) }
        for setting in scenario.settings {
            options.append(("set", "\(setting.path)=\(setting.value)"))
        }
        return options
    }
}
