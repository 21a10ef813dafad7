internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// A row of works that can be used.
    private struct WorkRow {
        var project: Int
        var id: Int32
        var row: Int32
    }

    /// Reads the works and puts them in order of project and identifier; false when the headings
    /// make everything that follows meaningless.
    func readWorks(_ table: TextTable, renamed: [String: String]) -> Bool {
        let errorsBefore = findings.errorCount
        workHeadings = headings(of: table, in: ColumnAliases.works, renamed: renamed)
        guard let projectColumn = required("project", workHeadings, of: table) else { return false }
        let costColumn = required("cost", workHeadings, of: table)
        let named = workHeadings.firstIndex { $0.name == "id" }
        guard
            let idColumn = named ?? workHeadings.firstIndex(where: { $0.name == "kind" })
                ?? required("id", workHeadings, of: table),
            findings.errorCount == errorsBefore
        else { return false }
        var ids = TextInterner()
        var rows = usableRows(table, projectColumn, idColumn, &ids)
        let sortedIDs = (0..<ids.count).sorted { ids.isOrdered($0, $1) }
        var ranks = [Int32](repeating: 0, count: ids.count)
        for (rank, code) in sortedIDs.enumerated() { ranks[code] = Int32(truncatingIfNeeded: rank) }
        rows.sort {
            ($0.project, ranks[Int($0.id)], $0.row) < ($1.project, ranks[Int($1.id)], $1.row)
        }
        rows = withoutDuplicates(rows, ids, table, idColumn)
        let order = rows.map(\.row)
        let texts = ids.texts
        let classes = classIndices(table, order)
        let profiles = profileIndices(table, order)
        programme.works.reserveCapacity(rows.count)
        for (position, row) in rows.enumerated() {
            let cost =
                costColumn.map { self.cost(table, row: Int(row.row), column: $0) } ?? Money.zero
            programme.works.append(
                Work(
                    id: texts[Int(row.id)], project: row.project, classIndex: classes[position],
                    cost: cost, profile: profiles[position]))
        }
        setWorkRanges()
        var columns = columns(
            of: table, workHeadings, level: .work,
            except: ["project", "id", "cost", "profile", "class"],
            asTexts: ["kind", "component", "name"], rows: order)
        columns.append(
            DataColumn(
                name: "class", heading: "class",
                content: .texts(
                    distinct: programme.classes.map(\.id),
                    codes: classes.map { Int32(truncatingIfNeeded: $0) })))
        programme.workData = DataTable(rowCount: rows.count, columns: columns)
        provenance.workFile = table.file
        provenance.workLines = order.map { table.lines[Int($0) + 1] }
        return true
    }

    private func usableRows(
        _ table: TextTable, _ projectColumn: Int, _ idColumn: Int, _ ids: inout TextInterner
    ) -> [WorkRow] {
        var rows: [WorkRow] = []
        rows.reserveCapacity(table.rowCount)
        var unknown = 0
        let known = programme.projects.map(\.id)
        for row in 0..<table.rowCount {
            let project = table.text(row: row, column: projectColumn)
            guard let code = projectIDs.existingCode(of: project),
                projectPositions.indices.contains(code)
            else {
                unknown += 1
                reportUnknownProject(
                    project, known: unknown <= 20 ? known : [], table, row, projectColumn)
                continue
            }
            guard let id = identifier(table, row: row, column: idColumn, "a work") else { continue }
            rows.append(
                WorkRow(
                    project: projectPositions[code],
                    id: Int32(truncatingIfNeeded: ids.code(of: id)), row: Int32(row)))
        }
        return rows
    }

    private func reportUnknownProject(
        _ project: String, known: [String], _ table: TextTable, _ row: Int, _ column: Int
    ) {
        let nearest = NameSuggestion.nearest(to: project, among: known)
        findings.error(
            .unknownProject, at: table.location(row: row, column: column),
            project.isEmpty
                ? "a work names no project"
                : "a work names project \(ShownName.quoted(project)), which the table of projects "
                    + "does not define",
            fix: nearest.map { "did you mean '\($0)'?" } ?? "add the project, or remove the work")
    }

    private func withoutDuplicates(
        _ rows: [WorkRow], _ ids: TextInterner, _ table: TextTable, _ idColumn: Int
    ) -> [WorkRow] {
        var distinct: [WorkRow] = []
        distinct.reserveCapacity(rows.count)
        for row in rows {
            if let last = distinct.last, last.project == row.project, last.id == row.id {
                let project = programme.projects[row.project].id
                findings.error(
                    .duplicateID, at: table.location(row: Int(row.row), column: idColumn),
                    "work \(ShownName.quoted(ids.text(Int(row.id)))) of project "
                        + "\(ShownName.quoted(project)) is defined twice, first on line "
                        + "\(table.lines[Int(last.row) + 1])",
                    fix: "give one of the two another identifier in a column 'id'")
            } else {
                distinct.append(row)
            }
        }
        return distinct
    }

    private func setWorkRanges() {
        var start = 0
        for project in programme.projects.indices {
            var end = start
            while end < programme.works.count, programme.works[end].project == project { end += 1 }
            programme.projects[project].works = start..<end
            start = end
        }
    }

    /// The class of each work; one class needs no column.
    private func classIndices(_ table: TextTable, _ rows: [Int32]) -> [Int] {
        guard !programme.classes.isEmpty else { return rows.map { _ in 0 } }
        guard let column = workHeadings.firstIndex(where: { $0.name == "class" }) else {
            if programme.classes.count > 1 { _ = required("class", workHeadings, of: table) }
            return rows.map { _ in 0 }
        }
        return indices(
            table, rows, column, known: programme.classes.map(\.id), aliases: ClassNames.aliases,
            .unknownClass, "class"
        ).map { $0 ?? 0 }
    }

    private func profileIndices(_ table: TextTable, _ rows: [Int32]) -> [Int?] {
        guard let column = workHeadings.firstIndex(where: { $0.name == "profile" }) else {
            return rows.map { _ in nil }
        }
        return indices(
            table, rows, column, known: programme.profiles.map(\.id), aliases: [:],
            .unknownProfile, "profile")
    }

    /// The positions of names in a list of known ones; a blank profile is none, a blank class an
    /// error.
    private func indices(
        _ table: TextTable, _ rows: [Int32], _ column: Int, known: [String],
        aliases: [String: String], _ code: FindingCode, _ what: String
    ) -> [Int?] {
        let reader = ColumnReader(table: table, findings: findings, allowsGrouping: false)
        guard case .texts(let distinct, let codes) = reader.texts(column, rows: rows) else {
            return []
        }
        let positions = distinct.map { text in
            known.firstIndex(of: text) ?? aliases[text].flatMap { known.firstIndex(of: $0) }
        }
        var reported = Set<Int32>()
        return codes.enumerated().map { position, value in
            if value >= 0, let index = positions[Int(value)] { return index }
            if value < 0, code == .unknownProfile { return nil }
            if reported.insert(value).inserted {
                let place = table.location(row: Int(rows[position]), column: column)
                let text = value < 0 ? "" : distinct[Int(value)]
                findings.error(
                    code, at: place,
                    value < 0
                        ? "a work names no \(what)"
                        : "\(what) \(ShownName.quoted(text)) is not defined",
                    fix: ShownName.suggestion(for: text, among: known, what: "\(what) names"))
            }
            return nil
        }
    }

    private func cost(_ table: TextTable, row: Int, column: Int) -> Money {
        let range = table.range(row: row, column: column)
        do {
            let power = workHeadings[column].moneyPower ?? moneyPower
            let cost = try MoneyText.money(
                table.bytes.span, in: range, bareUnit: power, allowsGrouping: allowsGrouping)
            guard cost >= .zero else {
                findings.error(
                    .negativeAmount, at: table.location(row: row, column: column),
                    "the cost of a work is \(MoneyText.shown(cost)), and a cost is at least 0")
                return .zero
            }
            guard cost.minorUnits % programme.settlementUnit.minorUnits == 0 else {
                findings.error(
                    .costNotWhole, at: table.location(row: row, column: column),
                    "a cost of \(MoneyText.shown(cost)) is no whole multiple of the settlement "
                        + "unit \(MoneyText.shown(programme.settlementUnit))",
                    fix: "round the cost, or settle in a smaller unit ('settle' in scenario.yaml)")
                return .zero
            }
            return cost
        } catch {
            let text = table.text(row: row, column: column)
            report(error, text, "the cost of a work", at: table.location(row: row, column: column))
            return .zero
        }
    }
}

/// The Chinese names of the default classes.
enum ClassNames {
    static let aliases = [
        "基础类": "basic", "完善类": "completion", "提升类": "upgrade", "安全类": "safety",
        "安全底线类": "safety", "基础": "basic", "完善": "completion", "提升": "upgrade",
    ]
}
