/// A solver for linear and mixed-integer linear programs.
///
/// Answers are values and failures are errors: infeasible, unbounded and "stopped at a limit" are
/// results. Nothing a solver says is believed; see ``SolveResult``.
public protocol LinearSolver: Sendable {
    /// The name and version of the solver, for the record of a run.
    var identification: String { get }

    /// Solves a program once, as an integer program if it has integer variables.
    ///
    /// - Parameters:
    ///   - program: A well-formed program; all variable bounds finite.
    ///   - options: How far to go.
    /// - Returns: The solver's claim, with a point where it has one.
    /// - Throws: `SolverError` when the program is malformed or the solver breaks. Infeasible,
    ///   unbounded and limits are not thrown.
    func solve(_ program: LinearProgram, options: SolveOptions) throws(SolverError) -> SolveResult

    /// Opens a session that solves the integrality relaxation of a program again and again while
    /// bounds, objective and constraints change, each time from the last basis.
    ///
    /// - Parameter program: A well-formed program; all variable bounds finite.
    /// - Returns: A session for the calling thread only.
    /// - Throws: `SolverError` when the program is malformed or the solver breaks.
    func makeSession(_ program: LinearProgram) throws(SolverError) -> any LinearSession
}

/// A linear program inside a solver, kept between solves.
///
/// A session stays on the thread that opened it, from first call to release.
public protocol LinearSession: AnyObject {
    /// Changes the bounds of a variable; both ends finite, lower at most upper.
    func setBounds(_ bounds: Bounds, of variable: VariableID) throws(SolverError)

    /// Changes the bounds of a constraint.
    func setBounds(_ bounds: Bounds, of constraint: ConstraintID) throws(SolverError)

    /// Replaces the objective.
    func setObjective(_ objective: Objective) throws(SolverError)

    /// Adds a constraint behind those that the session has.
    func add(_ constraint: Constraint) throws(SolverError)

    /// Solves the linear program as it stands now, from the last basis where there is one.
    ///
    /// - Parameter options: How far to go; node limit and gap do not apply.
    /// - Returns: A point with dual values, or a Farkas ray, or the limit that was reached.
    /// - Throws: `SolverError` when the solver breaks twice, also from a fresh basis.
    func solve(options: SolveOptions) throws(SolverError) -> SolveResult
}
