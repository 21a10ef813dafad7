/// A choice for the core: the share of each column of the master.
struct CoreChoice: Sendable {
    /// The objective of the master at it.
    var objective: Double
    /// The share of each column, those of each unit adding up to 1.
    var shares: [Double]
    /// The pattern of each core block.
    var patterns: [Int]
}

/// Walks from the master's relaxation to a choice of one pattern for each core block.
///
/// Fixes the patterns that the relaxation nearly chose, solves again, and so on; where that leads to
/// no point, takes back the last step and forbids what it chose. Nothing depends on time.
struct CoreDive {
    /// How many steps may be taken back before there is a choice.
    private static let mostBacks = 60
    /// After how many failures one step more is taken back at a time.
    private static let patience = 5
    /// After how many steps all that the relaxation decided is fixed.
    private static let sweep = 16

    private let problem: CoreMaster
    private var fixed: [Int?]
    private var banned: [Set<Int>]
    private var steps: [Step] = []
    /// The best choice so far.
    private(set) var best: CoreChoice?
    /// How often the master was solved.
    private var solves = 0

    /// Patterns that were fixed at once.
    private struct Step {
        var fixes: [(place: Int, pattern: Int)]
        /// The objective of the relaxation before.
        var before: Double
        /// What was forbidden after this step, and only after it.
        var bans: [(place: Int, pattern: Int)] = []
    }

    init(_ problem: CoreMaster) {
        self.problem = problem
        fixed = Array(repeating: nil, count: problem.core.count)
        banned = Array(repeating: [], count: problem.core.count)
    }

    /// Dives until a choice is good enough: after each dive, the step that cost most is forbidden and
    /// the rest dived again.
    ///
    /// - Parameters:
    ///   - target: The objective at which to stop.
    ///   - mostSolves: How often the master may be solved once there is a choice.
    ///   - isStopped: Whether to stop where it stands.
    /// - Throws: `SolverError` when the solver breaks.
    mutating func run(
        target: Double, mostSolves: Int, isStopped: () -> Bool
    ) throws(SolverError) {
        var backs = 0
        while !isStopped(), solves < mostSolves || best == nil && backs <= Self.mostBacks {
            solves += 1
            let isSolved = try problem.master.solve()
            let isWorse = best.map { problem.master.objective <= $0.objective } ?? false
            if !isSolved || problem.master.isViolated || isWorse {
                backs += 1
                // The more often it failed, the further back the mistake is sought.
                guard try takeBack(1 + backs / Self.patience) else { break }
                continue
            }
            let weights = problem.weights()
            var open: [(weight: Double, place: Int, pattern: Int)] = []
            for (place, weights) in weights.enumerated() where fixed[place] == nil {
                if let largest = weights.heaviest, largest.value < 1 - 1e-7 {
                    open.append((largest.value, place, largest.key))
                }
            }
            if open.isEmpty {
                let found = choice(weights)
                best = found
                guard found.objective < target, try backToCostliest() else { break }
                continue
            }
            open.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.place < $1.place }
            let count = open.prefix(open.count / 6 + 1).prefix { $0.weight >= 0.92 }.count
            var batch = open.prefix(max(1, count)).map { ($0.place, $0.pattern) }
            if steps.count % Self.sweep == Self.sweep - 1 {
                // Where many choices are equally good, the relaxation wanders among them for ever.
                for (place, weights) in weights.enumerated() where fixed[place] == nil {
                    guard let sure = weights.first(where: { $0.value >= 1 - 1e-7 }) else {
                        continue
                    }
                    batch.insert((place, sure.key), at: 0)
                }
            }
            steps.append(
                Step(
                    fixes: batch.map { (place: $0.0, pattern: $0.1) },
                    before: problem.master.objective))
            for (place, pattern) in batch {
                fixed[place] = pattern
                try apply(place)
            }
        }
        try release()
    }

    /// Takes back the last steps with what was forbidden after them, and forbids the last pattern that
    /// the first of them fixed.
    ///
    /// - Returns: Whether there was a step.
    private mutating func takeBack(_ count: Int) throws(SolverError) -> Bool {
        var first: Step?
        for _ in 0..<count {
            guard let step = steps.popLast() else { break }
            for ban in step.bans { banned[ban.place].remove(ban.pattern) }
            for fix in step.fixes { fixed[fix.place] = nil }
            for entry in step.bans + step.fixes { try apply(entry.place) }
            first = step
        }
        guard let fix = first?.fixes.last else { return false }
        if banned[fix.place].insert(fix.pattern).inserted, !steps.isEmpty {
            steps[steps.count - 1].bans.append(fix)
        }
        try apply(fix.place)
        return true
    }

    /// Takes back all steps down to the one after which the relaxation fell most.
    ///
    /// - Returns: Whether there was a step.
    private mutating func backToCostliest() throws(SolverError) -> Bool {
        guard let end = best?.objective, !steps.isEmpty else { return false }
        var after = end
        var costliest = steps.count - 1
        var most = -Double.infinity
        for index in steps.indices.reversed() {
            if steps[index].before - after > most {
                (most, costliest) = (steps[index].before - after, index)
            }
            after = steps[index].before
        }
        return try takeBack(steps.count - costliest)
    }

    /// Takes back everything that was fixed or forbidden.
    private mutating func release() throws(SolverError) {
        for place in fixed.indices {
            guard fixed[place] != nil || !banned[place].isEmpty else { continue }
            fixed[place] = nil
            banned[place] = []
            try apply(place)
        }
    }

    private func apply(_ place: Int) throws(SolverError) {
        for column in problem.columnsOfCore[place] {
            let pattern = problem.master.columns[column].pattern
            let isOut =
                banned[place].contains(pattern) || fixed[place].map { $0 != pattern } ?? false
            try problem.master.setBanned(isOut, column: column)
        }
    }

    private func choice(_ weights: [[Int: Double]]) -> CoreChoice {
        CoreChoice(
            objective: problem.master.objective, shares: problem.master.shares,
            patterns: weights.map { $0.heaviest?.key ?? -1 })
    }
}
