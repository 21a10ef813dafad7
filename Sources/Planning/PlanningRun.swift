import Funding
import Optimization
import Verification

/// One run of planning: the goals in order, the best plan so far, and what was proved.
final class PlanningRun {
    /// A settled and verified plan with the exact value of each goal.
    struct Candidate {
        var plan: Plan
        var goalValues: [Ratio]
    }

    /// What was proved for a goal.
    private struct Proof {
        var achieved: Ratio
        var bound: Ratio?
    }

    let programme: Programme
    let verifier: PlanVerifier
    var formulation: Formulation
    private let solver: any LinearSolver
    private let options: PlanningOptions
    private let progress: ((PlanningProgress) -> Void)?
    var settler: Settler
    var best: Candidate?
    private var statistics = SolveStatistics()
    private var stop: Outcome.Stop?

    /// Creates a run over a formulation without a goal.
    init(
        formulation: Formulation, solver: any LinearSolver, options: PlanningOptions,
        progress: ((PlanningProgress) -> Void)?
    ) {
        programme = formulation.programme
        verifier = PlanVerifier(formulation.programme)
        (self.formulation, self.solver, self.options) = (formulation, solver, options)
        self.progress = progress
        settler = Settler(solver: solver, options: PlanningRun.searchOptions(options))
    }

    /// Optimises every goal in order and explains what is left out.
    func outcome() throws -> Outcome {
        if let contradiction = formulation.contradiction {
            return outcome(.infeasible(.contradiction(contradiction)))
        }
        best = try candidate(Plan.nothing(in: programme))
        var proofs: [Proof] = []
        for goal in programme.goals.indices {
            var staged = formulation
            let objective = try staged.objective(of: programme.goals[goal])
            staged.program.objective = objective.objective
            let result = try optimize(goal: goal, staged, scale: objective.scale)
            if result.status == .infeasible, best == nil {
                return outcome(.infeasible(.search(branches: result.closedNodes.total)))
            }
            guard let best else { return outcome(.notFound) }
            let achieved = best.goalValues[goal]
            proofs.append(
                Proof(
                    achieved: achieved,
                    bound: try bound(
                        of: goal, result, scale: objective.scale, achieved: achieved)))
            try formulation.hold(
                programme.goals[goal], at: programme.goals[goal].heldValue(of: achieved))
        }
        if programme.goals.isEmpty, let failure = try findAnyPlan() { return failure }
        try preferSourcesInOrder()
        return finished(proofs)
    }

    // MARK: - Goals

    /// Optimises a goal under those held before it; better plans become the best plan.
    ///
    /// - Parameters:
    ///   - goal: The position of the goal.
    ///   - staged: The formulation with the goal as its objective.
    ///   - scale: The unit of the objective in the goal's unit.
    /// - Returns: What the search proved.
    /// - Throws: An error of the solver, or where a figure leaves 128 bits.
    private func optimize(goal: Int, _ staged: Formulation, scale: Ratio) throws -> SearchResult {
        let unit = scale.approximation
        let unknown: Double =
            programme.goals[goal].sense == .maximize ? .infinity : -.infinity
        let report = progress.map { progress in
            { (search: SearchProgress) in
                progress(
                    PlanningProgress(
                        goal: goal, value: search.incumbent.map { $0 * unit },
                        bound: search.objectiveBound.isFinite
                            ? search.objectiveBound * unit : unknown, nodes: search.nodes))
            }
        }
        let incumbent = try best.map {
            SearchIncumbent(
                objective: try $0.goalValues[goal].divided(by: scale).approximation)
        }
        return try search(staged, incumbent: incumbent, report) { candidate in
            if let value = self.best?.goalValues[goal] {
                let isBetter =
                    self.programme.goals[goal].sense == .maximize
                    ? candidate.goalValues[goal] > value : candidate.goalValues[goal] < value
                if isBetter { self.best = candidate }
            } else {
                self.best = candidate
            }
            return try candidate.goalValues[goal].divided(by: scale).approximation
        }
    }

    /// Looks for any plan where the programme has no goal.
    ///
    /// - Returns: The outcome where there is none, `nil` where there is a plan.
    private func findAnyPlan() throws -> Outcome? {
        guard best == nil else { return nil }
        let result = try search(formulation, incumbent: nil, nil) { candidate in
            self.best = self.best ?? candidate
            return 0
        }
        guard best == nil else { return nil }
        return outcome(
            result.status == .infeasible
                ? .infeasible(.search(branches: result.closedNodes.total)) : .notFound)
    }

    /// Searches a program; every point is settled, verified and measured before it counts.
    private func search(
        _ staged: Formulation, incumbent: SearchIncumbent?,
        _ report: ((SearchProgress) -> Void)?, accept: (Candidate) throws -> Double
    ) throws -> SearchResult {
        var failure: (any Error)?
        let costs = PlanningRun.paymentCosts(of: staged)
        let result = try ProvenSearch(
            solver: solver, options: PlanningRun.searchOptions(options)
        ).run(
            staged.program, incumbent: incumbent,
            judge: { values, _ in
                do {
                    switch try self.settle(staged, at: values, costs: costs) {
                    case .settled(let plan, let bound):
                        guard let candidate = try self.candidate(plan) else { return .refused }
                        return .accepted(objective: try accept(candidate), bound: bound)
                    case .notFound: return .refused
                    case .impossible: return .excluded
                    }
                } catch {
                    failure = failure ?? error
                    return .refused
                }
            }, progress: report)
        if let failure { throw failure }
        statistics += result.statistics
        note(result)
        return result
    }

    private func note(_ result: SearchResult) {
        guard stop == nil, result.status == .feasible || result.status == .noPointFound else {
            return
        }
        switch result.limit {
        case .timeLimit: stop = .timeLimit
        case .workLimit: stop = .nodeLimit
        case .cancelled: stop = .interrupted
        default: stop = .numericalTrouble
        }
    }

    /// The proved bound of a goal in its own unit.
    private func bound(
        of goal: Int, _ result: SearchResult, scale: Ratio, achieved: Ratio
    ) throws -> Ratio? {
        guard let objectiveBound = result.objectiveBound, objectiveBound.isFinite,
            !result.isBoundContradicted
        else { return nil }
        let isMaximized = programme.goals[goal].sense == .maximize
        // A multiple of 2^-40 outside the bound: exact, and weaker by less than any figure shows.
        let fine = Double(sign: .plus, exponent: 40, significand: 1)
        let rounded = (objectiveBound * fine).rounded(isMaximized ? .up : .down)
        guard let whole = Int128(exactly: rounded) else { return nil }
        var bound = try Ratio(whole, Int128(1) << 40).multiplied(by: scale)
        bound = try formulation.attainable(bound, of: programme.goals[goal])
        return isMaximized ? max(bound, achieved) : min(bound, achieved)
    }

    // MARK: - Outcome

    private func finished(_ proofs: [Proof]) -> Outcome {
        guard let best else { return outcome(.notFound) }
        let goals = zip(programme.goals.indices, proofs).map { goal, proof in
            GoalOutcome(
                goal: goal, value: best.goalValues[goal], achieved: proof.achieved,
                bound: proof.bound, requestedGap: options.relativeGap)
        }
        var outcome = outcome(goals.allSatisfy(\.isProved) ? .proved : .feasible)
        if outcome.status == .proved { outcome.stop = nil }
        outcome.plan = best.plan
        outcome.goals = goals
        outcome.refusals = Refusals(programme, plan: best.plan).all()
        return outcome
    }

    private func outcome(_ status: Outcome.Status) -> Outcome {
        var statistics = statistics
        statistics += settler.statistics
        return Outcome(
            status: status, stop: status == .notFound ? stop ?? .numericalTrouble : stop,
            requestedGap: options.relativeGap, solver: solver.identification,
            statistics: statistics)
    }

    private static func searchOptions(_ options: PlanningOptions) -> SolveOptions {
        SolveOptions(
            deadline: options.deadline, nodeLimit: options.nodeLimit,
            relativeGap: options.relativeGap, cancellation: options.cancellation)
    }
}
