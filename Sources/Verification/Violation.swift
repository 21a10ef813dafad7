/// A promise that a plan does not keep, with the figures that show it.
public struct Violation: Hashable, Sendable {
    /// A part of the programme that a violation is about, by identifier.
    public enum Subject: Hashable, Sendable {
        /// A project.
        case project(String)
        /// A work of a project.
        case work(project: String, work: String)
        /// A source of money.
        case source(String)
        /// A period.
        case period(String)
        /// A gate.
        case gate(String)
        /// A rule.
        case rule(String)
        /// A choice.
        case choice(String)
        /// A goal.
        case goal(String)
        /// The order in which projects are chosen.
        case selection
    }

    /// The stable kebab-case identifier of the promise, for example `verification-budget`.
    public var code: String
    /// What is broken, in one lowercase sentence without a period, with both figures.
    public var message: String
    /// What the violation is about, the most telling first.
    public var subjects: [Subject]

    /// Creates a violation.
    public init(_ code: String, _ message: String, subjects: [Subject] = []) {
        (self.code, self.message, self.subjects) = (code, message, subjects)
    }
}

extension Violation: CustomStringConvertible {
    /// The form `message [code]`.
    public var description: String { "\(message) [\(code)]" }
}
