internal import Funding

/// Writes cells and texts as JSON.
enum JSONText {
    /// Adds the value of a cell.
    static func append(_ cell: TableCell, to buffer: inout ByteBuffer) {
        switch cell {
        case .money(let amount): buffer.append(amount.minorUnits)
        case .count(let count): buffer.append(Int64(count))
        case .text(let text): append(text, to: &buffer)
        case .number(let number), .share(let number, _):
            if number.isWhole, let whole = Int64(exactly: number.numerator) {
                buffer.append(whole)
            } else {
                buffer.append(text(of: number))
            }
        case .blank: buffer.append("null")
        case .word("true", _): buffer.append("true")
        case .word("false", _): buffer.append("false")
        case .word(let key, _): append(key, to: &buffer)
        case .texts(let texts):
            buffer.append("[" + texts.map(quoted).joined(separator: ", ") + "]")
        case .amount(let number), .fraction(let number):
            buffer.append(quoted(DecimalText.fraction(number)))
        case .real(let number): buffer.append(number.isFinite ? "\(number)" : "null")
        }
    }

    /// Adds a text as a JSON string, as ``quoted(_:)`` writes it.
    static func append(_ text: String, to buffer: inout ByteBuffer) {
        guard DisplayText.plainness(of: text) != .other else {
            return buffer.append(quoted(text))
        }
        buffer.append(byte: UInt8(ascii: "\""))
        buffer.append(text)
        buffer.append(byte: UInt8(ascii: "\""))
    }

    private static func text(of number: Ratio) -> String {
        guard let decimals = DecimalText.decimals(of: number, most: DataColumn.mostDecimals) else {
            return quoted(DecimalText.fraction(number))
        }
        return DecimalText.text(number, decimals: decimals, isGrouped: false)
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
