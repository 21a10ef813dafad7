internal import Diagnostics

/// A CSV file as ranges into its bytes: one heading row, then rows of equally many cells.
///
/// Cells are kept as offsets, four bytes each, because a national programme has millions of them.
struct TextTable {
    /// The file as the user would name it.
    var file: String
    /// The text in UTF-8.
    var bytes: [UInt8]
    /// How many columns each row has.
    var columnCount: Int
    /// Where each cell starts.
    ///
    /// Each row ends with an entry one past its last cell's delimiter; row 0 is the heading.
    var starts: [UInt32]
    /// The line on which each row starts.
    var lines: [Int32]

    /// The number of rows below the heading.
    var rowCount: Int { max(0, lines.count - 1) }

    /// The range of a cell without quotes and blanks around it; row 0 is the first below the
    /// heading.
    func range(row: Int, column: Int) -> Range<Int> {
        cellRange(at: (row + 1) * (columnCount + 1) + column)
    }

    /// The text of a cell without quotes and blanks around it.
    func text(row: Int, column: Int) -> String {
        cellText(at: (row + 1) * (columnCount + 1) + column)
    }

    /// Whether a cell's bytes are its text: no quote is doubled in it.
    func isPlain(row: Int, column: Int) -> Bool {
        let range = range(row: row, column: column)
        guard range.lowerBound > 0, bytes[range.lowerBound - 1] == UInt8(ascii: "\"") else {
            return true
        }
        return !bytes[range].contains(UInt8(ascii: "\""))
    }

    /// The headings.
    var headings: [String] { (0..<columnCount).map { cellText(at: $0) } }

    /// The place of a cell.
    ///
    /// - Complexity: O(*n*) for a row of *n* bytes.
    func location(row: Int, column: Int) -> SourceLocation {
        location(line: row + 1, column: column)
    }

    /// The place of a heading.
    func headingLocation(column: Int) -> SourceLocation { location(line: 0, column: column) }

    /// The place of a row.
    func location(row: Int) -> SourceLocation {
        SourceLocation(file: file, line: Int(lines[row + 1]))
    }

    /// The file as a place.
    var location: SourceLocation { SourceLocation(file: file) }

    private func location(line index: Int, column: Int) -> SourceLocation {
        let base = index * (columnCount + 1)
        let (start, target) = (Int(starts[base]), Int(starts[base + column]))
        var (line, scalars) = (Int(lines[index]), 1)
        for position in start..<target {
            switch bytes[position] {
            case 0x0A: (line, scalars) = (line + 1, 1)
            case 0x0D:
                if position + 1 < bytes.count, bytes[position + 1] == 0x0A { continue }
                (line, scalars) = (line + 1, 1)
            case 0x80...0xBF: continue
            default: scalars += 1
            }
        }
        return SourceLocation(file: file, line: line, column: scalars)
    }

    private func cellRange(at index: Int) -> Range<Int> {
        var (start, end) = (Int(starts[index]), Int(starts[index + 1]) - 1)
        if start < end, bytes[start] == UInt8(ascii: "\"") {
            start += 1
            while end > start, bytes[end - 1] != UInt8(ascii: "\"") { end -= 1 }
            end = max(start, end - 1)
        }
        return TrimmedText.range(start..<end, of: bytes.span)
    }

    private func cellText(at index: Int) -> String {
        let range = cellRange(at: index)
        let isQuoted =
            Int(starts[index]) < bytes.count
            && bytes[Int(starts[index])] == UInt8(ascii: "\"")
        guard isQuoted, bytes[range].contains(UInt8(ascii: "\"")) else {
            return String(decoding: bytes[range], as: UTF8.self)
        }
        var text: [UInt8] = []
        var position = range.lowerBound
        while position < range.upperBound {
            text.append(bytes[position])
            let isDouble =
                bytes[position] == UInt8(ascii: "\"") && position + 1 < range.upperBound
                && bytes[position + 1] == UInt8(ascii: "\"")
            position += isDouble ? 2 : 1
        }
        return String(decoding: text, as: UTF8.self)
    }
}
