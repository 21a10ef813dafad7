internal import Diagnostics
internal import Funding

/// A check of the data that the scenario asks for.
struct DataCheckRun {
    /// Two formulas and how they should stand to each other.
    private struct Comparison {
        var left: Formula
        var relation: Predicate.Relation
        var right: Formula
    }

    private let assembly: ProgrammeAssembly
    private let id: String
    private let record: RecordReader
    private let place: SourceLocation
    private let text: String
    private let level: ColumnReference.Level?
    private let expectation: Predicate
    private let condition: Predicate
    private let tolerance: Ratio
    private let shown: [(name: String, formula: Formula, place: SourceLocation)]

    private var user: String { "check '\(id)'" }

    /// Reads a check; `nil` after a finding.
    init?(_ entry: DocumentEntry, assembly: ProgrammeAssembly) {
        guard
            let id = assembly.checkedIdentifier(
                entry.key, "a check", at: entry.keyLocation, isCapitalAllowed: true),
            let record = RecordReader(
                entry.value, SchemaTables.dataCheck, at: entry.keyLocation,
                findings: assembly.findings),
            let node = record["expect"]
        else { return nil }
        let each = record["each"].map {
            assembly.word($0, ["programme", "project", "work"], "what is checked")
        }
        guard each != .some(nil) else { return nil }
        let levels: [ColumnReference.Level] =
            switch each {
            case "project": [.project]
            case "work": [.project, .work]
            default: []
            }
        level = levels.last
        guard let expectation = ConditionParser.parse(node, levels: levels, in: assembly) else {
            return nil
        }
        var condition = Predicate.always
        if let node = record["where"] {
            guard level != nil else {
                assembly.findings.error(
                    .wrongLevel, at: record.keyLocation("where"),
                    "'where' picks projects or works, and check '\(id)' is of the whole programme",
                    fix: "write 'each: project' or 'each: work', or put 'where' inside 'sum(…)'")
                return nil
            }
            guard let parsed = ConditionParser.parse(node, levels: levels, in: assembly) else {
                return nil
            }
            condition = parsed
        }
        var tolerance = Ratio.zero
        if let node = record["within"] {
            guard let share = assembly.share(node, "a tolerance"), share >= .zero,
                DataCheckRun.comparisons(in: expectation, assembly).count == 1
            else {
                assembly.findings.error(
                    .expressionSyntax, at: node.location,
                    "'within' is a share of at least 0 beside one comparison",
                    fix: "split the check, or leave 'within' out")
                return nil
            }
            tolerance = share
        }
        shown = (record["show"].map { assembly.map($0, "the figures of a check") } ?? []).compactMap
        {
            figure in
            ConditionParser.formula(figure.value, levels: levels, in: assembly).map {
                (figure.key, $0, figure.value.location)
            }
        }
        (self.assembly, self.id, self.record) = (assembly, id, record)
        (place, text, self.expectation) = (entry.keyLocation, node.summary, expectation)
        (self.condition, self.tolerance) = (condition, tolerance)
    }

    /// Checks the data and reports the first row that fails, with both figures.
    ///
    /// - Returns: What came of it, or `nil` after a finding that leaves no answer.
    /// - Complexity: O(*n*) evaluations for *n* rows.
    func run() -> DataCheck? {
        var (checked, failures) = (0, [ExpressionRow]())
        do throws(ExpressionFault) {
            for row in rows where try condition.isMet(at: row, in: assembly.programme) {
                checked += 1
                if try !isMet(at: row) { failures.append(row) }
            }
            if let first = failures.first { try report(first, others: failures.count - 1) }
            let sides = try sides(at: failures.first ?? (level == nil ? .programme : nil))
            assembly.note(record, "checks.\(id)", at: place)
            return DataCheck(
                id: id, title: record["title"].map { assembly.localizedText($0, "the title") },
                text: text, rowCount: checked, failureCount: failures.count,
                left: sides?.left, right: sides?.right,
                citation: record["cite"].flatMap { assembly.text($0, "a citation") })
        } catch {
            assembly.report(error, for: user, at: place)
            return nil
        }
    }

    private var rows: [ExpressionRow] {
        switch level {
        case nil: [.programme]
        case .project: assembly.programme.projects.indices.map { .project($0) }
        case .work: assembly.programme.works.indices.map { .work($0) }
        }
    }

    private var comparisons: [Comparison] {
        DataCheckRun.comparisons(in: expectation, assembly)
    }

    private static func comparisons(in condition: Predicate, _ assembly: ProgrammeAssembly)
        -> [Comparison]
    {
        switch condition {
        case .relation(let left, let relation, let right):
            return [Comparison(left: left, relation: relation, right: right)]
        case .comparison(let column, let relation, let value):
            return [
                Comparison(
                    left: Formula(.column(column, factor: .one), text: column.name),
                    relation: relation,
                    right: Formula(.number(value), text: assembly.shown(value)))
            ]
        case .not(let inner): return comparisons(in: inner, assembly)
        case .all(let inner), .any(let inner):
            return inner.flatMap { comparisons(in: $0, assembly) }
        case .always, .membership, .project, .work: return []
        }
    }

    /// Whether the expectation holds for a row, the tolerance granted.
    private func isMet(at row: ExpressionRow) throws(ExpressionFault) -> Bool {
        guard tolerance > .zero, case .some(let comparison) = comparisons.first else {
            return try expectation.isMet(at: row, in: assembly.programme)
        }
        let left = try comparison.left.expression.value(at: row, in: assembly.programme)
        let right = try comparison.right.expression.value(at: row, in: assembly.programme)
        do throws(ArithmeticOverflow) {
            let room = try right.magnitude.multiplied(by: tolerance)
            let difference = try left.subtracting(right)
            return switch comparison.relation {
            case .equal: difference.magnitude <= room
            case .notEqual: difference.magnitude > room
            case .less, .atMost: comparison.relation.holds(difference, room)
            case .greater, .atLeast: comparison.relation.holds(difference, room.negated)
            }
        } catch {
            throw ExpressionFault(.overflow, at: row)
        }
    }

    /// Both sides of the first comparison that does not hold, else of the only one.
    private func sides(at row: ExpressionRow?) throws(ExpressionFault) -> (
        left: CheckedSide, right: CheckedSide
    )? {
        guard let row else { return nil }
        for comparison in comparisons {
            let left = try comparison.left.expression.value(at: row, in: assembly.programme)
            let right = try comparison.right.expression.value(at: row, in: assembly.programme)
            guard comparisons.count == 1 || !comparison.relation.holds(left, right) else {
                continue
            }
            let isMoney = comparison.left.isMoney || comparison.right.isMoney
            return (
                CheckedSide(value: left, isMoney: isMoney),
                CheckedSide(value: right, isMoney: isMoney)
            )
        }
        return nil
    }

    private func report(_ row: ExpressionRow, others: Int) throws(ExpressionFault) {
        var message = "check '\(id)' expects '\(text)'"
        if level != nil {
            message += " of each \(level == .project ? "project" : "work")"
        }
        if let sides = try sides(at: row) {
            let (left, right) = (sides.left, sides.right)
            let word =
                left.value > right.value
                ? "is above" : left.value < right.value ? "is below" : "is equal to"
            message +=
                ", and \(assembly.shown(left.value, isMoney: left.isMoney)) on the left \(word) "
                + "\(assembly.shown(right.value, isMoney: right.isMoney)) on the right"
        } else {
            message += ", and that does not hold"
        }
        if level != nil {
            message += " for \(assembly.owner(of: row))" + (others > 0 ? " and \(others) more" : "")
        }
        for figure in shown {
            let value = try figure.formula.expression.value(at: row, in: assembly.programme)
            message += "; \(figure.name): \(assembly.shown(value, isMoney: figure.formula.isMoney))"
        }
        let severity = record["severity"].flatMap {
            assembly.word($0, ["warning", "error"], "a severity")
        }
        let fix = record["fix"].flatMap { assembly.text($0, "a fix") }
        let place = assembly.place(of: row) ?? place
        let advice = fix ?? "correct the figure that is wrong (the check: \(self.place))"
        if severity == "error" {
            assembly.findings.error(.checkFailed, at: place, message, fix: advice)
        } else {
            assembly.findings.warning(.checkFailed, at: place, message, fix: advice)
        }
    }
}
