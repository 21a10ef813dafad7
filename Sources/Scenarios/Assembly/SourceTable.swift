internal import Diagnostics
internal import Funding

/// Turns the rows of a table of sources into entries like those of the document, each cell with its
/// place, so that both are read by the same code.
struct SourceTable {
    let assembly: ProgrammeAssembly
    let table: TextTable

    private static let capitals = [
        "中央": "central", "地方": "local", "专业经营单位": "utility", "居民": "resident", "社会": "social",
        "社会资本": "social", "管线单位": "utility",
    ]
    private static let flags = ["是": "true", "否": "false", "yes": "true", "no": "false"]

    /// The entries, one for each row.
    func entries(renamed: [String: String]) -> [DocumentEntry] {
        let headings = assembly.headings(of: table, in: ColumnAliases.sources, renamed: renamed)
        guard let idColumn = assembly.required("id", headings, of: table) else { return [] }
        return (0..<table.rowCount).compactMap { row in
            guard
                let id = assembly.identifier(table, row: row, column: idColumn, "a source")
            else { return nil }
            return DocumentEntry(
                key: id, keyLocation: table.location(row: row, column: idColumn),
                value: DocumentNode(
                    content: .mapping(fields(headings, row: row, except: idColumn)),
                    location: table.location(row: row)))
        }
    }

    private func fields(_ headings: [TableHeading], row: Int, except idColumn: Int)
        -> [DocumentEntry]
    {
        var fields: [DocumentEntry] = []
        var selectors: [DocumentEntry] = []
        var periods: [DocumentEntry] = []
        for (column, heading) in headings.enumerated() where column != idColumn {
            let text = table.text(row: row, column: column)
            guard !text.isEmpty else { continue }
            let place = table.location(row: row, column: column)
            let node = DocumentNode(content: .scalar(text, isPlain: true), location: place)
            let period = assembly.programme.periods.first {
                heading.name == $0 || heading.name == "budget \($0)"
            }
            if let period {
                periods.append(
                    DocumentEntry(
                        key: period, keyLocation: place, value: amount(node, text, heading)))
                continue
            }
            switch heading.name {
            case "class", "kind", "component":
                selectors.append(
                    DocumentEntry(key: heading.name, keyLocation: place, value: list(text, place)))
            case "budget":
                fields.append(
                    DocumentEntry(
                        key: "budget", keyLocation: place, value: amount(node, text, heading)))
            case "capital":
                fields.append(entry("capital", SourceTable.capitals[text] ?? text, place))
            case "carry-over", "fixed":
                fields.append(entry(heading.name, SourceTable.flags[text] ?? text, place))
            default:
                fields.append(DocumentEntry(key: heading.name, keyLocation: place, value: node))
            }
        }
        let place = table.location(row: row)
        if !selectors.isEmpty {
            if let index = fields.firstIndex(where: { $0.key == "pays" }) {
                var condition = fields.remove(at: index)
                condition.key = "where"
                selectors.append(condition)
            }
            let node = DocumentNode(content: .mapping(selectors), location: place)
            fields.append(DocumentEntry(key: "pays", keyLocation: place, value: node))
        }
        if !periods.isEmpty, !fields.contains(where: { $0.key == "budget" }) {
            let node = DocumentNode(content: .mapping(periods), location: place)
            fields.append(DocumentEntry(key: "budget", keyLocation: place, value: node))
        }
        return fields
    }

    private func entry(_ key: String, _ text: String, _ place: SourceLocation) -> DocumentEntry {
        DocumentEntry(
            key: key, keyLocation: place,
            value: DocumentNode(content: .scalar(text, isPlain: true), location: place))
    }

    /// A bare amount takes the unit of its heading.
    private func amount(_ node: DocumentNode, _ text: String, _ heading: TableHeading)
        -> DocumentNode
    {
        guard let power = heading.moneyPower, let last = text.unicodeScalars.last,
            ("0"..."9").contains(last)
        else { return node }
        let unit = [0: "fen", 2: "元", 6: "万元", 10: "亿元"][power] ?? "元"
        var result = node
        result.content = .scalar(text + unit, isPlain: true)
        return result
    }

    /// Several values in one cell, parted by semicolons or `、`.
    private func list(_ text: String, _ place: SourceLocation) -> DocumentNode {
        let parts = text.split { $0 == ";" || $0 == "；" || $0 == "、" }.map {
            DocumentNode(
                content: .scalar(TrimmedText.trimmed($0), isPlain: true), location: place)
        }
        return DocumentNode(content: .sequence(parts), location: place)
    }
}
