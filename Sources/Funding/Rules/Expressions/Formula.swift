/// An expression with the text that people wrote for it.
public struct Formula: Hashable, Sendable {
    /// What is computed.
    public var expression: Expression
    /// The text as written.
    public var text: String
    /// Whether the value is surely money, in the programme's unit of amounts.
    ///
    /// It is where an amount with a unit, a cost or a column whose heading names a unit of money goes
    /// into it.
    public var isMoney: Bool

    /// Creates a formula.
    public init(_ expression: Expression, text: String, isMoney: Bool = false) {
        (self.expression, self.text, self.isMoney) = (expression, text, isMoney)
    }
}

/// For which row an expression is computed.
public enum ExpressionRow: Hashable, Sendable {
    /// For the whole programme: columns stand inside figures of many rows only.
    case programme
    /// For the project at a position.
    case project(Int)
    /// For the work at a position, with the columns of its project at hand.
    case work(Int)
}

/// Why an expression has no value, and for which row.
public struct ExpressionFault: Error, Hashable, Sendable {
    /// Why there is no value.
    public enum Reason: Hashable, Sendable {
        /// The cell of a column is blank.
        case blank(ColumnReference)
        /// Something is divided by zero.
        case divisionByZero
        /// The result does not fit into 128 bits.
        case overflow
        /// The value lies below the first step of a table.
        case belowFirstStep(Ratio, first: Ratio)
        /// A step to round to is not above zero.
        case stepNotPositive
        /// The least or greatest of no rows is asked for.
        case noRows
    }

    /// Why there is no value.
    public var reason: Reason
    /// The row, perhaps one of those that a figure of many rows looks at.
    public var row: ExpressionRow

    /// Creates a fault.
    public init(_ reason: Reason, at row: ExpressionRow) { (self.reason, self.row) = (reason, row) }
}
