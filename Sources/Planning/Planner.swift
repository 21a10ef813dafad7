public import Funding
public import Optimization
import Verification

/// How far planning may go.
public struct PlanningOptions: Sendable {
    /// The relative gap to prove for each goal (0.0001 = 0.01 %), ≥ 0.
    public var relativeGap: Double
    /// The moment at which to stop with the best plan so far, or `nil` for none.
    public var deadline: ContinuousClock.Instant?
    /// The largest number of search nodes for each goal, or `nil` for none.
    public var nodeLimit: Int?
    /// The flag that stops planning from another thread.
    public var cancellation: Cancellation?
    /// The number of threads, ≥ 1; it changes no result.
    public var threads: Int

    /// Creates options.
    public init(
        relativeGap: Double = 1e-4, deadline: ContinuousClock.Instant? = nil,
        nodeLimit: Int? = nil, cancellation: Cancellation? = nil, threads: Int = 2
    ) {
        (self.relativeGap, self.deadline) = (relativeGap, deadline)
        (self.nodeLimit, self.cancellation) = (nodeLimit, cancellation)
        self.threads = max(1, threads)
    }

    /// Whether the deadline passed or somebody asked to stop.
    var isStopped: Bool { searchOptions.stop != nil }
}

/// A failure of planning that is no property of the programme.
public enum PlanningError: Error, Sendable {
    /// The solver failed.
    case solver(SolverError)
    /// An exact figure left 128 bits; the checks of a scenario keep amounts far below that.
    case overflow
}

extension PlanningError: CustomStringConvertible {
    /// One sentence that says what failed.
    public var description: String {
        switch self {
        case .solver(let error): error.description
        case .overflow: "a figure of the programme is too large to be computed exactly"
        }
    }
}

/// Decides a programme: which projects and works are funded, and which source pays what.
///
/// Goals are optimised one after the other; each is held at what was achieved, less its `within`,
/// while the next is optimised. A search proves how good each value is; every point it finds is
/// settled to whole units, verified in exact integers and measured exactly before it counts.
///
/// A planner remembers the prices of the last programme, and its formulation where only budgets
/// change: variants of a scenario planned by the same planner take a fraction of the time. What it
/// remembers can lead to another plan that is as good within the gap asked for; a new planner always
/// gives the same plan for the same programme.
public struct Planner: Sendable {
    let solver: any LinearSolver
    let options: PlanningOptions
    private let memory = PlanningMemory()

    /// Creates a planner.
    ///
    /// - Parameters:
    ///   - solver: What solves the linear programs.
    ///   - options: How far to go.
    public init(solver: any LinearSolver, options: PlanningOptions = PlanningOptions()) {
        (self.solver, self.options) = (solver, options)
    }

    /// Decides a programme.
    ///
    /// - Parameters:
    ///   - programme: A checked programme; all references in it valid.
    ///   - progress: Called now and then while the search runs, on the calling thread, or `nil`.
    ///   - onPhase: Called when a phase begins, on the calling thread, or `nil`; phases come back.
    /// - Returns: What came of it; that no plan exists or none was found is a result.
    /// - Throws: `PlanningError` when the solver breaks or a figure is too large.
    public func plan(
        _ programme: Programme, progress: ((PlanningProgress) -> Void)? = nil,
        onPhase: ((PlanningPhase) -> Void)? = nil
    ) throws(PlanningError) -> Outcome {
        do {
            if let selection = programme.selection {
                return try ranked(
                    programme, by: selection, progress: progress, onPhase: onPhase)
            }
            return try plan(programme, from: nil, progress: progress, onPhase: onPhase)
        } catch let error as SolverError {
            throw .solver(error)
        } catch {
            throw .overflow
        }
    }

    /// Decides a programme by its goals.
    ///
    /// - Parameters:
    ///   - programme: The programme.
    ///   - start: A plan that is known, or `nil`.
    ///   - progress: As for planning.
    ///   - onPhase: As for planning.
    /// - Returns: What came of it.
    /// - Throws: An error of the solver, or where a figure leaves 128 bits.
    func plan(
        _ programme: Programme, from start: Plan?, progress: ((PlanningProgress) -> Void)?,
        onPhase: ((PlanningPhase) -> Void)?
    ) throws -> Outcome {
        onPhase?(.formulate)
        let method = try method(for: programme)
        onPhase?(.solve)
        let run = PlanningRun(
            programme, solver: solver, options: options, progress: progress)
        return try run.outcome(method, from: start)
    }

    /// The way to optimise the goals of a programme.
    ///
    /// Formulating a large programme takes seconds, and whoever asks to stop in them does not get the
    /// next formulation instead.
    private func method(for programme: Programme) throws(ArithmeticOverflow) -> any GoalMethod {
        if programme.projects.count >= Planner.fewestForBlocks {
            if let blocks = try BlockMethod(programme, options: options, memory: memory) {
                return CombinedMethod(blocks, programme, solver: solver, options: options)
            }
            if options.isStopped { return StoppedMethod(name: .blocks) }
        }
        return try WholeMethod(programme, solver: solver, options: options)
            ?? StoppedMethod(name: .wholeProgram)
    }

    /// The fewest projects for which the price method pays.
    private static let fewestForBlocks = 24

    /// The program of a goal alone, with no other goal held: what `export` writes.
    ///
    /// - Parameters:
    ///   - programme: A checked programme.
    ///   - goal: The position of the goal, or `nil` for a program without an objective.
    /// - Returns: The program in settlement units, and the factor from its objective to the goal's
    ///   unit (minor units for money).
    /// - Throws: `PlanningError` when a figure is too large.
    public static func program(of programme: Programme, goal: Int?) throws(PlanningError)
        -> (program: LinearProgram, scale: Ratio)
    {
        do {
            var formulation = try Formulation.formulate(programme)
            guard let goal else { return (formulation.program, .one) }
            let objective = try formulation.objective(of: programme.goals[goal])
            formulation.program.objective = objective.objective
            return (formulation.program, objective.scale)
        } catch {
            throw .overflow
        }
    }
}
