public import Diagnostics
public import Funding

/// The stored form of a plan, `plan.csv`: every payment, and totals that repeat what they say.
///
/// One table `record,project,work,source,period,amount` in UTF-8 with LF, its records in this order:
/// `start` (project, period) for each funded project; `work` (project, work, cost) for each funded
/// work; `pay` (project, work, source, period, amount); `use` (source, period, amount) for each
/// source and period with payments; `total` (amount); `goal` (identifier in the source column, exact
/// value as a whole number or a fraction, money in fen). Amounts are in yuan with two decimals; the
/// period is blank when the programme knows none. There is exactly one way to write a plan, so that
/// no cell can change without contradicting another one.
public enum PlanFile {
    /// The heading row.
    static let heading = ["record", "project", "work", "source", "period", "amount"]

    /// The bytes of a stored plan.
    ///
    /// - Parameters:
    ///   - stored: The plan with its totals.
    ///   - programme: The programme that the plan is for.
    /// - Returns: The text in UTF-8.
    /// - Precondition: All positions in the plan are positions of the programme.
    /// - Complexity: O(*p* + *w* + *n*) for *p* projects, *w* works and *n* payments.
    public static func encode(_ stored: StoredPlan, for programme: Programme) -> [UInt8] {
        PlanWriter(stored, for: programme).bytes()
    }

    /// Reads a stored plan.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the file.
    ///   - programme: The programme that the plan is for.
    ///   - file: The file as the user would name it.
    /// - Returns: The plan with its totals, as stored; whether they are right is for verification.
    /// - Throws: `DiagnosticsError` when the file is anything but the one way to write a plan.
    /// - Complexity: O(*n*) for *n* bytes of a file that is right, O(*n* log *n*) for others.
    public static func decode(_ bytes: [UInt8], for programme: Programme, file: String)
        throws(DiagnosticsError) -> StoredPlan
    {
        if let stored = PlanScanner(bytes, for: programme).stored() { return stored }
        return try diagnose(bytes, for: programme, file: file)
    }

    /// The records of a stored plan as a table, or `nil` after a finding.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    static func table(
        _ bytes: [UInt8], file: String, limits: ScenarioLimits, findings: Findings, fix: String
    ) -> TextTable? {
        do {
            _ = try TextDecoding.utf8(bytes, declared: .utf8, acceptsGB18030: false)
        } catch {
            findings.error(
                .wrongEncoding, at: SourceLocation(file: file), error.message, fix: error.fix)
            return nil
        }
        // A plan has a row for each payment, far more than a table that people write.
        var limits = limits
        limits.tableRows = 100_000_000
        guard let table = TableScanner.scan(bytes, file: file, limits: limits, findings: findings)
        else { return nil }
        guard table.headings == heading else {
            findings.error(
                .planHeading, at: SourceLocation(file: file, line: 1),
                "the heading of a stored plan is '\(heading.joined(separator: ","))'", fix: fix)
            return nil
        }
        return table
    }

    /// Reads a stored plan record by record, to say what is wrong with it.
    static func diagnose(_ bytes: [UInt8], for programme: Programme, file: String)
        throws(DiagnosticsError) -> StoredPlan
    {
        let findings = Findings()
        let limits = ScenarioLimits()
        let whole = SourceLocation(file: file)
        var reader = PlanReader(programme: programme, file: file, findings: findings)
        let stored = reader.read(bytes, limits: limits)
        try findings.throwIfFailed(limit: limits.findings, whole: whole)
        guard let stored else {
            findings.error(.planMissing, at: whole, "the file holds no plan")
            throw DiagnosticsError(findings.sorted(limit: limits.findings, whole: whole))
        }
        let written = encode(stored, for: programme)
        guard written == bytes else {
            let offset = zip(written, bytes).prefix { $0 == $1 }.count
            let line = bytes.prefix(offset).count { $0 == 0x0A } + 1
            findings.error(
                .planOrder, at: SourceLocation(file: file, line: line),
                "the line is not written the way a stored plan is",
                fix: "use the file as 'fundmix solve' wrote it")
            throw DiagnosticsError(findings.sorted(limit: limits.findings, whole: whole))
        }
        return stored
    }
}
