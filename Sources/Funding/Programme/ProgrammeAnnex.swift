/// What the report says beside the plan: derived columns, key figures, memo ledgers and checks of the
/// data.
public struct ProgrammeAnnex: Hashable, Sendable {
    /// The columns that expressions gave, in the order of the scenario.
    public var derivations: [Derivation] = []
    /// Figures that the scenario names, in its order.
    public var figures: [KeyFigure] = []
    /// Money that is shown and kept out of the funding table, in the order of the scenario.
    public var memos: [MemoLedger] = []
    /// What came of the checks of the data, in the order of the scenario.
    public var checks: [DataCheck] = []

    /// Creates an empty annex.
    public init() {}
}

/// A column of the programme's tables with the expression that gave its cells.
public struct Derivation: Hashable, Sendable {
    /// The column.
    public var column: ColumnReference
    /// What was computed for each row.
    public var formula: Formula

    /// Creates a derivation.
    public init(_ column: ColumnReference, _ formula: Formula) {
        (self.column, self.formula) = (column, formula)
    }
}

/// A figure of the whole programme that the report names.
public struct KeyFigure: Hashable, Sendable {
    /// How people read a figure.
    public enum Style: String, Hashable, Sendable, CaseIterable {
        /// As a number.
        case number
        /// As a percentage.
        case percent
        /// As an amount in the programme's unit.
        case money
    }

    /// The identifier.
    public var id: String
    /// The name in reports, if it differs from the identifier.
    public var title: LocalizedText?
    /// How the figure is computed.
    public var formula: Formula
    /// The exact value.
    public var value: Ratio
    /// How people read it.
    public var style: Style
    /// To how many decimals people read it, halves away from zero; 0 to 9.
    public var decimals: Int
    /// The document that the figure comes from.
    public var citation: String?

    /// Creates a figure.
    public init(
        id: String, title: LocalizedText? = nil, formula: Formula, value: Ratio,
        style: Style = .number, decimals: Int = 0, citation: String? = nil
    ) {
        (self.id, self.title, self.formula, self.value) = (id, title, formula, value)
        (self.style, self.decimals, self.citation) = (style, decimals, citation)
    }
}

/// A column of money that the report adds up apart from the funding: what people spend at home, or
/// pay into a fund for upkeep.
public struct MemoLedger: Hashable, Sendable {
    /// The identifier.
    public var id: String
    /// The name in reports, if it differs from the identifier.
    public var title: LocalizedText?
    /// The column.
    public var column: ColumnReference
    /// How many minor units a 1 in the column is.
    public var minorUnitsPerOne: Int64
    /// Why the money is kept apart.
    public var note: LocalizedText?

    /// Creates a ledger.
    public init(
        id: String, title: LocalizedText? = nil, column: ColumnReference, minorUnitsPerOne: Int64,
        note: LocalizedText? = nil
    ) {
        (self.id, self.title, self.column) = (id, title, column)
        (self.minorUnitsPerOne, self.note) = (minorUnitsPerOne, note)
    }

    /// The sum in minor units over some projects and their works; blank cells add nothing.
    ///
    /// - Throws: `ArithmeticOverflow` when a sum leaves 128 bits.
    /// - Complexity: O(*p* + *w*) for *p* projects and *w* works of these.
    public func sum(over projects: some Sequence<Int>, in programme: Programme)
        throws(ArithmeticOverflow) -> Ratio
    {
        let data = programme.column(column)
        var sum = Ratio.zero
        for project in projects {
            let rows =
                column.level == .project
                ? project..<(project + 1) : programme.projects[project].works
            for row in rows {
                guard let number = data.number(at: row) else { continue }
                sum = try sum.adding(number)
            }
        }
        return try sum.multiplied(by: Ratio(Int128(minorUnitsPerOne)))
    }
}

/// What came of a check of the data.
public struct DataCheck: Hashable, Sendable {
    /// The identifier.
    public var id: String
    /// The name in reports, if it differs from the identifier.
    public var title: LocalizedText?
    /// What is expected, as written.
    public var text: String
    /// How many rows were checked; 1 for a check of the whole programme.
    public var rowCount: Int
    /// For how many of them what is expected does not hold.
    public var failureCount: Int
    /// The figure on the left of the first comparison that does not hold, else of the only one of a
    /// check of the whole programme.
    public var left: CheckedSide?
    /// The figure on the right of it.
    public var right: CheckedSide?
    /// The document that the expectation comes from.
    public var citation: String?

    /// Creates what came of a check.
    public init(
        id: String, title: LocalizedText? = nil, text: String, rowCount: Int, failureCount: Int,
        left: CheckedSide? = nil, right: CheckedSide? = nil, citation: String? = nil
    ) {
        (self.id, self.title, self.text) = (id, title, text)
        (self.rowCount, self.failureCount) = (rowCount, failureCount)
        (self.left, self.right, self.citation) = (left, right, citation)
    }
}

/// The figure on one side of a comparison.
public struct CheckedSide: Hashable, Sendable {
    /// The exact value; money in the programme's unit of amounts.
    public var value: Ratio
    /// Whether it is surely money.
    public var isMoney: Bool

    /// Creates a figure.
    public init(value: Ratio, isMoney: Bool) { (self.value, self.isMoney) = (value, isMoney) }
}
