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
    private var prices: [Int: BlockPrices] = [:]
    private let memory: PlanningMemory?

    /// Formulates a programme; `nil` where the price method does not fit it.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    init?(
        _ programme: Programme, options: PlanningOptions, memory: PlanningMemory? = nil
    ) throws(ArithmeticOverflow) {
        (self.programme, self.options, self.memory) = (programme, options, memory)
        workers = Workers(count: options.threads)
        let kept = memory?.copy
        if let known = try kept?.formulation?.rebudgeted(programme) {
            formulation = known
        } else {
            guard
                let made = try BlockFormulation.formulate(
                    programme, workers: workers, isStopped: { options.isStopped }),
                !made.program.hasLargeBlocks
            else { return nil }
            formulation = made
        }
        let sides = formulation.sides
        for (goal, content) in programme.goals.enumerated() {
            guard let known = kept?.prices[content], !known.isEmpty else { continue }
            let vectors = known.map { known in sides.map { known[$0] ?? 0 } }
            prices[goal] = BlockPrices(vectors[0], companions: Array(vectors.dropFirst()))
        }
        bounds = formulation.bounds
        parameters = Array(repeating: .infinity, count: formulation.parameters.count)
    }

    var name: Outcome.Method { .blocks }
    var contradiction: String? { formulation.contradiction }
    /// None: every solve is reported to the run.
    var statistics: SolveStatistics { SolveStatistics() }

    /// The number of variables of all blocks.
    var variableCount: Int { formulation.program.variableCount }

    func optimize(goal: Int?, in run: PlanningRun) throws -> GoalResult {
        if let goal, let parameter = formulation.parameters[goal] {
            guard programme.goals[goal].sense == .minimize else { return GoalResult() }
            return try leastBurden(goal: goal, parameter: parameter, in: run)
        }
        let isMaximized = goal.map { programme.goals[$0].sense == .maximize } ?? true
        let weight: Double = isMaximized ? 1 : -1
        let objective = BlockObjective(
            shared: goal.flatMap { formulation.goalRows[$0] }, weight: weight, bounds: bounds,
            parameters: parameters)
        let known = goal.flatMap { goal in
            run.best.map { weight * $0.goalValues[goal].approximation }
        }
        let solution = try solve(objective, goal: goal, weight: weight, known: known, in: run)
        return GoalResult(
            bound: solution.bound * weight,
            emptyBranches: solution.bound == -.infinity ? 1 : nil)
    }

    /// Solves with an objective; what the verifier accepts goes to the run.
    private func solve(
        _ objective: BlockObjective, goal: Int?, weight: Double, known: Double?,
        in run: PlanningRun
    ) throws -> BlockSolver.Solution {
        let solver = BlockSolver(
            formulation.program, workers: workers, solver: run.solver,
            options: options.searchOptions)
        var failure: (any Error)?
        let isSum = objective.shared != nil
        let solution = try solver.solve(
            objective, from: goal.flatMap { prices[$0] }, known: known,
            judge: { point in
                do {
                    guard let candidate = try run.candidate(self.plan(point)) else { return nil }
                    run.take(candidate, for: goal)
                    guard isSum, let goal else { return 0 }
                    return weight * candidate.goalValues[goal].approximation
                } catch {
                    failure = failure ?? error
                    return nil
                }
            },
            progress: goal.flatMap { isSum ? self.report(goal: $0, weight, in: run) : nil })
        if let failure { throw failure }
        run.statistics += solution.statistics
        if let goal { keep(solution.prices, of: goal) }
        if let limit = solution.limit { run.note(limit: limit) }
        return solution
    }

    /// Keeps prices for thresholds to come and for variants of the programme.
    private func keep(_ prices: BlockPrices, of goal: Int) {
        self.prices[goal] = prices
        let (content, formulation) = (programme.goals[goal], formulation)
        let named = ([prices.values] + prices.companions).map { vector in
            Dictionary(uniqueKeysWithValues: zip(formulation.sides, vector).filter { $0.1 != 0 })
        }
        memory?.update { contents in
            contents.formulation = formulation
            contents.prices[content] = named
        }
    }

    private func report(goal: Int, _ weight: Double, in run: PlanningRun)
        -> ((BlockSolver.Progress) -> Void)?
    {
        run.progress.map { progress in
            { state in
                progress(
                    PlanningProgress(
                        goal: goal, value: state.objective.map { $0 * weight },
                        bound: state.bound * weight, work: .passes(Int(state.passes))))
            }
        }
    }

    // MARK: - Burden

    /// How many thresholds are tried for a burden, and how many of them without an answer.
    private static let (mostThresholds, mostOpen) = (24, 3)

    /// Minimises the largest burden by bisection over its threshold, which stands inside each block.
    ///
    /// A threshold that prices prove impossible is a lower bound; a plan at a threshold is an upper
    /// one.
    private func leastBurden(goal: Int, parameter: Int, in run: PlanningRun) throws -> GoalResult {
        func probe(_ threshold: Double) throws -> BlockSolver.Solution {
            parameters[parameter] = threshold
            defer { parameters[parameter] = .infinity }
            let objective = BlockObjective(
                shared: nil, weight: 1, bounds: bounds, parameters: parameters)
            return try solve(objective, goal: goal, weight: 1, known: nil, in: run)
        }
        if run.best == nil {
            let solution = try probe(.infinity)
            if solution.bound == -.infinity {
                return GoalResult(bound: .infinity, emptyBranches: 1)
            }
            guard run.best != nil else { return GoalResult() }
        }
        let unit = Double(programme.settlementUnit.minorUnits)
        var (proved, reached, open) = (0.0, 0.0, 0)
        for step in 0..<Self.mostThresholds where !options.isStopped {
            guard let best = run.best else { break }
            let result = GoalResult(bound: proved * unit)
            if try run.isProved(goal, result) { break }
            let most = best.goalValues[goal].approximation / unit
            // Nothing at all first: often all can be spared.
            let threshold = step == 0 ? 0 : max(proved, reached) / 2 + most / 2
            guard step == 0 || threshold > max(proved, reached), threshold < most else { break }
            let solution = try probe(threshold)
            if solution.bound == -.infinity {
                proved = max(proved, threshold)
            } else if let value = run.best?.goalValues[goal].approximation,
                value / unit >= most
            {
                (reached, open) = (threshold, open + 1)
                if open == Self.mostOpen { break }
            }
        }
        return GoalResult(bound: proved * unit)
    }

    func hold(goal: Int, at value: Ratio) throws {
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
