internal import Funding

/// A table of a report: typed columns, rows that are made when they are asked for, and footers.
public struct ReportTable: Sendable {
    /// The stable name: of the CSV file, and of the table in the result for programs.
    public var id: String
    /// The name of the table's CSV file.
    public var fileName: String
    /// The heading.
    public var heading: String
    /// The columns, at least one.
    public var columns: [TableColumn]
    /// The rows without the footers, each with one cell for each column.
    public var rows: TableRows
    /// The rows below the table, such as totals and checks.
    public var footers: [TableFooter] = []
    /// Remarks below the table.
    public var notes: [String] = []
    /// How many decimals every amount of the table is written with.
    public var moneyDecimals = 0
    /// The formats that the table appears in.
    public var formats = ReportFormats.all
    /// The most rows that the summary on a terminal shows.
    public var terminalRows = 15
    /// The most rows that people see of a table too long to read through, or `nil` for as many as a
    /// format has room for.
    public var excerptRows: Int?

    /// Creates a table.
    ///
    /// - Parameters:
    ///   - id: The stable name: letters, digits, `-` and `_` only.
    ///   - heading: The heading.
    ///   - columns: The columns, at least one.
    ///   - rows: The rows.
    public init(id: String, heading: String, columns: [TableColumn], rows: TableRows) {
        (self.id, self.heading, self.columns, self.rows) = (id, heading, columns, rows)
        fileName = id + ".csv"
    }

    /// The positions of the columns that a format shows.
    ///
    /// - Complexity: O(*c*) for *c* columns.
    func columns(in format: ReportFormats) -> [Int] {
        columns.indices.filter { columns[$0].formats.contains(format) }
    }

    /// Whether a column holds money.
    ///
    /// - Complexity: O(*c*) for *c* columns.
    var hasMoney: Bool { columns.contains { $0.kind == .money } }
}

extension ReportTable {
    /// The least number of decimals that shows every amount of the table exactly.
    ///
    /// - Complexity: O(*n* · *c*) for *n* rows and *c* columns: makes every row once.
    func decimals(in unit: MoneyUnit) -> MoneyDecimals {
        var decimals = MoneyDecimals(of: unit)
        rows.forEach { row in for cell in row { decimals.fit(cell) } }
        for footer in footers { for cell in footer.cells { decimals.fit(cell) } }
        return decimals
    }

    /// Sets ``moneyDecimals``, and notes where none are enough.
    func fitted(to decimals: MoneyDecimals, roundingNote: String) -> ReportTable {
        var table = self
        table.moneyDecimals = decimals.count
        if decimals.isRounded { table.notes.append(roundingNote) }
        return table
    }
}

/// A column of a table.
public struct TableColumn: Hashable, Sendable {
    /// What the column holds; a cell may always be blank or a word instead.
    public enum Kind: Hashable, Sendable {
        /// Texts and words.
        case text
        /// Amounts, in the report's unit of money.
        case money
        /// Numbers.
        case number
        /// Shares, in percent.
        case share
    }

    /// The stable English key in the result for programs.
    public var key: String
    /// The key of the object that the column belongs to in the result for programs, or `nil`.
    ///
    /// Columns of one group lie side by side.
    public var group: String?
    /// The heading.
    public var heading: String
    /// What the column holds.
    public var kind: Kind
    /// The formats that the column appears in.
    public var formats: ReportFormats
    /// How much the column matters where not all fit; on a terminal the least goes first.
    public var priority: Int
    /// Whether the texts may be sentences, which a terminal breaks into lines.
    public var isLong: Bool

    /// Creates a column.
    public init(
        _ key: String, group: String? = nil, heading: String, _ kind: Kind = .text,
        formats: ReportFormats = .all, priority: Int = 5, isLong: Bool = false
    ) {
        (self.key, self.group, self.heading, self.kind) = (key, group, heading, kind)
        (self.formats, self.priority, self.isLong) = (formats, priority, isLong)
    }
}

/// A row below a table, such as a total.
public struct TableFooter: Hashable, Sendable {
    /// The stable English key in the result for programs.
    public var key: String
    /// One cell for each column.
    public var cells: [TableCell]

    /// Creates a footer.
    public init(_ key: String, cells: [TableCell]) { (self.key, self.cells) = (key, cells) }
}
