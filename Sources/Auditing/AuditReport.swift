import Diagnostics
import Foundation
import Verification

/// The answer of a check as JSON: keys in order, the same bytes for the same input.
struct AuditReport: Encodable {
    let status: String
    let scenario: String
    let plan: String
    let errors: [Diagnostic]
    let warnings: [Diagnostic]

    init(_ audit: PlanAudit) {
        (status, scenario, plan) = (audit.verdict.rawValue, audit.scenario, audit.plan)
        (errors, warnings) = (audit.errors, audit.warnings)
    }

    /// The bytes, with a line feed at the end.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
