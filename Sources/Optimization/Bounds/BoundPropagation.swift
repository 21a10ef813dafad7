/// Tightens variable bounds by what single rows leave possible, with outward rounding.
///
/// A row Σ a·x ≤ b and the least values of all its other terms leave a·x ≤ b − Σ others. No point
/// of the box is lost, so that an empty box is a proof that the box had no point.
struct BoundPropagation {
    /// The bounds of all variables as they stand.
    var lower: [Double]
    /// The bounds of all variables as they stand.
    var upper: [Double]
    /// The integer variables whose bounds changed since the list was last emptied, maybe repeated.
    var changedIntegers: [Int] = []
    /// Whether a variable is left without a value, which proves that the box has no point.
    private(set) var isEmpty = false
    private var isQueued: [Bool]
    private var queue: [Int] = []

    init(_ program: SparseProgram) {
        (lower, upper) = (program.lower, program.upper)
        isQueued = [Bool](repeating: false, count: program.rowCount)
    }

    /// Sets both bounds of a variable and marks its rows for propagation.
    mutating func restrict(
        _ variable: Int, lower newLower: Double, upper newUpper: Double, in program: SparseProgram
    ) {
        guard newLower > lower[variable] || newUpper < upper[variable] else { return }
        lower[variable] = max(lower[variable], newLower)
        upper[variable] = min(upper[variable], newUpper)
        if lower[variable] > upper[variable] { isEmpty = true }
        noteChange(of: variable, in: program)
    }

    /// Marks every row for propagation.
    mutating func markAll(in program: SparseProgram) {
        for row in 0..<program.rowCount { mark(row) }
    }

    /// Forgets which rows are marked, because the rows have changed.
    mutating func forgetMarks() {
        queue.removeAll()
        isQueued.removeAll()
    }

    /// Propagates all marked rows until nothing changes much.
    ///
    /// - Returns: False when the box is proved empty; the bounds are then not to be used.
    /// - Complexity: O(coefficients) per round of changes, at most 20 visits a row on average.
    mutating func run(in program: SparseProgram) -> Bool {
        var next = 0
        var visits = 20 * program.rowCount
        while next < queue.count, visits > 0, !isEmpty {
            let row = queue[next]
            next += 1
            visits -= 1
            isQueued[row] = false
            if !propagate(row, in: program) { isEmpty = true }
        }
        for row in queue[next...] { isQueued[row] = false }
        queue.removeAll(keepingCapacity: true)
        return !isEmpty
    }

    private mutating func mark(_ row: Int) {
        while isQueued.count <= row { isQueued.append(false) }
        guard !isQueued[row] else { return }
        isQueued[row] = true
        queue.append(row)
    }

    private mutating func noteChange(of variable: Int, in program: SparseProgram) {
        if program.isInteger[variable] { changedIntegers.append(variable) }
        for position in program.columnStarts[variable]..<program.columnStarts[variable + 1] {
            mark(program.columnRows[position])
        }
    }

    /// Propagates one row; false when it proves the box empty.
    private mutating func propagate(_ row: Int, in program: SparseProgram) -> Bool {
        let positions = program.rowStarts[row]..<program.rowStarts[row + 1]
        let (rowLower, rowUpper) = (program.rowLower[row], program.rowUpper[row])
        var least = EnclosedSum()
        var largest = EnclosedSum()
        for position in positions {
            let (variable, factor) = (
                program.rowVariables[position], program.rowCoefficients[position]
            )
            guard lower[variable] <= upper[variable] else { return false }
            let isRising = factor > 0
            least.addProduct(factor, isRising ? lower[variable] : upper[variable])
            largest.addProduct(factor, isRising ? upper[variable] : lower[variable])
        }
        let (leastSum, largestSum) = (least.lower, largest.upper)
        if leastSum > rowUpper || largestSum < rowLower { return false }
        let mayLimitAbove = rowUpper < largestSum && leastSum.isFinite
        let mayLimitBelow = rowLower > leastSum && largestSum.isFinite
        guard mayLimitAbove || mayLimitBelow else { return true }
        for position in positions {
            let (variable, factor) = (
                program.rowVariables[position], program.rowCoefficients[position]
            )
            // The other terms' extremes, from which the term's own extreme is taken out again.
            if mayLimitAbove {
                let own = OutwardRounding.productUp(
                    factor, factor > 0 ? lower[variable] : upper[variable])
                let room = OutwardRounding.sumUp(rowUpper, OutwardRounding.sumUp(own, -leastSum))
                limit(variable, factor: factor, times: room, isUpperLimit: true, in: program)
            }
            if mayLimitBelow {
                let own = OutwardRounding.productDown(
                    factor, factor > 0 ? upper[variable] : lower[variable])
                let need = OutwardRounding.sumDown(
                    rowLower, OutwardRounding.sumDown(own, -largestSum))
                limit(variable, factor: factor, times: need, isUpperLimit: false, in: program)
            }
            guard lower[variable] <= upper[variable] else { return false }
        }
        return true
    }

    /// Uses factor · x ≤ number (or ≥ number) to tighten a bound of x.
    private mutating func limit(
        _ variable: Int, factor: Double, times number: Double, isUpperLimit: Bool,
        in program: SparseProgram
    ) {
        guard number.isFinite else { return }
        let isInteger = program.isInteger[variable]
        if isUpperLimit == (factor > 0) {
            let quotient = OutwardRounding.quotientUp(number, factor)
            let value = isInteger ? quotient.rounded(.down) : quotient
            guard isWorthwhile(upper[variable] - value, of: variable, isInteger) else { return }
            upper[variable] = value
        } else {
            let quotient = OutwardRounding.quotientDown(number, factor)
            let value = isInteger ? quotient.rounded(.up) : quotient
            guard isWorthwhile(value - lower[variable], of: variable, isInteger) else { return }
            lower[variable] = value
        }
        if lower[variable] > upper[variable] { isEmpty = true }
        noteChange(of: variable, in: program)
    }

    /// Whether a gain is worth visiting the variable's rows again; small gains on continuous
    /// variables can go on for ever.
    private func isWorthwhile(_ gain: Double, of variable: Int, _ isInteger: Bool) -> Bool {
        isInteger
            ? gain > 0
            : gain == .infinity || gain > 0.02 * (upper[variable] - lower[variable])
    }
}
