public import Diagnostics
internal import Funding

/// Reads a scenario folder: the programme and where it comes from, or everything that is wrong.
public enum ScenarioReader {
    /// Reads a scenario.
    ///
    /// Nothing is guessed and nothing is ignored: every finding of the pass is collected, and one
    /// error among them means that there is no scenario.
    ///
    /// - Parameters:
    ///   - path: The folder of the scenario, or the path of its `scenario.yaml`.
    ///   - library: The folder that all files must lie in after links are resolved; by default the
    ///     folder that holds the scenario's folder.
    ///   - variant: The name of a variant to apply.
    ///   - settings: Values to set by path after the variant, in order; a value such as `-10%` on a
    ///     number is a relative change.
    ///   - publishedPlan: A stored plan, or the folder that holds it, that stands in place of the one
    ///     that the scenario names under `from`; it may lie outside the library.
    ///   - files: Where files come from.
    ///   - limits: How much of everything a scenario may hold.
    ///   - digest: Makes the digest of the bytes of each file that is read, for the record.
    /// - Returns: The programme, warnings, places and files.
    /// - Throws: `DiagnosticsError` with all findings when one of them is an error.
    /// - Complexity: O(*n* log *n*) for *n* bytes of input.
    public static func read(
        _ path: String, library: String? = nil, variant: String? = nil,
        settings: [(path: String, value: String)] = [], publishedPlan: String? = nil,
        files: any ScenarioFiles = DiskFiles(),
        limits: ScenarioLimits = ScenarioLimits(),
        digest: ((borrowing [UInt8]) -> String)? = nil
    ) throws(DiagnosticsError) -> Scenario {
        let opened = try open(
            path, named: "scenario.yaml", library: library, variant: variant, settings: settings,
            publishedPlan: publishedPlan, files: files, limits: limits, digest: digest,
            schema: { _, _ in SchemaTables.scenario })
        let assembly = opened.assembly
        assembly.assemble()
        try assembly.findings.throwIfFailed(limit: limits.findings, whole: opened.whole)
        return Scenario(
            programme: assembly.programme,
            warnings: assembly.findings.sorted(limit: limits.findings, whole: opened.whole),
            provenance: assembly.provenance,
            effectiveValues: EffectiveValues.list(assembly.rootNode),
            files: assembly.store.inputs, variants: opened.variants, variant: variant)
    }

    /// A document that was read, with its variant and settings applied.
    struct OpenedDocument {
        /// What reads the values of the document.
        var assembly: ProgrammeAssembly
        /// The document as a place.
        var whole: SourceLocation
        /// The names of its variants.
        var variants: [String]
    }

    /// Reads a document of the library, called `name` in its folder, whose values are not read yet.
    ///
    /// `schema` tells from the document what it may hold, or `nil` after a finding.
    static func open(
        _ path: String, named name: String, library: String?, variant: String?,
        settings: [(path: String, value: String)], publishedPlan: String? = nil,
        files: any ScenarioFiles, limits: ScenarioLimits, digest: ((borrowing [UInt8]) -> String)?,
        schema: (DocumentNode, Findings) -> SchemaRecord?
    ) throws(DiagnosticsError) -> OpenedDocument {
        let findings = Findings()
        let file = files.isFolder(path) ? FilePath.join(path, name) : FilePath.normalized(path)
        let whole = SourceLocation(file: file)
        func fail() throws(DiagnosticsError) -> Never {
            throw DiagnosticsError(findings.sorted(limit: limits.findings, whole: whole))
        }
        guard let canonical = files.canonicalPath(file) else {
            findings.error(
                .fileMissing, at: whole, "file \(ShownName.quoted(file)) does not exist",
                fix: "name a folder that holds a \(name)")
            try fail()
        }
        // Without --library, the library is the folder that holds the scenario's folder.
        // The folder counts as it was named, so that a linked scenario.yaml cannot move the library.
        let holder = FilePath.folder(
            of: files.canonicalPath(FilePath.folder(of: file)) ?? FilePath.folder(of: canonical))
        guard let root = library.map({ files.canonicalPath($0) }) ?? holder,
            library == nil || files.isFolder(root)
        else {
            findings.error(
                .fileMissing, at: SourceLocation(file: library ?? ""),
                "library \(ShownName.quoted(library ?? "")) is not a folder",
                fix: "name the folder that holds the scenarios")
            try fail()
        }
        let store = FileStore(
            files: files, library: root, limits: limits, findings: findings, digest: digest)
        let shown = library ?? FilePath.join(FilePath.folder(of: file), "..")
        if files.canonicalPath(shown) == root { store.libraryName = shown }
        let loader = DocumentLoader(
            fileName: name, store: store, limits: limits, findings: findings)
        let loaded = loader.load(file) { document in
            schema(document, Findings())?.keys.map(\.name) ?? []
        }
        guard var document = loaded, let known = schema(document, findings) else { try fail() }
        let setter = DocumentSetter(schema: known, findings: findings)
        checkVariants(document, setter, findings)
        let variants = apply(variant, settings, to: &document, setter, findings)
        var expansion = ParameterExpansion(
            declared: loader.policies.declared, limits: limits, findings: findings)
        guard expansion.apply(to: &document, policies: loader.policies) else { try fail() }
        for pack in loader.policies.packs {
            _ = PolicyExampleReader(pack: pack, limits: limits, findings: findings).read()
        }
        guard let record = RecordReader(document, known, at: whole, findings: findings) else {
            try fail()
        }
        let assembly = ProgrammeAssembly(
            root: record, file: file, store: store, limits: limits, findings: findings,
            publishedPlan: publishedPlan)
        assembly.policyFiles = loader.policies.files
        return OpenedDocument(assembly: assembly, whole: whole, variants: variants)
    }

    /// Applies the variant and the settings, and returns the names of all variants.
    private static func apply(
        _ variant: String?, _ settings: [(path: String, value: String)],
        to document: inout DocumentNode, _ setter: DocumentSetter, _ findings: Findings
    ) -> [String] {
        let entries = document["variants"]?.entries ?? []
        let names = entries.map(\.key)
        if let variant {
            if let entry = entries.first(where: { $0.key == variant }) {
                for change in entry.value["set"]?.entries ?? [] {
                    setter.set(
                        change.key, to: change.value, at: change.keyLocation, in: &document)
                }
            } else {
                findings.error(
                    .unknownVariant, at: SourceLocation(file: document.location.file),
                    "the scenario has no variant \(ShownName.quoted(variant))",
                    fix: ShownName.suggestion(for: variant, among: names, what: "variants"))
            }
        }
        for setting in settings {
            let place = SourceLocation(file: "--set")
            setter.set(
                setting.path,
                to: DocumentNode(content: .scalar(setting.value, isPlain: true), location: place),
                at: place, in: &document)
        }
        return names
    }

    /// Checks the shape of variants, whether they are applied or not.
    private static func checkVariants(
        _ document: DocumentNode, _ setter: DocumentSetter, _ findings: Findings
    ) {
        guard let node = document["variants"] else { return }
        guard let entries = node.entries else {
            findings.error(
                .wrongShape, at: node.location, "the variants are a map, and here is \(node.kind)")
            return
        }
        for entry in entries {
            guard
                let variant = RecordReader(
                    entry.value, SchemaTables.variant, at: entry.keyLocation, findings: findings),
                let set = variant["set"]
            else { continue }
            guard set.entries != nil else {
                findings.error(
                    .wrongShape, at: set.location,
                    "'set' is a map of paths and values, and here is \(set.kind)")
                continue
            }
            // A path that leads nowhere is wrong whether the variant is applied or not.
            var copy = document
            for change in set.entries ?? [] {
                setter.set(change.key, to: change.value, at: change.keyLocation, in: &copy)
            }
        }
    }
}
