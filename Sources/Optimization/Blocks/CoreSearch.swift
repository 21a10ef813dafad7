/// Improves a choice for a core by searching many small neighbourhoods of it (large-neighbourhood
/// search).
///
/// A neighbourhood lets some core blocks take any of their patterns and some other units change their
/// funding; all else stays as it is. That is an integer program of a few hundred columns. Rounds of a
/// fixed number of neighbourhoods start from the same choice, each from a seed of its own, and the
/// best one wins, so that neither threads nor the clock change the result.
struct CoreSearch {
    /// How many neighbourhoods make a round.
    private static let roundSize = 8
    /// How many nodes a neighbourhood may take.
    private static let mostNodes = 400

    let pool: CorePool
    let workers: Workers
    let solver: any LinearSolver
    let options: SolveOptions

    /// Improves a choice.
    ///
    /// - Parameters:
    ///   - start: The choice to start from.
    ///   - target: The objective at which to stop.
    ///   - rounds: The number of rounds.
    ///   - seed: Where chance starts.
    ///   - most: The iterations of the simplex method after which no round begins.
    ///   - free: The number of core blocks that may change, which follows what can be searched.
    /// - Returns: The best choice found, and the work that it took.
    func run(
        from start: CoreChoice, target: Double, rounds: Int, seed: UInt64, most: Int,
        free: inout Int
    ) -> (choice: CoreChoice, statistics: SolveStatistics) {
        var best = start
        best.shares += repeatElement(0, count: pool.columns.count - best.shares.count)
        var statistics = SolveStatistics()
        for round in 0..<rounds
        where best.objective < target && options.stop == nil && statistics.iterations < most {
            let current = best
            let size = min(free, pool.coreCount)
            let found = workers.map(Self.roundSize) { _, index in
                var chance = Chance(
                    seed: seed &+ UInt64(round) &* 1_000 &+ UInt64(index) &* 7_919)
                return look(around: current, free: size, &chance)
            }
            var complete = 0
            for look in found {
                complete += look.isComplete ? 1 : 0
                statistics += look.statistics
                if let choice = look.choice, choice.objective > best.objective { best = choice }
            }
            if complete == Self.roundSize {
                free = min(pool.coreCount, free + 1 + free / 8)
            } else if complete < Self.roundSize / 2 {
                free = max(8, free - 1 - free / 12)
            }
        }
        return (best, statistics)
    }

    /// What came of a neighbourhood.
    private struct Look: Sendable {
        /// A better choice, if one was found.
        var choice: CoreChoice?
        /// Whether the search came to its end.
        var isComplete: Bool
        var statistics = SolveStatistics()
    }

    /// Searches one neighbourhood.
    private func look(
        around current: CoreChoice, free: Int, _ chance: inout Chance
    ) -> Look {
        let built = pool.neighbourhood(of: current, free: free, &chance)
        var limited = SolveOptions(
            deadline: options.deadline, nodeLimit: Self.mostNodes, relativeGap: 1e-7,
            cancellation: options.cancellation)
        limited.iterationLimit = 3_000
        guard let result = try? solver.solve(built.program, options: limited) else {
            return Look(isComplete: true)
        }
        var look = Look(
            isComplete: result.status != .workLimit, statistics: result.statistics)
        guard !result.values.isEmpty else { return look }
        let choice = pool.choice(current, built, result.values)
        if choice.objective > current.objective { look.choice = choice }
        return look
    }
}

/// Whole pseudo-random numbers from a seed (SplitMix64).
struct Chance {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    /// A number in 0..<1.
    mutating func share() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        value ^= value >> 31
        return Double(value >> 11) * 0x1p-53
    }
}
