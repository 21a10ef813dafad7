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
    let solver: any LinearSolver
    let options: PlanningOptions
    let progress: ((PlanningProgress) -> Void)?
    private(set) var best: Candidate?
    var statistics = SolveStatistics()
    private var stop: Outcome.Stop?

    /// Creates a run without a plan.
    init(
        _ programme: Programme, solver: any LinearSolver, options: PlanningOptions,
        progress: ((PlanningProgress) -> Void)?
    ) {
        (self.programme, self.solver, self.options) = (programme, solver, options)
        self.progress = progress
        verifier = PlanVerifier(programme)
    }

    /// Optimises every goal in order and explains what is left out.
    ///
    /// - Parameters:
    ///   - method: How goals are optimised.
    ///   - start: A plan that is known, or `nil`.
    /// - Returns: What came of it.
    /// - Throws: An error of the solver, or where a figure leaves 128 bits.
    func outcome(_ method: any GoalMethod, from start: Plan? = nil) throws -> Outcome {
        if let contradiction = method.contradiction {
            return outcome(.infeasible(.contradiction(contradiction)), method)
        }
        if let known = try candidate(start ?? Plan.nothing(in: programme)) { best = known }
        var proofs: [Proof] = []
        for goal in programme.goals.indices {
            let result = try optimize(goal, by: method)
            if let branches = result.emptyBranches, best == nil {
                return outcome(.infeasible(.search(branches: branches)), method)
            }
            guard let best else { return outcome(.notFound, method) }
            let achieved = best.goalValues[goal]
            proofs.append(
                Proof(
                    achieved: achieved,
                    bound: try bound(of: goal, result, achieved: achieved)))
            if !options.isStopped {
                try method.hold(goal: goal, at: programme.goals[goal].heldValue(of: achieved))
            }
        }
        if programme.goals.isEmpty, best == nil {
            let result = try optimize(nil, by: method)
            if best == nil {
                return outcome(
                    result.emptyBranches.map { .infeasible(.search(branches: $0)) } ?? .notFound,
                    method)
            }
        }
        if let best, !options.isStopped, let nicer = try method.tidied(best, in: self) {
            self.best = nicer
        }
        return finished(proofs, method)
    }

    /// Optimises a goal, unless the deadline passed or somebody asked to stop: then nothing is begun
    /// that a large programme would take seconds for.
    private func optimize(_ goal: Int?, by method: any GoalMethod) throws -> GoalResult {
        guard options.isStopped else { return try method.optimize(goal: goal, in: self) }
        note(limit: options.cancellation?.isCancelled == true ? .cancelled : .timeLimit)
        return GoalResult()
    }

    // MARK: - Plans

    /// Verifies and measures a plan; `nil` where the verifier finds anything.
    func candidate(_ plan: Plan) throws -> Candidate? {
        guard verifier.violations(of: plan).isEmpty else { return nil }
        return Candidate(plan: plan, goalValues: try verifier.figures(of: plan).goalValues)
    }

    /// Makes a candidate the best plan if it is better for a goal than the one there is.
    ///
    /// - Parameters:
    ///   - candidate: A verified plan that holds all goals before this one.
    ///   - goal: The position of the goal, or `nil` where any plan will do.
    func take(_ candidate: Candidate, for goal: Int?) {
        guard let known = best else {
            best = candidate
            return
        }
        guard let goal else { return }
        let (new, old) = (candidate.goalValues[goal], known.goalValues[goal])
        if programme.goals[goal].sense == .maximize ? new > old : new < old { best = candidate }
    }

    /// Notes why the work on a goal ended early, the first time.
    func note(_ stop: Outcome.Stop) { self.stop = self.stop ?? stop }

    /// Notes the limit that ended a search early, the first time.
    func note(limit: TerminationStatus?) {
        switch limit {
        case .timeLimit: note(.timeLimit)
        case .workLimit: note(.nodeLimit)
        case .cancelled: note(.interrupted)
        default: note(.numericalTrouble)
        }
    }

    // MARK: - Outcome

    /// Whether the best plan is within the gap asked for of what was proved for a goal.
    func isProved(_ goal: Int, _ result: GoalResult) throws -> Bool {
        guard let best else { return false }
        let achieved = best.goalValues[goal]
        return GoalOutcome(
            goal: goal, value: achieved, achieved: achieved,
            bound: try bound(of: goal, result, achieved: achieved),
            requestedGap: options.relativeGap
        ).isProved
    }

    /// The proved bound of a goal in its own unit.
    private func bound(of goal: Int, _ result: GoalResult, achieved: Ratio) throws -> Ratio? {
        guard let objectiveBound = result.bound, objectiveBound.isFinite else { return nil }
        let isMaximized = programme.goals[goal].sense == .maximize
        // A multiple of 2^-40 outside the bound: exact, and weaker by less than any figure shows.
        let fine = Double(sign: .plus, exponent: 40, significand: 1)
        let rounded = (objectiveBound * fine).rounded(isMaximized ? .up : .down)
        guard let whole = Int128(exactly: rounded) else { return nil }
        let bound = try programme.attainable(
            Ratio(whole, Int128(1) << 40).multiplied(by: result.scale),
            of: programme.goals[goal])
        return isMaximized ? max(bound, achieved) : min(bound, achieved)
    }

    private func finished(_ proofs: [Proof], _ method: any GoalMethod) -> Outcome {
        guard let best else { return outcome(.notFound, method) }
        let goals = zip(programme.goals.indices, proofs).map { goal, proof in
            GoalOutcome(
                goal: goal, value: best.goalValues[goal], achieved: proof.achieved,
                bound: proof.bound, requestedGap: options.relativeGap)
        }
        var outcome = outcome(goals.allSatisfy(\.isProved) ? .proved : .feasible, method)
        if outcome.status == .proved { outcome.stop = nil }
        outcome.plan = best.plan
        outcome.goals = goals
        outcome.refusals = Refusals(programme, plan: best.plan).all()
        return outcome
    }

    private func outcome(_ status: Outcome.Status, _ method: any GoalMethod) -> Outcome {
        var statistics = statistics
        statistics += method.statistics
        return Outcome(
            status: status, stop: status == .notFound ? stop ?? .numericalTrouble : stop,
            requestedGap: options.relativeGap, solver: solver.identification,
            method: method.name, statistics: statistics)
    }
}

extension PlanningOptions {
    /// What a search of the program may do.
    var searchOptions: SolveOptions {
        SolveOptions(
            deadline: deadline, nodeLimit: nodeLimit, relativeGap: relativeGap,
            cancellation: cancellation)
    }
}
