internal import Diagnostics

/// Collects the findings of a pass, so that the user repairs everything in one go.
final class Findings {
    private var collected: [Diagnostic] = []
    private var uncollected = 0
    private(set) var errorCount = 0

    /// More findings than anybody reads are counted and not kept.
    private static let mostKept = 5_000

    /// Whether there are so many findings that looking for more helps nobody.
    var isFull: Bool { errorCount >= 1_000 }

    /// Adds a finding that stops the run.
    func error(
        _ code: FindingCode, at location: SourceLocation, _ message: String, fix: String? = nil
    ) {
        errorCount += 1
        add(Diagnostic(.error, code.rawValue, at: location, message, fix: fix))
    }

    /// Adds a finding that does not stop the run.
    func warning(
        _ code: FindingCode, at location: SourceLocation, _ message: String, fix: String? = nil
    ) {
        add(Diagnostic(.warning, code.rawValue, at: location, message, fix: fix))
    }

    private func add(_ finding: Diagnostic) {
        guard collected.count < Findings.mostKept else {
            uncollected += 1
            return
        }
        collected.append(finding)
    }

    /// The findings without repetition, in order of place, cut at a limit with a line that says how
    /// many more there are.
    ///
    /// - Complexity: O(*n* log *n*) for *n* findings.
    func sorted(limit: Int, whole: SourceLocation) -> [Diagnostic] {
        var distinct: [Diagnostic] = []
        for finding in collected.sorted() where finding != distinct.last {
            distinct.append(finding)
        }
        let surplus = distinct.count - limit + uncollected
        guard distinct.count > limit || uncollected > 0 else { return distinct }
        // Errors are what the run stops for: they are shown before warnings fill the list.
        let errors = distinct.filter { $0.severity == .error }.prefix(limit)
        let warnings = distinct.filter { $0.severity == .warning }.prefix(limit - errors.count)
        let closing = Diagnostic(
            errors.isEmpty ? .warning : .error, FindingCode.moreFindings.rawValue, at: whole,
            surplus == 1
                ? "1 more finding is not shown" : "\(surplus) more findings are not shown",
            fix: "repair those shown and run the check again")
        return (errors + warnings).sorted() + [closing]
    }

    /// Throws all findings if one of them is an error.
    ///
    /// - Throws: `DiagnosticsError` with the sorted findings.
    func throwIfFailed(limit: Int, whole: SourceLocation) throws(DiagnosticsError) {
        guard errorCount > 0 else { return }
        throw DiagnosticsError(sorted(limit: limit, whole: whole))
    }
}
