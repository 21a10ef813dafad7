public import Optimization

/// GLPK as a ``LinearSolver``: linear programs by its simplex, integer programs by its search.
///
/// What it needs is checked before GLPK sees it, and what it says is checked as far as plain
/// arithmetic goes before anybody sees that. A point of an integer program keeps to every
/// constraint within 10⁻¹² of the amounts in it, and exactly where all variables and coefficients
/// are whole. Everything else is a claim; see ``SolveResult``.
public struct GLPKLinearSolver: LinearSolver {
    /// Creates a solver; it holds nothing, sessions do.
    public init() {}

    /// The name and version of the solver.
    public var identification: String { "GLPK 5.0" }

    /// Solves a program once, as an integer program if it has integer variables.
    ///
    /// "Infeasible" carries a ray where the integrality relaxation has no point; where only whole
    /// numbers are missing, it is the bare claim of the search. A search that ends within a
    /// relative gap above 0 is `.feasible` with a claimed bound.
    ///
    /// - Parameters:
    ///   - program: A well-formed program; all variable bounds finite.
    ///   - options: How to go and how far.
    /// - Returns: The solver's claim, with a point where it has one.
    /// - Throws: `SolverError` when the program is malformed or too large, when GLPK gives up
    ///   numerically or claims a point that breaks a constraint, and when it fails inside.
    public func solve(
        _ program: LinearProgram, options: SolveOptions
    ) throws(SolverError) -> SolveResult {
        try ModelChecks.check(program)
        let isInteger = program.hasIntegers
        let session = try GLPKSession(program, keepsIntegers: isInteger)
        guard isInteger else { return try session.solve(options: options) }
        var result = try session.solveInteger(options: options)
        guard !result.values.isEmpty, let breach = PointCheck.firstBreach(of: result, in: program)
        else { return result }
        guard result.status != .optimal, result.status != .feasible else {
            throw .numericalFailure(breach)
        }
        (result.values, result.objective) = ([], nil)
        return result
    }

    /// Opens a session on the integrality relaxation of a program, for the calling thread only.
    ///
    /// - Parameter program: A well-formed program; all variable bounds finite.
    /// - Returns: A session that keeps its basis between solves.
    /// - Throws: `SolverError` when the program is malformed or too large, or GLPK fails inside.
    public func makeSession(_ program: LinearProgram) throws(SolverError) -> any LinearSession {
        try ModelChecks.check(program)
        return try GLPKSession(program, keepsIntegers: false)
    }
}
