extension BlockProgram {
    /// A shared constraint's coefficients in one part of a program.
    public struct SharedTerms: Sendable {
        /// The position of the shared constraint.
        public var shared: Int
        /// The coefficients.
        public var terms: [Term]

        /// Creates coefficients.
        public init(shared: Int, terms: [Term]) { (self.shared, self.terms) = (shared, terms) }
    }

    /// Compiles the blocks of a program, by rising number of block.
    ///
    /// Constraints that say `.block` belong to the block of their variables. Variables without a block
    /// that stand in them are parameters: they move a limit and are given a value by
    /// ``BlockObjective/parameters``, in the order of `parameters`.
    ///
    /// - Parameters:
    ///   - program: The blocks' variables and constraints; lower ends of continuous variables are 0.
    ///   - shared: The coefficients of shared constraints.
    ///   - sharedCount: The number of shared constraints.
    ///   - parameters: The variables that are parameters.
    /// - Returns: The blocks, and for each of their variables the one of the program that it was.
    /// - Complexity: O(*z* log *z*) for *z* coefficients, and the listing of patterns.
    public static func compile(
        _ program: LinearProgram, shared: [SharedTerms], sharedCount: Int,
        parameters: [VariableID]
    ) -> (program: BlockProgram, variables: [VariableID]) {
        let blocks = Set(program.variables.compactMap(\.block)).sorted()
        let places = Dictionary(uniqueKeysWithValues: zip(blocks, blocks.indices))
        var local = [Int](repeating: -1, count: program.variables.count)
        var members = Array(repeating: [Int](), count: blocks.count)
        for isInteger in [false, true] {
            for (index, variable) in program.variables.enumerated()
            where variable.isInteger == isInteger {
                guard let place = variable.block.flatMap({ places[$0] }) else { continue }
                local[index] = members[place].count
                members[place].append(index)
            }
        }
        var parts = members.map { members in
            CompiledBlock.Parts(
                bounds: members.map { program.variables[$0].bounds },
                continuousCount: members.count { !program.variables[$0].isInteger }, rows: [],
                entries: [])
        }
        for constraint in program.constraints {
            guard
                let place = constraint.terms.lazy.compactMap({
                    program[$0.variable].block.flatMap { places[$0] }
                }).first
            else { continue }
            var row = CompiledBlock.Parts.Row(terms: [], bounds: constraint.bounds)
            for term in constraint.terms {
                if let parameter = parameters.firstIndex(of: term.variable) {
                    row.parameter = (parameter, term.coefficient)
                } else {
                    row.terms.append((local[term.variable.index], term.coefficient))
                }
            }
            parts[place].rows.append(row)
        }
        for shared in shared {
            for term in shared.terms {
                guard let place = program[term.variable].block.flatMap({ places[$0] }) else {
                    preconditionFailure("a shared constraint's variable belongs to no block")
                }
                parts[place].entries.append(
                    Entry(
                        variable: Int32(local[term.variable.index]), shared: Int32(shared.shared),
                        coefficient: term.coefficient))
            }
        }
        let result = BlockProgram(sharedCount: sharedCount)
        for index in parts.indices {
            parts[index].entries.sort {
                $0.variable != $1.variable
                    ? $0.variable < $1.variable : $0.shared < $1.shared
            }
            result.append(CompiledBlock(parts[index]))
        }
        return (result, members.flatMap { $0.map { VariableID($0) } })
    }
}
