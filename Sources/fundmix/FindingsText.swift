import Diagnostics
import Foundation

/// Writes findings as JSON for scripts.
enum FindingsText {
    private struct Finding: Encodable {
        let file: String
        let line: Int?
        let column: Int?
        let severity: String
        let code: String
        let message: String
        let fix: String?
    }

    private struct Document: Encodable { let findings: [Finding] }

    /// One object with a list of findings, each with file, line, column, severity, code, message, fix.
    static func json(_ diagnostics: [Diagnostic]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let findings = diagnostics.map {
            Finding(
                file: $0.location.file, line: $0.location.line, column: $0.location.column,
                severity: $0.severity.rawValue, code: $0.code, message: $0.message, fix: $0.fix)
        }
        let data = try encoder.encode(Document(findings: findings))
        return String(decoding: data, as: UTF8.self) + "\n"
    }
}
