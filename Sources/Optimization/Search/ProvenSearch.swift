/// Fundmix's own branch and bound: the search whose result is a proof.
///
/// Every node is a linear program in one solver session. A node is closed only by evidence that was
/// checked again with outward rounding: a dual bound that reaches the incumbent, a Farkas ray or a
/// propagated contradiction that proves it empty, or the judge's proof that an assignment has no
/// answer. A node whose evidence fails the check is solved anew, then divided further; where
/// nothing is left to divide it stays open and counts in the bound. So the solver can cost time and
/// gap, but cannot make the result false.
///
/// Nothing but the deadline and the cancellation depends on time; ties go by index. Equal input
/// gives an equal search.
public struct ProvenSearch {
    private let solver: any LinearSolver
    private let options: SolveOptions

    /// Creates a search.
    ///
    /// - Parameters:
    ///   - solver: What solves the linear programs.
    ///   - options: How far to go. A node limit counts solved nodes; a relative gap below 1e-12
    ///     counts as 1e-12 unless the objective is integral, because rounding hides the rest. The
    ///     iteration limit does not apply.
    public init(solver: any LinearSolver, options: SolveOptions = SolveOptions()) {
        (self.solver, self.options) = (solver, options)
    }

    /// Searches for the best answer and proves how good it is.
    ///
    /// - Parameters:
    ///   - program: A well-formed program; all variable bounds finite.
    ///   - incumbent: An answer that is known, which the search has to beat, or `nil`.
    ///   - judge: Says what a point with whole integer variables is worth; called at most once for
    ///     each assignment of the integer variables. It gets one value per variable, the integer
    ///     ones exactly whole, and the objective there in the objective's unit.
    ///   - progress: Called at new incumbents and every 100 nodes, or `nil`.
    /// - Returns: The incumbent, the proved bound, and what closed the search.
    /// - Throws: `SolverError` when the program is malformed or the solver breaks again and again.
    ///   Infeasible and limits are not thrown.
    public func run(
        _ program: LinearProgram, incumbent: SearchIncumbent? = nil,
        judge: (_ values: [Double], _ objective: Double) -> SearchVerdict,
        progress: ((SearchProgress) -> Void)? = nil
    ) throws(SolverError) -> SearchResult {
        try withoutActuallyEscaping(judge) { judge throws(SolverError) in
            let run = SearchRun(
                program, solver: solver, options: options, judge: judge, progress: progress)
            if let incumbent { run.adopt(incumbent) }
            return try run.search()
        }
    }
}
