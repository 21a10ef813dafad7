import Archiving
import ArgumentParser
import Auditing
import GLPKSolver
import Optimization
import Planning
import Reports
import Scenarios

/// `fundmix sweep`: one setting runs through its values, and a table says what each of them brings.
struct SweepCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Plans a scenario once for each value of one setting and prints one table.",
        discussion: """
            FROM, TO and STEP are decimal numbers, all with % or all without. With % each value is a \
            change of what the scenario says, as in --set PATH=+3%; without, it is the new value, \
            in the unit of the scenario. TO is planned where the steps meet it; where FROM is above \
            TO the values go down. At most 1000 values.

              fundmix sweep city --vary sources.province.budget=-10%..10%/0.5%
              fundmix sweep city --vary sources.city.budget=1000000..2000000/50000 -o city.csv

            The values share what was learned from those before them, so that a row may show another \
            plan than a solve of that value alone, as good within the gap. --time-limit counts for all \
            values together. At the limit and at Ctrl-C the table has the values so far; the one that \
            was being planned is marked. Exit code: the worst of the rows, from good to bad 0, 5, 4, \
            3; a value that was not reached counts as 4; 130 after Ctrl-C.
            """)

    @OptionGroup var scenario: ScenarioOptions

    @Option(
        help: ArgumentHelp(
            "The setting to vary and its values, for example sources.city.budget=-10%..10%/0.5%.",
            valueName: "path=from..to/step"), transform: SettingRange.init)
    var vary: SettingRange

    @OptionGroup var output: OutputOptions
    @OptionGroup var planning: PlanningArguments

    @Option(
        name: [.short, .customLong("output")],
        help: ArgumentHelp(
            "A file to write the table to as well; it replaces only a table of another sweep.",
            valueName: "file.csv"), completion: .file(extensions: ["csv"]))
    var outputFile: String?

    func validate() throws {
        guard outputFile.map({ $0.hasSuffix(".csv") }) ?? true else {
            throw ValidationError("-o names a file that ends in .csv")
        }
    }

    func run() throws {
        let interruption = Interruption(endsAtOnce: true)
        let line = ProgressLine(
            cancellation: interruption.cancellation, isQuiet: output.quiet)
        defer { line.clear() }
        let clock = PhaseClock(timeLimit: planning.timeLimit, onBegin: line.begin)
        let file = outputFile.map { FileArchive($0, replacing: SweepReport.fileBeginnings) }
        try file?.checkPlace()
        let planner = Planner(
            solver: GLPKLinearSolver(),
            options: PlanningOptions(
                relativeGap: planning.gap, deadline: clock.deadline, nodeLimit: planning.nodes,
                cancellation: interruption.cancellation, threads: planning.threadCount))
        var sweep = SweepRun(
            scenario: scenario, range: vary, output: output, clock: clock, line: line)
        try sweep.plan(with: planner, interruption)
        let code = try sweep.deliver(to: file, named: outputFile)
        throw interruption.cancellation.isCancelled ? ExitCode.interrupted : code
    }
}
