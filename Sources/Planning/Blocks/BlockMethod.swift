import Funding
import Optimization
import Verification

/// Optimises goals by the price method, block by block.
final class BlockMethod: GoalMethod {
    private let programme: Programme
    private let options: PlanningOptions
    private let formulation: BlockFormulation
    private let workers: Workers
    /// The bounds of the shared rows with those of held goals.
    private var bounds: [Bounds]
    /// The values of the burdens' thresholds.
    private var parameters: [Double]
    private var held: [(goal: Int, value: Ratio)] = []
    private var prices: [Int: BlockPrices] = [:]
    private(set) var statistics = SolveStatistics()

    /// Formulates a programme; `nil` where the price method does not fit it.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    init?(_ programme: Programme, options: PlanningOptions) throws(ArithmeticOverflow) {
        (self.programme, self.options) = (programme, options)
        workers = Workers(count: options.threads)
        guard
            let formulation = try BlockFormulation.formulate(
                programme, workers: workers, isStopped: { options.isStopped }),
            !formulation.program.hasLargeBlocks
        else { return nil }
        self.formulation = formulation
        bounds = formulation.bounds
        parameters = Array(repeating: .infinity, count: formulation.parameters.count)
    }

    var name: Outcome.Method { .blocks }
    var contradiction: String? { formulation.contradiction }

    func optimize(goal: Int?, in run: PlanningRun) throws -> GoalResult {
        let isMaximized = goal.map { programme.goals[$0].sense == .maximize } ?? true
        let weight: Double = isMaximized ? 1 : -1
        let row = goal.flatMap { formulation.goalRows[$0] }
        let objective = BlockObjective(
            shared: row, weight: weight, bounds: bounds, parameters: parameters)
        let solver = BlockSolver(
            formulation.program, workers: workers, solver: run.solver,
            options: options.searchOptions)
        var failure: (any Error)?
        let known = goal.flatMap { goal in
            run.best.map { weight * $0.goalValues[goal].approximation }
        }
        let solution = try solver.solve(
            objective, from: goal.flatMap { prices[$0] }, known: known,
            judge: { point in
                do {
                    guard let candidate = try run.candidate(self.plan(point)) else { return nil }
                    run.take(candidate, for: goal)
                    return goal.map { weight * candidate.goalValues[$0].approximation } ?? 0
                } catch {
                    failure = failure ?? error
                    return nil
                }
            },
            progress: goal.flatMap { goal in
                run.progress.map { progress in
                    { state in
                        progress(
                            PlanningProgress(
                                goal: goal, value: state.objective.map { $0 * weight },
                                bound: state.bound * weight, work: .passes(Int(state.passes))))
                    }
                }
            })
        if let failure { throw failure }
        run.statistics += solution.statistics
        if let goal { prices[goal] = solution.prices }
        if let limit = solution.limit { run.note(limit: limit) }
        return GoalResult(
            bound: solution.bound * weight,
            emptyBranches: solution.bound == -.infinity ? 1 : nil)
    }

    func hold(goal: Int, at value: Ratio) throws {
        held.append((goal, value))
        if let row = formulation.goalRows[goal] {
            bounds[row] =
                programme.goals[goal].sense == .maximize
                ? .atLeast(ExactRow.roundedDown(value)) : .atMost(ExactRow.roundedUp(value))
        } else if let parameter = formulation.parameters[goal] {
            let units = try value.divided(by: programme.settlementUnit.exact)
            parameters[parameter] = ExactRow.roundedUp(units)
        }
    }

    func tidied(_ plan: PlanningRun.Candidate, in run: PlanningRun) throws
        -> PlanningRun.Candidate?
    {
        nil
    }

    /// The plan that a point with whole values says.
    private func plan(_ point: BlockPoint) -> Plan {
        var starts = [Int?](repeating: nil, count: programme.projects.count)
        var works = [Bool](repeating: false, count: programme.works.count)
        var payments: [Payment] = []
        let unit = programme.settlementUnit.minorUnits
        for variable in 0..<formulation.program.variableCount {
            let value = point.value(of: variable)
            guard value >= 0.5 else { continue }
            switch formulation.slot(variable) {
            case .start(let project, let period):
                starts[project] = period
                for work in programme.projects[project].works
                where programme.isMandatory(work: work) { works[work] = true }
            case .work(let work, _): works[work] = true
            case .payment(let work, let source, let period):
                payments.append(
                    Payment(
                        work: work, source: source, period: period,
                        amount: Money(minorUnits: Int64(value.rounded()) * unit)))
            case .auxiliary: break
            }
        }
        return Plan(starts: starts, fundedWorks: works, payments: payments)
    }
}
