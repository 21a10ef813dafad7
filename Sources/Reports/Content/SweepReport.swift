public import Funding
public import Planning
public import Verification

/// The report of a sweep: what is funded and reached for each value of one setting.
public struct SweepReport: Sendable {
    /// What came of one value.
    public struct Row: Sendable {
        /// The value as it was set.
        fileprivate let text: String
        /// The value as a number; a relative change as a share.
        fileprivate let number: Ratio
        /// What came of planning, without the plan.
        fileprivate let outcome: Outcome
        fileprivate let funded: (projects: Int, works: Int, total: Money)?

        /// Keeps of an outcome what the report shows.
        ///
        /// - Parameters:
        ///   - text: The value as it was set, for programs.
        ///   - number: The value as a number; a relative change as a share (0.03 for `+3%`).
        ///   - outcome: What came of planning with the value.
        ///   - figures: The figures of the outcome's plan, or `nil` where it has none.
        /// - Complexity: O(*p* + *w*) for *p* projects and *w* works.
        public init(text: String, number: Ratio, outcome: Outcome, figures: PlanFigures?) {
            (self.text, self.number) = (text, number)
            var rest = outcome
            (rest.plan, rest.refusals) = (nil, [])
            self.outcome = rest
            funded = figures.map {
                ($0.fundedProjectCount, $0.plan.fundedWorks.count { $0 }, $0.total)
            }
        }
    }

    private let programme: Programme
    private let path: String
    private let isRelative: Bool
    private let decimals: Int
    private let rows: [Row]
    private let valueCount: Int
    private let fileName: String
    private let phrasing: Phrasing

    /// Creates the report of a sweep.
    ///
    /// - Parameters:
    ///   - programme: The programme; only the varied setting may differ in those of the rows.
    ///   - path: The path of the varied setting.
    ///   - isRelative: Whether its values are relative changes.
    ///   - decimals: How many decimals a percentage needs.
    ///   - rows: A row for each value that was planned, in order.
    ///   - valueCount: The number of values that were to be planned.
    ///   - fileName: The name of the CSV file, for remarks.
    ///   - language: The language of the report.
    public init(
        programme: Programme, path: String, isRelative: Bool, decimals: Int, rows: [Row],
        valueCount: Int, fileName: String, language: Language
    ) {
        (self.programme, self.path, self.isRelative) = (programme, path, isRelative)
        (self.decimals, self.rows, self.valueCount) = (decimals, rows, valueCount)
        self.fileName = fileName
        phrasing = Phrasing(language: language, unit: programme.moneyUnit)
    }

    /// How the CSV files of sweeps begin, in any language: what such a file can be told by.
    public static var fileBeginnings: [[UInt8]] {
        Language.allCases.flatMap { language in
            let phrasing = Phrasing(language: language, unit: .yuan)
            return [true, false].map { isRelative in
                let columns =
                    valueColumns(phrasing, isRelative: isRelative, isStopped: true)
                    + fundedColumns(phrasing)
                // The total names the scenario's unit.
                return CSVRenderer(unit: .yuan, language: language).beginning(
                    with: columns.filter { $0.formats.contains(.csv) && $0.kind != .money })
            }
        }
    }

    /// Makes the content of the report.
    ///
    /// - Complexity: O(*n* · *g*) for *n* rows and *g* goals.
    public func document() -> ReportDocument {
        let name = phrasing.text(programme.title) ?? phrasing.sentence(.unnamed)
        var section = ReportSection(id: "sweep", heading: phrasing.term(.sweep))
        section.paragraphs = [
            phrasing.sentence(.sweepRows),
            phrasing.sentence(
                .sweepCount, text(rows.count), text(valueCount), text(of: .proved)),
        ]
        section.paragraphs += goals.map {
            phrasing.sentence(.sweepGoal, $0.goal.id, $0.description, $0.measure.unit)
        }
        section.tables = [table]
        return ReportDocument(
            language: phrasing.language, moneyUnit: programme.moneyUnit,
            title: phrasing.sentence(.sweepTitle, name, path), titles: programme.title,
            sections: [section], isReconciled: true)
    }

    /// The goals with values of nothing, for their names and units.
    private var goals: [GoalText] {
        programme.goals.indices.map { goalText(GoalOutcome.unknown(goal: $0)) }
    }

    private func goalText(_ outcome: GoalOutcome) -> GoalText {
        GoalText(outcome: outcome, programme: programme, phrasing: phrasing)
    }

    private func text(_ count: Int) -> String { phrasing.text(ofNumber: Ratio(Int128(count))) }

    /// How many rows have a status.
    private func text(of status: Outcome.Status) -> String {
        text(rows.count { $0.outcome.status == status })
    }

    // MARK: - The table

    private var table: ReportTable {
        let isStopped = rows.contains { $0.outcome.stop != nil }
        let columns =
            SweepReport.valueColumns(phrasing, isRelative: isRelative, isStopped: isStopped)
            + SweepReport.fundedColumns(phrasing) + goals.enumerated().flatMap(goalColumns)
        var table = ReportTable(
            id: "sweep", heading: phrasing.term(.sweep), columns: columns,
            rows: TableRows(rows.map(cells)))
        table.fileName = fileName
        table.terminalRows = rows.count
        return table.fitted(
            to: table.decimals(in: programme.moneyUnit),
            roundingNote: phrasing.sentence(.noteRoundedBounds, fileName))
    }

    private static func valueColumns(
        _ phrasing: Phrasing, isRelative: Bool, isStopped: Bool
    ) -> [TableColumn] {
        let people: ReportFormats = [.terminal, .markdown, .csv]
        return [
            TableColumn(
                "shownValue", heading: phrasing.term(isRelative ? .changedBy : .setTo),
                isRelative ? .share : .number, formats: people, priority: 10),
            TableColumn("path", heading: phrasing.term(.setTo), formats: .json),
            TableColumn("value", heading: phrasing.term(.setTo), formats: .json),
            TableColumn("status", heading: phrasing.term(.status), priority: 9),
            TableColumn(
                "stop", heading: phrasing.term(.stop),
                formats: isStopped ? .all : [.csv, .json], priority: 8),
        ]
    }

    private static func fundedColumns(_ phrasing: Phrasing) -> [TableColumn] {
        [
            TableColumn(
                "fundedProjects", heading: phrasing.term(.projectCount), .number, priority: 4),
            TableColumn("fundedWorks", heading: phrasing.term(.workCount), .number, priority: 3),
            TableColumn("total", heading: phrasing.term(.totalFunding), .money, priority: 6),
        ]
    }

    /// The columns of a goal: for a terminal, for tables with units, and for programs an object
    /// that is named after the goal's place, which no identifier can clash with.
    private func goalColumns(position: Int, goal: GoalText) -> [TableColumn] {
        let (id, group) = (goal.goal.id, "goal\(position + 1)")
        let amounts: TableColumn.Kind
        if case .payments = goal.goal.measure { amounts = .money } else { amounts = .number }
        let isMaximized = goal.goal.sense == .maximize
        let bound = phrasing.sentence(isMaximized ? .sweepAtMost : .sweepAtLeast, id)
        func withUnit(_ heading: String) -> String {
            amounts == .money
                ? heading : phrasing.sentence(.sweepUnit, heading, goal.measure.unit)
        }
        func heading(_ heading: String, _ priority: Int, _ kind: TableColumn.Kind)
            -> [TableColumn]
        {
            [
                TableColumn(heading, heading: heading, kind, formats: .people, priority: priority),
                TableColumn(
                    heading, heading: kind == .share ? heading : withUnit(heading), kind,
                    formats: .csv),
            ]
        }
        func member(_ key: String) -> TableColumn {
            TableColumn(key, group: group, heading: key, formats: .json)
        }
        return heading(id, 9, amounts)
            + heading(bound, 5, amounts)
            + heading(phrasing.sentence(.sweepGap, id), 7, .share)
            + ["goal", "value", "achieved", "bound", "unit", "relativeGap", "isProved"].map(member)
    }

    private func cells(of row: Row) -> [TableCell] {
        let value: TableCell =
            isRelative ? .share(row.number, decimals: decimals) : .number(row.number)
        let status = StatusText(outcome: row.outcome, programme: programme, phrasing: phrasing)
        return [
            value, .text(path), .text(row.text), status.briefly, status.stop,
            row.funded.map { .count($0.projects) } ?? .blank,
            row.funded.map { .count($0.works) } ?? .blank,
            row.funded.map { .money($0.total) } ?? .blank,
        ]
            + programme.goals.indices.flatMap { goal in
                let outcome = row.outcome.goals.first { $0.goal == goal }
                return cells(ofGoal: goal, outcome.map(goalText))
            }
    }

    private func cells(ofGoal position: Int, _ goal: GoalText?) -> [TableCell] {
        let value = goal.map { $0.measure.cell(of: $0.outcome.value) } ?? .blank
        let bound =
            goal.flatMap { goal in goal.outcome.bound.map { goal.measure.cell(of: $0) } }
            ?? .blank
        let gap = goal.flatMap(\.gap).map { TableCell.share($0, decimals: 4) } ?? .blank
        return [
            value, value, bound, bound, gap, gap, .text(programme.goals[position].id),
            goal.map { .fraction($0.outcome.value) } ?? .blank,
            goal.map { .fraction($0.outcome.achieved) } ?? .blank,
            goal.flatMap(\.outcome.bound).map { .fraction($0) } ?? .blank,
            .text(goals[position].measure.unitKey),
            goal.flatMap(\.outcome.relativeGap).map { .real($0) } ?? .blank,
            goal.map { phrasing.word($0.outcome.isProved) } ?? .blank,
        ]
    }
}

extension GoalOutcome {
    /// A goal of which nothing is known.
    fileprivate static func unknown(goal: Int) -> GoalOutcome {
        GoalOutcome(goal: goal, value: .zero, achieved: .zero, bound: nil, requestedGap: 0)
    }
}
