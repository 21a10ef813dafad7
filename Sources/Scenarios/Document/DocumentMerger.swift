internal import Diagnostics

/// Lays one document over another, so that every value keeps its place.
enum DocumentMerger {
    /// The upper document over the lower one: maps key by key, everything else replaced whole.
    ///
    /// A plain `~` in the upper document removes what it inherits.
    ///
    /// - Complexity: O(*n* · *k*) for *n* values in maps of *k* keys.
    static func merge(_ upper: DocumentNode, over lower: DocumentNode) -> DocumentNode {
        guard let upperEntries = upper.entries, let lowerEntries = lower.entries else {
            return replacing(lower, with: upper)
        }
        var entries = lowerEntries
        for entry in upperEntries {
            guard let index = entries.firstIndex(where: { $0.key == entry.key }) else {
                if !entry.value.isRemoval { entries.append(entry) }
                continue
            }
            if entry.value.isRemoval {
                entries.remove(at: index)
            } else {
                entries[index].value = merge(entry.value, over: entries[index].value)
                entries[index].keyLocation = entry.keyLocation
            }
        }
        var result = upper
        result.content = .mapping(entries)
        return result
    }

    /// A node in the place of another one, which it remembers.
    static func replacing(_ old: DocumentNode, with new: DocumentNode) -> DocumentNode {
        var result = new
        result.replaced =
            old.replaced
            + [DocumentNode.Replaced(text: old.summary, location: old.location)]
        return result
    }
}
