internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    private static let demands = [
        "must", "never", "together", "one-of", "at-most-one", "needs", "target", "limit",
    ]

    /// Reads the choices; one without an identifier is numbered among those of its kind.
    func readChoices() {
        var counts: [String: Int] = [:]
        for node in root["choices"].map({ list($0, "the choices") }) ?? [] {
            guard
                let record = RecordReader(
                    node, SchemaTables.choice, at: node.location, findings: findings)
            else { continue }
            let kinds = ProgrammeAssembly.demands.filter { record[$0] != nil }
            guard kinds.count == 1, let value = record[kinds[0]] else {
                findings.error(
                    .missingKey, at: node.location,
                    kinds.isEmpty
                        ? "a choice demands nothing"
                        : "a choice demands \(kinds.joined(separator: " and ")) at once",
                    fix: "write one of \(ProgrammeAssembly.demands.joined(separator: ", "))")
                continue
            }
            let kind = kinds[0]
            counts[kind, default: 0] += 1
            let number = "\(kind)-\(counts[kind] ?? 1)"
            let id = record["id"].flatMap { identifier($0, "a choice") } ?? number
            let demands = demands(kind, value)
            for (position, demand) in demands.enumerated() {
                let full = demands.count > 1 ? "\(id)-\(position + 1)" : id
                add(full, demand, "\(kind): \(value.summary)", record, at: node.location)
            }
        }
    }

    private func add(
        _ id: String, _ demand: Choice.Demand, _ text: String, _ record: RecordReader,
        at place: SourceLocation
    ) {
        guard !programme.choices.contains(where: { $0.id == id }) else {
            duplicate("choice", id, at: place)
            return
        }
        programme.choices.append(
            Choice(
                id: id, demand: demand, text: text,
                citation: record["cite"].flatMap { self.text($0, "a citation") },
                isFixed: record["fixed"].map { flag($0, "'fixed'") } ?? false))
        choicePlaces.append(place)
        note(record, "choices.\(id)", at: place)
    }

    /// What a choice demands; empty after a finding, several for several keys of `needs`.
    private func demands(_ kind: String, _ value: DocumentNode) -> [Choice.Demand] {
        switch kind {
        case "target": return target(value).map { [$0] } ?? []
        case "limit": return limit(value).map { [$0] } ?? []
        case "needs":
            return map(value, "the needs").compactMap { entry in
                let others = items(entry.value, "what a project needs")
                guard let item = item(entry.key, at: entry.keyLocation), let others else {
                    return nil
                }
                guard !others.contains(item) else {
                    findings.error(
                        .selfReference, at: entry.keyLocation,
                        "\(ShownName.quoted(entry.key)) needs itself", fix: "leave it out")
                    return nil
                }
                return .needs(item, others)
            }
        default:
            guard let items = items(value, "the items of a choice") else { return [] }
            switch kind {
            case "must": return [.must(items)]
            case "never": return [.never(items)]
            case "together": return [.together(items)]
            case "one-of": return [.exactlyOne(items)]
            default: return [.atMostOne(items)]
            }
        }
    }

    private func items(_ node: DocumentNode, _ what: String) -> [ChoiceItem]? {
        let names = texts(node, what)
        var items: [ChoiceItem] = []
        var isWhole = !names.isEmpty
        for name in names {
            guard let item = item(name.text, at: name.place) else {
                isWhole = false
                continue
            }
            if items.contains(item) {
                duplicate("item", name.text, at: name.place)
            } else {
                items.append(item)
            }
        }
        return isWhole ? items : nil
    }

    /// The project `P001`, or its work `P001/W1`.
    private func item(_ written: String, at place: SourceLocation) -> ChoiceItem? {
        let text = NormalizedText.normalized(written)
        if let project = projectPosition(text) { return ChoiceItem(project: project) }
        for slash in text.indices where text[slash] == "/" {
            guard let project = projectPosition(String(text[..<slash])) else { continue }
            let id = String(text[text.index(after: slash)...])
            let works = programme.projects[project].works
            if let work = works.first(where: { programme.works[$0].id == id }) {
                return ChoiceItem(project: project, work: work)
            }
            let known = works.map { programme.works[$0].id }
            findings.error(
                .unknownWork, at: place,
                "project \(ShownName.quoted(text[..<slash])) has no work \(ShownName.quoted(id))",
                fix: ShownName.suggestion(for: id, among: known, what: "works"))
            return nil
        }
        reportUnknownProject(text, at: place)
        return nil
    }

    private func target(_ node: DocumentNode) -> Choice.Demand? {
        guard let text = text(node, "a target") else { return nil }
        for (sign, sense) in [
            (">=", RuleLimit.Sense.atLeast), ("≥", .atLeast), ("<=", .atMost), ("≤", .atMost),
        ] {
            guard let range = text.firstRange(of: sign) else { continue }
            var measured = node
            let name = TrimmedText.trimmed(text[..<range.lowerBound])
            measured.content = .scalar(name, isPlain: true)
            let reader = MeasureReader(assembly: self)
            guard let measure = reader.measure(measured) else { return nil }
            let written = TrimmedText.trimmed(text[range.upperBound...])
            guard canBe(measure, atMost: sense == .atMost, at: node.location) else { return nil }
            return reader.value(written, of: measure, at: node.location).map {
                .target(measure, sense, $0)
            }
        }
        findings.error(
            .conditionSyntax, at: node.location,
            "a target is a measure, '>=' or '<=', and a value",
            fix: "write for example 'target: households >= 34400'")
        return nil
    }

    private func limit(_ node: DocumentNode) -> Choice.Demand? {
        guard
            let record = RecordReader(
                node, SchemaTables.shareLimit, at: node.location, findings: findings),
            let of = record["of"]
        else { return nil }
        let senses = [RuleLimit.Sense.atLeast, .atMost].filter { record[$0.rawValue] != nil }
        guard senses.count == 1, let bound = record[senses[0].rawValue],
            let text = text(bound, "a bound")
        else {
            findings.error(
                .missingKey, at: node.location, "a limit needs one of 'at-least' and 'at-most'",
                fix: "write for example 'at-most: 15%'")
            return nil
        }
        let reader = MeasureReader(assembly: self)
        guard let part = reader.measure(of, condition: record["where"]),
            canBe(part, atMost: false, at: of.location)
        else { return nil }
        if text.hasSuffix("%") || text.hasSuffix("％") {
            guard let share = share(bound, "a bound"), let whole = reader.measure(of) else {
                return nil
            }
            return .share(part, senses[0], share, of: whole)
        }
        warnOfBareShare(text, at: bound.location)
        return reader.value(text, of: part, at: bound.location).map { .target(part, senses[0], $0) }
    }
}
