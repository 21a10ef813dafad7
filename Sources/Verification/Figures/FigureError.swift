/// Says why a figure of a plan cannot be computed.
public enum FigureError: Error, Hashable, Sendable {
    /// The plan does not fit its programme: `PlanVerifier` says where.
    case malformedPlan
    /// An exact result leaves 128 bits, or an amount 64.
    case overflow(of: String)
    /// A cell that a figure needs is blank or no number.
    case blank(column: String, of: String, neededBy: String)
    /// The value of a column lies below the first step of a table.
    case belowFirstStep(column: String, of: String, neededBy: String)
    /// A burden is divided by a value that is not positive.
    case nonPositiveDivisor(column: String, of: String, neededBy: String)

    /// The stable code of the violation that the error becomes.
    var code: String {
        switch self {
        case .malformedPlan: "verification-shape"
        case .overflow: "verification-overflow"
        case .blank: "verification-blank"
        case .belowFirstStep: "verification-step"
        case .nonPositiveDivisor: "verification-divisor"
        }
    }
}

extension FigureError: CustomStringConvertible {
    /// The cause in one lowercase sentence without a period.
    public var description: String {
        switch self {
        case .malformedPlan:
            "the plan does not fit the programme"
        case .overflow(let subject):
            "\(subject) is too large to be computed exactly"
        case .blank(let column, let row, let subject):
            "\(subject) needs a number in column '\(column)' of \(row), which has none"
        case .belowFirstStep(let column, let row, let subject):
            "column '\(column)' of \(row) is below the first step of \(subject)"
        case .nonPositiveDivisor(let column, let row, let subject):
            "\(subject) divides by column '\(column)' of \(row), which is not above zero"
        }
    }
}
