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
            with the best plan so far, marked as such.
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
    }

    func run() throws {
        let interruption = Interruption()
        var phases = PhaseClock(timeLimit: timeLimit)
        let scenario = try scenario.read(output)
        phases.end("read")
        if let outputFolder { try FolderArchive(outputFolder).checkPlace() }
        let line = ProgressLine(programme: scenario.programme, isQuiet: output.quiet)
        let outcome = try Planner(
            solver: GLPKLinearSolver(),
            options: PlanningOptions(
                relativeGap: gap, deadline: phases.deadline, nodeLimit: nodes,
                cancellation: interruption.cancellation)
        ).plan(scenario.programme, progress: line.show)
        line.end()
        phases.end("plan")
        let run = SolvedRun(
            scenario: scenario, outcome: outcome, options: recordedOptions,
            language: output.lang.language)
        let code = try run.deliver(to: outputFolder, asJSON: output.json, phases: phases)
        throw interruption.cancellation.isCancelled ? ExitCode.interrupted : code
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
