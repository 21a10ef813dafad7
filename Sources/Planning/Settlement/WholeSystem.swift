import Funding
import Optimization

/// The payments that a fixed choice leaves open, as whole numbers under whole-numbered limits.
///
/// The choice turns the rows of a formulation into rows over payments alone, with exact limits. A row
/// whose numbers are too large even then is left out, because the verifier judges the settled plan
/// anyway.
struct WholeSystem {
    /// A condition: lower ≤ Σ coefficient · column ≤ upper.
    struct Row {
        /// The columns with their coefficients.
        var terms: [(column: Int, coefficient: Int64)]
        /// The least allowed sum, or `nil` for none.
        var lower: Int128?
        /// The largest allowed sum, or `nil` for none.
        var upper: Int128?
    }

    /// What a variable that is no whole number (a burden's threshold) allows the rows it stands in.
    struct Cap {
        /// The value of the variable.
        var value: Ratio
        /// Whether a row may go up to the next whole number above what the value allows.
        var isRoundedUp: Bool
    }

    /// How far columns may move from their values.
    enum Reach {
        /// As far as their bounds go.
        case anywhere
        /// By so many settlement units at most.
        case within(Int64)
        /// Only some columns move, by so many settlement units at most.
        case only([Bool], within: Int64)
    }

    /// The largest number of columns of a row that counts as a neighbourhood.
    private static let neighborhood = 64

    /// The variable of the formulation behind each column.
    private(set) var variables: [VariableID] = []
    /// The largest value of each column; the least is 0.
    private(set) var uppers: [Int64] = []
    /// The conditions.
    private(set) var rows: [Row] = []
    /// Whether a row is broken whatever is paid, so that the choice has no payments at all.
    private(set) var isContradictory = false

    /// Fixes some variables of a program and keeps the rest as columns.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - fixed: The whole value of each variable that is fixed, `nil` for those that become columns.
    ///   - caps: What variables that are no whole numbers allow.
    ///   - rounded: The rows that the program may have with rounded numbers, as they are.
    /// - Complexity: O(*z* log *z*) for *z* coefficients.
    init(
        _ program: LinearProgram, fixed: [Int64?], caps: [VariableID: Cap] = [:],
        rounded: [ExactRow] = []
    ) {
        var columns = [Int](repeating: -1, count: program.variables.count)
        for (index, variable) in program.variables.enumerated()
        where fixed[index] == nil && caps[VariableID(index)] == nil {
            columns[index] = variables.count
            variables.append(VariableID(index))
            uppers.append(Int64(variable.bounds.upper))
        }
        for constraint in program.constraints {
            add(constraint, columns: columns, fixed: fixed, caps: caps)
        }
        for row in rounded { add(row, columns: columns, fixed: fixed) }
    }

    /// Adds a row in exact numbers; one whose numbers are too large is left out.
    private mutating func add(_ row: ExactRow, columns: [Int], fixed: [Int64?]) {
        var payments = LinearExpression()
        var decided = row.expression.constant
        for term in row.expression.terms {
            if let value = fixed[term.variable.index] {
                guard let part = try? term.coefficient.multiplied(by: Ratio(Int128(value))),
                    let sum = try? decided.adding(part)
                else { return }
                decided = sum
            } else {
                payments.terms.append(term)
            }
        }
        guard let collected = try? payments.collected(),
            let whole = ExactRow.wholeNumbers(collected.terms.map(\.coefficient))
        else { return }
        func scaled(_ limit: Ratio) -> Ratio? {
            try? limit.subtracting(decided).multiplied(by: whole.factor)
        }
        append(
            zip(collected.terms, whole.numbers).map {
                (columns[$0.variable.index], Int64($1))
            }, lower: row.lower.flatMap(scaled), upper: row.upper.flatMap(scaled))
    }

    /// Adds a row whose limits move inward to whole numbers.
    private mutating func append(
        _ terms: [(column: Int, coefficient: Int64)], lower: Ratio?, upper: Ratio?
    ) {
        let (lower, upper) = (lower?.ceiling, upper?.floor)
        if terms.isEmpty {
            isContradictory = isContradictory || (lower ?? 0) > 0 || (upper ?? 0) < 0
        } else if let lower, let upper, lower > upper {
            isContradictory = true
        } else {
            rows.append(Row(terms: terms, lower: lower, upper: upper))
        }
    }

    private mutating func add(
        _ constraint: Constraint, columns: [Int], fixed: [Int64?], caps: [VariableID: Cap]
    ) {
        var terms: [(column: Int, coefficient: Int64)] = []
        var constant = Int128(0)
        var allowance: Ratio?
        for term in constraint.terms {
            let index = term.variable.index
            if let cap = caps[term.variable] {
                guard let coefficient = ExactRow.exact(-term.coefficient),
                    let allowed = try? coefficient.multiplied(by: cap.value)
                else { return }
                allowance = cap.isRoundedUp ? Ratio(allowed.ceiling) : allowed
                continue
            }
            guard let coefficient = Int64(exactly: term.coefficient) else { return }
            if let value = fixed[index] {
                constant += Int128(coefficient) * Int128(value)
            } else {
                terms.append((columns[index], coefficient))
            }
        }
        // With the choice fixed, the payments' coefficients may have a divisor that the whole row had
        // not; a limit on whole numbers then moves inward to a whole number.
        let divisor = terms.reduce(Int128(0)) { Ratio.commonDivisor($0, Int128($1.coefficient)) }
        let step = max(1, divisor)
        if step > 1 { for index in terms.indices { terms[index].coefficient /= Int64(step) } }
        let lower = Int128(exactly: constraint.bounds.lower.rounded(.up)).map {
            Ratio($0 - constant, step)
        }
        var upper = Int128(exactly: constraint.bounds.upper.rounded(.down)).map {
            Ratio($0 - constant, step)
        }
        if let allowance, let limit = upper {
            guard let allowed = try? allowance.divided(by: Ratio(step)),
                let sum = try? limit.adding(allowed)
            else { return }
            let isRoundedUp = caps.values.contains(where: \.isRoundedUp)
            upper = isRoundedUp ? Ratio(sum.ceiling) : sum
        }
        append(terms, lower: lower, upper: upper)
    }

    /// Whether whole values meet every limit exactly.
    ///
    /// - Complexity: O(*z*) for *z* coefficients.
    func isMet(by values: [Int64]) -> Bool {
        guard zip(values, uppers).allSatisfy({ $0 >= 0 && $0 <= $1 }) else { return false }
        return rows.allSatisfy { row in
            let sum = activity(of: row, at: values)
            return row.lower.map { $0 <= sum } ?? true && row.upper.map { $0 >= sum } ?? true
        }
    }

    /// The columns that share a short row, such as a work's or a project's, with one of some columns.
    ///
    /// - Complexity: O(*z*) for *z* coefficients.
    func neighbors(of columns: [Bool]) -> [Bool] {
        var isNeighbor = columns
        for row in rows where row.terms.count <= WholeSystem.neighborhood {
            guard row.terms.contains(where: { columns[$0.column] }) else { continue }
            for term in row.terms { isNeighbor[term.column] = true }
        }
        return isNeighbor
    }

    /// The system as a program in the distances from whole values, so that the numbers stay small and
    /// the solver's answer exact.
    ///
    /// - Parameters:
    ///   - center: A value per column.
    ///   - costs: The objective coefficient of each column, to be minimised.
    ///   - reach: How far columns may move from their values.
    ///   - isInteger: Whether the distances must be whole.
    /// - Returns: A program with one variable per column and one constraint per row.
    func program(around center: [Int64], costs: [Double], reach: Reach, isInteger: Bool)
        -> LinearProgram
    {
        var program = LinearProgram(name: "settlement")
        for (index, variable) in variables.enumerated() {
            let most: Int64 =
                switch reach {
                case .anywhere: .max
                case .within(let most): most
                case .only(let isMovable, let most): isMovable[index] ? most : 0
                }
            let below = min(center[index], most)
            let above = min(uppers[index] - center[index], most)
            program.add(
                Variable(
                    name: "settle(\(variable.index))",
                    bounds: Bounds(Double(-below), Double(above)), isInteger: isInteger))
        }
        for (index, row) in rows.enumerated() {
            let activity = activity(of: row, at: center)
            let bounds = Bounds(
                row.lower.map { Double($0 - activity) } ?? -.infinity,
                row.upper.map { Double($0 - activity) } ?? .infinity)
            program.add(
                Constraint(
                    name: "row(\(index))",
                    terms: row.terms.map { Term(Double($0.coefficient), VariableID($0.column)) },
                    bounds: bounds, owner: .shared))
        }
        program.objective = Objective(
            .minimize,
            terms: costs.enumerated().filter { $0.element != 0 }
                .map { Term($0.element, VariableID($0.offset)) })
        return program
    }

    private func activity(of row: Row, at values: [Int64]) -> Int128 {
        row.terms.reduce(into: Int128(0)) {
            $0 += Int128($1.coefficient) * Int128(values[$1.column])
        }
    }
}
