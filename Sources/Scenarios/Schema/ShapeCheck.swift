internal import Diagnostics

/// Checks the keys of a document against its shape where no programme is built from it.
struct ShapeCheck {
    let findings: Findings

    /// Reports unknown, missing and empty keys in all maps whose keys are fixed.
    ///
    /// - Complexity: O(*n* · *k*) for *n* values in maps of *k* keys.
    func check(_ node: DocumentNode, _ shape: SchemaShape, at place: SourceLocation) {
        switch shape {
        case .record(let record):
            guard RecordReader(node, record, at: place, findings: findings) != nil else { return }
            for entry in node.entries ?? [] {
                if let inner = shape.value(of: entry.key) {
                    check(entry.value, inner, at: entry.keyLocation)
                }
            }
        case .map(let inner):
            for entry in node.entries ?? [] { check(entry.value, inner, at: entry.keyLocation) }
        case .list(let inner), .oneOrMore(let inner):
            for item in node.items ?? [] { check(item, inner, at: item.location) }
        case .either(let shapes):
            // A map among several shapes is checked where only one of them can be a map.
            let maps = shapes.filter { if case .record = $0 { true } else { false } }
            if node.entries != nil, maps.count == 1, shapes.count == 2 {
                check(node, maps[0], at: place)
            }
        default: return
        }
    }
}
