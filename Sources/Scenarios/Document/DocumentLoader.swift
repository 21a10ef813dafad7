internal import Diagnostics

/// Loads a scenario document and everything that it extends.
struct DocumentLoader {
    /// What the document in a folder is called.
    var fileName = "scenario.yaml"
    let store: FileStore
    let limits: ScenarioLimits
    let findings: Findings

    /// Loads a document with the documents that it extends below it.
    ///
    /// - Parameter path: The path as the user would name the file.
    /// - Returns: The merged root, or `nil` after a finding.
    func load(_ path: String) -> DocumentNode? { load(path, namedAt: nil, chain: []) }

    private func load(_ path: String, namedAt place: SourceLocation?, chain: [String])
        -> DocumentNode?
    {
        guard
            let (bytes, canonical) = store.read(
                path, namedAt: place, byteLimit: limits.documentBytes)
        else { return nil }
        if let place {
            guard !chain.contains(canonical) else {
                findings.error(
                    .extendsCycle, at: place,
                    "file \(ShownName.quoted(path)) extends itself"
                        + (chain.count > 1 ? " by way of \(chain.count - 1) other files" : ""),
                    fix: "break the circle of 'extends'")
                return nil
            }
            guard chain.count <= limits.extendsDepth else {
                findings.error(
                    .extendsDepth, at: place,
                    "more than \(limits.extendsDepth) files extend each other")
                return nil
            }
        }
        guard
            let root = DocumentParser.parse(
                bytes, file: path, limits: limits, findings: findings)
        else { return nil }
        guard let extends = root["extends"] else { return root }
        guard let base = extends.scalar, !base.isEmpty else {
            findings.error(
                .wrongShape, at: extends.location,
                "'extends' is \(extends.kind) and not the path of a scenario")
            return nil
        }
        guard
            let basePath = store.path(
                base, from: path, at: extends.location, document: fileName),
            let lower = load(basePath, namedAt: extends.location, chain: chain + [canonical])
        else { return nil }
        return DocumentMerger.merge(root, over: lower)
    }
}
