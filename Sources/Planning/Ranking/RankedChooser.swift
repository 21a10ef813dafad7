import Funding
import Optimization

/// Goes through projects, then through optional works, in their order, and accepts what fits.
///
/// Several at a time are asked about, twice as many each time that they fit; where some do not, half
/// as many, down to the first one that does not fit. A plan that funds all that was accepted, and
/// nothing that was refused, shows for each of them that it fitted when its turn came: where the
/// probe is not strict, such a plan is still to be found.
final class RankedChooser {
    /// The decisions, in the order of the items.
    private(set) var decisions: [Ranking.Decision] = []
    /// A verified plan that funds what is accepted and nothing that is refused, or `nil` where none is
    /// known.
    private(set) var plan: Plan?
    /// How many branches prove that there is no plan at all, or `nil` where that is not proved.
    private(set) var emptyBranches: Int?
    /// Whether somebody asked to stop, or the time was over, before all was decided.
    private(set) var isCut = false

    /// Whether anything was found to fit, be it nothing but what is demanded.
    private var hasFitted = false
    /// How many branches prove that no plan funds nothing of the order, or `nil`.
    private var branchesWithoutOrder: Int?
    private let probe: FundingProbe
    private let shortage: ShortageMeasure
    private let options: PlanningOptions

    /// Prepares to choose.
    init(_ probe: FundingProbe, solver: any LinearSolver, options: PlanningOptions) {
        (self.probe, self.options) = (probe, options)
        shortage = ShortageMeasure(probe, solver: solver, options: options.searchOptions)
    }

    /// How much work it was.
    var statistics: SolveStatistics {
        var statistics = probe.statistics
        statistics += probe.method.statistics
        statistics += shortage.statistics
        return statistics
    }

    /// Chooses projects.
    ///
    /// - Parameters:
    ///   - projects: The projects in their order, those that run or that choices demand first.
    ///   - demanded: How many of them run or are demanded.
    ///   - stops: Whether the first one that does not fit ends the order.
    /// - Throws: An error of the solver, or where a figure leaves 128 bits.
    func choose(projects: [Int], demanded: Int, stops: Bool) throws {
        let items = projects.map { FundingProbe.Item.project($0) }
        for item in items.prefix(demanded) { try probe.decide(item, isAccepted: true) }
        for work in probe.programme.works.indices where probe.programme.isRunning(work: work) {
            try probe.decide(.work(work), isAccepted: true)
        }
        decisions = Array(repeating: .accepted, count: demanded)
        try findFirstPlan(stops: stops)
        guard emptyBranches == nil else { return }
        try choose(items, from: demanded, stops: stops)
        if !hasFitted, !isCut, decisions.allSatisfy({ $0 != .open }) {
            emptyBranches = branchesWithoutOrder
        }
    }

    /// Chooses optional works, after the projects; each that does not fit is passed over.
    ///
    /// - Throws: An error of the solver, or where a figure leaves 128 bits.
    func choose(works: [Int]) throws {
        decisions = []
        try choose(works.map { .work($0) }, from: 0, stops: false)
    }

    /// Finds a plan with what choices demand; without other projects where that is possible.
    private func findFirstPlan(stops: Bool) throws {
        if case .fits(let found) = try probe.verdict(on: []) {
            (plan, hasFitted) = (found, true)
            return
        }
        switch try probe.searched([], isExact: false) {
        case .fits(let found) where !stops: (plan, hasFitted) = (found, true)
        case .doesNotFit(.branches(let branches)): emptyBranches = branches
        case .fits, .doesNotFit, .open: break
        }
        guard stops, emptyBranches == nil else { return }
        // A plan that picks from all of an order that may end early does not count.
        switch try probe.searched([], isExact: true) {
        case .fits(let found): (plan, hasFitted) = (found, true)
        case .doesNotFit(.branches(let branches)): branchesWithoutOrder = branches
        case .doesNotFit, .open: break
        }
    }

    private func choose(_ items: [FundingProbe.Item], from first: Int, stops: Bool) throws {
        var (position, length, isClosing) = (first, 1, false)
        while position < items.count {
            guard !options.isStopped else {
                isCut = true
                decisions += Array(repeating: .open, count: items.count - position)
                return
            }
            if let plan, plan.funds(items[position], in: probe.programme) {
                try accept(items[position...position], plan)
                position += 1
                continue
            }
            let group = items[position..<min(items.count, position + length)]
            let verdict = try probe.verdict(on: Array(group))
            if case .fits(let found) = verdict {
                try accept(group, found)
                position += group.count
                length = isClosing ? max(1, length / 2) : length * 2
                continue
            }
            guard group.count == 1 else {
                (length, isClosing) = (max(1, group.count / 2), true)
                continue
            }
            let settled = try settle(items, at: position, verdict, stops: stops)
            guard case .refused = settled else {
                position = decisions.count
                continue
            }
            position += 1
            (length, isClosing) = (1, false)
            guard stops else { continue }
            if case .project(let project) = items[position - 1] {
                decisions += Array(
                    repeating: .behind(project: project), count: items.count - position)
            }
            return
        }
    }

    private enum Settled { case accepted, refused }

    /// Decides about one item of which a linear program did not show that it fits.
    private func settle(
        _ items: [FundingProbe.Item], at position: Int, _ verdict: FundingProbe.Verdict, stops: Bool
    ) throws -> Settled {
        let item = items[position]
        if case .doesNotFit(let evidence) = verdict { return try refuse(item, evidence) }
        guard stops else {
            switch try probe.searched([item], isExact: false) {
            case .fits(let found):
                try accept(items[position...position], found)
                return .accepted
            case .doesNotFit(let evidence): return try refuse(item, evidence)
            case .open: return try leaveOpen(item)
            }
        }
        // The order may go on where a longer beginning of it has a plan: a target, for example, that
        // fewer projects do not reach.
        var (branches, isOpen) = (0, false)
        for end in position..<items.count where !options.isStopped {
            let group = items[position...end]
            switch try probe.searched(Array(group), isExact: true) {
            case .fits(let found):
                try accept(group, found)
                return .accepted
            case .doesNotFit(.branches(let count)): branches += count
            case .doesNotFit(.ray): branches += 1
            case .open: isOpen = true
            }
        }
        return isOpen || options.isStopped
            ? try leaveOpen(item) : try refuse(item, .branches(branches))
    }

    private func accept(_ items: ArraySlice<FundingProbe.Item>, _ plan: Plan?) throws {
        for item in items { try probe.decide(item, isAccepted: true) }
        decisions += Array(repeating: .accepted, count: items.count)
        (self.plan, hasFitted) = (plan, true)
    }

    private func refuse(_ item: FundingProbe.Item, _ evidence: FundingProbe.Evidence) throws
        -> Settled
    {
        let witness = try shortage.witness(for: item, evidence)
        try probe.decide(item, isAccepted: false)
        decisions.append(.doesNotFit(witness))
        return .refused
    }

    private func leaveOpen(_ item: FundingProbe.Item) throws -> Settled {
        try probe.decide(item, isAccepted: false)
        decisions.append(.open)
        return .refused
    }
}

extension Plan {
    /// Whether an item is funded.
    fileprivate func funds(_ item: FundingProbe.Item, in programme: Programme) -> Bool {
        switch item {
        case .project(let project): starts[project] != nil
        case .work(let work): fundedWorks[work]
        }
    }
}
