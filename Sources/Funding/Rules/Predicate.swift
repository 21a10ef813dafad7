/// A condition on the columns of a project or of a work and its project.
///
/// Gates, the works that a source may pay, the works that a rule speaks of and the `where` of a
/// choice are all predicates; they and the selectors made from them are the only code that the
/// formulation and the verifier both use.
public indirect enum Predicate: Hashable, Sendable {
    /// Holds always.
    case always
    /// The column's number stands in a relation to a value.
    case comparison(ColumnReference, Relation, Ratio)
    /// The value of one formula stands in a relation to that of another, both exact.
    case relation(Formula, Relation, Formula)
    /// The cell's text is one of these.
    case membership(ColumnReference, [String])
    /// The identifier of the project is one of these.
    case project([String])
    /// The identifier of the work is one of these.
    case work([String])
    /// The condition does not hold.
    case not(Predicate)
    /// All conditions hold.
    case all([Predicate])
    /// At least one condition holds.
    case any([Predicate])

    /// How a number stands to a value.
    public enum Relation: String, Hashable, Sendable, CaseIterable {
        /// Less than.
        case less = "<"
        /// Less than or equal.
        case atMost = "<="
        /// Equal.
        case equal = "="
        /// Not equal.
        case notEqual = "!="
        /// Greater than or equal.
        case atLeast = ">="
        /// Greater than.
        case greater = ">"

        /// Whether a number stands in this relation to a value.
        public func holds(_ number: Ratio, _ value: Ratio) -> Bool {
            switch self {
            case .less: number < value
            case .atMost: number <= value
            case .equal: number == value
            case .notEqual: number != value
            case .atLeast: number >= value
            case .greater: number > value
            }
        }
    }

    /// Whether the condition holds for a project.
    ///
    /// A blank cell, and an expression without a value, is equal to nothing and in no relation to
    /// anything; the reader refuses both where a condition needs a value.
    ///
    /// - Precondition: The condition names no column of works.
    public func holds(forProject project: Int, in programme: Programme) -> Bool {
        holds(project: project, work: nil, in: programme)
    }

    /// Whether the condition holds for a work, with the columns of its project at hand.
    public func holds(forWork work: Int, in programme: Programme) -> Bool {
        holds(project: programme.works[work].project, work: work, in: programme)
    }

    private func holds(project: Int, work: Int?, in programme: Programme) -> Bool {
        switch self {
        case .always: return true
        case .comparison(let column, let relation, let value):
            let row = Predicate.row(of: column, project, work)
            guard let number = programme.column(column).number(at: row) else { return false }
            return relation.holds(number, value)
        case .relation(let left, let relation, let right):
            let row = work.map { ExpressionRow.work($0) } ?? .project(project)
            guard let first = try? left.expression.value(at: row, in: programme),
                let second = try? right.expression.value(at: row, in: programme)
            else { return false }
            return relation.holds(first, second)
        case .membership(let column, let texts):
            let row = Predicate.row(of: column, project, work)
            guard let text = programme.column(column).text(at: row) else { return false }
            return texts.contains(text)
        case .project(let ids): return ids.contains(programme.projects[project].id)
        case .work(let ids):
            guard let work else { preconditionFailure("a condition on works needs a work") }
            return ids.contains(programme.works[work].id)
        case .not(let condition):
            return !condition.holds(project: project, work: work, in: programme)
        case .all(let conditions):
            return conditions.allSatisfy { $0.holds(project: project, work: work, in: programme) }
        case .any(let conditions):
            return conditions.contains { $0.holds(project: project, work: work, in: programme) }
        }
    }

    private static func row(of column: ColumnReference, _ project: Int, _ work: Int?) -> Int {
        guard column.level == .work else { return project }
        guard let work else { preconditionFailure("a condition on works needs a work") }
        return work
    }
}
