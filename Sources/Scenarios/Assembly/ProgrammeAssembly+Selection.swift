internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// Reads the order in which projects are chosen; one that the method does not follow is checked
    /// too, so that a variant may switch it on.
    func readSelection() {
        guard let node = root["select"],
            let record = RecordReader(
                node, SchemaTables.selection, at: node.location, findings: findings)
        else { return }
        note(record, "select", at: node.location)
        let method =
            record["method"].flatMap { word($0, ["ranked", "best"], "a method") } ?? "ranked"
        guard let by = record["by"], let score = score(by) else { return }
        var selection = RankedSelection(score: score)
        selection.ties = keys(record["ties"], .project, "a tie-break", endsWithID: true)
        selection.tiers = (record["first"].map { list($0, "the conditions that come first") } ?? [])
            .compactMap { node in
                ConditionParser.parse(node, levels: [.project], in: self).map {
                    RankedSelection.Tier(condition: $0, text: node.summary)
                }
            }
        if let node = record["when-full"],
            let text = word(
                node, RankedSelection.WhenFull.allCases.map(\.rawValue), "what 'when-full' takes")
        {
            selection.whenFull = RankedSelection.WhenFull(rawValue: text) ?? .stop
        }
        if let node = record["optional-works"],
            let text = word(
                node, RankedSelection.OptionalWorks.allCases.map(\.rawValue),
                "what 'optional-works' takes")
        {
            selection.optionalWorks =
                RankedSelection.OptionalWorks(rawValue: text) ?? .byProject
        }
        if let node = record["works-by"] {
            selection.workOrder = keys(node, .work, "an order of works", endsWithID: true)
        }
        selection.comparesWithOptimum = record["compare"].map { flag($0, "'compare'") } ?? true
        selection.citation = record["cite"].flatMap { text($0, "a citation") }
        self.selection = selection
        if method == "ranked" { programme.selection = selection }
        checkScores(selection, at: by.location)
    }

    /// A column as score, or the sum of columns with their weights.
    private func score(_ node: DocumentNode) -> [RankedSelection.Part]? {
        guard let entries = node.entries else {
            return key(node, .project, "the score").map { key in
                [RankedSelection.Part(key.value, weight: Ratio(key.isDescending ? 1 : -1))]
            }
        }
        let parts = entries.compactMap { entry -> RankedSelection.Part? in
            var name = entry.value
            (name.content, name.location) = (.scalar(entry.key, isPlain: true), entry.keyLocation)
            guard let key = key(name, .project, "a part of the score"),
                let weight = share(entry.value, "the weight of \(ShownName.quoted(entry.key))")
            else { return nil }
            return RankedSelection.Part(key.value, weight: weight)
        }
        guard !entries.isEmpty else {
            findings.error(
                .wrongShape, at: node.location, "the score has no parts",
                fix: "write for example '{consent: 50%, participation_rate: 50%}'")
            return nil
        }
        return parts.count == entries.count ? parts : nil
    }

    private func keys(
        _ node: DocumentNode?, _ level: ColumnReference.Level, _ what: String, endsWithID: Bool
    ) -> [RankedSelection.Key] {
        var nodes = node.map { list($0, "the columns of an order") } ?? []
        // The identifier decides last in any case, and may be said.
        if let last = nodes.last?.scalar, ["id", "id asc"].contains(last) { nodes.removeLast() }
        return nodes.compactMap { key($0, level, what) }
    }

    /// A numeric column or `cost`, with `asc` or `desc` behind it; the larger comes first by default,
    /// and of costs the smaller.
    private func key(_ node: DocumentNode, _ level: ColumnReference.Level, _ what: String)
        -> RankedSelection.Key?
    {
        guard let written = text(node, what) else { return nil }
        var (name, isDescending) = (TrimmedText.trimmed(written), Bool?.none)
        for (ending, descends) in [(" asc", false), (" desc", true)] where name.hasSuffix(ending) {
            (name, isDescending) = (TrimmedText.trimmed(name.dropLast(ending.count)), descends)
        }
        if name.count > 2, name.hasPrefix("`"), name.hasSuffix("`") {
            name = String(name.dropFirst().dropLast())
        }
        if name == "cost", (try? column(named: name, levels: [level])) == nil {
            return RankedSelection.Key(.cost, isDescending: isDescending ?? false)
        }
        var column = node
        column.content = .scalar(name, isPlain: true)
        return numericColumn(column, levels: [level], what).map {
            RankedSelection.Key(.column($0), isDescending: isDescending ?? true)
        }
    }

    /// Reports scores that cannot be computed exactly.
    private func checkScores(_ selection: RankedSelection, at place: SourceLocation) {
        do {
            _ = try SelectionOrder(of: programme, by: selection)
        } catch {
            findings.error(
                .numberTooLarge, at: place,
                "the scores have more digits than can be computed exactly",
                fix: "write weights with fewer digits")
        }
    }
}
