import Funding
import Optimization

/// Optimises goals by a search over the whole programme as one program.
final class WholeMethod: GoalMethod {
    let programme: Programme
    var formulation: Formulation
    var settler: Settler
    /// The largest number of nodes for each goal, or `nil` for none.
    var nodeLimit: Int?

    /// Formulates a programme; `nil` where somebody asked to stop before that was done.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    init?(_ programme: Programme, solver: any LinearSolver, options: PlanningOptions)
        throws(ArithmeticOverflow)
    {
        self.programme = programme
        guard
            let formulation = try Formulation.formulate(
                programme, isStopped: { options.isStopped })
        else { return nil }
        self.formulation = formulation
        settler = Settler(solver: solver, options: options.searchOptions)
        nodeLimit = options.nodeLimit
    }

    var name: Outcome.Method { .wholeProgram }
    var contradiction: String? { formulation.contradiction }
    var statistics: SolveStatistics { settler.statistics }

    func optimize(goal: Int?, in run: PlanningRun) throws -> GoalResult {
        guard let goal else {
            let result = try search(formulation, goal: nil, scale: .one, in: run)
            return GoalResult(
                emptyBranches: result.status == .infeasible ? result.closedNodes.total : nil)
        }
        var staged = formulation
        let objective = try staged.objective(of: programme.goals[goal])
        staged.program.objective = objective.objective
        let result = try search(staged, goal: goal, scale: objective.scale, in: run)
        return GoalResult(
            bound: result.isBoundContradicted ? nil : result.objectiveBound,
            scale: objective.scale,
            emptyBranches: result.status == .infeasible ? result.closedNodes.total : nil)
    }

    func hold(goal: Int, at value: Ratio) throws {
        try formulation.hold(programme.goals[goal], at: value)
    }

    /// Searches a program; every point is settled, verified and measured before it counts.
    private func search(_ staged: Formulation, goal: Int?, scale: Ratio, in run: PlanningRun)
        throws -> SearchResult
    {
        var failure: (any Error)?
        let costs = WholeMethod.paymentCosts(of: staged)
        let incumbent = try goal.flatMap { goal in
            try run.best.map {
                SearchIncumbent(
                    objective: try $0.goalValues[goal].divided(by: scale).approximation)
            }
        }
        var options = run.options.searchOptions
        options.nodeLimit = nodeLimit
        let result = try ProvenSearch(solver: run.solver, options: options).run(
            staged.program, incumbent: incumbent,
            judge: { values, _ in
                do {
                    switch try self.settle(staged, at: values, costs: costs) {
                    case .settled(let plan, let bound):
                        guard let candidate = try run.candidate(plan) else { return .refused }
                        run.take(candidate, for: goal)
                        let value = try goal.map {
                            try candidate.goalValues[$0].divided(by: scale).approximation
                        }
                        return .accepted(objective: value ?? 0, bound: bound)
                    case .notFound: return .refused
                    case .impossible: return .excluded
                    }
                } catch {
                    failure = failure ?? error
                    return .refused
                }
            }, progress: goal.flatMap { self.report(goal: $0, scale: scale, in: run) })
        if let failure { throw failure }
        run.statistics += result.statistics
        if result.status == .feasible || result.status == .noPointFound {
            run.note(limit: result.limit)
        }
        return result
    }

    private func report(goal: Int, scale: Ratio, in run: PlanningRun)
        -> ((SearchProgress) -> Void)?
    {
        let unit = scale.approximation
        let unknown: Double =
            programme.goals[goal].sense == .maximize ? .infinity : -.infinity
        return run.progress.map { progress in
            { search in
                progress(
                    PlanningProgress(
                        goal: goal, value: search.incumbent.map { $0 * unit },
                        bound: search.objectiveBound.isFinite
                            ? search.objectiveBound * unit : unknown,
                        work: .nodes(search.nodes)))
            }
        }
    }
}
