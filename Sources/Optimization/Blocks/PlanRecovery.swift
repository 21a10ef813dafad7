/// Makes plans from the best prices: a core of blocks in question, a master over it, and a search.
final class PlanRecovery {
    /// How often a search is followed by new columns.
    private static let laps = 8
    /// How many rounds of neighbourhoods a search has.
    private static let rounds = 8
    /// How many iterations of the simplex method all searches may take: few where there are few blocks,
    /// which a search of the whole program soon does better.
    private var mostIterations: Int {
        let count = min(1_000, responses.program.count)
        return min(400_000, 8 * count * count)
    }

    /// How much room for rounding is tried, as shares of what is always enough.
    private static let rooms = [1, 0.125, 0]

    /// How many prices are kept for similar programs.
    private static let mostCompanions = 6

    let owner: BlockSolver
    let objective: BlockObjective
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
    var responses: BlockResponses { owner.responses }

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
    /// - Parameter judge: Says what a point is worth.
    /// - Returns: Whether the prices were good enough to search.
    /// - Throws: `SolverError` when the solver breaks.
    func run(judge: (BlockPoint) -> Double?) throws(SolverError) -> Bool {
        let selection = try CoreSelection(
            objective, stage: stage, center: center, bound: bound,
            // Prices of a similar program are for a plan that is soon there.
            least: isRough && !companions.isEmpty ? 100 : 240, isRough: isRough, owner: owner)
        // The most room for rounding whose price is small; where every last unit of a budget is needed,
        // none.
        var tried: [CoreMaster] = []
        for share in Self.rooms where !owner.isStopped {
            let problem = try problem(share, selection)
            tried.append(problem)
            if isRough, share == Self.rooms[0] { improveBound(at: problem.center) }
            let loss =
                problem.master.bought < 1e-7
                ? (bound - problem.relaxation) / max(1e-9, bound.magnitude) : .infinity
            if loss <= 0.05 * owner.options.relativeGap { break }
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
    ///
    /// - Parameters:
    ///   - room: The share of the room for rounding that is made.
    ///   - selection: The core.
    /// - Returns: The master.
    /// - Throws: `SolverError` when the solver breaks.
    private func problem(
        _ room: Double, _ selection: CoreSelection
    ) throws(SolverError) -> CoreMaster {
        let count = responses.program.count
        let problem = try CoreMaster(
            responses, objective.withRoom(room, in: responses.program), best: selection.best,
            core: selection.core, groupCount: groupCount(count), bound: bound, solver: owner.solver,
            options: owner.options)
        let isLarge = count > 20_000
        let others = companions.isEmpty ? selection.prices : companions
        let seeds = [center.prices] + others.filter { $0 != center.prices }
        try problem.generateColumns(
            seeds: Array(seeds.prefix(isLarge ? 10 : 6)),
            tolerance: max(2e-6, 0.05 * owner.options.relativeGap),
            mostSteps: isRough ? 6 : isLarge ? 15 : 25)
        return problem
    }

    private func groupCount(_ count: Int) -> Int { count <= 300 ? 300 : count <= 3_000 ? 60 : 150 }

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
        guard let choice = dive.best else { return false }
        // Whoever stops the search gets this one.
        let isAccepted = try propose(choice, problem, judge: judge)
        if choice.objective >= target { return isAccepted }
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
                most: mostIterations - work.iterations, free: &free)
            work += statistics
            if found.objective > before { choices.insert(found, at: 0) }
            if found.objective >= target { break }
            stagnant = found.objective - before < 1e-7 * bound.magnitude ? stagnant + 1 : 0
            if stagnant == 2 || work.iterations >= mostIterations { break }
            if let better = try refund(choices[0], problem, shifts: nil) { choices[0] = better }
        }
        owner.statistics += work
        for better in choices.dropLast() where better.objective > choice.objective {
            if try propose(better, problem, judge: judge) { return true }
        }
        return isAccepted
    }
}
