internal import Diagnostics

/// Finds where two packs say different things and no document that includes them decides.
struct PolicyConflicts {
    let documents: [DocumentNode]
    let findings: Findings

    /// Names and origins may differ where the figures agree.
    private static let ignored: Set = ["cite", "title", "id"]

    /// Warns of every value of a pack that differs from one below it.
    ///
    /// - Complexity: O(*n* · *k*) for *n* values in maps of *k* keys.
    func check(_ upper: DocumentNode, of pack: PolicyPack, over lower: DocumentNode) {
        compare(upper, lower, path: [], pack)
    }

    private func compare(
        _ upper: DocumentNode, _ lower: DocumentNode, path: [String], _ pack: PolicyPack
    ) {
        for entry in upper.entries ?? [] where !PolicyConflicts.ignored.contains(entry.key) {
            guard let other = lower[entry.key] else { continue }
            if path.isEmpty, entry.key == "choices" {
                compareChoices(entry.value, other, pack)
            } else {
                compareValue(entry.value, other, path: path + [entry.key], pack)
            }
        }
    }

    private func compareChoices(
        _ upper: DocumentNode, _ lower: DocumentNode, _ pack: PolicyPack
    ) {
        for item in upper.items ?? [] {
            guard let id = item["id"]?.scalar,
                let other = lower.items?.first(where: { $0["id"]?.scalar == id }),
                !documents.contains(where: { document in
                    document["choices"]?.items?.contains { $0["id"]?.scalar == id } ?? false
                })
            else { continue }
            compare(item, other, path: ["choices", id], pack)
        }
    }

    private func compareValue(
        _ upper: DocumentNode, _ lower: DocumentNode, path: [String], _ pack: PolicyPack
    ) {
        if upper.entries != nil, lower.entries != nil {
            return compare(upper, lower, path: path, pack)
        }
        guard upper.summary != lower.summary, !documents.contains(where: { sets(path[...], $0) })
        else { return }
        findings.warning(
            .policyConflict, at: pack.place,
            "policy \(ShownName.quoted(pack.name)) says \(ShownName.quoted(upper.summary)) for "
                + "'\(path.map(ShownText.escaped).joined(separator: "."))' (\(upper.location)), and an earlier policy says "
                + "\(ShownName.quoted(lower.summary)) (\(lower.location)): the later one counts",
            fix: "set the value in the scenario, or include one of the two policies only")
    }

    private func sets(_ path: ArraySlice<String>, _ node: DocumentNode) -> Bool {
        guard let key = path.first else { return true }
        // Choices are a list, in which the identifier was looked for already.
        guard key != "choices" else { return false }
        guard node.entries != nil else { return true }
        return node[key].map { sets(path.dropFirst(), $0) } ?? false
    }
}
