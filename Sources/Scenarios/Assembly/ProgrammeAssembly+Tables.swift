internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// Reads projects and works; false when one of the tables cannot be read at all.
    func readTables() -> Bool {
        guard let node = root["tables"],
            let tables = RecordReader(
                node, SchemaTables.tables, at: root.keyLocation("tables"), findings: findings)
        else { return false }
        var columns: RecordReader?
        if let node = root["columns"] {
            columns = RecordReader(
                node, SchemaTables.columns, at: root.keyLocation("columns"), findings: findings)
        }
        guard let projects = tables["projects"].flatMap({ table($0, "the table of projects") })
        else {
            _ = tables["works"].flatMap { table($0, "the table of works") }
            return false
        }
        let projectNames = renames(columns?["projects"], of: projects)
        let hasProjects = readProjects(projects, renamed: projectNames)
        if hasProjects { StreamTable(assembly: self).read() }
        guard let works = tables["works"].flatMap({ table($0, "the table of works") }) else {
            return false
        }
        // Without projects, every work would be reported as one of an unknown project.
        guard hasProjects else { return false }
        return readWorks(works, renamed: renames(columns?["works"], of: works))
    }

    /// Reads and scans the CSV file that a node names.
    func table(_ node: DocumentNode, _ what: String) -> TextTable? {
        guard let written = text(node, what),
            let path = store.path(
                written, from: node.location.file == "--set" ? file : node.location.file,
                at: node.location),
            let (bytes, _) = store.read(path, namedAt: node.location, byteLimit: limits.tableBytes)
        else { return nil }
        do {
            let text = try TextDecoding.utf8(bytes, declared: encoding)
            return TableScanner.scan(text, file: path, limits: limits, findings: findings)
        } catch {
            let before = bytes.prefix(error.offset)
            let place =
                error.offset == 0
                ? SourceLocation(file: path)
                : SourceLocation(file: path, line: before.count { $0 == 0x0A } + 1)
            findings.error(.wrongEncoding, at: place, error.message, fix: error.fix)
            return nil
        }
    }

    /// The declared names of headings, each of which must exist.
    func renames(_ node: DocumentNode?, of table: TextTable) -> [String: String] {
        guard let node else { return [:] }
        var names: [String: String] = [:]
        let headings = table.headings
        for entry in map(node, "the names of headings") {
            guard let name = text(entry.value, "a name of a column") else { continue }
            let isKnown = headings.contains { heading in
                heading == entry.key || heading.hasPrefix(entry.key + "（")
                    || heading.hasPrefix(entry.key + "(") || heading.hasPrefix(entry.key + " (")
            }
            if !isKnown {
                findings.error(
                    .unknownColumn, at: entry.keyLocation,
                    "'\(table.file)' has no heading \(ShownName.quoted(entry.key))",
                    fix: ShownName.suggestion(for: entry.key, among: headings, what: "headings"))
            }
            names[entry.key] = name
        }
        return names
    }

    /// The headings of a table, with findings about blank and repeated ones.
    func headings(
        of table: TextTable, in list: [(name: String, headings: [String])],
        renamed: [String: String]
    ) -> [TableHeading] {
        var seen: [String: Int] = [:]
        return table.headings.enumerated().map { column, text in
            let heading = TableHeading(
                NormalizedText.normalized(text), in: list, renamed: renamed)
            if text.isEmpty {
                let isUsed = (0..<table.rowCount).contains {
                    !table.range(row: $0, column: column).isEmpty
                }
                if isUsed {
                    findings.error(
                        .blankHeading, at: table.headingLocation(column: column),
                        "column \(column + 1) holds cells and has no heading",
                        fix: "name the column, or empty it")
                }
            } else if let first = seen[heading.name] {
                findings.error(
                    .duplicateHeading, at: table.headingLocation(column: column),
                    "heading \(ShownName.quoted(text)) means '\(heading.name)', as heading "
                        + "\(ShownName.quoted(table.headings[first])) does",
                    fix: "rename one of the two, or give it a name under 'columns'")
            } else {
                seen[heading.name] = column
            }
            return heading
        }
    }

    /// The position of a column that a table needs, or `nil` after a finding.
    func required(_ name: String, _ headings: [TableHeading], of table: TextTable) -> Int? {
        if let column = headings.firstIndex(where: { $0.name == name }) { return column }
        let aliases =
            (ColumnAliases.projects + ColumnAliases.works + ColumnAliases.sources
            + ColumnAliases.pots + ColumnAliases.regions + ColumnAliases.roster
            + ColumnAliases.commitments).first { $0.name == name }?.headings ?? []
        let chinese = aliases.first { $0.unicodeScalars.contains { $0.value > 0x2E80 } }
        let first = table.headings.count == 1 ? table.headings.first ?? "" : ""
        let isOtherDelimiter = first.contains(";") || first.contains("\t")
        findings.error(
            .missingColumn, at: SourceLocation(file: table.file, line: 1),
            "the table has no column '\(name)'",
            fix: isOtherDelimiter
                ? "part the cells with commas"
                : "add a column headed '\(name)'"
                    + (chinese.map { " or '\($0)'" } ?? "")
                    + ", or name one under 'columns'; headings: "
                    + ShownName.list(table.headings))
        return nil
    }

    /// Reads the columns that have no fixed meaning, in the order of rows given.
    func columns(
        of table: TextTable, _ headings: [TableHeading], level: ColumnReference.Level,
        except fixed: Set<String>, asTexts: Set<String>, rows: [Int32]
    ) -> [DataColumn] {
        let reader = ColumnReader(table: table, findings: findings, allowsGrouping: allowsGrouping)
        var columns: [DataColumn] = []
        for (position, heading) in headings.enumerated() {
            guard !heading.text.isEmpty, !fixed.contains(heading.name),
                !columns.contains(where: { $0.name == heading.name })
            else { continue }
            let reference = ColumnReference(level, index: columns.count, name: heading.name)
            let content: DataColumn.Content
            if asTexts.contains(heading.name) {
                content = reader.texts(position, rows: rows)
            } else {
                let result = reader.read(position, heading: heading, rows: rows)
                content = result.content
                if let row = result.firstTextRow {
                    firstTexts[reference] = (
                        table.text(row: row, column: position),
                        table.location(row: row, column: position)
                    )
                }
            }
            if let power = heading.moneyPower { moneyColumns[reference] = power }
            columns.append(DataColumn(name: heading.name, heading: heading.shown, content: content))
        }
        return columns
    }

    /// The amount in a cell, at least zero, or `nil` after a finding.
    func amount(
        _ table: TextTable, row: Int, column: Int, _ heading: TableHeading, _ what: String
    ) -> Money? {
        let place = table.location(row: row, column: column)
        do {
            let amount = try MoneyText.money(
                table.bytes.span, in: table.range(row: row, column: column),
                bareUnit: heading.moneyPower ?? moneyPower, allowsGrouping: allowsGrouping)
            guard amount < .zero else { return amount }
            findings.error(
                .negativeAmount, at: place,
                "\(what) is \(MoneyText.shown(amount)), and an amount is at least 0")
        } catch {
            report(error, table.text(row: row, column: column), what, at: place)
        }
        return nil
    }

    /// The identifier in a cell, or `nil` after a finding.
    func identifier(_ table: TextTable, row: Int, column: Int, _ what: String) -> String? {
        let range = table.range(row: row, column: column)
        guard !range.isEmpty else {
            findings.error(
                .blankID, at: table.location(row: row, column: column),
                "\(what) has a blank identifier", fix: "give it one, or remove the row")
            return nil
        }
        let text = table.text(row: row, column: column)
        // Most identifiers are short and plain: the full check is for the others.
        let isShort = range.count <= 60 && range.count > 8
        if isShort, NormalizedText.isSurelyNormal(table.bytes.span, in: range),
            !table.bytes[range].contains(where: { $0 < 0x20 })
        {
            return text
        }
        return checkedIdentifier(text, what, at: table.location(row: row, column: column))
    }
}
