internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// Reads the sources of the document, then those of the table.
    func readSources() {
        var entries = root["sources"].map { map($0, "the sources") } ?? []
        if let tables = root["tables"], let node = tables["sources"], !node.isEmpty,
            let table = table(node, "the table of sources")
        {
            let columns = root["columns"]?["sources"]
            entries += SourceTable(assembly: self, table: table).entries(
                renamed: renames(columns, of: table))
        }
        for entry in entries {
            guard
                let id = checkedIdentifier(entry.key, "a source", at: entry.keyLocation),
                let record = RecordReader(
                    entry.value, SchemaTables.source, at: entry.keyLocation, findings: findings)
            else { continue }
            guard !programme.sources.contains(where: { $0.id == id }) else {
                duplicate("source", id, at: entry.keyLocation)
                continue
            }
            guard let source = source(id, record, entry) else { continue }
            programme.sources.append(source)
            sourcePlaces.append(entry.keyLocation)
            note(record, "sources.\(id)", at: entry.keyLocation)
            if let budget = record["budget"] {
                provenance.places["sources.\(id).budget"] = budget.location
            }
        }
        if programme.sources.isEmpty {
            findings.error(
                .missingKey, at: SourceLocation(file: file), "the scenario has no sources of money",
                fix: "define at least one under 'sources'")
        }
    }

    /// Keeps the place and the citation of a part.
    func note(_ record: RecordReader, _ path: String, at place: SourceLocation) {
        provenance.places[path] = place
        if let cite = record["cite"], let text = text(cite, "a citation") {
            provenance.citations[path] = text
        }
    }

    private func source(_ id: String, _ record: RecordReader, _ entry: DocumentEntry)
        -> FundingSource?
    {
        guard let node = record["capital"],
            let name = word(node, Capital.allCases.map(\.rawValue), "a capital"),
            let capital = Capital(rawValue: name)
        else { return nil }
        let pays = record["pays"].map { selector($0, at: record.keyLocation("pays")) } ?? .always
        return FundingSource(
            id: id, title: record["title"].map { localizedText($0, "the title") },
            capital: capital, budget: record["budget"].map { budget($0, id) } ?? .open,
            carriesOver: record["carry-over"].map { flag($0, "'carry-over'") } ?? false,
            pays: pays ?? .always,
            reportAs: record["report-as"].flatMap { text($0, "'report-as'") },
            isFixed: record["fixed"].map { flag($0, "'fixed'") } ?? false,
            financing: FinancingReader(assembly: self).financing(record))
    }

    private func budget(_ node: DocumentNode, _ id: String) -> Budget {
        if node.scalar == "open" { return .open }
        let what = "the budget of source '\(id)'"
        guard let entries = node.entries else {
            return positiveMoney(node, what).map { .whole(.total($0)) } ?? .open
        }
        guard entries.contains(where: { $0.key == "by" }) else {
            return amounts(node, what).map { .whole($0) } ?? .open
        }
        guard
            let record = RecordReader(
                node, SchemaTables.pots, at: node.location, findings: findings),
            let by = record["by"],
            let column = column(by, levels: [.project], "the groups of a budget")
        else { return .open }
        return PotReader(assembly: self, column: column, what: what).budget(record)
    }

    /// An amount for all periods, or one for each.
    func amounts(_ node: DocumentNode, _ what: String) -> BudgetAmount? {
        guard let entries = node.entries else {
            return positiveMoney(node, what).map { .total($0) }
        }
        var byPeriod: [String: Money] = [:]
        for entry in entries {
            guard programme.periods.contains(entry.key) else {
                reportUnknownPeriod(entry.key, at: entry.keyLocation)
                continue
            }
            byPeriod[entry.key] = positiveMoney(entry.value, what) ?? .zero
        }
        for period in programme.periods where byPeriod[period] == nil {
            findings.error(
                .missingKey, at: node.location, "\(what) gives no amount for period '\(period)'",
                fix: "add '\(period): 0', or the amount there is")
        }
        guard !programme.periods.isEmpty else { return nil }
        return .perPeriod(programme.periods.map { byPeriod[$0] ?? .zero })
    }
}
