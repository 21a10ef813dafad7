/// Finds the blocks of a program whose constraints do not say what they belong to.
///
/// The densest constraints tie the blocks of a program together; without them it falls apart. So
/// the longest constraints are left out, just as many as it takes for the rest to fall apart into
/// blocks of at most the stated size. Of those left out, each goes back that fits into one block,
/// beginning with the one that touches the fewest blocks, so that a long constraint of one block
/// is not taken for a shared one where a shared constraint is shorter. The same from single
/// variables is tried beside it, and what leaves the fewest constraints shared is taken.
public struct BlockDetection: Sendable {
    private let largestIntegerCount: Int
    private let largestVariableCount: Int

    /// Creates a detection with limits on the size of a block.
    ///
    /// - Parameters:
    ///   - largestIntegerCount: The most integer variables of a block, at least 1.
    ///   - largestVariableCount: The most variables of a block, at least 1.
    /// - Precondition: Both limits are at least 1.
    public init(largestIntegerCount: Int = 12, largestVariableCount: Int = 230) {
        precondition(
            largestIntegerCount >= 1 && largestVariableCount >= 1,
            "a block must have room for a variable")
        self.largestIntegerCount = largestIntegerCount
        self.largestVariableCount = largestVariableCount
    }

    /// Fills in the owner of each constraint and the block of each variable.
    ///
    /// What the program says of them itself counts for nothing. Blocks are numbered from 0 by their
    /// first variables. A continuous variable that nothing ties to another has no block, and
    /// constraints of such variables are shared, as are constraints without terms. Where no
    /// constraint that ties variables is inside a block, prices would gain nothing over the program
    /// itself: then all of it is one block, whatever its size.
    ///
    /// - Parameter program: Any program; a term whose coefficient is zero ties its variable too.
    /// - Returns: The same program with other owners and blocks.
    /// - Complexity: O(*n* + *k* log *k*) for *n* variables and *k* terms.
    public func detect(_ program: LinearProgram) -> LinearProgram {
        let single = BlockPartition(
            program.variables, largestIntegerCount: largestIntegerCount,
            largestVariableCount: largestVariableCount)
        var best = single
        var fewest = Int.max
        for start in [withoutDensest(of: program.constraints, from: single), single] {
            var partition = start
            partition.join(fewestFirst: program.constraints)
            let sharedCount = program.constraints.count { partition.blockCount(of: $0) > 1 }
            if sharedCount < fewest { (best, fewest) = (partition, sharedCount) }
        }
        let isTied = program.constraints.contains {
            $0.terms.count > 1 && best.blockCount(of: $0) == 1
        }
        return isTied || fewest == 0 ? assigned(program, to: &best) : asOneBlock(program)
    }

    /// The partition by all constraints up to the largest length at which its blocks are small
    /// enough.
    private func withoutDensest(
        of constraints: [Constraint], from single: BlockPartition
    ) -> BlockPartition {
        let lengths = Set(constraints.map(\.terms.count)).sorted()
        var (best, low, high) = (single, 0, lengths.count)
        // Lengths before `low` are short enough, lengths from `high` are too long.
        while low < high {
            let middle = (low + high) / 2
            var partition = single
            let isSmallEnough = constraints.allSatisfy {
                $0.terms.count > lengths[middle] || partition.join($0)
            }
            if isSmallEnough {
                (best, low) = (partition, middle + 1)
            } else {
                high = middle
            }
        }
        return best
    }

    // MARK: - Writing it down

    private func assigned(
        _ program: LinearProgram, to partition: inout BlockPartition
    ) -> LinearProgram {
        var result = program
        var numbers: [Int: Int] = [:]
        for (index, variable) in program.variables.enumerated() {
            let root = partition.root(of: index)
            let isAlone = !variable.isInteger && partition.variableCount(ofRoot: root) == 1
            if !isAlone, numbers[root] == nil { numbers[root] = numbers.count }
            result[VariableID(index)].block = isAlone ? nil : numbers[root]
        }
        for (index, constraint) in program.constraints.enumerated() {
            var owner = ConstraintOwner.shared
            if partition.blockCount(of: constraint) == 1,
                let block = result[constraint.terms[0].variable].block
            {
                owner = .block(block)
            }
            result[ConstraintID(index)].owner = owner
        }
        return result
    }

    private func asOneBlock(_ program: LinearProgram) -> LinearProgram {
        var result = program
        for index in program.variables.indices { result[VariableID(index)].block = 0 }
        for (index, constraint) in program.constraints.enumerated() {
            result[ConstraintID(index)].owner = constraint.terms.isEmpty ? .shared : .block(0)
        }
        return result
    }
}
