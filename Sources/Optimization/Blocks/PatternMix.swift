/// Which pattern each block has in the mix of responses that a stage's last master is.
///
/// A corner of the master mixes the responses of at most as many groups as there are shared
/// constraints; all other groups follow one price vector, and there every block has one pattern.
struct PatternMix {
    /// The pattern of each block with the largest share in the mix.
    private(set) var best: [Int32]
    /// The patterns of the blocks that have several, with their shares.
    private(set) var mixed: [Int: [Int: Double]] = [:]
    /// The price vectors of the mix, the heaviest first.
    private(set) var prices: [[Double]] = []

    /// Finds the patterns.
    ///
    /// - Complexity: About one pass over all blocks.
    init(_ stage: PriceStage) {
        let responses = stage.responses
        best = Array(repeating: -1, count: responses.program.count)
        guard let master = stage.master else { return }
        var uses = [Int: [(group: Int, share: Double)]]()
        var parts = [Int](repeating: 0, count: stage.groups.count)
        var weights: [Int: Double] = [:]
        for (column, share) in zip(master.columns, master.shares) where share > 1e-7 {
            uses[column.origin, default: []].append((column.unit, share))
            parts[column.unit] += 1
            weights[column.origin, default: 0] +=
                share * Double(stage.groups[column.unit].range.count)
        }
        let ranked = weights.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
        }
        prices = ranked.map { stage.history[$0.key] }
        var shares: [Int: [Int: Double]] = [:]
        for origin in ranked.map(\.key) {
            let use = uses[origin] ?? []
            responses.setWorths(stage.objective.worths(at: stage.history[origin]))
            let (order, groups) = (stage.order, stage.groups)
            let found = responses.workers.map(use.count) { worker, index in
                groups[use[index].group].range.map {
                    Int32(responses.bestPattern(ofBlock: order[$0], worker: worker))
                }
            }
            for (use, patterns) in zip(use, found) {
                for (position, pattern) in zip(groups[use.group].range, patterns) {
                    let block = order[position]
                    if parts[use.group] == 1 {
                        best[block] = pattern
                    } else {
                        shares[block, default: [:]][Int(pattern), default: 0] += use.share
                    }
                }
            }
        }
        for (block, patterns) in shares {
            best[block] = Int32(patterns.heaviest?.key ?? -1)
            if patterns.count > 1 { mixed[block] = patterns }
        }
    }

    /// Forgets which pattern blocks have, and keeps the prices.
    mutating func forgetPatterns() {
        best = Array(repeating: -1, count: best.count)
        mixed = [:]
    }

    /// Gives a block that has several patterns the heaviest one, for good where it is sure.
    mutating func settle(_ block: Int, _ pattern: Int, isSure: Bool) {
        best[block] = Int32(pattern)
        if isSure { mixed[block] = nil }
    }

    /// Gives a block a pattern.
    mutating func set(_ pattern: Int, ofBlock block: Int) { best[block] = Int32(pattern) }
}

extension BlockResponses {
    /// The best pattern of a block at the worths as set; changes nothing.
    fileprivate func bestPattern(ofBlock index: Int, worker: Int) -> Int {
        let block = program.blocks[index]
        return kernels[worker].respond(
            block, prices: worths, parameters: parameters,
            basis: bases.view(from: block.firstRow), keepsBasis: false,
            BlockKernel.Question(hint: Int(hints[index]))
        ).pattern
    }
}

extension Dictionary<Int, Double> {
    /// The pattern with the largest weight, the first of several.
    var heaviest: (key: Int, value: Double)? {
        self.max { $0.value != $1.value ? $0.value < $1.value : $0.key > $1.key }
    }
}
