/// One finding about the input: what is wrong, where, and how to repair it.
public struct Diagnostic: Hashable, Sendable {
    /// How much a finding matters; only an error stops the run.
    public enum Severity: String, Hashable, Sendable {
        /// The run cannot go on.
        case error
        /// The run goes on, but somebody should look.
        case warning
    }

    /// How much the finding matters.
    public var severity: Severity
    /// Stable kebab-case identifier, the part that tests and scripts match.
    public var code: String
    /// The file, with line and column counted from 1 where they are known.
    public var location: SourceLocation
    /// The broken rule, in one lowercase sentence without a period.
    public var message: String
    /// What the user can do, in the imperative, or `nil` when nothing sensible can be said.
    public var fix: String?

    /// Creates a finding.
    public init(
        _ severity: Severity, _ code: String, at location: SourceLocation, _ message: String,
        fix: String? = nil
    ) {
        (self.severity, self.code, self.location) = (severity, code, location)
        (self.message, self.fix) = (message, fix)
    }
}

extension Diagnostic: CustomStringConvertible {
    /// The form `file:line:column: severity: message [code]`, then an indented fix.
    public var description: String {
        let repair = fix.map { "\n  fix: \($0)" } ?? ""
        return "\(location): \(severity.rawValue): \(message) [\(code)]\(repair)"
    }
}

extension Diagnostic: Comparable {
    /// Orders findings by place, errors before warnings, then by code and message.
    public static func < (left: Diagnostic, right: Diagnostic) -> Bool {
        if left.location != right.location { return left.location < right.location }
        if left.severity != right.severity { return left.severity == .error }
        return (left.code, left.message, left.fix ?? "")
            < (right.code, right.message, right.fix ?? "")
    }
}
