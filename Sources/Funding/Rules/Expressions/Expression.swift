/// An exact calculation with the columns of a programme: what derived columns, conditions with
/// arithmetic, data checks and key figures are made of.
///
/// Money counts in the programme's unit of amounts: factors of columns and costs bring it there.
/// Every result is an exact fraction; what has no result is an ``ExpressionFault``, never a zero.
public indirect enum Expression: Hashable, Sendable {
    /// A number.
    case number(Ratio)
    /// The number in a column times a factor, which is 1 unless the column counts other units of
    /// money than the programme.
    case column(ColumnReference, factor: Ratio)
    /// The cost of the work, times the units of amounts in a fen.
    case cost(factor: Ratio)
    /// Two expressions joined by a sign.
    case operation(Operation, Expression, Expression)
    /// The least or the greatest of several, at least one.
    case extreme(Extreme, [Expression])
    /// The multiple of the step that stands nearest, below or above.
    case rounded(Rounding, Expression, step: Expression)
    /// The first expression where the condition holds, else the second; the other one is not computed.
    case conditional(Predicate, Expression, Expression)
    /// What the last step gives that does not begin above the value; the others are not computed.
    case steps(by: Expression, [Step])
    /// A figure of many rows.
    case aggregate(Aggregate)

    /// A sign between two expressions.
    public enum Operation: String, Hashable, Sendable, CaseIterable {
        /// The sum.
        case add = "+"
        /// The difference.
        case subtract = "-"
        /// The product.
        case multiply = "*"
        /// The quotient.
        case divide = "/"
    }

    /// Which of several values counts.
    public enum Extreme: String, Hashable, Sendable, CaseIterable {
        /// The least.
        case least = "min"
        /// The greatest.
        case greatest = "max"
    }

    /// Which multiple of a step stands for a value.
    public enum Rounding: String, Hashable, Sendable, CaseIterable {
        /// The largest multiple not above the value.
        case down = "floor"
        /// The least multiple not below the value.
        case up = "ceil"
        /// The nearest multiple; halves go away from zero (四舍五入).
        case nearest = "round"
    }

    /// A step of a table.
    public struct Step: Hashable, Sendable {
        /// The least value for which the step counts.
        public var from: Ratio
        /// What the step gives.
        public var value: Expression

        /// Creates a step.
        public init(from: Ratio, value: Expression) { (self.from, self.value) = (from, value) }
    }

    /// A figure of many rows: a sum, a count, the least or the greatest value.
    public struct Aggregate: Hashable, Sendable {
        /// What is made of the rows.
        public enum Kind: Hashable, Sendable {
            /// The sum of the values; of no rows zero.
            case sum
            /// The number of rows.
            case count
            /// The least or greatest value; of no rows none.
            case extreme(Extreme)
        }

        /// Which rows count.
        public enum Span: Hashable, Sendable {
            /// All projects.
            case projects
            /// All works.
            case works
            /// The works of the project at hand.
            case worksOfProject
        }

        /// What is made of the rows.
        public var kind: Kind
        /// What each row gives.
        public var value: Expression
        /// Which rows there are.
        public var span: Span
        /// Which of them count.
        public var condition: Predicate

        /// Creates a figure of many rows.
        public init(_ kind: Kind, of value: Expression, over span: Span, where condition: Predicate)
        {
            (self.kind, self.value, self.span) = (kind, value, span)
            self.condition = condition
        }
    }
}

extension Expression {
    /// Whether the value needs a work: a column of works or a cost is named outside a figure of many
    /// rows.
    ///
    /// - Complexity: O(*n*) for *n* parts.
    public var speaksOfWorks: Bool {
        switch self {
        case .number, .aggregate: false
        case .column(let column, _): column.level == .work
        case .cost: true
        case .operation(_, let left, let right): left.speaksOfWorks || right.speaksOfWorks
        case .extreme(_, let values): values.contains(where: \.speaksOfWorks)
        case .rounded(_, let value, let step): value.speaksOfWorks || step.speaksOfWorks
        case .conditional(let condition, let first, let second):
            condition.speaksOfWorks || first.speaksOfWorks || second.speaksOfWorks
        case .steps(let value, let steps):
            value.speaksOfWorks || steps.contains { $0.value.speaksOfWorks }
        }
    }

    /// The columns that are named, with repetitions.
    ///
    /// - Complexity: O(*n*) for *n* parts.
    public var columns: [ColumnReference] {
        switch self {
        case .number, .cost: []
        case .column(let column, _): [column]
        case .operation(_, let left, let right): left.columns + right.columns
        case .extreme(_, let values): values.flatMap(\.columns)
        case .rounded(_, let value, let step): value.columns + step.columns
        case .conditional(let condition, let first, let second):
            condition.columns + first.columns + second.columns
        case .steps(let value, let steps): value.columns + steps.flatMap(\.value.columns)
        case .aggregate(let figure): figure.value.columns + figure.condition.columns
        }
    }

    /// Whether the value is the same for every row: nothing of the programme is named.
    ///
    /// - Complexity: O(*n*) for *n* parts.
    public var isConstant: Bool {
        switch self {
        case .number: true
        case .column, .cost, .aggregate, .conditional: false
        case .operation(_, let left, let right): left.isConstant && right.isConstant
        case .extreme(_, let values): values.allSatisfy(\.isConstant)
        case .rounded(_, let value, let step): value.isConstant && step.isConstant
        case .steps(let value, let steps):
            value.isConstant && steps.allSatisfy(\.value.isConstant)
        }
    }
}
