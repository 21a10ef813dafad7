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
    private let problem: CoreMaster
    private var fixed: [Int?]
    private var banned: [Set<Int>]
    private var steps: [[(place: Int, pattern: Int)]] = []
    /// The best choice so far.
    private(set) var best: CoreChoice?

    init(_ problem: CoreMaster) {
        self.problem = problem
        fixed = Array(repeating: nil, count: problem.core.count)
        banned = Array(repeating: [], count: problem.core.count)
    }

    /// Dives once.
    ///
    /// - Parameters:
    ///   - mostBacks: How many steps may be taken back.
    ///   - isStopped: Whether to stop where it stands.
    /// - Throws: `SolverError` when the solver breaks.
    mutating func run(mostBacks: Int = 60, isStopped: () -> Bool) throws(SolverError) {
        var backs = 0
        while !isStopped() {
            let isSolved = try problem.master.solve()
            let isWorse = best.map { problem.master.objective <= $0.objective } ?? false
            if !isSolved || problem.master.isViolated || isWorse {
                guard let last = steps.popLast(), backs < mostBacks else { break }
                backs += 1
                for step in last { fixed[step.place] = nil }
                if let step = last.last { banned[step.place].insert(step.pattern) }
                for step in last { try apply(step.place) }
                continue
            }
            let weights = problem.weights()
            var open: [(weight: Double, place: Int, pattern: Int)] = []
            for (place, weights) in weights.enumerated() where fixed[place] == nil {
                let largest = weights.max {
                    $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key
                }
                if let largest, largest.value < 1 - 1e-7 {
                    open.append((largest.value, place, largest.key))
                }
            }
            if open.isEmpty {
                best = choice(weights)
                break
            }
            open.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.place < $1.place }
            let count = open.prefix(open.count / 6 + 1).prefix { $0.weight >= 0.92 }.count
            let batch = open.prefix(max(1, count)).map { ($0.place, $0.pattern) }
            for (place, pattern) in batch {
                fixed[place] = pattern
                try apply(place)
            }
            steps.append(batch.map { (place: $0.0, pattern: $0.1) })
        }
        try release()
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
            patterns: weights.map { weights in
                weights.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }?.key
                    ?? -1
            })
    }
}
