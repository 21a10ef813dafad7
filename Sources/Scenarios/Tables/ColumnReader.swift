internal import Diagnostics
internal import Funding

/// Reads the cells of a column as numbers, or as texts when one of them is no plain number.
struct ColumnReader {
    let table: TextTable
    let findings: Findings
    let allowsGrouping: Bool

    /// A column as read.
    struct Result {
        var content: DataColumn.Content
        /// The row of the table with the first cell that is no number, for messages.
        var firstTextRow: Int?
    }

    /// Reads a column.
    ///
    /// - Parameters:
    ///   - column: The position in the table.
    ///   - heading: The heading, whose unit scales the figures.
    ///   - rows: The rows of the table in the order of the result.
    /// - Returns: A cell for each of the rows.
    /// - Complexity: O(*n*) for *n* bytes of cells.
    func read(_ column: Int, heading: TableHeading, rows: [Int32]) -> Result {
        switch numbers(column, heading: heading, rows: rows) {
        case .success(let content): Result(content: content)
        case .failure(let text): Result(content: texts(column, rows: rows), firstTextRow: text.row)
        }
    }

    /// Reads a column as texts whatever its cells hold.
    func texts(_ column: Int, rows: [Int32]) -> DataColumn.Content {
        var interner = TextInterner()
        var codes: [Int32] = []
        codes.reserveCapacity(rows.count)
        let span = table.bytes.span
        for row in rows {
            let range = table.range(row: Int(row), column: column)
            let code =
                range.isEmpty
                ? -1
                : table.isPlain(row: Int(row), column: column)
                    ? interner.code(of: span, in: range)
                    : interner.code(of: table.text(row: Int(row), column: column))
            codes.append(Int32(truncatingIfNeeded: code))
        }
        return .texts(distinct: interner.texts, codes: codes)
    }

    private struct FirstText: Error { var row: Int }

    private func numbers(_ column: Int, heading: TableHeading, rows: [Int32])
        -> Swift.Result<DataColumn.Content, FirstText>
    {
        var numbers: [(mantissa: Int64, decimals: Int)] = []
        numbers.reserveCapacity(rows.count)
        var most = 0
        let span = table.bytes.span
        for row in rows {
            let range = table.range(row: Int(row), column: column)
            guard !range.isEmpty else {
                numbers.append((DataColumn.blank, 0))
                continue
            }
            guard let number = plainNumber(span, range, shift: heading.shift) else {
                return .failure(FirstText(row: Int(row)))
            }
            guard let usable = usable(number, row: Int(row), column: column) else {
                numbers.append((DataColumn.blank, 0))
                continue
            }
            numbers.append(usable)
            most = max(most, usable.decimals)
        }
        return .success(
            .numbers(decimals: most, mantissas: scaled(numbers, to: most, rows, column)))
    }

    /// A decimal or percentage; `nil` for anything else, also for digits with leading zeros.
    private func plainNumber(_ bytes: Span<UInt8>, _ range: Range<Int>, shift: Int) -> DecimalText?
    {
        var (end, power) = (range.upperBound, shift)
        if bytes[end - 1] == UInt8(ascii: "%") {
            end -= 1
            power = -2
        } else if end - range.lowerBound > 3, bytes[end - 1] == 0x85, bytes[end - 2] == 0xBC,
            bytes[end - 3] == 0xEF
        {
            end -= 3
            power = -2
        }
        var first = range.lowerBound
        if first < end, bytes[first] == UInt8(ascii: "-") || bytes[first] == UInt8(ascii: "+") {
            first += 1
        }
        guard first < end, (0x30...0x39).contains(bytes[first]) else { return nil }
        if bytes[first] == 0x30, first + 1 < end, (0x30...0x39).contains(bytes[first + 1]) {
            return nil
        }
        guard
            let number = try? DecimalText.parse(
                bytes, in: range.lowerBound..<end, allowsGrouping: allowsGrouping)
        else { return nil }
        return power == 0 ? number : number.shifted(by: power)
    }

    private func usable(_ number: DecimalText, row: Int, column: Int)
        -> (mantissa: Int64, decimals: Int)?
    {
        let short = number.trimmed
        guard short.decimals <= DataColumn.mostDecimals else {
            findings.error(
                .notANumber, at: table.location(row: row, column: column),
                "\(ShownName.quoted(number.text)) has more than \(DataColumn.mostDecimals) decimals",
                fix: "round it")
            return nil
        }
        guard short.mantissa.magnitude < 1_000_000_000_000 * powers(short.decimals),
            let mantissa = Int64(exactly: short.mantissa), mantissa != DataColumn.blank
        else {
            reportTooLarge(number.text, row, column)
            return nil
        }
        return (mantissa, short.decimals)
    }

    private func scaled(
        _ numbers: [(mantissa: Int64, decimals: Int)], to decimals: Int, _ rows: [Int32],
        _ column: Int
    ) -> [Int64] {
        var mantissas: [Int64] = []
        mantissas.reserveCapacity(numbers.count)
        for (index, number) in numbers.enumerated() {
            guard number.mantissa != DataColumn.blank, number.decimals < decimals else {
                mantissas.append(number.mantissa)
                continue
            }
            let factor = Int64(powers(decimals - number.decimals))
            let (product, overflow) = number.mantissa.multipliedReportingOverflow(by: factor)
            if overflow || product == DataColumn.blank {
                reportTooLarge(
                    DataColumn.text(ofMantissa: number.mantissa, decimals: number.decimals),
                    Int(rows[index]), column)
            }
            mantissas.append(overflow ? DataColumn.blank : product)
        }
        return mantissas
    }

    private func reportTooLarge(_ text: String, _ row: Int, _ column: Int) {
        findings.error(
            .numberTooLarge, at: table.location(row: row, column: column),
            "\(ShownName.quoted(text)) is too large, or too fine beside the other figures of its "
                + "column",
            fix: "use a larger unit, or fewer decimals")
    }

    private func powers(_ exponent: Int) -> UInt128 { DataColumn.powerOfTen(exponent).magnitude }
}
