/// A failure of a solver or of the program handed to it; never a property of a sound program.
public enum SolverError: Error, Hashable, Sendable {
    /// The program breaks a rule that the solver relies on; the text says which.
    case malformedProgram(String)
    /// The program is larger than the solver takes; the text gives both numbers.
    case tooLarge(String)
    /// The solver gave up numerically, also from a fresh basis.
    case numericalFailure(String)
    /// The solver failed inside; the session is dead. The text is the solver's own.
    case solverFault(String)
    /// The session was used after it died, or on another thread than its own.
    case deadSession(String)
}

extension SolverError: CustomStringConvertible {
    /// One sentence that says what failed.
    public var description: String {
        switch self {
        case .malformedProgram(let text): "the linear program is malformed: \(text)"
        case .tooLarge(let text): "the linear program is too large: \(text)"
        case .numericalFailure(let text): "the solver failed numerically: \(text)"
        case .solverFault(let text): "the solver failed: \(text)"
        case .deadSession(let text): "the solver session cannot be used: \(text)"
        }
    }
}
