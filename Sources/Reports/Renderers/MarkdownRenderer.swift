internal import Funding

/// Writes a report as GitHub-flavoured Markdown, to read and to print.
public struct MarkdownRenderer: Sendable {
    /// The most rows of a table; a longer one is cut, with a note that names its CSV file.
    public static let mostRows = 500

    /// Creates a renderer.
    public init() {}

    /// Writes a document.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - sink: Takes the bytes, piece by piece.
    /// - Throws: What the sink throws first; then the file is not complete.
    /// - Complexity: O(*n* · *c*) for *n* rows shown and *c* columns.
    public func render<Failure: Error>(
        _ document: ReportDocument, to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var buffer = ByteBuffer()
        let cells = CellText(
            unit: document.moneyUnit, language: document.language, isForPeople: true)
        buffer.append("# \(MarkdownRenderer.escaped(document.title))\n")
        for section in document.sections {
            buffer.append("\n## \(MarkdownRenderer.escaped(section.heading))\n")
            for paragraph in section.paragraphs {
                buffer.append("\n\(MarkdownRenderer.escaped(paragraph))\n")
            }
            append(section.facts.filter { $0.formats.contains(.markdown) }, cells, to: &buffer)
            for table in section.tables where table.formats.contains(.markdown) {
                append(table, cells, to: &buffer)
                try buffer.drain(into: sink)
            }
        }
        try buffer.flush(into: sink)
    }

    private func append(_ facts: [ReportFact], _ cells: CellText, to buffer: inout ByteBuffer) {
        guard !facts.isEmpty else { return }
        let colon = Sentence.colon.text(in: cells.language)
        buffer.append("\n")
        for fact in facts where fact.value != .blank {
            let value = MarkdownRenderer.escaped(cells.text(ofFact: fact.value))
            buffer.append("- \(MarkdownRenderer.escaped(fact.label))\(colon)\(value)\n")
        }
    }

    private func append(_ table: ReportTable, _ cells: CellText, to buffer: inout ByteBuffer) {
        let language = cells.language
        let shown = table.columns(in: .markdown)
        buffer.append("\n### \(MarkdownRenderer.escaped(table.heading))\n")
        guard table.rows.count > 0 else {
            buffer.append("\n\(Sentence.noteNoRows.text(in: language))\n")
            return
        }
        if table.hasMoney {
            let unit = Phrasing(language: language, unit: cells.unit).unitName
            buffer.append("\n\(Sentence.noteUnit.text(in: language, [unit]))\n")
        }
        buffer.append("\n")
        line(shown.map { MarkdownRenderer.escaped(table.columns[$0].heading) }, to: &buffer)
        line(shown.map { table.columns[$0].kind == .text ? ":---" : "---:" }, to: &buffer)
        func row(_ row: [TableCell], isStrong: Bool) {
            let texts = shown.map {
                MarkdownRenderer.escaped(
                    cells.text(of: row[$0], decimals: table.moneyDecimals))
            }
            line(texts.map { isStrong && !$0.isEmpty ? "**\($0)**" : $0 }, to: &buffer)
        }
        let most = table.excerptRows ?? MarkdownRenderer.mostRows
        table.rows.forEach(first: most) { row($0, isStrong: false) }
        for footer in table.footers { row(footer.cells, isStrong: true) }
        var notes = table.notes
        if table.rows.count > most {
            notes.insert(table.noteOnRows(beyond: most, in: language), at: 0)
        }
        for note in notes { buffer.append("\n\(MarkdownRenderer.escaped(note))\n") }
    }

    private func line(_ fields: [String], to buffer: inout ByteBuffer) {
        buffer.append("| " + fields.joined(separator: " | ") + " |\n")
    }

    /// Writes a text so that Markdown and HTML show it as it is, on one line.
    ///
    /// - Complexity: O(*n*) for *n* scalars.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in DisplayText.shown(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "#":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
