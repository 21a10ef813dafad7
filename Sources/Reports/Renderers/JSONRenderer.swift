internal import Funding

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
        buffer.append("  \"format\": \(JSONRenderer.quoted(JSONRenderer.format)),\n")
        buffer.append("  \"version\": \(JSONRenderer.version),\n")
        buffer.append("  \"title\": \(title(of: document)),\n")
        buffer.append("  \"displayUnit\": \(JSONRenderer.quoted(document.moneyUnit.rawValue)),\n")
        buffer.append("  \"isReconciled\": \(document.isReconciled),\n")
        for section in document.sections {
            let facts = section.facts.filter { $0.formats.contains(.json) }
            guard !facts.isEmpty else { continue }
            let members = facts.map { member($0.key, $0.value, kind: .text) }
            buffer.append("  \(JSONRenderer.quoted(section.id)): {\n    ")
            buffer.append(members.joined(separator: ",\n    ") + "\n  },\n")
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

    private func title(of document: ReportDocument) -> String {
        let english = document.titles.english.map(JSONRenderer.quoted) ?? "null"
        let chinese = document.titles.chinese.map(JSONRenderer.quoted) ?? "null"
        return "{\"en\": \(english), \"zh\": \(chinese)}"
    }

    private func append<Failure: Error>(
        _ table: ReportTable, to buffer: inout ByteBuffer,
        _ sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let shown = table.columns(in: .json)
        buffer.append("    \(JSONRenderer.quoted(table.id)): {\n      \"rows\": [")
        var separator = "\n        "
        try table.rows.forEach { (cells) throws(Failure) in
            buffer.append(separator + object(cells, shown, of: table, keepsBlanks: true))
            separator = ",\n        "
            try buffer.drain(into: sink)
        }
        buffer.append(table.rows.count == 0 ? "]" : "\n      ]")
        for footer in table.footers {
            let cells = object(footer.cells, shown, of: table, keepsBlanks: false)
            buffer.append(",\n      \(JSONRenderer.quoted(footer.key)): \(cells)")
        }
        buffer.append("\n    }")
    }

    private func object(
        _ cells: [TableCell], _ shown: [Int], of table: ReportTable, keepsBlanks: Bool
    ) -> String {
        var members: [String] = []
        var group: (key: String, members: [String])?
        func closeGroup() {
            guard let open = group else { return }
            let inner = open.members.joined(separator: ", ")
            members.append("\(JSONRenderer.quoted(open.key)): {\(inner)}")
            group = nil
        }
        for position in shown {
            let column = table.columns[position]
            if !keepsBlanks {
                switch cells[position] {
                case .blank, .word: continue
                default: break
                }
            }
            if group?.key != column.group { closeGroup() }
            if let key = column.group {
                // The group's own key names the unit; its members are names that are not ours.
                let value = JSONRenderer.quoted(column.key) + ": " + value(of: cells[position])
                group = (key, (group?.members ?? []) + [value])
            } else {
                members.append(member(column.key, cells[position], kind: column.kind))
            }
        }
        closeGroup()
        return "{" + members.joined(separator: ", ") + "}"
    }

    private func member(_ key: String, _ cell: TableCell, kind: TableColumn.Kind) -> String {
        let isMoney: Bool
        switch cell {
        case .money, .amount: isMoney = true
        case .blank, .word: isMoney = kind == .money
        default: isMoney = false
        }
        // A word in a column of money, such as an open budget, is no amount.
        let value = isMoney && !isAmount(cell) ? "null" : value(of: cell)
        return JSONRenderer.quoted(isMoney ? key + "Fen" : key) + ": " + value
    }

    private func isAmount(_ cell: TableCell) -> Bool {
        switch cell {
        case .money, .amount: true
        default: false
        }
    }

    private func value(of cell: TableCell) -> String {
        switch cell {
        case .blank: "null"
        case .text(let text): JSONRenderer.quoted(text)
        case .word("true", _): "true"
        case .word("false", _): "false"
        case .word(let key, _): JSONRenderer.quoted(key)
        case .texts(let texts):
            "[" + texts.map(JSONRenderer.quoted).joined(separator: ", ") + "]"
        case .money(let amount): String(amount.minorUnits)
        case .count(let count): String(count)
        case .amount(let number), .fraction(let number):
            JSONRenderer.quoted(DecimalText.fraction(number))
        case .number(let number), .share(let number, _):
            if let decimals = DecimalText.decimals(of: number, most: DataColumn.mostDecimals) {
                DecimalText.text(number, decimals: decimals, isGrouped: false)
            } else {
                JSONRenderer.quoted(DecimalText.fraction(number))
            }
        case .real(let number): number.isFinite ? "\(number)" : "null"
        }
    }

    /// Writes a text as a JSON string; what steers a display is written as a number.
    ///
    /// - Complexity: O(*n*) for *n* scalars.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where DisplayText.isObeyed(scalar):
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
