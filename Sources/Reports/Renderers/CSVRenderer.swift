internal import Funding
internal import Parallelism

/// Writes a table as a CSV file after RFC 4180.
///
/// The file begins with a byte-order mark: without one, Excel on a Chinese Windows reads UTF-8 as
/// GBK and shows every name as rubbish, and a finance bureau opens its tables in Excel. Lines end
/// with CR LF. Numbers are plain: no groups of thousands, a point for decimals, amounts in the
/// report's unit, which the headings name.
public struct CSVRenderer: Sendable {
    private let cells: CellText

    /// Creates a renderer for the tables of a document.
    public init(for document: ReportDocument) {
        self.init(unit: document.moneyUnit, language: document.language)
    }

    init(unit: MoneyUnit, language: Language) {
        cells = CellText(unit: unit, language: language, isForPeople: false)
    }

    /// Writes a table.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - sink: Takes the bytes, piece by piece.
    /// - Throws: What the sink throws first; then the file is not complete.
    /// - Complexity: O(*n* · *c*) for *n* rows and *c* columns; memory for one piece.
    public func render<Failure: Error>(
        _ table: ReportTable, to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let columns = table.columns(in: .csv)
        var buffer = ByteBuffer()
        buffer.append(beginning(with: columns.map { table.columns[$0] }))
        buffer.append([0x0D, 0x0A])
        try buffer.flush(into: sink)
        let (rows, decimals) = (table.rows, table.moneyDecimals)
        try OrderedParts.forEach(
            count: rows.partCount,
            make: { position in
                var (pieces, buffer): ([[UInt8]], ByteBuffer) = ([], ByteBuffer())
                rows.forEach(inPart: position) { row in
                    append(row, columns, decimals: decimals, to: &buffer)
                    buffer.closePiece(into: &pieces)
                }
                buffer.takeRest(into: &pieces)
                return pieces
            },
            { (pieces) throws(Failure) in
                for piece in pieces { try sink(piece) }
            })
        for footer in table.footers {
            append(footer.cells, columns, decimals: decimals, to: &buffer)
        }
        try buffer.flush(into: sink)
    }

    /// The byte-order mark and the headings of some columns.
    func beginning(with columns: [TableColumn]) -> [UInt8] {
        let headings = columns.map { CSVRenderer.field(heading(of: $0)) }
        return [0xEF, 0xBB, 0xBF] + Array(headings.joined(separator: ",").utf8)
    }

    private func append(
        _ row: [TableCell], _ columns: [Int], decimals: Int, to buffer: inout ByteBuffer
    ) {
        for (number, column) in columns.enumerated() {
            if number > 0 { buffer.append(byte: 0x2C) }
            append(row[column], decimals: decimals, to: &buffer)
        }
        buffer.append(byte: 0x0D)
        buffer.append(byte: 0x0A)
    }

    /// The heading with the unit that plain numbers do not show.
    private func heading(of column: TableColumn) -> String {
        let phrasing = Phrasing(language: cells.language, unit: cells.unit)
        let unit: String
        switch column.kind {
        case .money: unit = phrasing.unitName
        case .share: unit = "%"
        case .text, .number: return column.heading
        }
        return cells.language == .english
            ? "\(column.heading) (\(unit))" : "\(column.heading)（\(unit)）"
    }

    private func append(_ cell: TableCell, decimals: Int, to buffer: inout ByteBuffer) {
        switch cell {
        case .blank: break
        case .money(let amount): buffer.append(amount, in: cells.unit, decimals: decimals)
        case .amount(let amount): buffer.append(amount, in: cells.unit, decimals: decimals)
        case .count(let count): buffer.append(Int64(count))
        case .text(let text), .word(_, let text): CSVRenderer.append(text, to: &buffer)
        case .texts:
            buffer.append(CSVRenderer.field(cells.text(of: cell, decimals: decimals)))
        case .number(let number) where number.isWhole:
            if let whole = Int64(exactly: number.numerator) {
                buffer.append(whole)
            } else {
                buffer.append(cells.text(of: cell, decimals: decimals))
            }
        case .number, .share, .fraction, .real:
            buffer.append(cells.text(of: cell, decimals: decimals))
        }
    }

    /// Adds a text as one field, as ``field(_:)`` writes it.
    static func append(_ text: String, to buffer: inout ByteBuffer) {
        switch text.utf8.first {
        case nil: return
        // A space and the ASCII characters that begin a formula.
        case 0x20, 0x2B, 0x2D, 0x3D, 0x40: break
        default:
            guard text.utf8.last != 0x20 else { break }
            switch DisplayText.plainness(of: text) {
            case .plain: return buffer.append(text)
            case .plainWithCommas:
                buffer.append(byte: UInt8(ascii: "\""))
                buffer.append(text)
                return buffer.append(byte: UInt8(ascii: "\""))
            case .other: break
            }
        }
        buffer.append(field(text))
    }

    /// The characters with which a spreadsheet begins a formula, and their full-width forms.
    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    /// Writes a text as one field.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe in front; numbers never
    /// come this way. Control and bidirectional characters are shown, not kept.
    ///
    /// - Complexity: O(*n*) for *n* scalars.
    static func field(_ text: String) -> String {
        var field = DisplayText.stored(text)
        if let first = field.unicodeScalars.first, formulaStarts.contains(first) {
            field = "'" + field
        }
        let needsQuotes = field.utf8.contains {
            $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D
        }
        guard needsQuotes || field.utf8.first == 0x20 || field.utf8.last == 0x20 else {
            return field
        }
        var quoted = "\""
        for scalar in field.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}
