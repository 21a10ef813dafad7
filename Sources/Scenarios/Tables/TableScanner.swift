internal import Diagnostics

/// Finds the cells of a CSV file (RFC 4180) in one pass over its bytes.
///
/// Accepts LF, CR LF and CR as ends of lines and quoted cells over lines; refuses stray and unclosed
/// quotes, rows of another length, control and bidirectional characters, and very long cells.
struct TableScanner {
    private let limits: ScenarioLimits
    private let findings: Findings
    private var table: TextTable
    private var line: Int32 = 1
    private var isBlankRow = true

    /// Reads a table from text in UTF-8.
    ///
    /// - Parameters:
    ///   - bytes: The text, valid UTF-8 without a byte-order mark.
    ///   - file: The file as the user would name it.
    ///   - limits: How much a table may hold.
    ///   - findings: Where findings go.
    /// - Returns: The table, or `nil` when there is no heading; rows with findings are left out.
    /// - Complexity: O(*n*) for *n* bytes.
    static func scan(
        _ bytes: [UInt8], file: String, limits: ScenarioLimits, findings: Findings
    ) -> TextTable? {
        var scanner = TableScanner(
            limits: limits, findings: findings,
            table: TextTable(file: file, bytes: [], columnCount: 0, starts: [], lines: []))
        return scanner.run(bytes)
    }

    private mutating func run(_ bytes: [UInt8]) -> TextTable? {
        let span = bytes.span
        var position = 0
        while position < span.count {
            let rowStart = table.starts.count
            let rowLine = line
            isBlankRow = true
            // Placing a finding costs a look back over its line: a table full of them ends here.
            guard !findings.isFull, let next = scanRow(span, from: position) else { return nil }
            position = next
            let cells = table.starts.count - rowStart - 1
            if isBlankRow {
                table.starts.removeLast(cells + 1)
                continue
            }
            if table.lines.isEmpty {
                guard cells <= limits.tableColumns else {
                    findings.error(
                        .tooManyColumns, at: SourceLocation(file: table.file, line: Int(rowLine)),
                        "the table has \(cells) columns, more than the \(limits.tableColumns) "
                            + "that are read")
                    return nil
                }
                table.columnCount = cells
            } else if cells != table.columnCount {
                table.starts.removeLast(cells + 1)
                findings.error(
                    .raggedRow, at: SourceLocation(file: table.file, line: Int(rowLine)),
                    "the row has \(cells) cells and the heading has \(table.columnCount)",
                    fix: "put a cell that holds a comma in double quotes")
                continue
            }
            table.lines.append(rowLine)
            if table.rowCount > limits.tableRows {
                findings.error(
                    .tooManyRows, at: SourceLocation(file: table.file, line: Int(rowLine)),
                    "the table has more than the \(limits.tableRows) rows that are read")
                return nil
            }
        }
        guard !table.lines.isEmpty else {
            findings.error(
                .emptyTable, at: SourceLocation(file: table.file), "the table has no heading row",
                fix: "name the columns in the first row")
            return nil
        }
        table.bytes = bytes
        return table
    }

    /// Scans one row and returns where the next one starts, or `nil` when the rest is unreadable.
    private mutating func scanRow(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        var position = start
        while true {
            let cellStart = position
            table.starts.append(UInt32(truncatingIfNeeded: position))
            if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                guard let end = scanQuoted(bytes, from: position) else { return nil }
                position = end
                isBlankRow = false
            } else {
                position = scanPlain(bytes, from: position)
                if position > cellStart { isBlankRow = false }
            }
            if position - cellStart > limits.cellBytes {
                findings.error(
                    .cellTooLong, at: SourceLocation(file: table.file, line: Int(line)),
                    "a cell has \(position - cellStart) bytes, more than the "
                        + "\(limits.cellBytes) that are read",
                    fix: "look for a quote that is opened and closed much later")
                return nil
            }
            guard position < bytes.count else {
                table.starts.append(UInt32(truncatingIfNeeded: position + 1))
                return position
            }
            switch bytes[position] {
            case UInt8(ascii: ","): position += 1
            case 0x0D:
                table.starts.append(UInt32(truncatingIfNeeded: position + 1))
                line += 1
                let isPair = position + 1 < bytes.count && bytes[position + 1] == 0x0A
                return position + (isPair ? 2 : 1)
            default:
                table.starts.append(UInt32(truncatingIfNeeded: position + 1))
                line += 1
                return position + 1
            }
        }
    }

    /// Scans an unquoted cell up to its delimiter.
    private mutating func scanPlain(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var position = start
        while position < bytes.count {
            let byte = bytes[position]
            if byte > 0x2C && byte < 0x7F {
                position += 1
                continue
            }
            switch byte {
            case UInt8(ascii: ","), 0x0A, 0x0D: return position
            case UInt8(ascii: "\""):
                findings.error(
                    .csvQuote, at: place(of: position, in: bytes),
                    "a quote stands inside an unquoted cell",
                    fix: "put the whole cell in double quotes and double the quotes inside")
                // One finding a cell is enough.
                while position + 1 < bytes.count,
                    ![UInt8(ascii: ","), 0x0A, 0x0D].contains(bytes[position + 1])
                { position += 1 }
            default: checkCharacter(bytes, at: position)
            }
            position += 1
        }
        return position
    }

    /// Scans a quoted cell and returns where its delimiter stands, or `nil` when it never closes.
    private mutating func scanQuoted(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        let (opening, openingLine) = (place(of: start, in: bytes), line)
        var position = start + 1
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") else {
                    return closeQuoted(bytes, from: position + 1)
                }
                position += 1
            case 0x0A: line += 1
            case 0x0D:
                if position + 1 >= bytes.count || bytes[position + 1] != 0x0A { line += 1 }
            case 0..<0x20, 0x7F...0xFF: checkCharacter(bytes, at: position)
            default: break
            }
            position += 1
            if position - start > limits.cellBytes { break }
        }
        findings.error(
            .csvQuote, at: opening, "a quote is opened on line \(openingLine) and never closed",
            fix: "close the quote, or double a quote that belongs to the text")
        return nil
    }

    private func closeQuoted(_ bytes: Span<UInt8>, from start: Int) -> Int {
        var position = start
        while position < bytes.count, bytes[position] == 0x20 { position += 1 }
        guard position < bytes.count else { return position }
        switch bytes[position] {
        case UInt8(ascii: ","), 0x0A, 0x0D: return position
        default:
            findings.error(
                .csvQuote, at: place(of: position, in: bytes),
                "text follows the closing quote of a cell",
                fix: "double a quote that belongs to the text")
            while position < bytes.count, bytes[position] != UInt8(ascii: ","),
                bytes[position] != 0x0A, bytes[position] != 0x0D
            { position += 1 }
            return position
        }
    }

    /// Refuses control, bidirectional and invisible characters.
    private func checkCharacter(_ bytes: Span<UInt8>, at position: Int) {
        let byte = bytes[position]
        if byte < 0x20 ? byte != 0x09 : byte == 0x7F {
            refuse(Unicode.Scalar(byte), at: position, in: bytes)
            return
        }
        // Only these leading bytes begin a scalar that `ShownText.isUnsafe` knows.
        guard byte == 0xC2 || byte == 0xD8 || byte == 0xE2 || byte == 0xEF else { return }
        let end = min(position + 4, bytes.count)
        let text = String(decoding: (position..<end).map { bytes[$0] }, as: UTF8.self)
        guard let scalar = text.unicodeScalars.first, ShownText.isUnsafe(scalar) else { return }
        refuse(scalar, at: position, in: bytes)
    }

    private func refuse(_ scalar: Unicode.Scalar, at position: Int, in bytes: Span<UInt8>) {
        findings.error(
            .controlCharacter, at: place(of: position, in: bytes),
            "the table holds the invisible character \(ShownText.escaped(String(scalar)))",
            fix: "remove it")
    }

    /// The place of a byte on the current line.
    private func place(of position: Int, in bytes: Span<UInt8>) -> SourceLocation {
        var (start, scalars) = (position, 1)
        while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D,
            position - start < limits.cellBytes
        {
            start -= 1
            if bytes[start] & 0xC0 != 0x80 { scalars += 1 }
        }
        return SourceLocation(file: table.file, line: Int(line), column: scalars)
    }
}
