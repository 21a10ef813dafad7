import Funding
import Optimization
import Verification

/// One run of planning: the goals in order, the best plan so far, and what was proved.
final class PlanningRun {
    /// A settled and verified plan with the exact value of each goal.
    private struct Candidate {
        var plan: Plan
        var goalValues: [Ratio]
    }

    /// What was proved for a goal.
    private struct Proof {
        var achieved: Ratio
        var bound: Ratio?
    }

    private let programme: Programme
    private let verifier: PlanVerifier
    private var formulation: Formulation
    private let solver: any LinearSolver
    private let options: PlanningOptions
    private let progress: ((PlanningProgress) -> Void)?
    private var settler: Settler
    private var best: Candidate?
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
            let result = try optimize(goal: goal)
            if result.status == .infeasible, best == nil {
                return outcome(.infeasible(.search(branches: result.closedNodes.total)))
            }
            guard let best else { return outcome(.notFound) }
            let achieved = best.goalValues[goal]
            proofs.append(
                Proof(achieved: achieved, bound: try bound(of: goal, result, achieved: achieved)))
            try formulation.hold(
                programme.goals[goal], at: programme.goals[goal].heldValue(of: achieved))
        }
        if programme.goals.isEmpty, let failure = try findAnyPlan() { return failure }
        try preferSourcesInOrder()
        return finished(proofs)
    }

    // MARK: - Goals

    /// Optimises a goal under those held before it; better plans become the best plan.
    private func optimize(goal: Int) throws -> SearchResult {
        var staged = formulation
        let objective = try staged.objective(of: programme.goals[goal])
        staged.program.objective = objective.objective
        let unit = objective.scale.approximation
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
                objective: try $0.goalValues[goal].divided(by: objective.scale).approximation)
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
            return try candidate.goalValues[goal].divided(by: objective.scale).approximation
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
    private func bound(of goal: Int, _ result: SearchResult, achieved: Ratio) throws -> Ratio? {
        guard let objectiveBound = result.objectiveBound, objectiveBound.isFinite,
            !result.isBoundContradicted
        else { return nil }
        var staged = formulation
        let scale = try staged.objective(of: programme.goals[goal]).scale
        let isMaximized = programme.goals[goal].sense == .maximize
        // A multiple of 2^-40 outside the bound: exact, and weaker by less than any figure shows.
        let fine = Double(sign: .plus, exponent: 40, significand: 1)
        let rounded = (objectiveBound * fine).rounded(isMaximized ? .up : .down)
        guard let whole = Int128(exactly: rounded) else { return nil }
        var bound = try Ratio(whole, Int128(1) << 40).multiplied(by: scale)
        bound = try formulation.attainable(bound, of: programme.goals[goal])
        return isMaximized ? max(bound, achieved) : min(bound, achieved)
    }

    // MARK: - Plans

    /// What came of settling a point.
    private enum Settled {
        case settled(Plan, bound: Double?)
        case notFound
        case impossible
    }

    /// Settles the choice of a point to whole payments.
    private func settle(
        _ staged: Formulation, at values: [Double], costs: [Double],
        effort: Settler.Effort = .full
    ) throws -> Settled {
        var fixed = [Int64?](repeating: nil, count: values.count)
        for (index, variable) in staged.program.variables.enumerated() where variable.isInteger {
            fixed[index] = Int64(values[index].rounded())
        }
        guard let threshold = staged.threshold else {
            return try settle(staged, fixed: fixed, costs: costs, cap: nil, effort: effort)
        }
        // First the least burden that payments can have, then what the solver's threshold allows each
        // project rounded up, and then no limit at all: only that proves that there are no payments.
        var caps: [WholeSystem.Cap] = []
        if let least = try staged.leastBurden(near: values[threshold.index]) {
            caps.append(WholeSystem.Cap(value: least, isRoundedUp: false))
        }
        if let value = ExactRow.exact(values[threshold.index]) {
            caps.append(WholeSystem.Cap(value: value, isRoundedUp: true))
        }
        for cap in caps {
            let result = try settle(staged, fixed: fixed, costs: costs, cap: cap, effort: effort)
            if case .settled = result { return result }
        }
        let most = ExactRow.exact(staged.program[threshold].bounds.upper)
        return try settle(
            staged, fixed: fixed, costs: costs,
            cap: most.map { WholeSystem.Cap(value: $0, isRoundedUp: true) }, effort: effort)
    }

    /// Settles fixed decisions to whole payments, with the threshold of a burden at a cap.
    private func settle(
        _ staged: Formulation, fixed: [Int64?], costs: [Double], cap: WholeSystem.Cap?,
        effort: Settler.Effort
    ) throws -> Settled {
        var caps: [VariableID: WholeSystem.Cap] = [:]
        if let threshold = staged.threshold { caps[threshold] = cap }
        let system = WholeSystem(
            staged.program, fixed: fixed, caps: caps, rounded: staged.roundedRows)
        let result = try settler.settle(
            system, costs: system.variables.map { costs[$0.index] }, effort: effort)
        switch result {
        case .settled(let units, let cost):
            var amounts = [Int64](repeating: 0, count: fixed.count)
            for (variable, amount) in zip(system.variables, units) {
                amounts[variable.index] = amount
            }
            let isExact = staged.program.objective.isIntegral && costs.contains { $0 != 0 }
            return .settled(
                plan(staged, fixed: fixed, amounts: amounts),
                bound: isExact ? cost.map { bound(staged, cost: $0, fixed: fixed) } : nil)
        case .notFound: return .notFound
        case .impossible: return .impossible
        }
    }

    /// The objective that a bound on the cost of payments means for fixed decisions.
    private func bound(_ staged: Formulation, cost: Double, fixed: [Int64?]) -> Double {
        let objective = staged.program.objective
        let chosen = objective.terms.reduce(0.0) {
            $0 + $1.coefficient * Double(fixed[$1.variable.index] ?? 0)
        }
        return chosen + (objective.sense == .minimize ? cost : -cost)
    }

    /// The plan that whole decisions and whole payments say.
    private func plan(_ staged: Formulation, fixed: [Int64?], amounts: [Int64]) -> Plan {
        let starts = staged.projectStarts.map { slots in
            slots.first { fixed[$0.variable.index] == 1 }?.period
        }
        let works = programme.works.indices.map { work in
            staged.starts(ofWork: work).contains { fixed[$0.variable.index] == 1 }
        }
        let unit = programme.settlementUnit.minorUnits
        let payments = staged.payments.compactMap { slot -> Payment? in
            let units = amounts[slot.variable.index]
            guard units > 0 else { return nil }
            return Payment(
                work: slot.work, source: slot.source, period: slot.period,
                amount: Money(minorUnits: units * unit))
        }
        return Plan(starts: starts, fundedWorks: works, payments: payments)
    }

    /// Verifies and measures a plan; `nil` where the verifier finds anything.
    private func candidate(_ plan: Plan) throws -> Candidate? {
        guard verifier.violations(of: plan).isEmpty else { return nil }
        return Candidate(plan: plan, goalValues: try verifier.figures(of: plan).goalValues)
    }

    /// Settles the best plan once more so that sources pay in the order in which they are written,
    /// as far as the goals leave it open.
    private func preferSourcesInOrder() throws {
        guard let current = best else { return }
        var staged = formulation
        for (goal, value) in zip(programme.goals, current.goalValues) {
            try staged.hold(goal, at: value)
        }
        var values = [Double](repeating: 0, count: staged.program.variables.count)
        for (project, start) in current.plan.starts.enumerated() {
            for slot in staged.projectStarts[project] where slot.period == start {
                values[slot.variable.index] = 1
            }
        }
        for work in programme.works.indices where current.plan.fundedWorks[work] {
            let start = current.plan.starts[programme.works[work].project]
            for slot in staged.starts(ofWork: work) where slot.period == start {
                values[slot.variable.index] = 1
            }
        }
        var costs = [Double](repeating: 0, count: values.count)
        for slot in staged.payments { costs[slot.variable.index] = Double(slot.source) }
        guard
            case .settled(let plan, _) = try settle(
                staged, at: values, costs: costs, effort: .light),
            let candidate = try candidate(plan)
        else { return }
        let isAsGood = zip(programme.goals, zip(candidate.goalValues, current.goalValues))
            .allSatisfy { $0.sense == .maximize ? $1.0 >= $1.1 : $1.0 <= $1.1 }
        if isAsGood { best = candidate }
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

    /// What a unit of each payment costs in the objective, to be minimised; 0 for other variables.
    private static func paymentCosts(of staged: Formulation) -> [Double] {
        var costs = [Double](repeating: 0, count: staged.program.variables.count)
        let sign: Double = staged.program.objective.sense == .minimize ? 1 : -1
        for term in staged.program.objective.terms
        where !staged.program[term.variable].isInteger && term.variable != staged.threshold {
            costs[term.variable.index] = sign * term.coefficient
        }
        return costs
    }
}
