/// A number that all projects share, or that stands in a column of the projects.
public enum StatedNumber: Hashable, Sendable {
    /// The same number for each project.
    case same(Ratio)
    /// The number in a column of the projects.
    case column(ColumnReference)

    /// The column, if the number stands in one.
    public var column: ColumnReference? {
        if case .column(let column) = self { column } else { nil }
    }

    /// The number for a project, or `nil` where its cell is blank.
    ///
    /// - Precondition: A column is one of the projects'.
    public func value(ofProject project: Int, in programme: Programme) -> Ratio? {
        switch self {
        case .same(let number): return number
        case .column(let column):
            precondition(column.level == .project, "a column of the projects is needed")
            return programme.column(column).number(at: project)
        }
    }
}

/// An amount of money that stands in a column of the projects.
public struct MoneyColumn: Hashable, Sendable {
    /// The column; one of the projects'.
    public var column: ColumnReference
    /// How many minor units (fen) one of the column is, ≥ 1.
    public var minorUnitsPerOne: Int64

    /// Creates a column of money.
    ///
    /// - Precondition: The column is one of the projects'.
    public init(_ column: ColumnReference, minorUnitsPerOne: Int64) {
        precondition(column.level == .project, "a column of the projects is needed")
        (self.column, self.minorUnitsPerOne) = (column, minorUnitsPerOne)
    }

    /// The amount for a project in minor units, or `nil` where its cell is blank.
    ///
    /// - Throws: `ArithmeticOverflow` when the amount leaves 128 bits.
    public func minorUnits(ofProject project: Int, in programme: Programme)
        throws(ArithmeticOverflow) -> Ratio?
    {
        guard let number = programme.column(column).number(at: project) else { return nil }
        return try number.multiplied(by: Ratio(Int128(minorUnitsPerOne)))
    }
}
