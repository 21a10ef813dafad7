/// All findings of a pass over the input, thrown once.
public struct DiagnosticsError: Error, Hashable, Sendable {
    /// The findings in order of place, at least one of them an error.
    public let diagnostics: [Diagnostic]

    /// Creates the error.
    ///
    /// - Precondition: At least one finding is an error.
    public init(_ diagnostics: [Diagnostic]) {
        precondition(
            diagnostics.contains { $0.severity == .error }, "nothing to report is not an error")
        self.diagnostics = diagnostics
    }
}

extension DiagnosticsError: CustomStringConvertible {
    /// One finding after the other, each on lines of its own.
    public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
