import ArgumentParser
import Foundation

/// How far planning may go.
struct PlanningArguments: ParsableArguments {
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

    /// The number of threads in force.
    var threadCount: Int { threads ?? min(8, ProcessInfo.processInfo.activeProcessorCount) }
}
