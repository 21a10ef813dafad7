/// Lists the values of a document in force.
enum EffectiveValues {
    /// Every scalar, in the order of the document.
    ///
    /// - Complexity: O(*n*) for *n* values.
    static func list(_ root: DocumentNode) -> [EffectiveValue] {
        var values: [EffectiveValue] = []
        visit(root, path: "", into: &values)
        return values
    }

    private static func visit(
        _ node: DocumentNode, path: String, into values: inout [EffectiveValue]
    ) {
        let prefix = path.isEmpty ? "" : path + "."
        switch node.content {
        case .scalar(let text, _):
            values.append(
                EffectiveValue(
                    path: path, text: text, location: node.location,
                    replaced: node.replaced.map {
                        EffectiveValue.Replaced(text: $0.text, location: $0.location)
                    }))
        case .sequence(let items):
            for (index, item) in items.enumerated() {
                let name = item["id"]?.scalar ?? String(index + 1)
                visit(item, path: prefix + name, into: &values)
            }
        case .mapping(let entries):
            for entry in entries where !(path.isEmpty && entry.key == "variants") {
                visit(entry.value, path: prefix + entry.key, into: &values)
            }
        }
    }
}
