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
    ///   - options: How to go and how far.
    /// - Returns: The solver's claim, with a point where it has one.
    /// - Throws: `SolverError` when the program is malformed or the solver breaks. Infeasible,
    ///   unbounded and limits are not thrown.
    func solve(_ program: LinearProgram, options: SolveOptions) throws(SolverError) -> SolveResult

    /// Opens a session that solves the integrality relaxation of a program again and again while
    /// bounds, objective, constraints and variables change, each time from the last basis.
    ///
    /// - Parameter program: A well-formed program; all variable bounds finite. It may have
    ///   constraints only, whose terms come with variables that are added later.
    /// - Returns: A session for the calling thread only.
    /// - Throws: `SolverError` when the program is malformed or the solver breaks.
    func makeSession(_ program: LinearProgram) throws(SolverError) -> any LinearSession
}

/// A linear program inside a solver, kept between solves.
///
/// A session stays on the thread that opened it, from first call to release. Sessions on different
/// threads run at the same time and know nothing of each other; in a concurrent loop each
/// iteration opens its own, as the next iteration or loop may run on another thread.
public protocol LinearSession: AnyObject {
    /// Changes the bounds of a variable; both ends finite, lower at most upper.
    func setBounds(_ bounds: Bounds, of variable: VariableID) throws(SolverError)

    /// Changes the bounds of a constraint.
    func setBounds(_ bounds: Bounds, of constraint: ConstraintID) throws(SolverError)

    /// Replaces the objective.
    func setObjective(_ objective: Objective) throws(SolverError)

    /// Changes the cost of one variable.
    ///
    /// - Parameters:
    ///   - cost: The objective per unit of the variable, finite.
    ///   - variable: A variable of the session.
    /// - Throws: `SolverError.malformedProgram` or `.tooLarge` when the cost cannot be taken or the
    ///   variable does not exist; nothing has changed then.
    func setCost(_ cost: Double, of variable: VariableID) throws(SolverError)

    /// Adds a constraint behind those that the session has.
    func add(_ constraint: Constraint) throws(SolverError)

    /// Adds a variable behind those that the session has; it stands at a bound, the basis stays.
    ///
    /// - Parameters:
    ///   - variable: The variable, with finite bounds; as always in a session, it need not be
    ///     whole.
    ///   - cost: The objective per unit of the variable, finite.
    ///   - terms: The constraints that the variable is in, each at most once, with a finite
    ///     coefficient.
    /// - Throws: `SolverError.malformedProgram` or `.tooLarge` when the program with it would not be
    ///   well formed; nothing has changed then.
    /// - Complexity: O(*k*) for *k* terms, averaged over many variables.
    func add(
        _ variable: Variable, cost: Double,
        terms: [(constraint: ConstraintID, coefficient: Double)]
    ) throws(SolverError)

    /// Removes variables; those behind move up.
    ///
    /// The basis stays when none of them is in it. A variable strictly between its bounds always
    /// is in it, one whose reduced cost is not zero never. Otherwise the next solve begins from a
    /// fresh basis.
    ///
    /// - Parameter positions: The variables to remove, rising and distinct.
    /// - Throws: `SolverError.malformedProgram` when the positions do not rise or one does not
    ///   exist; nothing has changed then.
    /// - Complexity: O(*n* + *m* + *k*) for *n* variables, *m* constraints and *k* terms removed.
    func removeVariables(_ positions: [Int]) throws(SolverError)

    /// Solves the linear program as it stands now, from the last basis where there is one.
    ///
    /// - Parameter options: How to go and how far; node limit and gap do not apply.
    /// - Returns: A point with dual values, or a Farkas ray, or the limit that was reached.
    /// - Throws: `SolverError` when the solver breaks twice, also from a fresh basis.
    func solve(options: SolveOptions) throws(SolverError) -> SolveResult
}
