/// Makes plans from the best prices: a core of blocks in question, a master over it, and a search.
final class PlanRecovery {
    private static let mostAttempts = 4

    private let owner: BlockSolver
    private let objective: BlockObjective
    private let stage: PriceStage
    private let center: PriceStage.Center
    private var responses: BlockResponses { owner.responses }
    private var best: Double?

    init(
        _ owner: BlockSolver, _ objective: BlockObjective, stage: PriceStage,
        center: PriceStage.Center
    ) {
        (self.owner, self.objective, self.stage, self.center) = (owner, objective, stage, center)
    }

    /// Makes plans until the gap is reached or everything was tried.
    ///
    /// - Parameters:
    ///   - known: The objective of a plan that is known.
    ///   - bound: The proved bound.
    ///   - judge: Says what a point is worth.
    func run(
        known: Double?, bound: Double, judge: (BlockPoint) -> Double?
    ) throws(SolverError) {
        best = known
        let count = responses.program.count
        let active = objective.bounds.count {
            $0.lower > -.infinity || $0.upper < .infinity
        }
        var wanted = min(count, max(150, 2 * active, min(600, count / 300)))
        let tight = roomForRounding()
        for attempt in 0..<Self.mostAttempts where !owner.isStopped {
            let ties = NearTies.find(
                responses, worths: objective.worths(at: center.prices), wanted: wanted)
            let core = chosen(ties, wanted)
            let problem = try CoreMaster(
                responses, tight, ties: ties, core: core, groupCount: groupCount(count),
                bound: bound, solver: owner.solver, options: owner.options)
            let isKept = try problem.generateColumns(seeds: seeds(), tolerance: 2e-6)
            let gap = (bound - problem.relaxation) / max(1e-300, bound.magnitude)
            Trace.note(
                "core \(core.count) groups \(problem.groupCount) relaxation \(problem.relaxation) gap \(gap) kept \(isKept) columns \(problem.master.columns.count)")
            let isGood = isKept && gap < 0.6 * owner.options.relativeGap
            if isGood || attempt == Self.mostAttempts - 1 || core.count >= ties.close.count {
                try search(problem, bound: bound, judge: judge)
                owner.statistics += problem.master.statistics
                if isDone(bound) || best != nil { return }
            } else {
                owner.statistics += problem.master.statistics
            }
            guard wanted < count else { return }
            wanted = min(count, 2 * wanted)
        }
    }

    private func isDone(_ bound: Double) -> Bool {
        best.map { bound - $0 <= owner.options.relativeGap * max(bound.magnitude, $0.magnitude) }
            ?? false
    }

    private func groupCount(_ count: Int) -> Int { count <= 300 ? 300 : count <= 3_000 ? 60 : 150 }

    /// The closest blocks, with the patterns that are in question.
    private func chosen(_ ties: NearTies, _ wanted: Int) -> [NearTies.Core] {
        let byGap = ties.close.sorted {
            $0.gap != $1.gap ? $0.gap < $1.gap : $0.block < $1.block
        }
        let limit = byGap.prefix(wanted).last?.gap ?? 0
        return byGap.prefix(wanted).map { core in
            var core = core
            core.patterns = Array(core.patterns.filter { $0.loss <= limit }.prefix(8))
            return core
        }.sorted { $0.block < $1.block }
    }

    /// The price vectors that the stage's last master mixed, the best prices first.
    private func seeds() -> [[Double]] {
        var weights: [Int: Double] = [:]
        if let master = stage.master, master.shares.count <= master.columns.count {
            for (column, share) in master.shares.enumerated() where share > 1e-7 {
                let size = stage.groups[master.columns[column].unit].range.count
                weights[master.columns[column].origin, default: 0] += share * Double(size)
            }
        }
        let ranked = weights.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
        }
        return [center.prices]
            + ranked.prefix(16).map { stage.history[$0.key] }.filter { $0 != center.prices }
    }

    /// The objective with bounds drawn in a little, so that rounding payments has room.
    private func roomForRounding() -> BlockObjective {
        var tight = objective
        let sizes = responses.program.continuousCoefficients()
        for (shared, size) in sizes.enumerated() where size > 0 {
            let bounds = objective.bounds[shared]
            if bounds.upper < .infinity {
                tight.bounds[shared].upper -= min(64 * size, 1e-5 * bounds.upper.magnitude)
            }
            if bounds.lower > -.infinity {
                tight.bounds[shared].lower += min(64 * size, 1e-5 * bounds.lower.magnitude)
            }
            if tight.bounds[shared].isEmpty { tight.bounds[shared] = bounds }
        }
        return tight
    }

    private func search(
        _ problem: CoreMaster, bound: Double, judge: (BlockPoint) -> Double?
    ) throws(SolverError) {
        var dive = CoreDive(problem)
        try dive.run { owner.isStopped }
        guard let choice = dive.best else {
            Trace.note("dive failed")
            return
        }
        Trace.note("dive \(choice.objective) gap \((bound - choice.objective) / bound.magnitude)")
        try propose(choice, problem, judge: judge)
    }

    /// Settles a choice and hands it to the judge.
    private func propose(
        _ choice: CoreChoice, _ problem: CoreMaster, judge: (BlockPoint) -> Double?
    ) throws(SolverError) {
        let point = problem.point(of: choice)
        let isSettled = BlockSettlement(responses: responses, objective: objective).settle(point)
        Trace.note("settled \(isSettled)")
        guard isSettled, let value = judge(point) else { return }
        Trace.note("accepted \(value)")
        if best.map({ value > $0 }) ?? true { best = value }
    }
}

extension BlockProgram {
    /// The largest coefficient of a continuous variable in each shared constraint, in true units.
    func continuousCoefficients() -> [Double] {
        var sizes = [Double](repeating: 0, count: sharedCount)
        for index in 0..<count {
            let block = blocks[index]
            for position in block.firstEntry..<block.firstEntry + block.entryCount {
                let entry = entries[position]
                let variable = Int(entry.variable)
                guard variable < block.continuousCount else { continue }
                let unit = BlockProgram.unit(ofUpper: variableUpper[block.firstVariable + variable])
                let size = entry.coefficient.magnitude / unit
                sizes[Int(entry.shared)] = max(sizes[Int(entry.shared)], size)
            }
        }
        return sizes
    }
}
