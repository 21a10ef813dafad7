extension BlockObjective {
    /// The objective with bounds drawn in a little, so that rounding payments has room.
    ///
    /// Rules that compare payments make rounding one-sided: where local money is at least a share of
    /// central money, each block rounds one up and the other down. Half a unit a block covers that, and
    /// a ten-millionth covers the tolerance of the master.
    ///
    /// - Parameters:
    ///   - share: How much of that room is made.
    ///   - program: The blocks.
    /// - Returns: The objective with such bounds; a bound that would be empty stays as it is.
    func withRoom(_ share: Double, in program: BlockProgram) -> BlockObjective {
        guard share > 0 else { return self }
        var tight = self
        for (shared, use) in program.continuousUse().enumerated() where use.blocks > 0 {
            let bounds = bounds[shared]
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
}

extension BlockProgram {
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
