/// Which patterns of each block are best, or nearly so, at the best prices.
///
/// Only blocks with a near-tie are worth a search: all others keep their pattern in every good plan.
struct NearTies: Sendable {
    /// A block for which more than one pattern is in question.
    struct Core: Sendable {
        var block: Int
        /// The patterns with what they lose against the best, by rising loss.
        var patterns: [(pattern: Int, loss: Double)]
        /// What the second best loses.
        var gap: Double { patterns.count > 1 ? patterns[1].loss : .infinity }
    }

    /// The best pattern of each block.
    var best: [Int32]
    /// The blocks with a second pattern within ``reach``, by position.
    var close: [Core]
    /// Losses up to this were looked for.
    var reach: Double

    /// Looks at all blocks at some prices.
    ///
    /// - Parameters:
    ///   - responses: The blocks; their bases and best patterns are stored.
    ///   - worths: What a unit of each shared constraint's activity is worth.
    ///   - wanted: About how many close blocks there should be at least.
    ///   - reach: Losses to look for, or `nil` to find a reach from a sample.
    /// - Returns: What each block prefers, and the close ones.
    static func find(
        _ responses: BlockResponses, worths: [Double], wanted: Int, reach: Double? = nil
    ) -> NearTies {
        let count = responses.program.count
        responses.setWorths(worths)
        var reach = reach ?? .infinity
        if reach == .infinity, count > 3_000, wanted < count {
            let step = count / 2_000
            let sample = (0..<2_000).map { $0 * step }
            let gaps = look(responses, sample, reach: .infinity).close.map(\.gap).sorted()
            let rank = min(gaps.count - 1, 2 * wanted * 2_000 / count + 8)
            if rank >= 0 { reach = gaps[rank] * 1.5 }
        }
        let found = look(responses, Array(0..<count), reach: reach)
        return NearTies(best: found.best, close: found.close, reach: reach)
    }

    private static func look(
        _ responses: BlockResponses, _ blocks: [Int], reach: Double
    ) -> (best: [Int32], close: [Core]) {
        let piece = 256
        let pieces = (blocks.count + piece - 1) / piece
        let found = responses.workers.map(pieces) { worker, index in
            var best: [Int32] = []
            var close: [Core] = []
            for block in blocks[index * piece..<min(blocks.count, (index + 1) * piece)] {
                let (chosen, core) = responses.nearTies(of: block, reach: reach, worker: worker)
                best.append(Int32(chosen))
                if let core { close.append(core) }
            }
            return (best, close)
        }
        return (found.flatMap(\.0), found.flatMap(\.1))
    }
}

extension BlockResponses {
    /// The best pattern of a block, and all near ones where there are any.
    fileprivate func nearTies(of index: Int, reach: Double, worker: Int)
        -> (best: Int, core: NearTies.Core?)
    {
        let block = program.blocks[index]
        let kernel = kernels[worker]
        let answer = kernel.respond(
            block, prices: worths, parameters: parameters,
            basis: bases.view(from: block.firstRow), keepsBasis: true,
            BlockKernel.Question(hint: Int(hints[index]), slack: reach))
        guard answer.pattern >= 0 else { return (-1, nil) }
        hints[index] = Int32(answer.pattern)
        var patterns: [(pattern: Int, loss: Double)] = []
        for pattern in 0..<block.patternCount {
            let loss = answer.value - kernel.patternValues[pattern]
            if loss <= reach, pattern != answer.pattern, loss < .infinity {
                patterns.append((pattern, max(0, loss)))
            }
        }
        guard !patterns.isEmpty else { return (answer.pattern, nil) }
        patterns.sort { $0.loss != $1.loss ? $0.loss < $1.loss : $0.pattern < $1.pattern }
        patterns.insert((answer.pattern, 0), at: 0)
        return (answer.pattern, NearTies.Core(block: index, patterns: patterns))
    }
}
