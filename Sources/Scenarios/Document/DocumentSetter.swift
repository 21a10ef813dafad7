internal import Diagnostics
internal import Funding

/// Sets values of a document by dotted paths, as variants and `--set` do.
struct DocumentSetter {
    /// What the document may hold.
    var schema = SchemaTables.scenario
    let findings: Findings

    /// Sets one value.
    ///
    /// - Parameters:
    ///   - path: Keys joined by dots; an item of a list by its `id` or its number from 1.
    ///   - value: The new value; a text such as `-10%` on a number is a relative change.
    ///   - place: Where the path is written.
    ///   - root: The document.
    /// - Complexity: O(*k*) for *k* keys along the path.
    func set(
        _ path: String, to value: DocumentNode, at place: SourceLocation,
        in root: inout DocumentNode
    ) {
        let first = path.prefix { $0 != "." }
        guard !["fundmix", "share", "extends", "policies", "variants"].contains(first) else {
            findings.error(
                .unknownPath, at: place,
                "'\(first)' cannot be set, because it is read before any value is set",
                fix: "change it in the scenario itself")
            return
        }
        apply(
            Substring(path), whole: path, value, place, &root,
            schema: .record(schema))
    }

    private func apply(
        _ rest: Substring, whole: String, _ value: DocumentNode, _ place: SourceLocation,
        _ node: inout DocumentNode, schema: SchemaShape?
    ) {
        switch node.content {
        case .mapping(var entries):
            guard let (index, remainder) = longestMatch(rest, entries.map(\.key)) else {
                add(rest, whole, value, place, &node, schema)
                return
            }
            let inner = schema?.value(of: entries[index].key)
            if let remainder {
                apply(remainder, whole: whole, value, place, &entries[index].value, schema: inner)
            } else if value.isRemoval {
                entries.remove(at: index)
            } else {
                entries[index].value = changed(entries[index].value, to: value, whole, place)
            }
            node.content = .mapping(entries)
        case .sequence(var items):
            let names = items.indices.map { items[$0]["id"]?.scalar ?? String($0 + 1) }
            guard let (index, remainder) = longestMatch(rest, names) else {
                unknown(rest, whole, names, place)
                return
            }
            if let remainder {
                apply(remainder, whole: whole, value, place, &items[index], schema: schema?.item)
            } else if value.isRemoval {
                items.remove(at: index)
            } else {
                items[index] = changed(items[index], to: value, whole, place)
            }
            node.content = .sequence(items)
        case .scalar:
            unknown(rest, whole, [], place)
        }
    }

    /// The longest name that the path begins with, and what follows it.
    private func longestMatch(_ rest: Substring, _ names: [String]) -> (Int, Substring?)? {
        var best: (index: Int, length: Int)?
        for (index, name) in names.enumerated() {
            guard rest == name || rest.hasPrefix(name + "."), name.count > (best?.length ?? -1)
            else { continue }
            best = (index, name.count)
        }
        guard let best else { return nil }
        let remainder = rest.dropFirst(best.length)
        return (best.index, remainder.isEmpty ? nil : remainder.dropFirst())
    }

    /// Adds a key that the format knows and that the map does not hold yet.
    private func add(
        _ rest: Substring, _ whole: String, _ value: DocumentNode, _ place: SourceLocation,
        _ node: inout DocumentNode, _ schema: SchemaShape?
    ) {
        guard var entries = node.entries else { return }
        let known = schema?.recordKeys ?? []
        let key = String(rest)
        guard known.contains(key) else {
            unknown(rest, whole, Array(Set(known + entries.map(\.key))).sorted(), place)
            return
        }
        if let text = value.scalar, RelativeChange(text) != nil {
            notRelative(whole, "it has no value yet", place)
            return
        }
        guard !value.isRemoval else { return }
        var added = value
        added.location = place
        entries.append(DocumentEntry(key: key, keyLocation: place, value: added))
        node.content = .mapping(entries)
    }

    private func changed(
        _ old: DocumentNode, to value: DocumentNode, _ path: String, _ place: SourceLocation
    ) -> DocumentNode {
        guard let text = value.scalar, let change = RelativeChange(text) else {
            return DocumentMerger.replacing(old, with: value)
        }
        guard !old.isEmpty else {
            notRelative(path, "it has no value yet", place)
            return old
        }
        return relative(old, change, value, path, place)
    }

    /// Applies a relative change to a number, or to every number in a map or list.
    private func relative(
        _ old: DocumentNode, _ change: RelativeChange, _ value: DocumentNode, _ path: String,
        _ place: SourceLocation
    ) -> DocumentNode {
        var result = old
        switch old.content {
        case .scalar(let text, _):
            guard ParameterText(text).names.isEmpty else {
                result.pendingChanges.append((change, path, place))
                return result
            }
            guard let changed = change.applied(to: text) else {
                notRelative(path, "\(ShownName.quoted(text)) is not a number", place)
                return old
            }
            result = DocumentMerger.replacing(
                old,
                with: DocumentNode(
                    content: .scalar(changed, isPlain: true), location: value.location))
            result.isComputed = true
        case .sequence(let items):
            result.content = .sequence(items.map { relative($0, change, value, path, place) })
        case .mapping(let entries):
            if let index = entries.firstIndex(where: { $0.key == "by" }) {
                result.content = .mapping(scaled(entries, change, value))
                _ = index
            } else {
                result.content = .mapping(
                    entries.map { entry in
                        var entry = entry
                        entry.value = relative(entry.value, change, value, path, place)
                        return entry
                    })
            }
        }
        return result
    }

    /// A relative change of pots from a table is kept as a factor, `scale`.
    private func scaled(_ entries: [DocumentEntry], _ change: RelativeChange, _ value: DocumentNode)
        -> [DocumentEntry]
    {
        var entries = entries
        if let index = entries.firstIndex(where: { $0.key == "scale" }),
            let text = entries[index].value.scalar, let changed = change.applied(to: text)
        {
            entries[index].value = DocumentMerger.replacing(
                entries[index].value,
                with: DocumentNode(
                    content: .scalar(changed, isPlain: true), location: value.location))
            return entries
        }
        let factor = change.applied(to: "100%") ?? "100%"
        entries.append(
            DocumentEntry(
                key: "scale", keyLocation: value.location,
                value: DocumentNode(
                    content: .scalar(factor, isPlain: true), location: value.location)))
        return entries
    }

    private func unknown(
        _ rest: Substring, _ whole: String, _ known: [String], _ place: SourceLocation
    ) {
        let part = rest.split(separator: ".").first.map(String.init) ?? String(rest)
        findings.error(
            .unknownPath, at: place,
            "path \(ShownName.quoted(whole)) leads nowhere: there is no \(ShownName.quoted(part))",
            fix: ShownName.suggestion(for: part, among: known, what: "names here")
                ?? "name a value that the scenario has")
    }

    private func notRelative(_ path: String, _ reason: String, _ place: SourceLocation) {
        findings.error(
            .notRelative, at: place,
            "a relative change of \(ShownName.quoted(path)) needs a number, and \(reason)",
            fix: "write the new value in full")
    }
}
