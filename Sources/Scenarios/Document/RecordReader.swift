internal import Diagnostics

/// A map of the document with known keys: reports what is unknown, missing or empty once.
struct RecordReader {
    /// The map.
    let node: DocumentNode
    /// What its keys may be.
    let record: SchemaRecord

    /// Checks a map against its record; `nil` after a finding when the node is no map.
    ///
    /// - Parameters:
    ///   - node: The map.
    ///   - record: What its keys may be.
    ///   - place: Where the map's name is written, for findings about the map as a whole.
    ///   - findings: Where findings go.
    init?(
        _ node: DocumentNode, _ record: SchemaRecord, at place: SourceLocation, findings: Findings
    ) {
        guard let entries = node.entries else {
            findings.error(
                .wrongShape, at: node.isEmpty ? place : node.location,
                "\(record.name) is a map of keys, and here is \(node.kind)",
                fix: "keys of \(record.name): \(ShownName.list(record.keys.map(\.name), limit: 30))"
            )
            return nil
        }
        (self.node, self.record) = (node, record)
        let known = record.keys.map(\.name)
        for entry in entries {
            if !known.contains(entry.key), record.others == nil {
                findings.error(
                    .unknownKey, at: entry.keyLocation,
                    "key \(ShownName.quoted(entry.key)) is not known in \(record.name)",
                    fix: RecordReader.fix(entry.key, known))
            } else if entry.value.isEmpty {
                findings.error(
                    .wrongShape, at: entry.keyLocation,
                    "key \(ShownName.quoted(entry.key)) has no value",
                    fix: "write a value, or leave the key out")
            }
        }
        for key in record.keys where key.isRequired && node[key.name] == nil {
            findings.error(
                .missingKey, at: place,
                "\(record.name) needs the key '\(key.name)'",
                fix: "add '\(key.name)': \(key.summary.prefix(1).lowercased())"
                    + key.summary.dropFirst().dropLast())
        }
    }

    /// The value of a key, `nil` where nothing is written.
    subscript(key: String) -> DocumentNode? {
        guard let value = node[key], !value.isEmpty else { return nil }
        return value
    }

    /// Where a key is written, else where the map begins.
    func keyLocation(_ key: String) -> SourceLocation {
        node.entries?.first { $0.key == key }?.keyLocation ?? node.location
    }

    private static func fix(_ key: String, _ known: [String]) -> String {
        let listed = "known keys: \(ShownName.list(known, limit: 30))"
        guard let nearest = NameSuggestion.nearest(to: key, among: known) else { return listed }
        return "did you mean '\(nearest)'? \(listed)"
    }
}
