import Funding
import Optimization

/// Finds payments in whole settlement units for a fixed choice of projects and works (取整).
///
/// Most rule sets make the payments a network, whose linear programs have whole corners once their
/// limits are whole. So a linear program is solved and its corner rounded; what floating-point
/// arithmetic loses on large amounts is regained by solving again for the small distances from the
/// rounded corner. Where the corner is not whole by nature, the distances are searched as integers.
/// Every answer is checked in exact integers here, and by the verifier afterwards.
struct Settler {
    /// What came of settling a choice.
    enum Result {
        /// Whole payments, one number of settlement units per column of the system, with a proved
        /// bound on the cost of all whole payments where one better than the linear program's was
        /// sought and found.
        case settled([Int64], bound: Double?)
        /// No whole payments were found, though there may be some.
        case notFound
        /// It is proved that no whole payments meet the limits.
        case impossible
    }

    /// How often a corner is corrected before its payments are searched as integers.
    private static let corrections = 3
    /// How many settlement units a payment moves at most in a correction.
    private static let reach = Int64(1) << 20
    /// How many nodes the search for whole payments may take.
    private static let nodeLimit = 2_000

    /// The solver of the linear programs.
    let solver: any LinearSolver
    /// Deadline and cancellation.
    let options: SolveOptions
    /// How much work settling was.
    private(set) var statistics = SolveStatistics()

    /// Creates a settler.
    init(solver: any LinearSolver, options: SolveOptions) {
        self.solver = solver
        self.options = SolveOptions(
            deadline: options.deadline, cancellation: options.cancellation)
    }

    /// Finds whole values for a system, as cheap as the linear program allows.
    ///
    /// - Parameters:
    ///   - system: The limits.
    ///   - costs: The objective coefficient of each column, to be minimised.
    /// - Returns: Whole payments, or whether it is proved that there are none.
    /// - Throws: `SolverError` when the solver breaks.
    mutating func settle(_ system: WholeSystem, costs: [Double]) throws(SolverError) -> Result {
        guard !system.isContradictory else { return .impossible }
        var center = [Int64](repeating: 0, count: system.variables.count)
        if system.isMet(by: center), costs.allSatisfy({ $0 == 0 }) {
            return .settled(center, bound: nil)
        }
        for correction in 0...Settler.corrections {
            let program = system.program(
                around: center, reach: correction == 0 ? nil : Settler.reach, costs: costs,
                isInteger: false)
            let result = try solver.solve(program, options: options)
            statistics += result.statistics
            guard result.status == .optimal else { break }
            for (index, distance) in result.values.enumerated() {
                let moved = center[index] + Int64(distance.rounded())
                center[index] = min(max(0, moved), system.uppers[index])
            }
            if system.isMet(by: center) { return .settled(center, bound: nil) }
        }
        return try searchWhole(system, around: center, costs: costs)
    }

    /// Searches whole payments, first near a corner that is not whole, then everywhere: for a plan
    /// where there is none yet, else to prove how cheap one can be.
    private mutating func searchWhole(
        _ system: WholeSystem, around center: [Int64], costs: [Double]
    ) throws(SolverError) -> Result {
        var best: [Int64]?
        for reach in [Int64(64), nil] {
            let program = system.program(
                around: best ?? center, reach: reach, costs: costs, isInteger: true)
            let base = zip(costs, best ?? center).reduce(0) { $0 + $1.0 * Double($1.1) }
            var options = options
            options.nodeLimit = Settler.nodeLimit
            let start = best ?? center
            let result = try ProvenSearch(solver: solver, options: options).run(
                program, incumbent: best.map { _ in SearchIncumbent(objective: 0) }
            ) { values, cost in
                let whole = zip(start, values).map { $0 + Int64($1) }
                guard system.isMet(by: whole) else { return .refused }
                best = whole
                return .accepted(objective: cost)
            }
            statistics += result.statistics
            if reach == nil {
                if result.status == .infeasible { return .impossible }
                let bound = result.isBoundContradicted ? nil : result.objectiveBound
                if let best { return .settled(best, bound: bound.map { ($0 + base).nextDown }) }
            }
        }
        return .notFound
    }
}
