internal import Diagnostics

/// Gives the parts of a pack the citation of its document, and says where a scenario left it.
enum PolicyCitations {
    /// A citation that says, in its own language, that the scenario changed what the document says.
    static func marked(_ citation: String) -> String {
        let isChinese = citation.unicodeScalars.contains { $0.properties.isIdeographic }
        return citation + (isChinese ? "；本方案已改动" : "; changed by the scenario")
    }

    /// The content of a pack with the citation at every part that may bear one and has none.
    ///
    /// - Complexity: O(*n*) for *n* parts.
    static func filled(_ content: DocumentNode, with text: String, at place: SourceLocation)
        -> DocumentNode
    {
        let citation = DocumentEntry(
            key: "cite", keyLocation: place,
            value: DocumentNode(content: .scalar(text, isPlain: false), location: place))
        return mappingParts(of: content) { item in
            guard let entries = item.entries, item["cite"] == nil else { return item }
            var item = item
            item.content = .mapping(entries + [citation])
            return item
        }
    }

    /// The document with a note at every citation of a pack whose figures are not the pack's any more.
    ///
    /// A value that the scenario writes again as the pack has it is no change.
    ///
    /// - Parameters:
    ///   - document: The document after all changes, before parameters are put in.
    ///   - files: The files of the packs.
    ///   - given: The keys of calculations of shares that packs gave.
    ///   - inForce: A text with the values of its parameters.
    ///   - inPacks: A text with the values that packs give its parameters.
    /// - Returns: The document with the notes.
    /// - Complexity: O(*n*) for *n* values.
    static func noted(
        _ document: DocumentNode, files: Set<String>, given: Set<String>,
        inForce: (String) -> String, inPacks: (String) -> String
    ) -> DocumentNode {
        guard !files.isEmpty else { return document }
        func isChanged(_ node: DocumentNode) -> Bool {
            let packText =
                files.contains(node.location.file)
                ? node.scalar : node.replaced.last { files.contains($0.location.file) }?.text
            if let packText {
                return inPacks(packText) != inForce(node.summary) || !node.pendingChanges.isEmpty
            }
            return switch node.content {
            case .scalar: true
            case .sequence(let items): items.contains(where: isChanged)
            case .mapping(let entries): entries.contains { isChanged($0.value) }
            }
        }
        func noted(_ item: DocumentNode, where isPart: (String) -> Bool) -> DocumentNode {
            guard let entries = item.entries,
                let index = entries.firstIndex(where: { $0.key == "cite" }),
                case .scalar(let text, _) = entries[index].value.content,
                files.contains(entries[index].value.location.file)
            else { return item }
            guard entries.contains(where: { isPart($0.key) && isChanged($0.value) }) else {
                return item
            }
            var (result, parts) = (item, entries)
            parts[index].value.content = .scalar(marked(text), isPlain: false)
            result.content = .mapping(parts)
            return result
        }
        let parts = mappingParts(of: document) { item in
            noted(item) { !["cite", "title", "fixed", "id"].contains($0) }
        }
        return noted(parts, where: given.contains)
    }

    /// Changes every item of the maps and lists whose items may bear a citation.
    private static func mappingParts(
        of root: DocumentNode, _ change: (DocumentNode) -> DocumentNode
    ) -> DocumentNode {
        var (result, parts) = (root, root.entries ?? [])
        for index in parts.indices {
            guard bearsCitations(parts[index].key) else { continue }
            switch parts[index].value.content {
            case .mapping(var entries):
                for position in entries.indices {
                    entries[position].value = change(entries[position].value)
                }
                parts[index].value.content = .mapping(entries)
            case .sequence(let items):
                parts[index].value.content = .sequence(items.map(change))
            case .scalar: continue
            }
        }
        result.content = .mapping(parts)
        return result
    }

    private static func bearsCitations(_ key: String) -> Bool {
        switch SchemaTables.scenario.keys.first(where: { $0.name == key })?.shape {
        case .map(.record(let record)), .list(.record(let record)):
            record.keys.contains { $0.name == "cite" }
        default: false
        }
    }
}
