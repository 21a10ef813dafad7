public import Funding

/// What every report on shares says of its document.
public struct ShareHeading: Hashable, Sendable {
    /// The title of the document.
    public var title: LocalizedText
    /// The unit in which people read amounts.
    public var moneyUnit: MoneyUnit
    /// The document that the calculation follows, as cited, or `nil` where none is named.
    public var citation: String?

    /// Creates a heading.
    public init(title: LocalizedText, moneyUnit: MoneyUnit, citation: String? = nil) {
        (self.title, self.moneyUnit, self.citation) = (title, moneyUnit, citation)
    }

    /// The basis as a fact, where there is one.
    func basis(_ phrasing: Phrasing) -> [ReportFact] {
        citation.map { [phrasing.fact("citation", .basis, .text($0))] } ?? []
    }

    /// A table whose amounts have as few decimals as they need.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - terminalRows: The rows that a terminal shows, where they are limited.
    /// - Returns: The table, its amounts as exact as they were.
    func fitted(_ table: ReportTable, terminalRows: Int? = nil) -> ReportTable {
        // All amounts are whole fen, so that nothing is rounded.
        var table = table.fitted(to: table.decimals(in: moneyUnit), roundingNote: "")
        if let terminalRows { table.terminalRows = terminalRows }
        return table
    }

    /// The title in the report's language.
    func name(_ phrasing: Phrasing) -> String {
        phrasing.text(title) ?? phrasing.sentence(.unnamed)
    }
}
