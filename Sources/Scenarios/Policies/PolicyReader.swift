public import Diagnostics

/// A policy as read on its own.
public struct Policy: Sendable {
    /// A value that scenarios may set.
    public struct Parameter: Hashable, Sendable {
        /// The name, written `$name` in texts.
        public var name: String
        /// What it means.
        public var about: String
        /// The value where the scenario sets none; `nil` when the scenario must set it.
        public var value: String?
        /// Where the default comes from.
        public var source: String?
    }

    /// The file as the user would name it.
    public var file: String
    /// Document, article, place, date and grade in one text.
    public var citation: String
    /// What a reader must know.
    public var note: String?
    /// What it declares, in the order of the file.
    public var parameters: [Parameter]
    /// How many of each it gives: pairs such as `rules` and 3, in the order of the file.
    public var parts: [(key: String, count: Int)]
    /// Its worked examples.
    public var examples: [PolicyExample]
    /// What somebody should look at.
    public var warnings: [Diagnostic]
}

/// Reads a policy pack on its own.
public enum PolicyReader {
    /// Whether a path names a policy pack: a folder with a `policy.yaml` and no `scenario.yaml`, or a
    /// file that has the key `policy`.
    public static func isPolicy(_ path: String, files: any ScenarioFiles = DiskFiles()) -> Bool {
        guard let file = file(path, files) else { return false }
        guard let bytes = try? files.read(file, limit: ScenarioLimits().documentBytes) else {
            return false
        }
        return bytes.split(separator: 0x0A).contains { $0.starts(with: "policy:".utf8) }
    }

    private static func file(_ path: String, _ files: any ScenarioFiles) -> String? {
        guard files.isFolder(path) else { return path }
        guard files.canonicalPath(FilePath.join(path, "scenario.yaml")) == nil else { return nil }
        return FilePath.join(path, "policy.yaml")
    }

    /// Reads a pack: its keys, its parameters, and what its examples say of gates and columns.
    ///
    /// - Parameters:
    ///   - path: The pack's folder, or its file.
    ///   - files: Where files come from.
    ///   - limits: How much of everything a pack may hold.
    /// - Returns: The policy.
    /// - Throws: `DiagnosticsError` with all findings when one of them is an error.
    /// - Complexity: O(*e* · *n*) for *e* examples and *n* values of the pack.
    public static func read(
        _ path: String, files: any ScenarioFiles = DiskFiles(),
        limits: ScenarioLimits = ScenarioLimits()
    ) throws(DiagnosticsError) -> Policy {
        let findings = Findings()
        let file = file(path, files) ?? FilePath.join(path, "policy.yaml")
        let whole = SourceLocation(file: file)
        let store = FileStore(
            files: files, library: "/", limits: limits, findings: findings, digest: nil)
        let reader = PolicyPackReader(store: store, limits: limits, findings: findings)
        let name =
            file.hasSuffix("/policy.yaml")
            ? String(FilePath.folder(of: file).split(separator: "/").last ?? "policy") : file
        guard let pack = reader.read(file, name: name, namedAt: nil) else {
            throw DiagnosticsError(findings.sorted(limit: limits.findings, whole: whole))
        }
        ShapeCheck(findings: findings).check(
            pack.content, .record(SchemaTables.policyContent), at: whole)
        let examples =
            findings.errorCount == 0
            ? PolicyExampleReader(pack: pack, limits: limits, findings: findings).read() : []
        try findings.throwIfFailed(limit: limits.findings, whole: whole)
        return Policy(
            file: file, citation: pack.citation, note: pack.note,
            parameters: pack.parameters.map {
                Policy.Parameter(
                    name: $0.name, about: $0.about, value: $0.value?.summary, source: $0.source)
            },
            parts: (pack.content.entries ?? []).map { entry in
                (entry.key, entry.value.entries?.count ?? entry.value.items?.count ?? 1)
            },
            examples: examples,
            warnings: findings.sorted(limit: limits.findings, whole: whole))
    }
}
