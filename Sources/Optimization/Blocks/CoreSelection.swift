/// Chooses the core: the blocks whose pattern is in question at some prices, and the patterns.
struct CoreSelection {
    /// A shared constraint of decisions alone, in at most so many blocks, puts them into the core.
    private static let mostTied = 200

    /// The core, by position of blocks.
    let core: [NearTies.Core]
    /// The pattern of each block where it is fixed.
    let best: [Int32]
    /// The prices that the stage's last master mixes, the heaviest first.
    let prices: [[Double]]

    /// Chooses the core.
    ///
    /// - Parameters:
    ///   - objective: What is optimised.
    ///   - stage: The stage that found the prices.
    ///   - center: The prices.
    ///   - bound: The proved bound.
    ///   - least: How many blocks the core has at least, where there are so many.
    ///   - isRough: Whether the stage is a sample, or has no master: then it mixes nothing.
    ///   - owner: What solves masters.
    /// - Throws: `SolverError` when the solver breaks.
    /// - Complexity: About two passes over all blocks.
    init(
        _ objective: BlockObjective, stage: PriceStage, center: PriceStage.Center, bound: Double,
        least: Int, isRough: Bool, owner: BlockSolver
    ) throws(SolverError) {
        let responses = owner.responses
        let count = responses.program.count
        let active = objective.bounds.count { !$0.isFree }
        let wanted = min(count, max(least, 2 * active, min(600, count / 300)))
        var mix = PatternMix(stage)
        if isRough { mix.forgetPatterns() }
        let ties = NearTies.find(
            responses, worths: objective.worths(at: center.prices), wanted: wanted)
        for block in mix.best.indices where mix.best[block] < 0 {
            mix.set(Int(ties.best[block]), ofBlock: block)
        }
        if mix.mixed.count > wanted {
            try CoreSelection.unmix(
                &mix, objective, stage: stage, center: center, bound: bound, owner: owner)
        }
        (best, prices) = (mix.best, mix.prices)
        core = CoreSelection.chosen(ties, mix, wanted, objective, responses.program)
    }

    /// Gives most of the blocks that the mix leaves open one pattern each: a corner of the master with
    /// these blocks alone leaves open at most as many as there are shared constraints.
    private static func unmix(
        _ mix: inout PatternMix, _ objective: BlockObjective, stage: PriceStage,
        center: PriceStage.Center, bound: Double, owner: BlockSolver
    ) throws(SolverError) {
        let open = mix.mixed.keys.sorted().map { block in
            NearTies.Core(
                block: block,
                patterns: (mix.mixed[block] ?? [:]).keys.sorted().map { (pattern: $0, loss: 0) })
        }
        let problem = try CoreMaster(
            owner.responses, objective, best: mix.best, core: open, groupCount: stage.groups.count,
            bound: bound, solver: owner.solver, options: owner.options)
        for prices in mix.prices.prefix(12) { try problem.evaluate(prices) }
        try problem.master.setBox(
            center: center.prices, radius: problem.wideRadius(around: center.prices))
        guard try problem.master.solve() else { return }
        for (core, weights) in zip(problem.core, problem.weights()) {
            guard let largest = weights.heaviest else { continue }
            mix.settle(core.block, largest.key, isSure: largest.value > 1 - 1e-6)
        }
        owner.statistics += problem.master.statistics
    }

    /// The blocks that the mix leaves open and the closest ones, with the patterns in question.
    private static func chosen(
        _ ties: NearTies, _ mix: PatternMix, _ wanted: Int, _ objective: BlockObjective,
        _ program: BlockProgram
    ) -> [NearTies.Core] {
        let byGap = ties.close.sorted {
            $0.gap != $1.gap ? $0.gap < $1.gap : $0.block < $1.block
        }
        let limit = byGap.prefix(wanted).last?.gap ?? 0
        var core: [Int: NearTies.Core] = [:]
        let isTied = program.isTied(within: objective.bounds, most: mostTied)
        for var block in byGap.prefix(wanted) {
            block.patterns = Array(block.patterns.filter { $0.loss <= limit }.prefix(8))
            core[block.block] = block
        }
        // Where a constraint speaks of few decisions, one that keeps its pattern can break it.
        for var block in ties.close where isTied[block.block] {
            block.patterns = Array(block.patterns.prefix(8))
            core[block.block] = block
        }
        for (block, patterns) in mix.mixed {
            var known = core[block] ?? NearTies.Core(block: block, patterns: [])
            for pattern in patterns.keys.sorted()
            where !known.patterns.contains(where: { $0.pattern == pattern }) {
                known.patterns.append((pattern, 0))
            }
            core[block] = known
        }
        return core.values.map { block in
            var block = block
            // A block that can be left out makes room where the others need it.
            let nothing = program.emptyPattern(of: program.blocks[block.block])
            for pattern in [Int(mix.best[block.block]), nothing].compactMap(\.self)
            where !block.patterns.contains(where: { $0.pattern == pattern }) {
                block.patterns.append((pattern, 0))
            }
            return block
        }.sorted { $0.block < $1.block }
    }
}

extension BlockProgram {
    /// Whether each block stands in a shared constraint of integer variables alone that few blocks
    /// stand in, as a choice that is spread over blocks is.
    func isTied(within bounds: [Bounds], most: Int) -> [Bool] {
        var uses = [Int](repeating: 0, count: sharedCount)
        for (shared, bounds) in bounds.enumerated()
        where bounds.isFree { uses[shared] = most + 1 }
        func visit(_ action: (Int, Entry, Block) -> Void) {
            for index in 0..<count {
                let block = blocks[index]
                for position in block.firstEntry..<block.firstEntry + block.entryCount {
                    action(index, entries[position], block)
                }
            }
        }
        var last = [Int](repeating: -1, count: sharedCount)
        visit { index, entry, block in
            let shared = Int(entry.shared)
            if entry.variable < block.continuousCount { uses[shared] = most + 1 }
            if last[shared] != index { (uses[shared], last[shared]) = (uses[shared] + 1, index) }
        }
        var isTied = [Bool](repeating: false, count: count)
        visit { index, entry, _ in
            if uses[Int(entry.shared)] <= most { isTied[index] = true }
        }
        return isTied
    }
}
