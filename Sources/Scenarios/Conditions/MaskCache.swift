internal import Funding

/// For which works, or for which projects, a condition holds: computed once for all of them.
///
/// Made from the columns as wholes, because asking millions of works one by one takes minutes.
struct MaskCache {
    private var masks: [Predicate: [Bool]] = [:]

    /// For each work whether a condition holds.
    ///
    /// - Complexity: O(*w* · *c*) for *w* works and *c* comparisons in the condition.
    mutating func works(_ condition: Predicate, in programme: Programme) -> [Bool] {
        if let mask = masks[condition] { return mask }
        let mask = MaskCache.mask(condition, .work, in: programme)
        if masks.count < 64 { masks[condition] = mask }
        return mask
    }

    /// For each project whether a condition holds.
    ///
    /// - Precondition: The condition names no column of works.
    /// - Complexity: O(*p* · *c*) for *p* projects and *c* comparisons in the condition.
    func projects(_ condition: Predicate, in programme: Programme) -> [Bool] {
        MaskCache.mask(condition, .project, in: programme)
    }

    private static func mask(
        _ condition: Predicate, _ level: ColumnReference.Level, in programme: Programme
    ) -> [Bool] {
        let count = level == .work ? programme.works.count : programme.projects.count
        switch condition {
        case .always: return Array(repeating: true, count: count)
        case .comparison(let column, let relation, let value):
            return lifted(column, level, programme) { row, content in
                guard case .numbers(let decimals, let mantissas) = content,
                    mantissas[row] != DataColumn.blank
                else { return false }
                // Whole numbers instead of fractions: there may be millions of rows.
                let number = Int128(mantissas[row]) * value.denominator
                let other = value.numerator * DataColumn.powerOfTen(decimals)
                switch relation {
                case .less: return number < other
                case .atMost: return number <= other
                case .equal: return number == other
                case .notEqual: return number != other
                case .atLeast: return number >= other
                case .greater: return number > other
                }
            }
        case .relation:
            return level == .work
                ? condition.selectedWorks(in: programme)
                : condition.selectedProjects(in: programme)
        case .membership(let column, let texts):
            guard case .texts(let distinct, _) = programme.column(column).content else {
                return Array(repeating: false, count: count)
            }
            let wanted = distinct.map { texts.contains($0) }
            return lifted(column, level, programme) { row, content in
                guard case .texts(_, let codes) = content, codes[row] >= 0 else { return false }
                return wanted[Int(codes[row])]
            }
        case .project(let ids):
            let wanted = Set(ids)
            let mask = programme.projects.map { wanted.contains($0.id) }
            return level == .project ? mask : programme.works.map { mask[$0.project] }
        case .work(let ids):
            guard level == .work else { return Array(repeating: false, count: count) }
            let wanted = Set(ids)
            return programme.works.map { wanted.contains($0.id) }
        case .not(let inner): return mask(inner, level, in: programme).map { !$0 }
        case .all(let inner):
            return inner.reduce(into: Array(repeating: true, count: count)) { result, part in
                let mask = mask(part, level, in: programme)
                for index in result.indices where !mask[index] { result[index] = false }
            }
        case .any(let inner):
            return inner.reduce(into: Array(repeating: false, count: count)) { result, part in
                let mask = mask(part, level, in: programme)
                for index in result.indices where mask[index] { result[index] = true }
            }
        }
    }

    /// A mask over the rows of a column, carried from projects to their works where needed.
    private static func lifted(
        _ column: ColumnReference, _ level: ColumnReference.Level, _ programme: Programme,
        _ holds: (Int, DataColumn.Content) -> Bool
    ) -> [Bool] {
        let content = programme.column(column).content
        let count =
            column.level == .work ? programme.works.count : programme.projects.count
        let mask = (0..<count).map { holds($0, content) }
        if column.level == level { return mask }
        return level == .work ? programme.works.map { mask[$0.project] } : []
    }
}
