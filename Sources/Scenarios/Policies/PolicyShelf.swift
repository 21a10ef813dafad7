internal import Diagnostics

/// The policy packs that a document includes, in its order.
///
/// A class, because the loader that fills it is a value.
final class PolicyShelf {
    /// The packs, each laid over those before it.
    private(set) var packs: [PolicyPack] = []
    /// The parameters that packs declare; where two declare one, the first speaks for it.
    private(set) var declared: [String: PolicyParameter] = [:]

    /// The files of the packs.
    var files: Set<String> { Set(packs.map(\.file)) }

    /// The keys of calculations of shares that packs give.
    var shareKeys: Set<String> {
        Set(packs.flatMap { $0.content.entries ?? [] }.map(\.key)).intersection(
            SchemaTables.shareContent)
    }

    /// Adds a pack.
    func add(_ pack: PolicyPack) {
        packs.append(pack)
        for parameter in pack.parameters where declared[parameter.name] == nil {
            declared[parameter.name] = parameter
        }
    }

    /// Reads the packs that a document names.
    ///
    /// - Parameters:
    ///   - node: The value of `policies`.
    ///   - reader: Reads one pack.
    /// - Returns: Whether all could be read.
    func read(_ node: DocumentNode, with reader: PolicyPackReader) -> Bool {
        let (findings, errorsBefore) = (reader.findings, reader.findings.errorCount)
        for item in node.items ?? [node] {
            guard let name = item.scalar, !name.isEmpty else {
                findings.error(
                    .wrongShape, at: item.location,
                    "a policy is named by a text, and here is \(item.kind)",
                    fix: "write for example 'policies: [three-80]'")
                continue
            }
            guard let path = reader.store.path(ofPolicy: name, at: item.location) else { continue }
            guard !packs.contains(where: { $0.file == path }) else {
                findings.error(
                    .duplicateID, at: item.location,
                    "policy \(ShownName.quoted(name)) is included twice",
                    fix: "name it once")
                continue
            }
            guard let pack = reader.read(path, name: name, namedAt: item.location) else { continue }
            add(pack)
        }
        return findings.errorCount == errorsBefore
    }

    /// The packs in one document, the later over the earlier ones, with the defaults of parameters.
    ///
    /// - Parameters:
    ///   - documents: The documents that are laid over the packs; what one of them sets is decided.
    ///   - known: The keys that the document may have; others are left out.
    ///   - findings: Where contradictions between packs go.
    /// - Returns: The document, or `nil` when there are no packs.
    /// - Complexity: O(*n* · *k*) for *n* values in maps of *k* keys.
    func merged(below documents: [DocumentNode], known: [String], findings: Findings)
        -> DocumentNode?
    {
        var result: DocumentNode?
        for pack in packs {
            var upper = pack.content
            let given = (upper.entries ?? []).filter { known.contains($0.key) }
            upper.content = .mapping(
                given + defaults(of: pack)
                    + (given.isEmpty || !known.contains("cite") ? [] : [citation(of: pack)]))
            guard let lower = result else {
                result = upper
                continue
            }
            let conflicts = PolicyConflicts(documents: documents, findings: findings)
            conflicts.check(upper, of: pack, over: lower)
            let merged = DocumentMerger.merge(upper, over: lower)
            result =
                upper["choices"].map {
                    PolicyShelf.adding(choicesOf: lower, to: merged, which: $0)
                } ?? merged
        }
        return result
    }

    /// What a calculation of shares cites, which is one document as a whole.
    private func citation(of pack: PolicyPack) -> DocumentEntry {
        let location = pack.content.location
        let text = DocumentNode(
            content: .scalar(pack.citation, isPlain: false), location: location)
        return DocumentEntry(key: "cite", keyLocation: location, value: text)
    }

    private func defaults(of pack: PolicyPack) -> [DocumentEntry] {
        let entries = pack.parameters.compactMap { parameter in
            parameter.value.map {
                DocumentEntry(key: parameter.name, keyLocation: parameter.place, value: $0)
            }
        }
        guard !entries.isEmpty else { return [] }
        let node = DocumentNode(content: .mapping(entries), location: pack.content.location)
        return [DocumentEntry(key: "parameters", keyLocation: node.location, value: node)]
    }

    /// A document with the choices of packs before its own.
    ///
    /// A choice of the document replaces the one of a pack that has its `id`.
    ///
    /// - Parameters:
    ///   - lower: The packs.
    ///   - document: The document, merged.
    ///   - own: The choices that were laid over those of the packs.
    /// - Returns: The document with the choices of both.
    static func adding(
        choicesOf lower: DocumentNode, to document: DocumentNode, which own: DocumentNode
    ) -> DocumentNode {
        guard let below = lower["choices"]?.items, let own = own.items,
            var entries = document.entries,
            let index = entries.firstIndex(where: { $0.key == "choices" })
        else { return document }
        let taken = Set(own.compactMap { $0["id"]?.scalar })
        let kept = below.filter { item in !(item["id"]?.scalar.map(taken.contains) ?? false) }
        entries[index].value.content = .sequence(kept + own)
        var result = document
        result.content = .mapping(entries)
        return result
    }

    /// Gives every declared parameter a place in the document, so that a setting can reach it.
    func addUnset(to document: inout DocumentNode) {
        guard !declared.isEmpty, var entries = document.entries else { return }
        let location = document.location
        let position =
            entries.firstIndex { $0.key == "parameters" }
            ?? {
                let empty = DocumentNode(content: .mapping([]), location: location)
                entries.append(
                    DocumentEntry(key: "parameters", keyLocation: location, value: empty))
                return entries.count - 1
            }()
        guard var values = entries[position].value.entries else { return }
        for parameter in declared.values.sorted(by: { $0.name < $1.name })
        where !values.contains(where: { $0.key == parameter.name }) {
            let empty = DocumentNode(
                content: .scalar("", isPlain: true), location: parameter.place)
            values.append(
                DocumentEntry(key: parameter.name, keyLocation: parameter.place, value: empty))
        }
        entries[position].value.content = .mapping(values)
        document.content = .mapping(entries)
    }
}
