internal import CostSharing
public import Diagnostics
internal import Funding

/// Reads the folder of a calculation of shares, as `ScenarioReader` reads a scenario.
public enum ShareReader {
    /// What the document in a folder is called.
    public static let fileName = "share.yaml"

    /// Reads a calculation and does it.
    ///
    /// - Parameters:
    ///   - path: The folder, or the path of its `share.yaml`.
    ///   - kind: The kind of calculation that is wanted, or `nil` for the one that the document names.
    ///   - library: The folder that all files must lie in after links are resolved; by default the
    ///     folder that holds the named folder.
    ///   - variant: The name of a variant to apply.
    ///   - settings: Values to set by path after the variant, in order.
    ///   - files: Where files come from.
    ///   - limits: How much of everything a document may hold.
    ///   - digest: Makes the digest of the bytes of each file that is read, for the record.
    /// - Returns: The calculation with its answer, warnings and files.
    /// - Throws: `DiagnosticsError` with all findings when one of them is an error.
    /// - Complexity: O(*n* log *n*) for *n* bytes of input, apart from the calculation.
    public static func read(
        _ path: String, kind: ShareKind? = nil, library: String? = nil, variant: String? = nil,
        settings: [(path: String, value: String)] = [], files: any ScenarioFiles = DiskFiles(),
        limits: ScenarioLimits = ScenarioLimits(),
        digest: ((borrowing [UInt8]) -> String)? = nil
    ) throws(DiagnosticsError) -> Share {
        var found = ShareKind.grant
        let opened = try ScenarioReader.open(
            path, named: fileName, library: library, variant: variant, settings: settings,
            files: files, limits: limits, digest: digest,
            schema: { document, findings in
                guard let named = ShareReader.kind(of: document, wanted: kind, findings) else {
                    return nil
                }
                found = named
                return SchemaTables.share(named)
            })
        let assembly = opened.assembly
        // Without another word, shares are whole fen.
        assembly.programme.settlementUnit = Money(minorUnits: 1)
        assembly.readHeader()
        checkRecords(assembly)
        let content = content(of: found, assembly)
        try assembly.findings.throwIfFailed(limit: limits.findings, whole: opened.whole)
        guard let content else {
            // Whatever has no answer has a finding; without one, a user still gets no wrong figure.
            assembly.findings.error(
                .missingKey, at: opened.whole, "the document does not say enough to be calculated")
            throw DiagnosticsError(
                assembly.findings.sorted(limit: limits.findings, whole: opened.whole))
        }
        return Share(
            content: content, title: assembly.programme.title,
            moneyUnit: assembly.programme.moneyUnit,
            citation: assembly.root["cite"].flatMap { assembly.text($0, "a citation") },
            warnings: assembly.findings.sorted(limit: limits.findings, whole: opened.whole),
            effectiveValues: EffectiveValues.list(assembly.rootNode),
            files: assembly.store.inputs, variants: opened.variants, variant: variant)
    }

    /// The kind that a document names, or `nil` after a finding.
    private static func kind(
        of document: DocumentNode, wanted: ShareKind?, _ findings: Findings
    ) -> ShareKind? {
        let known = ShareKind.allCases.map(\.rawValue)
        guard let node = document["share"] else {
            findings.error(
                .missingKey, at: document.location, "the document needs the key 'share'",
                fix: "add 'share': one of \(ShownName.list(known))")
            return nil
        }
        guard let kind = node.scalar.flatMap(ShareKind.init) else {
            findings.error(
                .unknownValue, at: node.location,
                "\(ShownName.quoted(node.summary)) is no calculation of shares",
                fix: ShownName.suggestion(for: node.summary, among: known, what: "values"))
            return nil
        }
        if let wanted, kind != wanted {
            findings.error(
                .unknownValue, at: node.location,
                "the document asks for '\(kind.rawValue)', and the command for "
                    + "'\(wanted.rawValue)'",
                fix: "run 'fundmix share \(kind.rawValue)'")
            return nil
        }
        return kind
    }

    /// Checks the keys of the maps that every kind of calculation has.
    private static func checkRecords(_ assembly: ProgrammeAssembly) {
        for key in assembly.root.record.keys where ["tables", "columns"].contains(key.name) {
            guard case .record(let record) = key.shape, let node = assembly.root[key.name] else {
                continue
            }
            _ = RecordReader(
                node, record, at: assembly.root.keyLocation(key.name), findings: assembly.findings)
        }
    }

    private static func content(of kind: ShareKind, _ assembly: ProgrammeAssembly)
        -> Share.Content?
    {
        switch kind {
        case .grant:
            let tables = ShareTables(assembly: assembly)
            return tables.node("regions").flatMap { regions in
                GrantReader(assembly: assembly, record: assembly.root).grant(regions: regions)
            }.map { .grant($0.grant, $0.allocation) }
        case .bills:
            return BillsReader(assembly: assembly).bills().map { .bills($0.bills, $0.answer) }
        case .bond:
            return FinancingShareReader(assembly: assembly).bonds().map {
                .bond($0.calculation, $0.verdicts)
            }
        case .ledger:
            return FinancingShareReader(assembly: assembly).ledgers().map { .ledger($0) }
        }
    }
}
