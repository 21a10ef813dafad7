internal import Diagnostics
internal import Funding

/// Finds and opens the tables that share.yaml names.
struct ShareTables {
    let assembly: ProgrammeAssembly

    /// The path of a table as written, or `nil` where none is named.
    func node(_ name: String) -> DocumentNode? { assembly.root["tables"]?[name] }

    /// Reads and scans a table and its headings; `nil` after a finding.
    func open(
        _ node: DocumentNode, _ what: String, renames: String,
        in list: [(name: String, headings: [String])]
    ) -> ShareTable? {
        guard let table = assembly.table(node, what) else { return nil }
        let renamed = assembly.renames(assembly.root["columns"]?[renames], of: table)
        return ShareTable(
            assembly: assembly, table: table,
            headings: assembly.headings(of: table, in: list, renamed: renamed), known: list)
    }
}

/// A table whose columns are asked for by name.
struct ShareTable {
    let assembly: ProgrammeAssembly
    let table: TextTable
    let headings: [TableHeading]
    let known: [(name: String, headings: [String])]

    private var findings: Findings { assembly.findings }

    /// The number of rows below the heading.
    var rowCount: Int { table.rowCount }

    /// The position of a column that the table may have.
    func position(_ name: String) -> Int? { headings.firstIndex { $0.name == name } }

    /// The position of a column that the table must have, or `nil` after a finding.
    func required(_ name: String) -> Int? { assembly.required(name, headings, of: table) }

    /// The trimmed text of a cell in normalisation form C; empty without a column.
    func text(row: Int, _ column: Int?) -> String {
        column.map { NormalizedText.normalized(table.text(row: row, column: $0)) } ?? ""
    }

    /// The position of the column that a text of the document names, or `nil` after a finding.
    func position(named node: DocumentNode, _ what: String) -> Int? {
        guard let word = assembly.text(node, what) else { return nil }
        let name = ColumnAliases.name(for: word, in: known) ?? word
        if let position = position(name) { return position }
        findings.error(
            .unknownColumn, at: node.location,
            "'\(table.file)' has no column \(ShownName.quoted(word)), which \(what) needs",
            fix: ShownName.suggestion(
                for: word, among: headings.map(\.name), what: "columns"))
        return nil
    }

    /// A column of numbers, each at least zero, or above zero where that is asked for, and none
    /// blank; `nil` after a finding.
    func numbers(_ column: Int, isPositive: Bool = false) -> DataColumn? {
        let reader = ColumnReader(
            table: table, findings: findings, allowsGrouping: assembly.allowsGrouping)
        let errors = findings.errorCount
        let heading = headings[column]
        let result = reader.read(
            column, heading: heading, rows: (0..<table.rowCount).map { Int32($0) })
        guard findings.errorCount == errors else { return nil }
        guard case .numbers(_, let mantissas) = result.content else {
            let row = result.firstTextRow ?? 0
            findings.error(
                .columnIsText, at: table.location(row: row, column: column),
                "\(ShownName.quoted(text(row: row, column))) in column '\(heading.name)' is no "
                    + "number", fix: "write a decimal number such as 1234.56")
            return nil
        }
        for (row, mantissa) in mantissas.enumerated() {
            if mantissa == DataColumn.blank {
                findings.error(
                    .blankValue, at: table.location(row: row, column: column),
                    "column '\(heading.name)' is blank where a number is needed",
                    fix: "fill it in, with 0 where there is none")
            } else if mantissa < 0 || (isPositive && mantissa == 0) {
                findings.error(
                    .negativeValue, at: table.location(row: row, column: column),
                    "column '\(heading.name)' is \(ShownName.quoted(text(row: row, column))), and "
                        + (isPositive ? "only numbers above 0 count" : "a number is at least 0"))
            }
        }
        guard findings.errorCount == errors else { return nil }
        return DataColumn(name: heading.name, heading: heading.shown, content: result.content)
    }

    /// The amount in a cell, or `nil` where it is blank or after a finding.
    func amount(row: Int, _ column: Int?, _ what: String) -> Money? {
        guard let column, !table.range(row: row, column: column).isEmpty else { return nil }
        return assembly.amount(table, row: row, column: column, headings[column], what)
    }
}
