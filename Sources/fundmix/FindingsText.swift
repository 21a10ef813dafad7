import Diagnostics
import Foundation

/// Writes findings as JSON for scripts.
enum FindingsText {
    private struct Document: Encodable { let findings: [Diagnostic] }

    /// One object with a list of findings, each with file, line, column, severity, code, message, fix.
    static func json(_ diagnostics: [Diagnostic]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(Document(findings: diagnostics))
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
