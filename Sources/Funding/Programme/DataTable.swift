/// One column of a table of projects or works: numbers or texts, with blanks.
///
/// Numbers are kept as whole multiples of a power of ten that the column shares, texts as codes
/// into a list of distinct values, so that 219,000 projects stay small and sums stay exact.
public struct DataColumn: Hashable, Sendable {
    /// What a column holds.
    public enum Content: Hashable, Sendable {
        /// Numbers as mantissas: the value is `mantissa / 10^decimals`; ``blank`` where there is none.
        case numbers(decimals: Int, mantissas: [Int64])
        /// Texts as positions in `distinct`; -1 where there is none.
        case texts(distinct: [String], codes: [Int32])
    }

    /// The mantissa that stands for a blank cell.
    public static let blank = Int64.min
    /// The most decimals that a number in a column may have.
    public static let mostDecimals = 9

    /// The name by which rules, gates and goals call the column.
    public var name: String
    /// The heading as the user wrote it.
    public var heading: String
    /// The cells.
    public var content: Content

    /// Creates a column.
    public init(name: String, heading: String, content: Content) {
        (self.name, self.heading, self.content) = (name, heading, content)
    }

    /// Whether the column holds numbers.
    public var isNumeric: Bool {
        if case .numbers = content { true } else { false }
    }

    /// The number in a row, or `nil` where the cell is blank or a text.
    public func number(at row: Int) -> Ratio? {
        guard case .numbers(let decimals, let mantissas) = content,
            mantissas[row] != DataColumn.blank
        else { return nil }
        return Ratio(Int128(mantissas[row]), DataColumn.powerOfTen(decimals))
    }

    /// The cell in a row as text, or `nil` where it is blank; a number without needless zeros.
    public func text(at row: Int) -> String? {
        switch content {
        case .numbers(let decimals, let mantissas):
            return mantissas[row] == DataColumn.blank
                ? nil : DataColumn.text(ofMantissa: mantissas[row], decimals: decimals)
        case .texts(let distinct, let codes):
            return codes[row] < 0 ? nil : distinct[Int(codes[row])]
        }
    }

    /// Ten to a power from 0 to 18.
    public static func powerOfTen(_ exponent: Int) -> Int128 {
        (0..<exponent).reduce(1) { power, _ in power * 10 }
    }

    /// Writes `mantissa / 10^decimals` without needless zeros.
    public static func text(ofMantissa mantissa: Int64, decimals: Int) -> String {
        let digits = String(mantissa.magnitude)
        let padded =
            String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let whole = padded.dropLast(decimals)
        var fraction = padded.suffix(decimals)
        while fraction.last == "0" { fraction.removeLast() }
        return (mantissa < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}

/// The columns of all projects or of all works, one row each.
public struct DataTable: Hashable, Sendable {
    /// The number of rows.
    public var rowCount: Int
    /// The columns, each with ``rowCount`` cells.
    public var columns: [DataColumn]

    /// Creates a table.
    public init(rowCount: Int = 0, columns: [DataColumn] = []) {
        (self.rowCount, self.columns) = (rowCount, columns)
    }

    /// The column with a name.
    ///
    /// - Complexity: O(*c*) for *c* columns.
    public func column(named name: String) -> DataColumn? { columns.first { $0.name == name } }
}
