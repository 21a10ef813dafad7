internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// Reads the projects and puts them in order of their identifiers; false when the headings or
    /// the lack of rows make everything that follows meaningless.
    func readProjects(_ table: TextTable, renamed: [String: String]) -> Bool {
        let errorsBefore = findings.errorCount
        projectHeadings = headings(of: table, in: ColumnAliases.projects, renamed: renamed)
        guard let idColumn = required("id", projectHeadings, of: table) else { return false }
        if table.rowCount == 0 {
            findings.error(
                .emptyTable, at: SourceLocation(file: table.file),
                "the table has a heading and no projects", fix: "add a row for each project")
        }
        guard findings.errorCount == errorsBefore else { return false }
        var rows: [(id: String, row: Int32)] = []
        rows.reserveCapacity(table.rowCount)
        var firstRows: [Int32] = []
        for row in 0..<table.rowCount {
            guard let id = identifier(table, row: row, column: idColumn, "a project") else {
                continue
            }
            let code = projectIDs.code(of: id)
            guard code == firstRows.count else {
                findings.error(
                    .duplicateID, at: table.location(row: row, column: idColumn),
                    "project \(ShownName.quoted(id)) is defined twice, first on line "
                        + "\(table.lines[Int(firstRows[code]) + 1])",
                    fix: "give one of the two another identifier")
                continue
            }
            firstRows.append(Int32(row))
            rows.append((id, Int32(row)))
        }
        let order = rows.indices.sorted { projectIDs.isOrdered($0, $1) }
        projectPositions = Array(repeating: 0, count: order.count)
        for (position, code) in order.enumerated() { projectPositions[code] = position }
        let sortedRows = order.map { rows[$0].row }

        let nameColumn = projectHeadings.firstIndex { $0.name == "name" }
        let startColumn = projectHeadings.firstIndex { $0.name == "start" }
        let latestColumn = projectHeadings.firstIndex { $0.name == "latest_start" }
        programme.projects = order.map { code in
            let row = Int(rows[code].row)
            let name = nameColumn.map { table.text(row: row, column: $0) }
            return Project(
                id: rows[code].id, name: name?.isEmpty == false ? name : nil, works: 0..<0,
                requiredStart: startColumn.flatMap { start(table, row: row, column: $0) },
                latestStart: latestColumn.flatMap { start(table, row: row, column: $0) })
        }
        programme.projectData = DataTable(
            rowCount: order.count,
            columns: columns(
                of: table, projectHeadings, level: .project,
                except: ["id", "name", "start", "latest_start"], asTexts: [], rows: sortedRows))
        provenance.projectFile = table.file
        provenance.projectLines = sortedRows.map { table.lines[Int($0) + 1] }
        return true
    }

    /// The period in which a project must start; a blank cell leaves it open.
    private func start(_ table: TextTable, row: Int, column: Int) -> Int? {
        let text = table.text(row: row, column: column)
        guard !text.isEmpty else { return nil }
        if let period = programme.periods.firstIndex(of: text) { return period }
        reportUnknownPeriod(text, at: table.location(row: row, column: column))
        return nil
    }

    /// Reports a period that the scenario does not have.
    func reportUnknownPeriod(_ text: String, at place: SourceLocation) {
        findings.error(
            .unknownPeriod, at: place, "period \(ShownName.quoted(text)) is not defined",
            fix: programme.periods.isEmpty
                ? "define 'periods' in scenario.yaml"
                : ShownName.suggestion(for: text, among: programme.periods, what: "periods"))
    }
}
