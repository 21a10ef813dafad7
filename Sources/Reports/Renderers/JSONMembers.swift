/// Writes the rows of one table as JSON objects, with the keys of its columns made once.
///
/// Each thread has its own: keys that two threads share would be counted at every use.
struct JSONMembers {
    /// A column as members of an object see it.
    private struct Column {
        let position: Int
        /// The key with its colon.
        let key: [UInt8]
        /// The key of an amount with its colon.
        let fenKey: [UInt8]
        /// The number of the object that the column belongs to; 0 for the row's own.
        let group: Int
        let isMoney: Bool
    }

    private let columns: [Column]
    /// The beginnings of the objects inside a row, by number; the row's own first.
    private let beginnings: [[UInt8]]

    /// Makes the keys of a table.
    ///
    /// - Complexity: O(*c*) for *c* columns.
    init(of table: ReportTable) {
        var beginnings = [Array("{".utf8)]
        var last: String?
        columns = table.columns(in: .json).map { position in
            let column = table.columns[position]
            if let group = column.group, group != last {
                beginnings.append(Array("\(JSONText.quoted(group)): {".utf8))
            }
            last = column.group
            return Column(
                position: position, key: Array("\(JSONText.quoted(column.key)): ".utf8),
                fenKey: Array("\(JSONText.quoted(column.key + "Fen")): ".utf8),
                group: column.group == nil ? 0 : beginnings.count - 1,
                isMoney: column.kind == .money)
        }
        self.beginnings = beginnings
    }

    /// Writes a row as an object.
    ///
    /// - Parameters:
    ///   - cells: The cells of the row.
    ///   - keepsBlanks: Whether blank cells and words become members.
    ///   - buffer: Where the object goes.
    func append(_ cells: [TableCell], keepsBlanks: Bool, to buffer: inout ByteBuffer) {
        var (group, needsComma) = (0, false)
        buffer.append(byte: UInt8(ascii: "{"))
        for column in columns {
            let cell = cells[column.position]
            if !keepsBlanks && cell.isBlankOrWord { continue }
            if group != column.group, group != 0 {
                buffer.append(byte: UInt8(ascii: "}"))
            }
            if needsComma { buffer.append(", ") }
            if group != column.group, column.group != 0 {
                buffer.append(beginnings[column.group])
            }
            (group, needsComma) = (column.group, true)
            if column.group != 0 {
                // The group's own key names the unit; its members are names that are not ours.
                buffer.append(column.key)
                JSONText.append(cell, to: &buffer)
            } else if cell.isAmount || (cell.isBlankOrWord && column.isMoney) {
                buffer.append(column.fenKey)
                // A word in a column of money, such as an open budget, is no amount.
                JSONText.append(cell.isAmount ? cell : .blank, to: &buffer)
            } else {
                buffer.append(column.key)
                JSONText.append(cell, to: &buffer)
            }
        }
        if group != 0 { buffer.append(byte: UInt8(ascii: "}")) }
        buffer.append(byte: UInt8(ascii: "}"))
    }
}

extension TableCell {
    /// Whether the cell holds an amount of money.
    var isAmount: Bool {
        switch self {
        case .money, .amount: true
        default: false
        }
    }

    fileprivate var isBlankOrWord: Bool {
        switch self {
        case .blank, .word: true
        default: false
        }
    }
}
