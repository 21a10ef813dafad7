internal import Diagnostics

/// Loads a document, everything that it extends, and the policy packs below all of it.
struct DocumentLoader {
    /// What the document in a folder is called.
    var fileName = "scenario.yaml"
    let store: FileStore
    let limits: ScenarioLimits
    let findings: Findings
    /// The packs, known after the document was loaded.
    let policies = PolicyShelf()

    /// Loads a document with the documents that it extends below it, and packs below these.
    ///
    /// The list of packs is inherited and replaced like any other list.
    ///
    /// - Parameters:
    ///   - path: The path as the user would name the file.
    ///   - known: The keys that the document may have; what else a pack gives is left out.
    /// - Returns: The merged root, or `nil` after a finding.
    func load(_ path: String, known: (DocumentNode) -> [String]) -> DocumentNode? {
        var documents: [DocumentNode] = []
        guard collect(path, namedAt: nil, chain: [], into: &documents) else { return nil }
        if let named = documents.lazy.compactMap({ $0["policies"] }).first, !named.isRemoval {
            let reader = PolicyPackReader(store: store, limits: limits, findings: findings)
            guard policies.read(named, with: reader) else { return nil }
        }
        guard let own = DocumentLoader.merged(documents, over: nil) else { return nil }
        let lowest = policies.merged(below: documents, known: known(own), findings: findings)
        var document = lowest.flatMap { DocumentLoader.merged(documents, over: $0) } ?? own
        // Lists are replaced, but the choices of a pack bind beside those of the scenario.
        if let lowest, let own = documents.lazy.compactMap({ $0["choices"] }).first {
            document = PolicyShelf.adding(choicesOf: lowest, to: document, which: own)
        }
        policies.addUnset(to: &document)
        return document
    }

    /// Documents, the upper ones first, over a lowest one.
    private static func merged(_ documents: [DocumentNode], over lowest: DocumentNode?)
        -> DocumentNode?
    {
        documents.reversed().reduce(lowest) { lower, upper in
            lower.map { DocumentMerger.merge(upper, over: $0) } ?? upper
        }
    }

    /// Reads a document and those that it extends, the upper ones first; `false` after a finding.
    private func collect(
        _ path: String, namedAt place: SourceLocation?, chain: [String],
        into documents: inout [DocumentNode]
    ) -> Bool {
        guard
            let (bytes, canonical) = store.read(
                path, namedAt: place, byteLimit: limits.documentBytes)
        else { return false }
        if let place {
            guard !chain.contains(canonical) else {
                findings.error(
                    .extendsCycle, at: place,
                    "file \(ShownName.quoted(path)) extends itself"
                        + (chain.count > 1 ? " by way of \(chain.count - 1) other files" : ""),
                    fix: "break the circle of 'extends'")
                return false
            }
            guard chain.count <= limits.extendsDepth else {
                findings.error(
                    .extendsDepth, at: place,
                    "more than \(limits.extendsDepth) files extend each other")
                return false
            }
        }
        guard
            let root = DocumentParser.parse(
                bytes, file: path, limits: limits, findings: findings)
        else { return false }
        documents.append(root)
        guard let extends = root["extends"] else { return true }
        guard let base = extends.scalar, !base.isEmpty else {
            findings.error(
                .wrongShape, at: extends.location,
                "'extends' is \(extends.kind) and not the path of a scenario")
            return false
        }
        guard
            let basePath = store.path(
                base, from: path, at: extends.location, document: fileName)
        else { return false }
        return collect(
            basePath, namedAt: extends.location, chain: chain + [canonical], into: &documents)
    }
}
