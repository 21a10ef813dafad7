/// A node's linear program inside a solver session, with every answer checked again.
///
/// The session is opened anew when it fails or when its evidence does not survive the check.
final class Relaxation {
    /// What is known of a box after its linear program was solved.
    enum Outcome {
        /// The solver has a point; the bound is proved whatever the point is worth.
        case bounded(Point)
        /// It is proved that the box has no point.
        case empty
        /// The solver gave nothing that survives the check; what is proved is the bound.
        case unproved(bound: Double)
        /// A limit was reached, or somebody wants to stop.
        case stopped(TerminationStatus)
    }

    /// A point of the relaxation with what its multipliers prove.
    struct Point {
        var values: [Double]
        /// The minimized terms at the point, as the solver sees it.
        var objective: Double
        /// The multipliers in the minimized sense.
        var multipliers: [Double]
        /// The proved lower bound on the minimized terms.
        var bound: Double
    }

    let solver: any LinearSolver
    private(set) var program: SparseProgram
    private var constraints: [Constraint]
    private let original: LinearProgram
    private let options: SolveOptions
    private var session: (any LinearSession)?
    private var sessionLower: [Double] = []
    private var sessionUpper: [Double] = []
    private(set) var duality: WeakDuality
    var statistics = SolveStatistics()
    private var failures = 0
    /// The last Farkas ray that survived its check, as a source of valid inequalities.
    private(set) var provedRay: [Double] = []

    init(_ program: LinearProgram, solver: any LinearSolver, options: SolveOptions) {
        original = program
        (self.solver, self.options) = (solver, options)
        constraints = []
        self.program = SparseProgram(program)
        duality = WeakDuality(variableCount: program.variables.count)
    }

    /// The program within narrower bounds, with all added constraints.
    func restricted(lower: [Double], upper: [Double]) -> LinearProgram {
        var narrow = original
        for constraint in constraints { narrow.add(constraint) }
        for variable in lower.indices {
            narrow[VariableID(variable)].bounds = Bounds(lower[variable], upper[variable])
        }
        return narrow
    }

    /// Adds constraints that no answer violates; one that the solver does not take is left out.
    func add(_ cuts: [Constraint]) {
        var taken: [Constraint] = []
        for cut in cuts {
            do {
                try session?.add(cut)
                taken.append(cut)
            } catch {
                // The constraints that the session has and those noted here would part ways.
                session = nil
            }
        }
        constraints += taken
        program.append(taken)
    }

    /// Leaves out all added constraints but the chosen ones; the session starts anew.
    func keepCuts(where isKept: (Int) -> Bool) {
        let kept = constraints.indices.filter(isKept).map { constraints[$0] }
        guard kept.count < constraints.count else { return }
        constraints = kept
        var sparse = SparseProgram(original)
        sparse.append(kept)
        program = sparse
        session = nil
    }

    /// Solves the linear program of a box and checks the answer.
    ///
    /// With an iteration limit the answer may be a bound only, and is not asked for twice.
    func solve(
        lower: [Double], upper: [Double], iterationLimit: Int? = nil
    ) throws(SolverError) -> Outcome {
        var outcome = try solveOnce(lower: lower, upper: upper, iterationLimit: iterationLimit)
        if case .unproved = outcome, iterationLimit == nil {
            session = nil
            statistics.restarts += 1
            outcome = try solveOnce(lower: lower, upper: upper, iterationLimit: nil)
        }
        if case .unproved(let bound) = outcome, iterationLimit == nil {
            outcome = try proveEmpty(lower: lower, upper: upper) ? .empty : .unproved(bound: bound)
        }
        return outcome
    }

    /// The bound that multipliers prove on a box.
    func bound(multipliers: [Double], lower: [Double], upper: [Double]) -> Double {
        duality.evaluate(program, multipliers: multipliers, lower: lower, upper: upper)
        return duality.bound
    }

    private func solveOnce(
        lower: [Double], upper: [Double], iterationLimit: Int?
    ) throws(SolverError) -> Outcome {
        let result: SolveResult
        do {
            result = try solveInSession(lower: lower, upper: upper, iterationLimit: iterationLimit)
        } catch {
            // A broken session costs its warm start; a solver that breaks again and again is an
            // error.
            session = nil
            failures += 1
            guard failures <= 20 else { throw error }
            return .unproved(bound: -.infinity)
        }
        failures = 0
        statistics += result.statistics
        let multipliers = result.dualValues.map { $0 * program.sign }
        let proved =
            multipliers.isEmpty
            ? -Double.infinity : bound(multipliers: multipliers, lower: lower, upper: upper)
        switch result.status {
        case .optimal where result.values.count == program.variableCount:
            var objective = EnclosedSum()
            var values = result.values
            for variable in values.indices {
                // A solver's tolerance must not lead a branching out of the box.
                values[variable] = min(max(values[variable], lower[variable]), upper[variable])
                objective.addProduct(program.costs[variable], values[variable])
            }
            return .bounded(
                Point(
                    values: values, objective: objective.value, multipliers: multipliers,
                    bound: proved))
        case .infeasible, .infeasibleOrUnbounded:
            guard
                let ray = duality.provesEmpty(
                    program, ray: result.farkasRay, lower: lower, upper: upper)
            else { return .unproved(bound: proved) }
            provedRay = ray
            return .empty
        case .timeLimit, .cancelled:
            return .stopped(result.status)
        default:
            return .unproved(bound: proved)
        }
    }

    private func solveInSession(
        lower: [Double], upper: [Double], iterationLimit: Int?
    ) throws(SolverError) -> SolveResult {
        if session == nil {
            var opened = original.integralityRelaxation
            for constraint in constraints { opened.add(constraint) }
            session = try solver.makeSession(opened)
            (sessionLower, sessionUpper) = (program.lower, program.upper)
        }
        guard let session else { throw .deadSession("no session could be opened") }
        for variable in program.integers
        where sessionLower[variable] != lower[variable] || sessionUpper[variable] != upper[variable]
        {
            try session.setBounds(
                Bounds(lower[variable], upper[variable]), of: VariableID(variable))
            (sessionLower[variable], sessionUpper[variable]) = (lower[variable], upper[variable])
        }
        var limited = options
        limited.iterationLimit = iterationLimit
        return try session.solve(options: limited)
    }

    /// Tries to prove a box empty by the multipliers of its least violation.
    ///
    /// Every row gets slack on both sides at a price of one per unit of its largest coefficient.
    /// Where the least violation is too small for a solver's tolerances, its multipliers still are
    /// a ray, and the check is exact enough to see what the tolerances hide.
    func proveEmpty(lower: [Double], upper: [Double]) throws(SolverError) -> Bool {
        var elastic = LinearProgram(name: "elastic")
        var reach = 1.0
        for variable in 0..<program.variableCount {
            reach = max(reach, lower[variable].magnitude, upper[variable].magnitude)
            elastic.add(
                Variable(
                    name: "x(\(variable))", bounds: Bounds(lower[variable], upper[variable])))
        }
        guard reach.isFinite else { return false }
        var prices: [Term] = []
        for row in 0..<program.rowCount {
            var terms: [Term] = []
            var largest = 0.0
            var span = 1.0
            for position in program.rowStarts[row]..<program.rowStarts[row + 1] {
                let factor = program.rowCoefficients[position]
                let variable = program.rowVariables[position]
                terms.append(Term(factor, VariableID(variable)))
                largest = max(largest, factor.magnitude)
                span += factor.magnitude * max(lower[variable].magnitude, upper[variable].magnitude)
            }
            guard largest > 0 else { continue }
            for side in [program.rowLower[row], program.rowUpper[row]] where side.isFinite {
                span += side.magnitude
            }
            for (factor, side) in [(1.0, program.rowLower[row]), (-1.0, program.rowUpper[row])]
            where side.isFinite {
                let slack = elastic.add(
                    Variable(name: "slack(\(row),\(factor))", bounds: Bounds(0, span)))
                terms.append(Term(factor, slack))
                prices.append(Term(1 / largest, slack))
            }
            elastic.add(
                Constraint(
                    name: "row(\(row))", terms: terms,
                    bounds: Bounds(program.rowLower[row], program.rowUpper[row]), owner: .shared))
        }
        elastic.objective = Objective(.minimize, terms: prices)
        guard let result = try? solver.solve(elastic, options: options),
            !result.dualValues.isEmpty
        else { return false }
        statistics += result.statistics
        var ray = [Double](repeating: 0, count: program.rowCount)
        var next = 0
        for row in 0..<program.rowCount
        where program.rowStarts[row] < program.rowStarts[row + 1] {
            guard next < result.dualValues.count else { break }
            ray[row] = result.dualValues[next]
            next += 1
        }
        guard let proved = duality.provesEmpty(program, ray: ray, lower: lower, upper: upper)
        else { return false }
        provedRay = proved
        return true
    }
}
