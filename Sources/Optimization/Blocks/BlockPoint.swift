/// A pattern for every block of a program and a value for every continuous variable.
public final class BlockPoint: @unchecked Sendable {
    /// The position of each block's pattern in its list.
    let patterns: FlatStorage<Int32>
    /// The value of each variable in its own unit, by position in the program.
    let values: FlatStorage<Double>
    private let program: BlockProgram

    /// Creates a point where everything is 0 and every block has its first pattern.
    init(_ program: BlockProgram) {
        self.program = program
        patterns = FlatStorage(repeating: 0, count: program.count)
        values = FlatStorage(repeating: 0, count: program.variableCount)
    }

    /// The value of a variable.
    public func value(of variable: Int) -> Double { values[variable] }

    /// Writes the integer variables of all blocks as their patterns say.
    func writePatterns() {
        for index in 0..<program.count {
            let block = program.blocks[index]
            guard block.patternCount > 0 else { continue }
            let mask = program.patterns[block.firstPattern + Int(patterns[index])]
            let first = block.firstVariable + block.continuousCount
            for place in 0..<block.integerCount {
                values[first + place] = mask >> UInt64(place) & 1 == 1 ? 1 : 0
            }
        }
    }

    /// The activity of each shared constraint.
    ///
    /// - Complexity: O(*z*) for *z* coefficients of shared constraints.
    func activities() -> [Double] {
        var sums = [EnclosedSum](repeating: EnclosedSum(), count: program.sharedCount)
        for index in 0..<program.count {
            let block = program.blocks[index]
            for position in block.firstEntry..<block.firstEntry + block.entryCount {
                let entry = program.entries[position]
                let value = program.kernelValue(
                    values[block.firstVariable + Int(entry.variable)], block,
                    Int(entry.variable))
                sums[Int(entry.shared)].addProduct(entry.coefficient, value)
            }
        }
        return sums.map(\.value)
    }
}

extension BlockProgram {
    /// The position of a block's pattern in which nothing is chosen, or `nil` where there is none.
    func emptyPattern(of block: Block) -> Int? {
        (0..<block.patternCount).first { patterns[block.firstPattern + $0] == 0 }
    }

    /// A variable's value in the unit of the kernel.
    @inline(__always)
    func kernelValue(_ value: Double, _ block: Block, _ variable: Int) -> Double {
        guard variable < block.continuousCount, block.large < 0 else { return value }
        return value / BlockProgram.unit(ofUpper: variableUpper[block.firstVariable + variable])
    }

    /// The most that the size of each shared constraint's activity can be, whatever is chosen.
    ///
    /// - Complexity: O(*z*) for *z* coefficients of shared constraints.
    func largestActivities() -> [Double] {
        var sums = [Double](repeating: 0, count: sharedCount)
        for index in 0..<count {
            let block = blocks[index]
            for position in block.firstEntry..<block.firstEntry + block.entryCount {
                let entry = entries[position]
                let variable = Int(entry.variable)
                let most = kernelValue(
                    variableUpper[block.firstVariable + variable], block, variable)
                sums[Int(entry.shared)] += entry.coefficient.magnitude * most
            }
        }
        return sums
    }
}

extension CoreMaster {
    /// The point that a choice stands for: every block's mix of its responses.
    func point(of choice: CoreChoice) -> BlockPoint {
        let point = BlockPoint(units.responses.program)
        var used = [[(column: Int, share: Double)]](repeating: [], count: units.count)
        for (column, share) in choice.shares.enumerated() where share > 1e-12 {
            let (unit, pattern) = (master.columns[column].unit, master.columns[column].pattern)
            // What the simplex leaves of other patterns is within its tolerance.
            if unit >= groupCount, choice.patterns[unit - groupCount] != pattern { continue }
            used[unit].append((column, share))
        }
        for unit in used.indices {
            let sum = used[unit].reduce(0) { $0 + $1.share }
            for place in used[unit].indices { used[unit][place].share /= sum }
        }
        // Columns are asked for again by the prices that made them, all units of one at a time.
        for (origin, prices) in history.enumerated() {
            var pieces: [(unit: Int, pattern: Int, share: Double)] = []
            for unit in used.indices {
                for (column, share) in used[unit] where master.columns[column].origin == origin {
                    pieces.append((unit, master.columns[column].pattern, share))
                }
            }
            guard !pieces.isEmpty else { continue }
            units.responses.setWorths(objective.worths(at: prices))
            let (units, work) = (units, pieces)
            units.responses.workers.run(work.count) { worker, index in
                for (block, pattern) in units.blocks(
                    ofUnit: work[index].unit, pattern: work[index].pattern)
                {
                    units.responses.add(
                        block, pattern: pattern, times: work[index].share, to: point,
                        worker: worker)
                }
            }
        }
        point.writePatterns()
        return point
    }
}

extension BlockResponses {
    /// Adds a multiple of a block's response at a pattern to a point.
    fileprivate func add(
        _ index: Int, pattern: Int, times share: Double, to point: BlockPoint, worker: Int
    ) {
        let block = program.blocks[index]
        let kernel = kernels[worker]
        let answer = kernel.respond(
            block, prices: worths, parameters: parameters,
            basis: bases.view(from: block.firstRow), keepsBasis: false,
            BlockKernel.Question(only: pattern))
        guard answer.pattern >= 0 else { return }
        point.patterns[index] = Int32(pattern)
        for variable in 0..<block.continuousCount {
            let position = block.firstVariable + variable
            let unit = BlockProgram.unit(ofUpper: program.variableUpper[position])
            point.values[position] += share * kernel.point[variable] * unit
        }
    }
}
