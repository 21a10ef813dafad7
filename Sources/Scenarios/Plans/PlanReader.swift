internal import Diagnostics
internal import Funding

/// Reads the records of a stored plan, strictly, and says what is wrong with them.
///
/// For files that ``PlanScanner`` does not take: it answers sooner and says nothing.
struct PlanReader {
    private let programme: Programme
    private let file: String
    private let findings: Findings
    private let projects: [String: Int]
    private let sources: [String: Int]
    private let periods: [String: Int]

    private var starts: [Int?]
    private var fundedWorks: [Bool]
    private var workCosts: [Int: Money] = [:]
    private var payments: [Payment] = []
    private var uses: [StoredPlan.SourceUse] = []
    private var total: Money?
    private var goalValues: [Ratio] = []
    /// The kind and position of the record before.
    private var last: PlanPart.Key?
    /// The project and source of the record before: the next one mostly names them again.
    private var lastProject = 0
    private var lastSource = 0

    private static let kinds = ["start", "work", "pay", "use", "total", "goal"]
    /// The columns that each kind fills; the period only where the programme knows periods.
    private static let filled: [[Int]] = [
        [1, 4], [1, 2, 5], [1, 2, 3, 4, 5], [3, 4, 5], [5], [3, 5],
    ]

    init(programme: Programme, file: String, findings: Findings) {
        (self.programme, self.file, self.findings) = (programme, file, findings)
        projects = PlanReader.positions(programme.projects.map(\.id))
        sources = PlanReader.positions(programme.sources.map(\.id))
        periods = PlanReader.positions(programme.periods)
        starts = Array(repeating: nil, count: programme.projects.count)
        fundedWorks = Array(repeating: false, count: programme.works.count)
    }

    /// The position of each name; of the first one where a name repeats.
    static func positions(_ names: [String]) -> [String: Int] {
        Dictionary(
            names.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Reads all records; `nil` after a finding that makes the rest meaningless.
    mutating func read(_ bytes: [UInt8], limits: ScenarioLimits) -> StoredPlan? {
        guard
            let table = PlanFile.table(
                bytes, file: file, limits: limits, findings: findings,
                fix: "use the file as 'fundmix solve' wrote it")
        else { return nil }
        for row in 0..<table.rowCount where !findings.isFull { readRow(table, row) }
        if total == nil {
            findings.error(
                .planMissing, at: SourceLocation(file: file), "the stored plan has no total")
        }
        if goalValues.count != programme.goals.count {
            findings.error(
                .planMissing, at: SourceLocation(file: file),
                "the stored plan has \(goalValues.count) goal values and the programme "
                    + "\(programme.goals.count) goals")
        }
        guard let total, findings.errorCount == 0 else { return nil }
        return StoredPlan(
            plan: Plan(starts: starts, fundedWorks: fundedWorks, payments: payments),
            workCosts: workCosts, sourceUses: uses, total: total, goalValues: goalValues)
    }

    private mutating func readRow(_ table: TextTable, _ row: Int) {
        let first = table.range(row: row, column: 0)
        guard let kind = PlanReader.kinds.firstIndex(where: { isText($0, at: first, table) }) else {
            let text = table.text(row: row, column: 0)
            findings.error(
                .planRecord, at: table.location(row: row, column: 0),
                "\(ShownName.quoted(text)) is no record of a stored plan",
                fix: ShownName.suggestion(for: text, among: PlanReader.kinds, what: "records"))
            return
        }
        for column in 1..<PlanFile.heading.count {
            let isFilled =
                PlanReader.filled[kind].contains(column)
                && !(column == 4 && programme.periods.isEmpty)
            guard table.range(row: row, column: column).isEmpty == isFilled else { continue }
            findings.error(
                .planRecord, at: table.location(row: row, column: column),
                "column '\(PlanFile.heading[column])' is \(isFilled ? "blank" : "filled") in a "
                    + "record '\(PlanReader.kinds[kind])'",
                fix: "use the file as 'fundmix solve' wrote it")
            return
        }
        guard let position = store(kind, table, row) else { return }
        let key = PlanPart.Key(kind: kind, position: position)
        if let last, !last.isBefore(key) {
            findings.error(
                .planOrder, at: table.location(row: row),
                "the record repeats one before it, or stands out of order",
                fix: "use the file as 'fundmix solve' wrote it")
        }
        last = key
    }

    /// Keeps a record and returns its position among its kind, or `nil` after a finding.
    private mutating func store(_ kind: Int, _ table: TextTable, _ row: Int) -> (Int, Int, Int)? {
        switch kind {
        case 0:
            guard let project = project(table, row), let period = period(table, row) else {
                return nil
            }
            starts[project] = period
            return (project, 0, 0)
        case 1:
            guard let work = work(table, row), let cost = amount(table, row) else { return nil }
            fundedWorks[work] = true
            workCosts[work] = cost
            return (work, 0, 0)
        case 2:
            guard let work = work(table, row), let source = source(table, row),
                let period = period(table, row), let amount = amount(table, row)
            else { return nil }
            payments.append(Payment(work: work, source: source, period: period, amount: amount))
            return (work, source, period)
        case 3:
            guard let source = source(table, row), let period = period(table, row),
                let amount = amount(table, row)
            else { return nil }
            uses.append(StoredPlan.SourceUse(source: source, period: period, amount: amount))
            return (source, period, 0)
        case 4:
            guard let amount = amount(table, row) else { return nil }
            total = amount
            return (0, 0, 0)
        default:
            return goal(table, row).map { ($0, 0, 0) }
        }
    }

    private mutating func goal(_ table: TextTable, _ row: Int) -> Int? {
        let position = goalValues.count
        let (id, value) = (table.text(row: row, column: 3), table.text(row: row, column: 5))
        guard programme.goals.indices.contains(position), programme.goals[position].id == id
        else {
            findings.error(
                .planRecord, at: table.location(row: row, column: 3),
                "goal \(ShownName.quoted(id)) is not the next goal of the programme",
                fix:
                    "use the plan with the scenario that it was made for, and with the --from it had"
            )
            return nil
        }
        let parts = value.split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int128($0) }
        guard numbers.count == parts.count, numbers.count <= 2,
            numbers.allSatisfy({ $0 != .min }), numbers.count == 1 || numbers[1] > 0,
            let first = numbers.first
        else {
            findings.error(
                .planNumber, at: table.location(row: row, column: 5),
                "\(ShownName.quoted(value)) is no whole number and no fraction")
            goalValues.append(.zero)
            return nil
        }
        goalValues.append(Ratio(first, numbers.count == 2 ? numbers[1] : 1))
        return position
    }

    // MARK: - Cells

    private mutating func project(_ table: TextTable, _ row: Int) -> Int? {
        let range = table.range(row: row, column: 1)
        for position in lastProject...(lastProject + 1)
        where programme.projects.indices.contains(position)
            && isText(programme.projects[position].id, at: range, table)
        {
            lastProject = position
            return position
        }
        let position = known(
            projects[table.text(row: row, column: 1)], "project", 1, table, row)
        lastProject = position ?? lastProject
        return position
    }

    private mutating func source(_ table: TextTable, _ row: Int) -> Int? {
        let range = table.range(row: row, column: 3)
        if programme.sources.indices.contains(lastSource),
            isText(programme.sources[lastSource].id, at: range, table)
        {
            return lastSource
        }
        let position = known(sources[table.text(row: row, column: 3)], "source", 3, table, row)
        lastSource = position ?? lastSource
        return position
    }

    private func period(_ table: TextTable, _ row: Int) -> Int? {
        programme.periods.isEmpty
            ? 0 : known(periods[table.text(row: row, column: 4)], "period", 4, table, row)
    }

    private mutating func work(_ table: TextTable, _ row: Int) -> Int? {
        guard let project = project(table, row) else { return nil }
        let range = table.range(row: row, column: 2)
        let isPlain = table.isPlain(row: row, column: 2)
        let text = isPlain ? "" : table.text(row: row, column: 2)
        let work = programme.projects[project].works.first {
            isPlain
                ? isText(programme.works[$0].id, at: range, table) : programme.works[$0].id == text
        }
        return known(work, "work", 2, table, row)
    }

    /// Whether the bytes of a plain cell are a text.
    private func isText(_ text: String, at range: Range<Int>, _ table: TextTable) -> Bool {
        text.utf8.count == range.count && text.utf8.elementsEqual(table.bytes[range])
    }

    private func known(
        _ position: Int?, _ what: String, _ column: Int, _ table: TextTable, _ row: Int
    ) -> Int? {
        if let position { return position }
        findings.error(
            .planRecord, at: table.location(row: row, column: column),
            "the programme has no \(what) "
                + ShownName.quoted(table.text(row: row, column: column)),
            fix: "use the plan with the scenario that it was made for")
        return nil
    }

    /// An amount in yuan with exactly two decimals and no needless sign or zero.
    private func amount(_ table: TextTable, _ row: Int) -> Money? {
        let range = table.range(row: row, column: 5)
        let isNegative = table.bytes[range.lowerBound] == UInt8(ascii: "-")
        let digits = table.bytes[(isNegative ? range.dropFirst() : range[...])]
        let hasNeedlessZero =
            digits.count > 4 && digits.first == 0x30 || digits.first == UInt8(ascii: "+")
        if !hasNeedlessZero,
            let number = try? DecimalText.parse(
                table.bytes.span, in: range, allowsGrouping: false),
            number.decimals == 2,
            number.mantissa.magnitude <= Int128(Money.largest.minorUnits).magnitude
        {
            return Money(minorUnits: Int64(number.mantissa))
        }
        findings.error(
            .planNumber, at: table.location(row: row, column: 5),
            "\(ShownName.quoted(table.text(row: row, column: 5))) is no amount in yuan with two "
                + "decimals",
            fix: "use the file as 'fundmix solve' wrote it")
        return nil
    }
}
