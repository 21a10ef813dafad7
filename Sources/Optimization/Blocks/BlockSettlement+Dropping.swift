extension BlockSettlement {
    /// Takes blocks out of a settled point, those that bring least for what they use first, until no
    /// shared constraint is used beyond its upper bound (an exact greedy plan).
    ///
    /// A block is taken out where nothing at all is one of its patterns.
    ///
    /// - Returns: Whether every shared constraint is kept now, in plain arithmetic.
    func dropExcess(_ point: BlockPoint) -> Bool {
        var activities = point.activities()
        for _ in 0..<max(1, program.sharedCount) {
            let excess = self.excess(activities)
            guard
                let shared = excess.indices.filter({ excess[$0] > 0 }).max(by: {
                    excess[$0] / objective.bounds[$0].upper.magnitude
                        < excess[$1] / objective.bounds[$1].upper.magnitude
                })
            else { return !excess.contains { $0 != 0 } }
            for candidate in candidates(point, using: shared) {
                guard activities[shared] > objective.bounds[shared].upper else { break }
                drop(candidate.block, to: candidate.empty, of: point, &activities)
            }
            activities = point.activities()
            if self.excess(activities)[shared] > 0 { return false }
        }
        return !excess(activities).contains { $0 != 0 }
    }

    private struct Candidate {
        var block: Int
        /// The position of the pattern in which the block does nothing.
        var empty: Int32
        /// The objective for a unit of the constraint.
        var worth: Double
    }

    /// The blocks that use a shared constraint and can be taken out, the least worth first.
    private func candidates(_ point: BlockPoint, using shared: Int) -> [Candidate] {
        var found: [Candidate] = []
        for index in 0..<program.count {
            let block = program.blocks[index]
            var (use, worth) = (0.0, 0.0)
            for (entry, amount) in amounts(of: index, point) {
                if entry == shared { use += amount }
                if entry == objective.shared { worth += objective.weight * amount }
            }
            guard use > 0, let empty = program.emptyPattern(of: block) else { continue }
            found.append(Candidate(block: index, empty: Int32(empty), worth: worth / use))
        }
        return found.sorted {
            $0.worth != $1.worth ? $0.worth < $1.worth : $0.block < $1.block
        }
    }

    /// What a block does in shared constraints.
    private func amounts(of index: Int, _ point: BlockPoint) -> [(shared: Int, amount: Double)] {
        let block = program.blocks[index]
        return (block.firstEntry..<block.firstEntry + block.entryCount).map { position in
            let entry = program.entries[position]
            let value = program.kernelValue(
                point.values[block.firstVariable + Int(entry.variable)], block,
                Int(entry.variable))
            return (Int(entry.shared), entry.coefficient * value)
        }
    }

    private func drop(
        _ index: Int, to empty: Int32, of point: BlockPoint, _ activities: inout [Double]
    ) {
        let block = program.blocks[index]
        let settler = BlockSettler(responses.kernels[0], responses.parameters)
        let pattern = point.patterns[index]
        point.patterns[index] = empty
        let nothing = [Double](repeating: 0, count: block.continuousCount)
        guard settler.isKept(block, point, index, nothing) else {
            point.patterns[index] = pattern
            return
        }
        for (shared, amount) in amounts(of: index, point) { activities[shared] -= amount }
        for variable in 0..<block.continuousCount + block.integerCount {
            point.values[block.firstVariable + variable] = 0
        }
    }
}
