internal import Diagnostics
internal import Funding

/// Reads the records of a stored plan, strictly.
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
    private var last: [Int] = []

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

    private static func positions(_ names: [String]) -> [String: Int] {
        Dictionary(
            names.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Reads all records; `nil` after a finding that makes the rest meaningless.
    mutating func read(_ bytes: [UInt8], limits: ScenarioLimits) -> StoredPlan? {
        do {
            _ = try TextDecoding.utf8(bytes, declared: .utf8, acceptsGB18030: false)
        } catch {
            findings.error(
                .wrongEncoding, at: SourceLocation(file: file), error.message, fix: error.fix)
            return nil
        }
        var limits = limits
        limits.tableRows = 100_000_000
        guard let table = TableScanner.scan(bytes, file: file, limits: limits, findings: findings)
        else { return nil }
        guard table.headings == PlanFile.heading else {
            findings.error(
                .planHeading, at: SourceLocation(file: file, line: 1),
                "the heading of a stored plan is '\(PlanFile.heading.joined(separator: ","))'",
                fix: "use the file as 'fundmix solve' wrote it")
            return nil
        }
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
        let cells = (0..<PlanFile.heading.count).map { table.text(row: row, column: $0) }
        guard let kind = PlanReader.kinds.firstIndex(of: cells[0]) else {
            findings.error(
                .planRecord, at: table.location(row: row, column: 0),
                "\(ShownName.quoted(cells[0])) is no record of a stored plan",
                fix: ShownName.suggestion(for: cells[0], among: PlanReader.kinds, what: "records"))
            return
        }
        for column in 1..<cells.count {
            let isFilled =
                PlanReader.filled[kind].contains(column)
                && !(column == 4 && programme.periods.isEmpty)
            guard cells[column].isEmpty == isFilled else { continue }
            findings.error(
                .planRecord, at: table.location(row: row, column: column),
                "column '\(PlanFile.heading[column])' is \(isFilled ? "blank" : "filled") in a record "
                    + "'\(cells[0])'",
                fix: "use the file as 'fundmix solve' wrote it")
            return
        }
        guard let key = store(kind, cells, table, row) else { return }
        if !last.isEmpty, !last.lexicographicallyPrecedes([kind] + key) {
            findings.error(
                .planOrder, at: table.location(row: row),
                "the record repeats one before it, or stands out of order",
                fix: "use the file as 'fundmix solve' wrote it")
        }
        last = [kind] + key
    }

    /// Keeps a record and returns its position among its kind, or `nil` after a finding.
    private mutating func store(_ kind: Int, _ cells: [String], _ table: TextTable, _ row: Int)
        -> [Int]?
    {
        switch kind {
        case 0:
            guard let project = project(cells, table, row), let period = period(cells, table, row)
            else { return nil }
            starts[project] = period
            return [project]
        case 1:
            guard let work = work(cells, table, row), let cost = amount(cells, table, row) else {
                return nil
            }
            fundedWorks[work] = true
            workCosts[work] = cost
            return [work]
        case 2:
            guard let work = work(cells, table, row), let source = source(cells, table, row),
                let period = period(cells, table, row), let amount = amount(cells, table, row)
            else { return nil }
            payments.append(Payment(work: work, source: source, period: period, amount: amount))
            return [work, source, period]
        case 3:
            guard let source = source(cells, table, row), let period = period(cells, table, row),
                let amount = amount(cells, table, row)
            else { return nil }
            uses.append(StoredPlan.SourceUse(source: source, period: period, amount: amount))
            return [source, period]
        case 4:
            guard let amount = amount(cells, table, row) else { return nil }
            total = amount
            return []
        default:
            return goal(cells, table, row)
        }
    }

    private mutating func goal(_ cells: [String], _ table: TextTable, _ row: Int) -> [Int]? {
        let position = goalValues.count
        guard programme.goals.indices.contains(position), programme.goals[position].id == cells[3]
        else {
            findings.error(
                .planRecord, at: table.location(row: row, column: 3),
                "goal \(ShownName.quoted(cells[3])) is not the next goal of the programme",
                fix: "use the plan with the scenario that it was made for")
            return nil
        }
        let parts = cells[5].split(separator: "/", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int128($0) }
        guard numbers.count == parts.count, numbers.count <= 2,
            numbers.allSatisfy({ $0 != .min }), numbers.count == 1 || numbers[1] > 0,
            let first = numbers.first
        else {
            findings.error(
                .planNumber, at: table.location(row: row, column: 5),
                "\(ShownName.quoted(cells[5])) is no whole number and no fraction")
            goalValues.append(.zero)
            return nil
        }
        goalValues.append(Ratio(first, numbers.count == 2 ? numbers[1] : 1))
        return [position]
    }

    // MARK: - Cells

    private func project(_ cells: [String], _ table: TextTable, _ row: Int) -> Int? {
        known(projects[cells[1]], "project", 1, cells, table, row)
    }

    private func source(_ cells: [String], _ table: TextTable, _ row: Int) -> Int? {
        known(sources[cells[3]], "source", 3, cells, table, row)
    }

    private func period(_ cells: [String], _ table: TextTable, _ row: Int) -> Int? {
        programme.periods.isEmpty
            ? 0 : known(periods[cells[4]], "period", 4, cells, table, row)
    }

    private func work(_ cells: [String], _ table: TextTable, _ row: Int) -> Int? {
        guard let project = project(cells, table, row) else { return nil }
        let work = programme.projects[project].works.first { programme.works[$0].id == cells[2] }
        return known(work, "work", 2, cells, table, row)
    }

    private func known(
        _ position: Int?, _ what: String, _ column: Int, _ cells: [String], _ table: TextTable,
        _ row: Int
    ) -> Int? {
        if let position { return position }
        findings.error(
            .planRecord, at: table.location(row: row, column: column),
            "the programme has no \(what) \(ShownName.quoted(cells[column]))",
            fix: "use the plan with the scenario that it was made for")
        return nil
    }

    /// An amount in yuan with exactly two decimals.
    private func amount(_ cells: [String], _ table: TextTable, _ row: Int) -> Money? {
        let text = cells[5]
        if let number = try? DecimalText.parse(text), number.decimals == 2,
            number.mantissa.magnitude <= Int128(Money.largest.minorUnits).magnitude
        {
            let money = Money(minorUnits: Int64(number.mantissa))
            if PlanWriter.yuan(money) == text { return money }
        }
        findings.error(
            .planNumber, at: table.location(row: row, column: 5),
            "\(ShownName.quoted(text)) is no amount in yuan with two decimals",
            fix: "use the file as 'fundmix solve' wrote it")
        return nil
    }
}
