import Funding
import Optimization

extension Planner {
    /// Chooses projects in the order that a programme asks for, and then decides by the goals what
    /// the order leaves open.
    ///
    /// - Parameters:
    ///   - programme: A programme with a selection.
    ///   - selection: The selection.
    ///   - progress: As for planning.
    ///   - onPhase: As for planning.
    /// - Returns: What came of it: the goals and bounds speak of plans with the projects chosen.
    /// - Throws: An error of the solver, or where a figure leaves 128 bits.
    func ranked(
        _ programme: Programme, by selection: RankedSelection,
        progress: ((PlanningProgress) -> Void)?, onPhase: ((PlanningPhase) -> Void)?
    ) throws -> Outcome {
        onPhase?(.formulate)
        let order = try SelectionOrder(of: programme, by: selection)
        var open = programme
        (open.selection, open.goals) = (nil, [])
        onPhase?(.solve)
        var statistics = SolveStatistics()
        for isStrict in [false, true] {
            let choosing = isStrict ? options : options.choosing
            guard
                let probe = try FundingProbe(
                    open, solver: solver, options: choosing, isStrict: isStrict),
                !options.isStopped
            else { break }
            if probe.method.contradiction != nil {
                return try undecided(order, probe.method, in: programme)
            }
            let choice = try chosen(order, selection, probe, choosing)
            statistics += choice.statistics
            if let branches = choice.emptyBranches {
                return Outcome(
                    status: .infeasible(.search(branches: branches)),
                    requestedGap: options.relativeGap, solver: solver.identification,
                    statistics: statistics)
            }
            var outcome = try plan(
                programme.restricted(to: choice.ranking), from: choice.plan, progress: progress,
                onPhase: onPhase)
            outcome.statistics += statistics
            // What a linear program lets fit may have no whole payments; then each is asked for.
            if outcome.plan != nil || isStrict {
                return try finished(
                    outcome, choice, in: programme, by: selection, progress: progress,
                    onPhase: onPhase)
            }
            statistics = outcome.statistics
        }
        return try undecided(order, StoppedMethod(name: .wholeProgram), in: programme)
    }

    /// Puts the outcome for what an order chose into the words of the whole programme.
    private func finished(
        _ planned: Outcome, _ choice: Chosen, in programme: Programme,
        by selection: RankedSelection, progress: ((PlanningProgress) -> Void)?,
        onPhase: ((PlanningPhase) -> Void)?
    ) throws -> Outcome {
        var (outcome, ranking) = (planned, choice.ranking)
        if outcome.status == .proved, !ranking.isProved { outcome.status = .feasible }
        // With decisions that were left open this proves nothing about the order.
        if case .infeasible = outcome.status { outcome.status = .notFound }
        outcome.stop = outcome.stop ?? (ranking.isProved ? nil : choice.stop)
        if outcome.status == .notFound { outcome.stop = outcome.stop ?? .numericalTrouble }
        if let plan = outcome.plan {
            outcome.refusals = ranking.refusals(
                Refusals(programme, plan: plan).all(), in: programme)
            if selection.comparesWithOptimum, !programme.goals.isEmpty, !options.isStopped {
                var unordered = programme
                unordered.selection = nil
                unordered.goals = [programme.goals[0]]
                let best = try self.plan(
                    unordered, from: plan, progress: progress, onPhase: onPhase)
                ranking.optimum = best.goals.first
                outcome.statistics += best.statistics
            }
        }
        outcome.ranking = ranking
        return outcome
    }

    /// What was chosen in an order.
    private struct Chosen {
        var ranking: Ranking
        var plan: Plan?
        var emptyBranches: Int?
        var stop: Outcome.Stop
        var statistics: SolveStatistics
    }

    private func chosen(
        _ order: SelectionOrder, _ selection: RankedSelection, _ probe: FundingProbe,
        _ options: PlanningOptions
    ) throws -> Chosen {
        let chooser = RankedChooser(probe, solver: solver, options: options)
        let standings = order.standings.filter { probe.isFundable(.project($0.project)) }
        try chooser.choose(
            projects: standings.map(\.project), demanded: standings.count { $0.tier == 0 },
            stops: selection.whenFull == .stop)
        // Without a first plan nothing was decided.
        let decisions =
            chooser.decisions
            + Array(repeating: .open, count: standings.count - chooser.decisions.count)
        var ranking = Ranking(
            entries: zip(standings, decisions).map {
                Ranking.Entry(standing: $0, decision: $1)
            })
        if chooser.emptyBranches == nil, !chooser.isCut {
            let works = try order.optionalWorks(of: ranking.acceptedProjects)
                .filter { probe.isFundable(.work($0)) }
            try chooser.choose(works: works)
            ranking.works = zip(works, chooser.decisions).map {
                Ranking.WorkEntry(work: $0, decision: $1)
            }
        }
        let stop: Outcome.Stop =
            options.cancellation?.isCancelled == true
            ? .interrupted : chooser.isCut ? .timeLimit : .numericalTrouble
        return Chosen(
            ranking: ranking, plan: chooser.plan, emptyBranches: chooser.emptyBranches, stop: stop,
            statistics: chooser.statistics)
    }

    /// What came of planning where nothing of an order was decided.
    private func undecided(
        _ order: SelectionOrder, _ method: any GoalMethod, in programme: Programme
    ) throws -> Outcome {
        var unordered = programme
        unordered.selection = nil
        var outcome = try PlanningRun(unordered, solver: solver, options: options, progress: nil)
            .outcome(method)
        let ranking = Ranking(
            entries: order.standings.map { Ranking.Entry(standing: $0, decision: .open) })
        if let plan = outcome.plan {
            outcome.status = .feasible
            outcome.refusals = ranking.refusals(
                Refusals(programme, plan: plan).all(), in: programme)
        }
        let isCancelled = options.cancellation?.isCancelled == true
        if options.isStopped { outcome.stop = isCancelled ? .interrupted : .timeLimit }
        outcome.ranking = ranking
        return outcome
    }
}

extension Programme {
    /// The programme in which exactly those projects and works that an order tried are funded that it
    /// accepted.
    fileprivate func restricted(to ranking: Ranking) -> Programme {
        var programme = self
        programme.selection = nil
        func add(_ item: ChoiceItem, isAccepted: Bool) {
            programme.choices.append(
                Choice(
                    id: "select", demand: isAccepted ? .must([item]) : .never([item]),
                    text: "select"))
        }
        for entry in ranking.entries {
            add(
                ChoiceItem(project: entry.standing.project),
                isAccepted: entry.decision == .accepted)
        }
        for entry in ranking.works {
            add(
                ChoiceItem(project: works[entry.work].project, work: entry.work),
                isAccepted: entry.decision == .accepted)
        }
        return programme
    }
}

extension Ranking {
    /// The refusals of a plan with the reasons that the order gave.
    ///
    /// - Complexity: O(*p* + *w* + *r*) for *p* projects, *w* works and *r* refusals.
    fileprivate func refusals(_ refusals: [Refusal], in programme: Programme) -> [Refusal] {
        var decisions: [ChoiceItem: Decision] = [:]
        for entry in entries where entry.decision != .accepted {
            decisions[ChoiceItem(project: entry.standing.project)] = entry.decision
        }
        for entry in works where entry.decision != .accepted {
            decisions[ChoiceItem(project: programme.works[entry.work].project, work: entry.work)] =
                entry.decision
        }
        return refusals.map { refusal in
            guard let decision = decisions[ChoiceItem(project: refusal.project, work: refusal.work)]
            else { return refusal }
            var refusal = refusal
            refusal.reason = .ranked(decision)
            return refusal
        }
    }
}

extension PlanningOptions {
    /// The options for choosing in an order: half of the time that is left, so that the plan itself
    /// has the other half.
    fileprivate var choosing: PlanningOptions {
        var options = self
        let now = ContinuousClock.now
        options.deadline = deadline.map { now + now.duration(to: $0) / 2 }
        return options
    }
}
