/// The units of a core's master: groups of blocks that keep their pattern, and the core's blocks.
struct CoreUnits: Sendable {
    /// What a unit can do at some prices.
    struct Answer: Sendable {
        var value: Double
        /// The pattern, or -1 for a group.
        var pattern: Int
        var activities: SparseActivities
    }

    let responses: BlockResponses
    /// The core, by position of blocks.
    let core: [NearTies.Core]
    /// The fixed blocks in the order of their groups.
    let fixed: [Int]
    let groups: [BlockGroup]
    /// The pattern of each block that is fixed.
    let best: [Int32]

    init(_ responses: BlockResponses, best: [Int32], core: [NearTies.Core], groupCount: Int) {
        (self.responses, self.core, self.best) = (responses, core, best)
        var isCore = [Bool](repeating: false, count: responses.program.count)
        for block in core { isCore[block.block] = true }
        fixed = responses.order(isCore.indices.filter { !isCore[$0] })
        groups = responses.groups(of: fixed, about: groupCount)
    }

    /// The number of units, groups first.
    var count: Int { groups.count + core.count }

    /// Asks all units: a group for its patterns, a core block for each pattern in question.
    func ask(_ worths: [Double]) -> [[Answer]] {
        responses.setWorths(worths)
        return responses.workers.map(count) { worker, unit in
            guard unit >= groups.count else { return [groupAnswer(unit, worker)] }
            let block = core[unit - groups.count]
            return block.patterns.map { entry in
                let value = responses.value(
                    ofBlock: block.block, pattern: entry.pattern, worker: worker)
                return Answer(
                    value: value, pattern: entry.pattern, activities: responses.gather(worker))
            }
        }
    }

    private func groupAnswer(_ unit: Int, _ worker: Int) -> Answer {
        var value = 0.0
        for position in groups[unit].range {
            let block = fixed[position]
            value += responses.value(ofBlock: block, pattern: Int(best[block]), worker: worker)
        }
        return Answer(value: value, pattern: -1, activities: responses.gather(worker))
    }

    /// The blocks of a unit, each with the pattern that it has in a column of the unit.
    func blocks(ofUnit unit: Int, pattern: Int) -> [(block: Int, pattern: Int)] {
        guard unit >= groups.count else {
            return groups[unit].range.map { (fixed[$0], Int(best[fixed[$0]])) }
        }
        return [(core[unit - groups.count].block, pattern)]
    }
}

extension BlockResponses {
    /// The best value of a block at a pattern and the worths as set, its activities added up by the
    /// worker; the same for the same worths, whatever was asked before.
    func value(ofBlock index: Int, pattern: Int, worker: Int) -> Double {
        let block = program.blocks[index]
        let answer = kernels[worker].respond(
            block, prices: worths, parameters: parameters,
            basis: bases.view(from: block.firstRow), keepsBasis: false,
            BlockKernel.Question(only: pattern))
        guard answer.pattern >= 0 else { return -.infinity }
        kernels[worker].addActivities(block, to: activities(of: worker))
        return answer.value
    }
}
