import Diagnostics
import Foundation
import Verification

/// The answer of a check as JSON: keys in order, the same bytes for the same input.
struct AuditReport: Encodable {
    /// A finding with its place.
    struct Finding: Encodable {
        let severity: String
        let code: String
        let file: String
        let line: Int?
        let column: Int?
        let message: String
        let fix: String?

        init(_ diagnostic: Diagnostic) {
            severity = diagnostic.severity.rawValue
            code = diagnostic.code
            file = diagnostic.location.file
            line = diagnostic.location.line
            column = diagnostic.location.column
            message = diagnostic.message
            fix = diagnostic.fix
        }
    }

    let status: String
    let scenario: String
    let plan: String
    let errors: [Finding]
    let warnings: [Finding]

    init(_ audit: PlanAudit) {
        (status, scenario, plan) = (audit.verdict.rawValue, audit.scenario, audit.plan)
        errors = audit.errors.map { Finding($0) }
        warnings = audit.warnings.map { Finding($0) }
    }

    /// The bytes, with a line feed at the end.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
