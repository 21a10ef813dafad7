/// Asks all blocks of a program, on several threads, what is best for them at given prices.
///
/// Keeps for each block the last basis and the last best pattern, so that a pass after a small change
/// of prices takes a few pivots a block. Answers do not depend on the number of threads.
final class BlockResponses: @unchecked Sendable {
    let program: BlockProgram
    let workers: Workers
    let kernels: [BlockKernel]
    /// The last basis of each block, at its first row.
    let bases: FlatStorage<UInt16>
    /// The last best pattern of each block.
    let hints: FlatStorage<Int32>
    /// What each parameter allows.
    var parameters: [Double] = []
    /// The shared constraint whose activities say in which group a block goes best: the rarest of its
    /// own.
    let keys: FlatStorage<Int32>
    /// The most that the size of each shared constraint's activity can be.
    let largestActivities: [Double]
    private let activities: [FlatStorage<Double>]
    private let prices: FlatStorage<Double>
    /// The passes over blocks, in whole programs.
    private(set) var passes = 0.0

    /// Prepares the kernels.
    ///
    /// - Complexity: O(*z*) for *z* coefficients of shared constraints.
    init(_ program: BlockProgram, workers: Workers) {
        (self.program, self.workers) = (program, workers)
        kernels = (0..<workers.count).map { _ in BlockKernel(program) }
        bases = FlatStorage(repeating: 0, count: program.rowStarts.count - 1)
        hints = FlatStorage(repeating: 0, count: program.count)
        keys = FlatStorage(repeating: Int32(program.sharedCount), count: program.count)
        prices = FlatStorage(repeating: 0, count: program.sharedCount)
        activities = kernels.map { _ in
            FlatStorage(repeating: 0, count: program.sharedCount)
        }
        largestActivities = program.largestActivities()
        for index in 0..<program.count {
            let block = program.blocks[index]
            for row in 0..<block.rowCount {
                bases[block.firstRow + row] = UInt16(block.continuousCount + row)
            }
        }
        findKeys()
    }

    private func findKeys() {
        var touched = [Int](repeating: 0, count: program.sharedCount)
        var last = [Int](repeating: -1, count: program.sharedCount)
        for index in 0..<program.count {
            let block = program.blocks[index]
            for position in block.firstEntry..<block.firstEntry + block.entryCount {
                let shared = Int(program.entries[position].shared)
                if last[shared] != index {
                    last[shared] = index
                    touched[shared] += 1
                }
            }
        }
        for index in 0..<program.count {
            let block = program.blocks[index]
            var best = Int.max
            for position in block.firstEntry..<block.firstEntry + block.entryCount {
                let shared = Int(program.entries[position].shared)
                if touched[shared] < best
                    || touched[shared] == best && shared < Int(keys[index])
                {
                    best = touched[shared]
                    keys[index] = Int32(shared)
                }
            }
        }
    }

    /// The blocks in an order in which groups lie together: by key, then by position.
    func order(_ blocks: [Int]) -> [Int] {
        blocks.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
    }

    /// Cuts an order of blocks into about so many groups, none with blocks of different keys.
    func groups(of order: [Int], about count: Int) -> [BlockGroup] {
        let size = max(1, (order.count + count - 1) / max(1, count))
        var groups: [BlockGroup] = []
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, end - start < size, keys[order[end]] == keys[order[start]] {
                end += 1
            }
            groups.append(BlockGroup(range: start..<end))
            start = end
        }
        return groups
    }

    /// Asks the blocks of groups at given worths of the shared constraints.
    ///
    /// - Parameters:
    ///   - worths: What a unit of each shared constraint's activity is worth.
    ///   - order: The blocks.
    ///   - groups: The groups, as ranges of the order.
    /// - Returns: The response of each group.
    func ask(_ worths: [Double], order: [Int], groups: [BlockGroup]) -> [GroupResponse] {
        setWorths(worths)
        passes += Double(order.count) / Double(max(1, program.count))
        return workers.map(groups.count) { worker, piece in
            let kernel = self.kernels[worker]
            var value = 0.0
            for position in groups[piece].range {
                value += self.respond(kernel, worker, order[position])
            }
            return GroupResponse(value: value, activities: self.gather(worker))
        }
    }

    private func respond(_ kernel: BlockKernel, _ worker: Int, _ index: Int) -> Double {
        let block = program.blocks[index]
        let answer = kernel.respond(
            block, prices: prices.view(), parameters: parameters,
            basis: bases.view(from: block.firstRow), keepsBasis: true,
            BlockKernel.Question(hint: Int(hints[index])))
        guard answer.pattern >= 0 else { return -.infinity }
        hints[index] = Int32(answer.pattern)
        kernel.addActivities(block, to: activities[worker].view())
        return answer.value
    }

    /// Sets what a unit of each shared constraint's activity is worth.
    func setWorths(_ worths: [Double]) {
        for shared in 0..<program.sharedCount { prices[shared] = worths[shared] }
    }

    /// What a unit of each shared constraint's activity is worth.
    var worths: FlatView<Double> { prices.view() }

    /// The activities that a worker added up, and starts it anew.
    func gather(_ worker: Int) -> SparseActivities {
        var sparse = SparseActivities()
        let dense = activities[worker]
        for shared in 0..<program.sharedCount where dense[shared] != 0 {
            sparse.positions.append(Int32(shared))
            sparse.values.append(dense[shared])
            dense[shared] = 0
        }
        return sparse
    }

    /// The activities that a worker adds up.
    func activities(of worker: Int) -> FlatView<Double> { activities[worker].view() }
}
