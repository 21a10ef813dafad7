/// Makes plans from the best prices: a core of blocks in question, a master over it, and a search.
final class PlanRecovery {
    /// How often a search is followed by new columns.
    private static let laps = 8
    /// How many rounds of neighbourhoods a search has.
    private static let rounds = 8
    /// How many iterations of the simplex method all searches may take.
    private static let mostIterations = 400_000

    /// How much room for rounding is tried, as shares of what is always enough.
    private static let rooms = [1, 0.125, 0]

    /// A shared constraint of decisions alone, in at most so many blocks, puts them into the core.
    private static let mostTied = 200

    /// How many prices are kept for similar programs.
    private static let mostCompanions = 6

    private let owner: BlockSolver
    private let objective: BlockObjective
    private let stage: PriceStage
    /// Whether the prices come from a sample or from a similar program; then nothing is searched where
    /// they leave too little.
    private let isRough: Bool
    /// The best prices so far.
    private(set) var center: PriceStage.Center
    /// The proved bound.
    private(set) var bound: Double
    /// Other prices whose responses fund plans.
    private(set) var companions: [[Double]]
    private var responses: BlockResponses { owner.responses }
    private var best: Double?

    init(
        _ owner: BlockSolver, _ objective: BlockObjective, stage: PriceStage,
        center: PriceStage.Center, bound: Double, companions: [[Double]], isRough: Bool
    ) {
        (self.owner, self.objective, self.stage) = (owner, objective, stage)
        (self.center, self.bound) = (center, bound)
        (self.companions, self.isRough) = (companions, isRough)
    }

    /// Makes plans until the gap is reached or everything was tried.
    ///
    /// - Parameters:
    ///   - known: The objective of a plan that is known.
    ///   - judge: Says what a point is worth.
    /// - Returns: Whether the prices were good enough to search.
    /// - Throws: `SolverError` when the solver breaks.
    func run(
        known: Double?, judge: (BlockPoint) -> Double?
    ) throws(SolverError) -> Bool {
        best = known
        let count = responses.program.count
        let active = objective.bounds.count {
            $0.lower > -.infinity || $0.upper < .infinity
        }
        // Prices of a similar program are for a plan that is soon there.
        let least = isRough && !companions.isEmpty ? 100 : 240
        let wanted = min(count, max(least, 2 * active, min(600, count / 300)))
        var mix = PatternMix(stage)
        if isRough { mix.forgetPatterns() }
        let ties = NearTies.find(
            responses, worths: objective.worths(at: center.prices), wanted: wanted)
        for block in mix.best.indices where mix.best[block] < 0 {
            mix.set(Int(ties.best[block]), ofBlock: block)
        }
        if mix.mixed.count > wanted { try unmix(&mix) }
        let core = chosen(ties, mix, wanted)
        // The most room for rounding whose price is small; where every last unit of a budget is needed,
        // none.
        var tried: [CoreMaster] = []
        for share in Self.rooms where !owner.isStopped {
            let problem = try problem(roomForRounding(share), mix, core)
            tried.append(problem)
            if isRough, share == Self.rooms[0] { improveBound(at: problem.center) }
            let loss = (bound - problem.relaxation) / bound.magnitude
            if loss <= 0.1 * owner.options.relativeGap { break }
            if isRough, loss > 0.5 * owner.options.relativeGap { return false }
        }
        if let problem = tried.last { keepCompanions(of: problem) }
        var isFound = false
        for problem in tried.reversed() where !isFound && !owner.isStopped {
            isFound = try search(problem, judge: judge)
        }
        if !isFound, let roomiest = tried.first { try floor(roomiest, judge: judge) }
        for problem in tried { owner.statistics += problem.master.statistics }
        return true
    }

    /// Takes prices that the core's master led to where they prove more.
    private func improveBound(at prices: [Double]) {
        let proved = owner.provedBound(objective, prices)
        if proved < bound { (bound, center.prices) = (proved, prices) }
    }

    /// Keeps the prices that the relaxation funds plans with.
    private func keepCompanions(of problem: CoreMaster) {
        var weights: [Int: Double] = [:]
        for (column, share) in zip(problem.master.columns, problem.master.shares)
        where share > 1e-7 {
            weights[column.origin, default: 0] += share
        }
        let ranked = weights.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
        }
        companions = ranked.prefix(Self.mostCompanions).map { problem.history[$0.key] }
    }

    /// The master over a core, its columns generated.
    private func problem(
        _ objective: BlockObjective, _ mix: PatternMix, _ core: [NearTies.Core]
    ) throws(SolverError) -> CoreMaster {
        let count = responses.program.count
        let problem = try CoreMaster(
            responses, objective, best: mix.best, core: core, groupCount: groupCount(count),
            bound: bound, solver: owner.solver, options: owner.options)
        let isLarge = count > 20_000
        let others = companions.isEmpty ? mix.prices : companions
        let seeds = [center.prices] + others.filter { $0 != center.prices }
        try problem.generateColumns(
            seeds: Array(seeds.prefix(isLarge ? 10 : 6)), tolerance: 2e-6,
            mostSteps: isRough ? 6 : isLarge ? 15 : 25)
        return problem
    }

    /// Gives most of the blocks that the mix leaves open one pattern each: a corner of the master with
    /// these blocks alone leaves open at most as many as there are shared constraints.
    private func unmix(
        _ mix: inout PatternMix
    ) throws(SolverError) {
        let open = mix.mixed.keys.sorted().map { block in
            NearTies.Core(
                block: block,
                patterns: (mix.mixed[block] ?? [:]).keys.sorted().map { (pattern: $0, loss: 0) })
        }
        let problem = try CoreMaster(
            responses, objective, best: mix.best, core: open, groupCount: stage.groups.count,
            bound: bound, solver: owner.solver, options: owner.options)
        for prices in mix.prices.prefix(12) { try problem.evaluate(prices) }
        try problem.master.setBox(
            center: center.prices, radius: problem.wideRadius(around: center.prices))
        guard try problem.master.solve() else { return }
        for (core, weights) in zip(problem.core, problem.weights()) {
            let heaviest = weights.max {
                $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key
            }
            guard let largest = heaviest else { continue }
            mix.settle(core.block, largest.key, isSure: largest.value > 1 - 1e-6)
        }
        owner.statistics += problem.master.statistics
    }

    private func groupCount(_ count: Int) -> Int { count <= 300 ? 300 : count <= 3_000 ? 60 : 150 }

    /// The blocks that the mix leaves open and the closest ones, with the patterns in question.
    private func chosen(_ ties: NearTies, _ mix: PatternMix, _ wanted: Int) -> [NearTies.Core] {
        let byGap = ties.close.sorted {
            $0.gap != $1.gap ? $0.gap < $1.gap : $0.block < $1.block
        }
        let limit = byGap.prefix(wanted).last?.gap ?? 0
        var core: [Int: NearTies.Core] = [:]
        let program = responses.program
        let isTied = program.isTied(within: objective.bounds, most: Self.mostTied)
        for var block in byGap.prefix(wanted) {
            block.patterns = Array(block.patterns.filter { $0.loss <= limit }.prefix(8))
            core[block.block] = block
        }
        // Where a constraint speaks of few decisions, one that keeps its pattern can break it.
        for var block in ties.close where isTied[block.block] {
            let nothing = block.patterns.first {
                program.patterns[program.blocks[block.block].firstPattern + $0.pattern] == 0
            }
            block.patterns = Array(block.patterns.prefix(8))
            if let nothing, !block.patterns.contains(where: { $0.pattern == nothing.pattern }) {
                block.patterns.append(nothing)
            }
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
            let best = Int(mix.best[block.block])
            if !block.patterns.contains(where: { $0.pattern == best }) {
                block.patterns.append((best, 0))
            }
            return block
        }.sorted { $0.block < $1.block }
    }

    /// The objective with bounds drawn in a little, so that rounding payments has room.
    ///
    /// Rules that compare payments make rounding one-sided: where local money is at least a share of
    /// central money, each block rounds one up and the other down. Half a unit a block covers that, and
    /// a ten-millionth covers the tolerance of the master.
    ///
    /// - Parameter share: How much of that room is made.
    private func roomForRounding(_ share: Double) -> BlockObjective {
        var tight = objective
        for (shared, use) in responses.program.continuousUse().enumerated() where use.blocks > 0 {
            let bounds = objective.bounds[shared]
            let units = share * (64 + 0.5 * Double(use.blocks)) * use.coefficient
            func room(_ end: Double) -> Double {
                min(units + 1e-7 * end.magnitude, 1e-5 * end.magnitude)
            }
            if bounds.upper < .infinity { tight.bounds[shared].upper -= room(bounds.upper) }
            if bounds.lower > -.infinity { tight.bounds[shared].lower += room(bounds.lower) }
            if tight.bounds[shared].isEmpty { tight.bounds[shared] = bounds }
        }
        return tight
    }

    /// Searches the choices of a core and proposes the best ones.
    ///
    /// - Returns: Whether one was accepted.
    private func search(
        _ problem: CoreMaster, judge: (BlockPoint) -> Double?
    ) throws(SolverError) -> Bool {
        // Where nothing is optimised, any plan will do.
        let target =
            objective.shared == nil
            ? -.infinity : bound - 0.9 * owner.options.relativeGap * bound.magnitude
        var dive = CoreDive(problem)
        try dive.run(target: target, mostSolves: 400) { owner.isStopped }
        guard let choice = dive.best else {
            return false
        }
        if choice.objective >= target { return try propose(choice, problem, judge: judge) }
        // Whoever stops the search gets this one.
        let isAccepted = try propose(choice, problem, judge: judge)
        var choices = [choice]
        var (stagnant, work) = (0, SolveStatistics())
        for lap in 0..<Self.laps where choices[0].objective < target && !owner.isStopped {
            var free = 16
            let pool = try CorePool(problem)
            let before = choices[0].objective
            let (found, statistics) = CoreSearch(
                pool: pool, workers: responses.workers, solver: owner.solver,
                options: owner.options
            ).run(
                from: choices[0], target: target, rounds: Self.rounds, seed: UInt64(lap),
                most: Self.mostIterations - work.iterations, free: &free)
            work += statistics
            if found.objective > before { choices.insert(found, at: 0) }
            if found.objective >= target { break }
            stagnant = found.objective - before < 1e-7 * bound.magnitude ? stagnant + 1 : 0
            if stagnant == 2 || work.iterations >= Self.mostIterations { break }
            if let better = try refund(choices[0], problem, shifts: nil) { choices[0] = better }
        }
        owner.statistics += work
        for better in choices.dropLast() where better.objective > choice.objective {
            if try propose(better, problem, judge: judge) { return true }
        }
        return isAccepted
    }

    /// Makes a plan that is seldom good, but nearly always there: what the relaxation chose, rounded,
    /// less the blocks for which there is no money.
    private func floor(
        _ problem: CoreMaster, judge: (BlockPoint) -> Double?
    ) throws(SolverError) {
        guard try problem.master.solve() else { return }
        let patterns = problem.weights().map { weights in
            weights.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }?.key ?? 0
        }
        let point = problem.point(
            of: CoreChoice(
                objective: problem.master.objective, shares: problem.master.shares,
                patterns: patterns))
        let settlement = settlement
        guard settlement.settleBlocks(of: point) else { return }
        let isKept = settlement.dropExcess(point)
        guard isKept, let value = judge(point) else { return }
        if best.map({ value > $0 }) ?? true { best = value }
    }

    private var settlement: BlockSettlement {
        BlockSettlement(
            responses: responses, objective: objective, solver: owner.solver,
            options: owner.options)
    }

    /// Funds a choice anew at prices that fit its patterns; the responses there become columns too.
    ///
    /// - Parameter shifts: What is added to the bounds meanwhile.
    private func refund(
        _ choice: CoreChoice, _ problem: CoreMaster, shifts: [Double]?
    ) throws(SolverError) -> CoreChoice? {
        let master = problem.master
        func setOthersBanned(_ isBanned: Bool) throws(SolverError) {
            for (place, columns) in problem.columnsOfCore.enumerated() {
                for column in columns
                where master.columns[column].pattern != choice.patterns[place] {
                    try master.setBanned(isBanned, column: column)
                }
            }
        }
        if let shifts { try master.shiftBounds(shifts) }
        var better: CoreChoice?
        for _ in 0..<(shifts == nil ? 3 : 8) {
            try setOthersBanned(true)
            guard try master.solve() else { break }
            if !master.isViolated {
                better = CoreChoice(
                    objective: master.objective, shares: master.shares, patterns: choice.patterns)
                if shifts != nil { break }
            }
            try problem.evaluate(objective.cleaned(master.prices))
        }
        try setOthersBanned(false)
        if let shifts { try master.shiftBounds(shifts.map { _ in 0 }) }
        return better
    }

    /// Settles a choice and hands it to the judge; where rounding breaks a bound, with more room.
    ///
    /// - Returns: Whether it was accepted.
    private func propose(
        _ choice: CoreChoice, _ problem: CoreMaster, judge: (BlockPoint) -> Double?
    ) throws(SolverError) -> Bool {
        // Nearly always a little room is enough; where there is none, payments are moved by a program.
        for (share, hasProgram) in [(0, false), (0.25, false), (1, false), (0, true)] {
            // What was found is settled even after the time is up, as far as that needs no solver.
            if owner.isStopped, share > 0 || hasProgram { break }
            var choice = choice
            if share > 0 {
                let tight = roomForRounding(share)
                let shifts = zip(tight.bounds, problem.objective.bounds).map { tight, own in
                    own.upper < .infinity
                        ? min(0, tight.upper - own.upper)
                        : own.lower > -.infinity ? max(0, tight.lower - own.lower) : 0
                }
                guard let roomy = try refund(choice, problem, shifts: shifts) else { continue }
                choice = roomy
            }
            let point = problem.point(of: choice)
            let isSettled = settlement.settle(point, hasProgram: hasProgram)
            guard isSettled, let value = judge(point) else { continue }
            if best.map({ value > $0 }) ?? true { best = value }
            return true
        }
        return false
    }
}

extension BlockProgram {
    /// Whether each block stands in a shared constraint of integer variables alone that few blocks
    /// stand in, as a choice that is spread over blocks is.
    func isTied(within bounds: [Bounds], most: Int) -> [Bool] {
        var uses = [Int](repeating: 0, count: sharedCount)
        for (shared, bounds) in bounds.enumerated()
        where bounds.lower == -.infinity && bounds.upper == .infinity { uses[shared] = most + 1 }
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

    /// The number of blocks with a continuous variable in each shared constraint, and the largest
    /// coefficient of one, in true units.
    func continuousUse() -> [(blocks: Int, coefficient: Double)] {
        var uses = [(blocks: Int, coefficient: Double)](repeating: (0, 0), count: sharedCount)
        var last = [Int](repeating: -1, count: sharedCount)
        for index in 0..<count {
            let block = blocks[index]
            for position in block.firstEntry..<block.firstEntry + block.entryCount {
                let entry = entries[position]
                let (variable, shared) = (Int(entry.variable), Int(entry.shared))
                guard variable < block.continuousCount else { continue }
                let unit = BlockProgram.unit(ofUpper: variableUpper[block.firstVariable + variable])
                uses[shared].coefficient = max(
                    uses[shared].coefficient, entry.coefficient.magnitude / unit)
                if last[shared] != index {
                    last[shared] = index
                    uses[shared].blocks += 1
                }
            }
        }
        return uses
    }
}
