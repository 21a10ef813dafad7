/// Combinations of tight rows in which the continuous variables between their bounds cancel out.
///
/// What is left of such a combination at a point of the relaxation is a knapsack in the integer
/// variables (all money that a set of sources has against all that certain works cost), or a row of
/// the simplex tableau. That is what rounding cuts are strongest on. The combinations are found in
/// plain floating point: any multipliers give a valid row, and the cut is derived anew from them.
struct RowElimination {
    /// A sparse vector, sorted by position.
    typealias Sparse = [(index: Int, value: Double)]

    private struct ReducedRow {
        var terms: Sparse
        var multipliers: Sparse
    }

    private var rows: [ReducedRow] = []
    private var rowsOfColumn: [[Int]] = []
    private var isActive: [Bool] = []
    private var work = 0

    /// Finds combinations of the rows that are tight at a point.
    ///
    /// - Returns: Sparse row multipliers, in a fixed order; empty where the elimination would be
    ///   too much work.
    static func combinations(
        of program: SparseProgram, at values: [Double], lower: [Double], upper: [Double],
        fractional: [Int]
    ) -> [Sparse] {
        var elimination = RowElimination()
        return elimination.run(program, values, lower, upper, fractional)
    }

    private mutating func run(
        _ program: SparseProgram, _ values: [Double], _ lower: [Double], _ upper: [Double],
        _ fractional: [Int]
    ) -> [Sparse] {
        var columnOfVariable = [Int](repeating: -1, count: program.variableCount)
        var columnCount = 0
        for variable in 0..<program.variableCount where !program.isInteger[variable] {
            let margin = 1e-7 * max(1, (upper[variable] - lower[variable]).magnitude)
            guard values[variable] > lower[variable] + margin,
                values[variable] < upper[variable] - margin
            else { continue }
            columnOfVariable[variable] = columnCount
            columnCount += 1
        }
        let continuousCount = columnCount
        for variable in fractional {
            columnOfVariable[variable] = columnCount
            columnCount += 1
        }
        rowsOfColumn = [[Int]](repeating: [], count: columnCount)
        for row in 0..<program.rowCount where TightSide(row, program, values) != nil {
            var terms: Sparse = []
            for position in program.rowStarts[row]..<program.rowStarts[row + 1] {
                let column = columnOfVariable[program.rowVariables[position]]
                if column >= 0 { terms.append((column, program.rowCoefficients[position])) }
            }
            guard !terms.isEmpty else { continue }
            terms.sort { $0.index < $1.index }
            for term in terms { rowsOfColumn[term.index].append(rows.count) }
            rows.append(ReducedRow(terms: terms, multipliers: [(row, 1)]))
        }
        isActive = [Bool](repeating: true, count: rows.count)
        guard eliminateContinuous(columns: continuousCount) else { return [] }
        let remaining = rows.indices.filter { isActive[$0] && !rows[$0].terms.isEmpty }
        var found = remaining.map { rows[$0].multipliers }
        found += eliminateIntegers(columns: continuousCount..<columnCount, among: remaining)
        return found
    }

    /// Pivots on every continuous column, the rarest first.
    private mutating func eliminateContinuous(columns count: Int) -> Bool {
        var waiting = Array(0..<count)
        while !waiting.isEmpty {
            var best = 0
            var bestCount = Int.max
            for (position, column) in waiting.enumerated() {
                rowsOfColumn[column].removeAll { !isActive[$0] }
                let size = rowsOfColumn[column].count
                if size < bestCount { (best, bestCount) = (position, size) }
                if size <= 1 { break }
            }
            work += waiting.count / 4
            let column = waiting.remove(at: best)
            guard let pivot = pivotRow(of: column, among: rowsOfColumn[column]) else { continue }
            isActive[pivot] = false
            for row in rowsOfColumn[column] where row != pivot && isActive[row] {
                subtract(pivot, from: row, clearing: column)
            }
            guard work < 20_000_000 else { return false }
        }
        return true
    }

    /// Solves the remaining rows for the fractional integer variables, one after the other.
    private mutating func eliminateIntegers(
        columns: Range<Int>, among remaining: [Int]
    ) -> [Sparse] {
        var pivots: [Int] = []
        for column in columns {
            let open = remaining.filter { !pivots.contains($0) && value(of: column, in: $0) != 0 }
            guard let pivot = pivotRow(of: column, among: open) else { continue }
            for row in remaining where row != pivot && value(of: column, in: row) != 0 {
                subtract(pivot, from: row, clearing: column)
            }
            pivots.append(pivot)
            guard work < 20_000_000 else { return [] }
        }
        return pivots.map { rows[$0].multipliers }
    }

    private func value(of column: Int, in row: Int) -> Double {
        rows[row].terms.first { $0.index == column }?.value ?? 0
    }

    /// The shortest row with a large enough coefficient in a column.
    private func pivotRow(of column: Int, among candidates: [Int]) -> Int? {
        let largest = candidates.reduce(0) { max($0, value(of: column, in: $1).magnitude) }
        guard largest > 1e-9 else { return nil }
        return candidates.filter { value(of: column, in: $0).magnitude >= 0.01 * largest }
            .min {
                let left = rows[$0].terms.count + rows[$0].multipliers.count
                let right = rows[$1].terms.count + rows[$1].multipliers.count
                return left != right ? left < right : $0 < $1
            }
    }

    private mutating func subtract(_ pivot: Int, from row: Int, clearing column: Int) {
        let divisor = value(of: column, in: pivot)
        let factor = -value(of: column, in: row) / divisor
        guard factor != 0 else { return }
        let old = rows[row].terms
        rows[row].terms = Self.add(factor, rows[pivot].terms, to: old, clearing: column)
        rows[row].multipliers = Self.add(
            factor, rows[pivot].multipliers, to: rows[row].multipliers, clearing: nil)
        work += rows[row].terms.count + rows[row].multipliers.count + 8
        let before = Set(old.map(\.index))
        for term in rows[row].terms where !before.contains(term.index) {
            rowsOfColumn[term.index].append(row)
        }
    }

    /// The sum of a vector and a multiple of another one, without what cancels out.
    private static func add(
        _ factor: Double, _ added: Sparse, to base: Sparse, clearing cleared: Int?
    ) -> Sparse {
        var sum: Sparse = []
        sum.reserveCapacity(added.count + base.count)
        var (left, right) = (0, 0)
        while left < base.count || right < added.count {
            let leftIndex = left < base.count ? base[left].index : Int.max
            let rightIndex = right < added.count ? added[right].index : Int.max
            var value = 0.0
            var scale = 0.0
            if leftIndex <= rightIndex {
                value += base[left].value
                scale += base[left].value.magnitude
                left += 1
            }
            if rightIndex <= leftIndex {
                value += factor * added[right].value
                scale += (factor * added[right].value).magnitude
                right += 1
            }
            let index = min(leftIndex, rightIndex)
            if index != cleared, value.magnitude > 1e-11 * scale { sum.append((index, value)) }
        }
        return sum
    }
}

/// The bound of a row that a point reaches.
struct TightSide {
    var bound: Double
    /// 1 where the row is at its upper bound, −1 at its lower one, 0 where both are the same.
    var direction: Double

    init?(_ row: Int, _ program: SparseProgram, _ values: [Double]) {
        let (lower, upper) = (program.rowLower[row], program.rowUpper[row])
        if lower == upper {
            (bound, direction) = (upper, 0)
            return
        }
        var activity = 0.0
        var scale = 1.0
        for position in program.rowStarts[row]..<program.rowStarts[row + 1] {
            let part =
                program.rowCoefficients[position] * values[program.rowVariables[position]]
            activity += part
            scale = max(scale, part.magnitude)
        }
        if upper - activity < 1e-7 * scale {
            (bound, direction) = (upper, 1)
        } else if activity - lower < 1e-7 * scale {
            (bound, direction) = (lower, -1)
        } else {
            return nil
        }
    }
}
