internal import Funding

/// Writes the summary of a report for a terminal: at most 100 columns, without colours.
public struct TerminalRenderer: Sendable {
    /// The most columns of a line.
    public static let width = 100
    /// The most columns of a text in a table; a longer one is cut.
    private static let widestText = 30

    /// Creates a renderer.
    public init() {}

    /// The summary of a document, with a line break at its end.
    ///
    /// - Complexity: O(*n* · *c*) for *n* rows shown and *c* columns.
    public func render(_ document: ReportDocument) -> String {
        let cells = CellText(
            unit: document.moneyUnit, language: document.language, isForPeople: true)
        let title = DisplayText.shown(document.title)
        let rule = min(TerminalRenderer.width, DisplayWidth.columns(of: title))
        var lines = LineWrapping.lines(of: title, width: TerminalRenderer.width)
        lines.append(String(repeating: "=", count: rule))
        for section in document.sections where section.isInSummary {
            let isEmpty =
                section.paragraphs.isEmpty && section.facts.isEmpty
            if !isEmpty && section.id != document.sections.first?.id { lines.append("") }
            for paragraph in section.paragraphs {
                lines += LineWrapping.lines(
                    of: DisplayText.shown(paragraph), width: TerminalRenderer.width)
            }
            lines += self.lines(of: section.facts, cells)
            for table in section.tables where table.formats.contains(.terminal) {
                guard table.rows.count > 0 else { continue }
                lines.append("")
                lines += self.lines(of: table, cells)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func lines(of facts: [ReportFact], _ cells: CellText) -> [String] {
        let shown = facts.filter { $0.formats.contains(.terminal) && $0.value != .blank }
        let width = shown.map { DisplayWidth.columns(of: $0.label) }.max() ?? 0
        return shown.flatMap { fact in
            let label = DisplayWidth.padded(fact.label, to: width, isRightAligned: false)
            let value = DisplayText.shown(cells.text(ofFact: fact.value))
            let lines = LineWrapping.lines(of: value, width: TerminalRenderer.width - width - 2)
            return lines.enumerated().map { number, line in
                (number == 0 ? label : String(repeating: " ", count: width)) + "  " + line
            }
        }
    }

    private func lines(of table: ReportTable, _ cells: CellText) -> [String] {
        let language = cells.language
        var caption = DisplayText.shown(table.heading)
        if table.hasMoney {
            let unit = Phrasing(language: language, unit: cells.unit).unitName
            let note = Sentence.noteUnit.text(in: language, [unit])
            caption += language == .english ? " (\(note))" : "（\(note)）"
        }
        var grid = TerminalGrid(
            columns: table.columns(in: .terminal).map { table.columns[$0] })
        let positions = table.columns(in: .terminal)
        func texts(_ row: [TableCell]) -> [String] {
            positions.map {
                let text = cells.text(of: row[$0], decimals: table.moneyDecimals)
                return DisplayText.shown(text)
            }
        }
        table.rows.forEach(first: table.terminalRows) { grid.rows.append(texts($0)) }
        grid.footers = table.footers.map { texts($0.cells) }
        let (body, hidden) = grid.lines(
            width: TerminalRenderer.width, widestText: TerminalRenderer.widestText)
        var lines = [caption] + body
        if table.rows.count > table.terminalRows {
            lines += LineWrapping.lines(
                of: table.noteOnRows(beyond: table.terminalRows, in: language),
                width: TerminalRenderer.width)
        }
        if !hidden.isEmpty {
            let names = hidden.joined(separator: Sentence.listSeparator.text(in: language))
            let note = Sentence.noteHiddenColumns.text(in: language, [names, table.fileName])
            lines += LineWrapping.lines(
                of: DisplayText.shown(note), width: TerminalRenderer.width)
        }
        return lines
    }
}
