extension Expression {
    /// The exact value for a row.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - programme: The programme that holds the columns.
    /// - Returns: The value; money in the programme's unit of amounts.
    /// - Throws: `ExpressionFault` where a blank cell, a division by zero, an overflow or a missing step
    ///   leaves no value.
    /// - Precondition: The row is a work where a column of works is named outside figures of many
    ///   rows, and no programme where a column is.
    /// - Complexity: O(*n*) for *n* parts, and as often as a figure of many rows has rows.
    public func value(at row: ExpressionRow, in programme: Programme) throws(ExpressionFault)
        -> Ratio
    {
        switch self {
        case .number(let number): return number
        case .column(let column, let factor):
            guard
                let number = programme.column(column).number(
                    at: column.position(at: row, programme))
            else { throw ExpressionFault(.blank(column), at: row) }
            return factor == .one ? number : try row.exact(number, Ratio.multiplied, factor)
        case .cost(let factor):
            guard case .work(let work) = row else { preconditionFailure("a cost needs a work") }
            return try row.exact(programme.works[work].cost.exact, Ratio.multiplied, factor)
        case .operation(let operation, let left, let right):
            let first = try left.value(at: row, in: programme)
            let second = try right.value(at: row, in: programme)
            switch operation {
            case .add: return try row.exact(first, Ratio.adding, second)
            case .subtract: return try row.exact(first, Ratio.subtracting, second)
            case .multiply: return try row.exact(first, Ratio.multiplied, second)
            case .divide:
                guard second != .zero else { throw ExpressionFault(.divisionByZero, at: row) }
                return try row.exact(first, Ratio.divided, second)
            }
        case .extreme(let extreme, let values):
            var best: Ratio?
            for value in values {
                best = extreme.of(best, try value.value(at: row, in: programme))
            }
            guard let best else { throw ExpressionFault(.noRows, at: row) }
            return best
        case .rounded(let rounding, let value, let step):
            let number = try value.value(at: row, in: programme)
            let unit = try step.value(at: row, in: programme)
            guard unit > .zero else { throw ExpressionFault(.stepNotPositive, at: row) }
            let whole = rounding.whole(try row.exact(number, Ratio.divided, unit))
            return try row.exact(Ratio(whole), Ratio.multiplied, unit)
        case .conditional(let condition, let first, let second):
            let isMet = try condition.isMet(at: row, in: programme)
            return try (isMet ? first : second).value(at: row, in: programme)
        case .steps(let by, let steps):
            let number = try by.value(at: row, in: programme)
            guard let step = steps.last(where: { $0.from <= number }) else {
                let first = steps.first?.from ?? .zero
                throw ExpressionFault(.belowFirstStep(number, first: first), at: row)
            }
            return try step.value.value(at: row, in: programme)
        case .aggregate(let figure): return try figure.value(at: row, in: programme)
        }
    }
}

extension Expression.Aggregate {
    fileprivate func value(at row: ExpressionRow, in programme: Programme)
        throws(ExpressionFault) -> Ratio
    {
        var (sum, count, best) = (Ratio.zero, 0, Ratio?.none)
        for position in rows(at: row, in: programme) {
            let inner: ExpressionRow = span == .projects ? .project(position) : .work(position)
            guard try condition.isMet(at: inner, in: programme) else { continue }
            count += 1
            switch kind {
            case .sum:
                let part = try value.value(at: inner, in: programme)
                sum = try inner.exact(sum, Ratio.adding, part)
            case .count: continue
            case .extreme(let extreme):
                best = extreme.of(best, try value.value(at: inner, in: programme))
            }
        }
        switch kind {
        case .sum: return sum
        case .count: return Ratio(Int128(count))
        case .extreme:
            guard let best else { throw ExpressionFault(.noRows, at: row) }
            return best
        }
    }

    private func rows(at row: ExpressionRow, in programme: Programme) -> Range<Int> {
        switch (span, row) {
        case (.projects, _): programme.projects.indices
        case (.works, _): programme.works.indices
        case (.worksOfProject, .project(let project)): programme.projects[project].works
        case (.worksOfProject, .work(let work)):
            programme.projects[programme.works[work].project].works
        case (.worksOfProject, .programme):
            preconditionFailure("the works of a project need a project")
        }
    }
}

extension Predicate {
    /// Whether the condition holds for a row, where all that it looks at has a value.
    ///
    /// Every part is computed, so that a fault does not hide behind a part that already decides.
    ///
    /// - Throws: `ExpressionFault` where a cell is blank or a side of a comparison has no value.
    /// - Precondition: The row has the columns that the condition names.
    /// - Complexity: O(*n*) for *n* parts.
    public func isMet(at row: ExpressionRow, in programme: Programme) throws(ExpressionFault)
        -> Bool
    {
        switch self {
        case .always: return true
        case .comparison(let column, let relation, let value):
            guard
                let number = programme.column(column).number(
                    at: column.position(at: row, programme))
            else { throw ExpressionFault(.blank(column), at: row) }
            return relation.holds(number, value)
        case .membership(let column, let texts):
            guard let text = programme.column(column).text(at: column.position(at: row, programme))
            else { throw ExpressionFault(.blank(column), at: row) }
            return texts.contains(text)
        case .relation(let left, let relation, let right):
            let first = try left.expression.value(at: row, in: programme)
            let second = try right.expression.value(at: row, in: programme)
            return relation.holds(first, second)
        case .project(let ids):
            return row.project(in: programme).map { ids.contains(programme.projects[$0].id) }
                ?? false
        case .work(let ids):
            guard case .work(let work) = row else { return false }
            return ids.contains(programme.works[work].id)
        case .not(let condition): return try !condition.isMet(at: row, in: programme)
        case .all(let conditions):
            var isMet = true
            for condition in conditions where try !condition.isMet(at: row, in: programme) {
                isMet = false
            }
            return isMet
        case .any(let conditions):
            var isMet = false
            for condition in conditions where try condition.isMet(at: row, in: programme) {
                isMet = true
            }
            return isMet
        }
    }
}

extension Expression.Extreme {
    /// The one of two values that counts.
    fileprivate func of(_ first: Ratio?, _ second: Ratio) -> Ratio {
        guard let first else { return second }
        return self == .least ? min(first, second) : max(first, second)
    }
}

extension Expression.Rounding {
    /// The whole number that stands for a value.
    fileprivate func whole(_ number: Ratio) -> Int128 {
        switch self {
        case .down: return number.floor
        case .up: return number.ceiling
        case .nearest:
            let (magnitude, half) = (number.magnitude, Ratio(1, 2))
            let floor = magnitude.floor
            // The fraction alone is compared, because twice the number might not fit.
            let fraction = Ratio(
                magnitude.numerator - floor * magnitude.denominator, magnitude.denominator)
            let rounded = fraction < half ? floor : floor + 1
            return number < .zero ? -rounded : rounded
        }
    }
}

extension ColumnReference {
    /// The position of the column's cell for a row.
    fileprivate func position(at row: ExpressionRow, _ programme: Programme) -> Int {
        switch (level, row) {
        case (.project, .project(let project)): project
        case (.project, .work(let work)): programme.works[work].project
        case (.work, .work(let work)): work
        default: preconditionFailure("a column needs a row")
        }
    }
}

extension ExpressionRow {
    /// The project that the row is or belongs to.
    public func project(in programme: Programme) -> Int? {
        switch self {
        case .programme: nil
        case .project(let project): project
        case .work(let work): programme.works[work].project
        }
    }

    /// The result of an operation on two numbers, or the fault that it does not fit.
    fileprivate func exact(
        _ left: Ratio, _ operation: (Ratio) -> (Ratio) throws(ArithmeticOverflow) -> Ratio,
        _ right: Ratio
    ) throws(ExpressionFault) -> Ratio {
        do throws(ArithmeticOverflow) {
            return try operation(left)(right)
        } catch {
            throw ExpressionFault(.overflow, at: self)
        }
    }
}
