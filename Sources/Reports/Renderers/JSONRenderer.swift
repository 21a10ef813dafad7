internal import Funding
internal import Parallelism

/// Writes a report as JSON for programs, in the shape that `ResultShape.md` describes.
///
/// Keys are English and words are stable keys, so that the language of the report changes no byte.
/// Amounts are whole minor units (fen) under keys that end in `Fen`: whole numbers up to
/// 9·10^15 are exact in every reader of JSON, and none of them needs to know the report's unit.
public struct JSONRenderer: Sendable {
    /// The name of the format, written into each result.
    public static let format = "fundmix-result"
    /// The version of the shape; it grows when a reader of the old shape could misread the new one.
    public static let version = 1

    /// Creates a renderer.
    public init() {}

    /// Writes a document.
    ///
    /// - Parameters:
    ///   - document: The document.
    ///   - sink: Takes the bytes, piece by piece.
    /// - Throws: What the sink throws first; then the file is not complete.
    /// - Complexity: O(*n* · *c*) for *n* rows and *c* columns; memory for one piece.
    public func render<Failure: Error>(
        _ document: ReportDocument, to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var buffer = ByteBuffer()
        buffer.append("{\n")
        buffer.append("  \"format\": \(JSONText.quoted(JSONRenderer.format)),\n")
        buffer.append("  \"version\": \(JSONRenderer.version),\n")
        buffer.append("  \"title\": \(title(of: document)),\n")
        buffer.append("  \"displayUnit\": \(JSONText.quoted(document.moneyUnit.rawValue)),\n")
        buffer.append("  \"isReconciled\": \(document.isReconciled),\n")
        for section in document.sections {
            let facts = section.facts.filter { $0.formats.contains(.json) }
            guard !facts.isEmpty else { continue }
            buffer.append("  \(JSONText.quoted(section.id)): {\n    ")
            for (number, fact) in facts.enumerated() {
                if number > 0 { buffer.append(",\n    ") }
                buffer.append(JSONText.quoted(fact.key + (fact.value.isAmount ? "Fen" : "")) + ": ")
                JSONText.append(fact.value, to: &buffer)
            }
            buffer.append("\n  },\n")
        }
        buffer.append("  \"tables\": {")
        var isFirst = true
        for table in document.tables where table.formats.contains(.json) {
            buffer.append(isFirst ? "\n" : ",\n")
            isFirst = false
            try append(table, to: &buffer, sink)
        }
        buffer.append("\n  }\n}\n")
        try buffer.flush(into: sink)
    }

    /// Writes the rows of a table as one array of objects.
    ///
    /// - Parameters:
    ///   - table: The table; its footers are left out.
    ///   - sink: Takes the bytes, piece by piece.
    /// - Throws: What the sink throws first; then the array is not complete.
    /// - Complexity: O(*n* · *c*) for *n* rows and *c* columns; memory for one piece.
    public func renderRows<Failure: Error>(
        of table: ReportTable, to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let members = JSONMembers(of: table)
        var (buffer, isFirst) = (ByteBuffer(), true)
        try table.rows.forEach { (row) throws(Failure) in
            buffer.append(isFirst ? "[\n  " : ",\n  ")
            isFirst = false
            members.append(row, keepsBlanks: true, to: &buffer)
            try buffer.drain(into: sink)
        }
        buffer.append(isFirst ? "[]\n" : "\n]\n")
        try buffer.flush(into: sink)
    }

    private func title(of document: ReportDocument) -> String {
        let english = document.titles.english.map(JSONText.quoted) ?? "null"
        let chinese = document.titles.chinese.map(JSONText.quoted) ?? "null"
        return "{\"en\": \(english), \"zh\": \(chinese)}"
    }

    private func append<Failure: Error>(
        _ table: ReportTable, to buffer: inout ByteBuffer,
        _ sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        buffer.append("    \(JSONText.quoted(table.id)): {\n      \"rows\": [")
        try buffer.flush(into: sink)
        var isFirst = true
        try OrderedParts.forEach(
            count: table.rows.partCount, make: { JSONRenderer.pieces(ofPart: $0, of: table) },
            { (pieces) throws(Failure) in
                guard !pieces.isEmpty else { return }
                // Only here it is known whether a row comes before those of the part.
                if !isFirst { try sink([UInt8(ascii: ",")]) }
                isFirst = false
                for piece in pieces { try sink(piece) }
            })
        buffer.append(table.rows.count == 0 ? "]" : "\n      ]")
        let members = JSONMembers(of: table)
        for footer in table.footers {
            buffer.append(",\n      \(JSONText.quoted(footer.key)): ")
            members.append(footer.cells, keepsBlanks: false, to: &buffer)
        }
        buffer.append("\n    }")
    }

    /// The rows of a part, the first one without a comma before it.
    private static func pieces(ofPart position: Int, of table: ReportTable) -> [[UInt8]] {
        let members = JSONMembers(of: table)
        var (pieces, buffer): ([[UInt8]], ByteBuffer) = ([], ByteBuffer())
        var separator = "\n        "
        table.rows.forEach(inPart: position) { row in
            buffer.append(separator)
            members.append(row, keepsBlanks: true, to: &buffer)
            separator = ",\n        "
            buffer.closePiece(into: &pieces)
        }
        buffer.takeRest(into: &pieces)
        return pieces
    }
}
