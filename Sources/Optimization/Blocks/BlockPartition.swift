/// A partition of the variables of a program into blocks of limited size, which only grow.
struct BlockPartition {
    private let largestIntegerCount: Int
    private let largestVariableCount: Int
    /// The parent of each variable in the tree of its block; a root is its own.
    private var parents: [Int]
    /// How many variables and integer variables the block of each root has.
    private var variableCounts: [Int]
    private var integerCounts: [Int]
    /// The number of the last constraint that met each root.
    private var lastMeetings: [Int]
    private var meeting = 0
    /// The distinct roots that the last constraint met.
    private var roots: [Int] = []

    /// Creates a partition into single variables.
    init(_ variables: [Variable], largestIntegerCount: Int, largestVariableCount: Int) {
        self.largestIntegerCount = largestIntegerCount
        self.largestVariableCount = largestVariableCount
        parents = Array(variables.indices)
        variableCounts = Array(repeating: 1, count: variables.count)
        integerCounts = variables.map { $0.isInteger ? 1 : 0 }
        lastMeetings = Array(repeating: 0, count: variables.count)
    }

    /// The variable that stands for the block of a variable.
    mutating func root(of variable: Int) -> Int {
        var current = variable
        while parents[current] != current {
            parents[current] = parents[parents[current]]
            current = parents[current]
        }
        return current
    }

    /// How many variables a block has.
    func variableCount(ofRoot root: Int) -> Int { variableCounts[root] }

    /// How many blocks a constraint touches.
    ///
    /// - Complexity: O(*k*) for *k* terms, nearly.
    mutating func blockCount(of constraint: Constraint) -> Int {
        meeting += 1
        roots.removeAll(keepingCapacity: true)
        for term in constraint.terms {
            let root = root(of: term.variable.index)
            guard lastMeetings[root] != meeting else { continue }
            lastMeetings[root] = meeting
            roots.append(root)
        }
        return roots.count
    }

    /// Joins the blocks that a constraint touches, unless their block would be too large.
    ///
    /// - Returns: Whether the constraint is inside one block now.
    /// - Complexity: O(*k*) for *k* terms, nearly.
    mutating func join(_ constraint: Constraint) -> Bool {
        guard blockCount(of: constraint) > 1 else { return true }
        let variableCount = roots.reduce(0) { $0 + variableCounts[$1] }
        let integerCount = roots.reduce(0) { $0 + integerCounts[$1] }
        guard variableCount <= largestVariableCount, integerCount <= largestIntegerCount else {
            return false
        }
        let largest = roots.reduce(roots[0]) {
            variableCounts[$1] > variableCounts[$0] ? $1 : $0
        }
        for root in roots { parents[root] = largest }
        (variableCounts[largest], integerCounts[largest]) = (variableCount, integerCount)
        return true
    }

    /// Joins along all constraints that fit, those that touch the fewest blocks first.
    ///
    /// How many blocks a constraint touches falls as others are joined, so it is counted anew each
    /// time the number that is looked for doubles.
    ///
    /// - Complexity: O(*k* log *k*) for *k* terms.
    mutating func join(fewestFirst constraints: [Constraint]) {
        // A longer constraint never fits, as its variables alone are too many.
        var pending = constraints.indices.filter {
            constraints[$0].terms.count > 1 && constraints[$0].terms.count <= largestVariableCount
        }
        var most = 2
        while !pending.isEmpty {
            var due: [(count: Int, index: Int)] = []
            var later: [Int] = []
            for index in pending {
                let count = blockCount(of: constraints[index])
                if count > most {
                    later.append(index)
                } else if count > 1 {
                    due.append((count, index))
                }
            }
            // What does not fit now never will, as blocks only grow.
            for (_, index) in due.sorted(by: <) { _ = join(constraints[index]) }
            (pending, most) = (later, 2 * most)
        }
    }
}
