internal import Diagnostics
internal import Funding

/// A new column with the expression that gives its cells.
private struct DerivedColumn {
    var reference: ColumnReference
    var node: DocumentNode
    var place: SourceLocation
    var formula: Formula?

    /// What the column is, for messages.
    var user: String { "derived column '\(reference.name)'" }
}

extension ProgrammeAssembly {
    /// Headings that have a meaning of their own.
    private static let fixedNames: [ColumnReference.Level: Set<String>] = [
        .project: ["id", "name", "start"],
        .work: ["project", "id", "name", "cost", "profile", "class"],
    ]

    /// Adds the columns that the scenario derives, in the order in which they need each other.
    func readDerivedColumns() {
        guard let node = root["derive"],
            let record = RecordReader(
                node, SchemaTables.derived, at: root.keyLocation("derive"), findings: findings)
        else { return }
        var columns: [DerivedColumn] = []
        // All columns stand there, blank, before expressions name them.
        for (key, level) in [("projects", ColumnReference.Level.project), ("works", .work)] {
            for entry in record[key].map({ map($0, "derived columns") }) ?? [] {
                if let column = blankColumn(entry, level) { columns.append(column) }
            }
        }
        for index in columns.indices {
            columns[index].formula = ConditionParser.formula(
                columns[index].node,
                levels: columns[index].reference.level == .project
                    ? [.project] : [.project, .work],
                in: self)
            if columns[index].formula?.isMoney == true {
                moneyColumns[columns[index].reference] = moneyPower
            }
        }
        programme.annex.derivations = columns.compactMap { column in
            column.formula.map { Derivation(column.reference, $0) }
        }
        for index in inOrder(columns) { fill(columns[index]) }
    }

    /// Adds a blank column with the name of an entry; `nil` after a finding.
    private func blankColumn(_ entry: DocumentEntry, _ level: ColumnReference.Level)
        -> DerivedColumn?
    {
        guard
            let heading = checkedIdentifier(
                entry.key, "a derived column", at: entry.keyLocation, isCapitalAllowed: true)
        else { return nil }
        let aliases = level == .project ? ColumnAliases.projects : ColumnAliases.works
        let name = ColumnAliases.name(for: heading, in: aliases) ?? heading
        let isFixed = ProgrammeAssembly.fixedNames[level]?.contains(name) ?? false
        guard !isFixed, data(level).column(named: name) == nil else {
            findings.error(
                .duplicateHeading, at: entry.keyLocation,
                "derived column \(ShownName.quoted(heading)) has the name of a column that the "
                    + "\(level.rawValue)s have",
                fix: "give it another name")
            return nil
        }
        let reference = ColumnReference(level, index: data(level).columns.count, name: name)
        let blank = Array(repeating: DataColumn.blank, count: data(level).rowCount)
        let column = DataColumn(
            name: name, heading: heading, content: .numbers(decimals: 0, mantissas: blank))
        if level == .project {
            programme.projectData.columns.append(column)
        } else {
            programme.workData.columns.append(column)
        }
        provenance.places["derive.\(level.rawValue)s.\(name)"] = entry.keyLocation
        return DerivedColumn(reference: reference, node: entry.value, place: entry.keyLocation)
    }

    /// The positions of columns, each behind those that it needs; what needs itself is reported and
    /// left out, with all that needs it.
    private func inOrder(_ columns: [DerivedColumn]) -> [Int] {
        var positions: [ColumnReference: Int] = [:]
        for (index, column) in columns.enumerated() { positions[column.reference] = index }
        let needs = columns.map { column in
            Set((column.formula?.expression.columns ?? []).compactMap { positions[$0] }).sorted()
        }
        var missing = needs.map(\.count)
        var users: [[Int]] = Array(repeating: [], count: columns.count)
        for (index, others) in needs.enumerated() {
            for other in others { users[other].append(index) }
        }
        var order = missing.indices.filter { missing[$0] == 0 }
        var next = 0
        while next < order.count {
            for user in users[order[next]] {
                missing[user] -= 1
                if missing[user] == 0 { order.append(user) }
            }
            next += 1
        }
        if let first = missing.firstIndex(where: { $0 > 0 }) {
            report(cycle(from: first, needs: needs, missing: missing).map { columns[$0] })
        }
        return order
    }

    /// Columns each of which needs the next one, and the last one the first.
    private func cycle(from first: Int, needs: [[Int]], missing: [Int]) -> [Int] {
        var path = [first]
        while let last = path.last, let next = needs[last].first(where: { missing[$0] > 0 }) {
            if let start = path.firstIndex(of: next) { return Array(path[start...]) }
            path.append(next)
        }
        return path
    }

    private func report(_ cycle: [DerivedColumn]) {
        guard let first = cycle.first else { return }
        let names = (cycle + [first]).map { ShownName.quoted($0.reference.name) }
        findings.error(
            .deriveCycle, at: first.place,
            "\(first.user) needs itself: \(names.joined(separator: " needs "))",
            fix: "derive one of them from columns of the table only")
    }

    // MARK: - Cells

    /// Computes the cells of a column; a blank operand leaves a blank cell.
    private func fill(_ column: DerivedColumn) {
        guard let formula = column.formula else { return }
        let level = column.reference.level
        let data = data(level)
        var numbers: [DerivedNumber?] = []
        numbers.reserveCapacity(data.rowCount)
        var faults: (first: ExpressionFault, count: Int)?
        var misfits: (row: ExpressionRow, value: Ratio, count: Int)?
        for position in 0..<data.rowCount {
            let row = level == .project ? ExpressionRow.project(position) : .work(position)
            do throws(ExpressionFault) {
                let value = try formula.expression.value(at: row, in: programme)
                let number = DerivedNumber(value)
                if number == nil {
                    misfits = misfits.map { ($0.row, $0.value, $0.count + 1) } ?? (row, value, 1)
                }
                numbers.append(number)
            } catch {
                numbers.append(nil)
                if case .blank = error.reason { continue }
                faults = faults.map { ($0.first, $0.count + 1) } ?? (error, 1)
            }
        }
        if let faults {
            report(faults.first, for: column.user, others: faults.count - 1, at: column.place)
        }
        if let misfits { report(misfits, of: column) }
        setCells(of: column, numbers)
    }

    private func setCells(of column: DerivedColumn, _ numbers: [DerivedNumber?]) {
        let decimals = numbers.lazy.compactMap { $0?.decimals }.max() ?? 0
        var isWhole = true
        let mantissas = numbers.map { number -> Int64 in
            guard let number else { return DataColumn.blank }
            guard let mantissa = number.mantissa(inDecimals: decimals) else {
                isWhole = false
                return DataColumn.blank
            }
            return mantissa
        }
        if !isWhole {
            findings.error(
                .numberTooLarge, at: column.place,
                "\(column.user) holds figures so large beside others so fine that they cannot be kept",
                fix: "round it to fewer decimals")
        }
        let content = DataColumn.Content.numbers(decimals: decimals, mantissas: mantissas)
        if column.reference.level == .project {
            programme.projectData.columns[column.reference.index].content = content
        } else {
            programme.workData.columns[column.reference.index].content = content
        }
    }

    private func report(
        _ misfits: (row: ExpressionRow, value: Ratio, count: Int), of column: DerivedColumn
    ) {
        let more = misfits.count > 1 ? " and \(misfits.count - 1) more" : ""
        let owner = owner(of: misfits.row) + more
        guard misfits.value.magnitude < Ratio(1_000_000_000_000) else {
            findings.error(
                .numberTooLarge, at: column.place,
                "\(column.user) is \(shown(misfits.value)) for \(owner), and a figure is below 10^12",
                fix: "use a larger unit")
            return
        }
        findings.error(
            .notADecimal, at: column.place,
            "\(column.user) is \(shown(misfits.value)) for \(owner), which no decimal number of at "
                + "most \(DataColumn.mostDecimals) decimals is",
            fix: "say how it is rounded: round(…, 0.01), floor(…) or ceil(…)")
    }
}
