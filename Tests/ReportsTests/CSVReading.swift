/// Reads a CSV file back, by the letter of RFC 4180, without any code of the renderer.
struct CSVReading {
    /// The fields of each record.
    private(set) var records: [[String]] = []

    /// Reads bytes that begin with a byte-order mark and end each record with CR LF; `nil` otherwise.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return nil }
        var (record, field): ([String], [UInt8]) = ([], [])
        var position = 3
        var (isQuoted, wasQuoted) = (false, false)
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if isQuoted {
                guard byte == 0x22 else {
                    field.append(byte)
                    continue
                }
                if position < bytes.count && bytes[position] == 0x22 {
                    field.append(0x22)
                    position += 1
                } else {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case 0x22:
                guard field.isEmpty && !wasQuoted else { return nil }
                (isQuoted, wasQuoted) = (true, true)
            case 0x2C:
                record.append(String(decoding: field, as: UTF8.self))
                (field, wasQuoted) = ([], false)
            case 0x0D:
                guard position < bytes.count, bytes[position] == 0x0A else { return nil }
                position += 1
                record.append(String(decoding: field, as: UTF8.self))
                records.append(record)
                (record, field, wasQuoted) = ([], [], false)
            case 0x0A: return nil
            default: field.append(byte)
            }
        }
        guard record.isEmpty, field.isEmpty, !isQuoted else { return nil }
        guard Set(records.map(\.count)).count == 1 else { return nil }
    }

    /// A column by its heading without its unit.
    func column(_ heading: String) -> Int? {
        records[0].firstIndex { $0 == heading || $0.hasPrefix(heading + " (") }
    }

    /// The amount in a field of a table in yuan, in fen; `nil` where it is no plain number.
    static func fen(_ field: String) -> Int64? {
        let isNegative = field.hasPrefix("-")
        let parts = field.drop { $0 == "-" }.split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first.flatMap({ Int64($0) }) else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.count <= 2,
            let rest = Int64(decimals + String(repeating: "0", count: 2 - decimals.count))
        else { return nil }
        return (isNegative ? -1 : 1) * (whole * 100 + rest)
    }
}
