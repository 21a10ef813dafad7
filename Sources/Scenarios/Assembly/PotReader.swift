internal import CostSharing
internal import Diagnostics
internal import Funding

/// Reads a budget that is parted by a column of the projects, for example by district.
struct PotReader {
    let assembly: ProgrammeAssembly
    let column: ColumnReference
    let what: String

    /// A pot with the place where it is written.
    private struct PlacedPot {
        var pot: BudgetPot
        var place: SourceLocation
    }

    /// The budget that a map with `by` describes.
    func budget(_ record: RecordReader) -> Budget {
        var pots: [PlacedPot] = []
        if let node = record["pots"] { pots += inlinePots(node) }
        if let node = record["table"] { pots += tablePots(node) }
        if let node = record["grant"] { pots += grantPots(node) }
        if record["pots"] == nil, record["table"] == nil, record["grant"] == nil {
            assembly.findings.error(
                .missingKey, at: record.node.location,
                "\(what) names neither a table nor its pots",
                fix: "add 'table: districts.csv', or 'pots' with an amount for each group")
        }
        if !pots.isEmpty, assembly.areTablesWhole {
            checkGroups(pots, at: record.node.location)
        }
        if let node = record["scale"], let scale = assembly.share(node, "a scale") {
            pots = pots.compactMap { scaled($0, by: scale, at: node.location) }
        }
        // In one order whatever that of the rows, which must change no plan.
        let ordered = pots.map(\.pot).sorted {
            $0.group.utf8.lexicographicallyPrecedes($1.group.utf8)
        }
        return .grouped(by: column, pots: ordered)
    }

    private func inlinePots(_ node: DocumentNode) -> [PlacedPot] {
        assembly.map(node, "the pots of a budget").compactMap { entry in
            assembly.amounts(entry.value, what).map {
                PlacedPot(
                    pot: BudgetPot(group: NormalizedText.normalized(entry.key), amount: $0),
                    place: entry.keyLocation)
            }
        }
    }

    /// The pots that a pool gives by the factor method.
    private func grantPots(_ node: DocumentNode) -> [PlacedPot] {
        guard
            let record = RecordReader(
                node, SchemaTables.grantBudget, at: node.location, findings: assembly.findings),
            let table = record["table"]
        else { return [] }
        let reader = GrantReader(assembly: assembly, record: record)
        guard let grant = reader.grant(regions: table, named: column.name) else { return [] }
        return zip(grant.regions, grant.allocation.amounts).map { region, amount in
            PlacedPot(
                pot: BudgetPot(group: region.id, amount: .total(amount)), place: region.place)
        }
    }

    private func tablePots(_ node: DocumentNode) -> [PlacedPot] {
        guard let table = assembly.table(node, "the table of a budget") else { return [] }
        let headings = assembly.headings(of: table, in: ColumnAliases.pots, renamed: [:])
        guard let groupColumn = assembly.required(column.name, headings, of: table) else {
            return []
        }
        let periods = assembly.programme.periods
        let periodColumns = periods.compactMap { period in
            headings.firstIndex { $0.name == period || $0.name == "budget \(period)" }
        }
        var columns = periodColumns
        if periods.isEmpty || periodColumns.isEmpty {
            guard let column = assembly.required("budget", headings, of: table) else { return [] }
            columns = [column]
        } else if periodColumns.count < periods.count {
            for period in periods {
                _ =
                    headings.contains { $0.name == period || $0.name == "budget \(period)" }
                    ? nil : assembly.required(period, headings, of: table)
            }
            return []
        }
        return (0..<table.rowCount).map { row in
            let amounts = columns.map {
                assembly.amount(table, row: row, column: $0, headings[$0], what) ?? .zero
            }
            let isTotal = periodColumns.isEmpty
            return PlacedPot(
                pot: BudgetPot(
                    group: NormalizedText.normalized(table.text(row: row, column: groupColumn)),
                    amount: isTotal ? .total(amounts[0]) : .perPeriod(amounts)),
                place: table.location(row: row, column: groupColumn))
        }
    }

    /// Reports groups that are defined twice, have no projects, or have projects and no pot.
    private func checkGroups(_ pots: [PlacedPot], at place: SourceLocation) {
        let data = assembly.programme.projectData.columns[column.index]
        var projects: [String: Int] = [:]
        for row in 0..<assembly.programme.projectData.rowCount {
            guard let group = data.text(at: row), projects[group] == nil else { continue }
            projects[group] = row
        }
        var seen = Set<String>()
        for pot in pots {
            if !seen.insert(pot.pot.group).inserted {
                assembly.duplicate("the pot of", pot.pot.group, at: pot.place)
            }
            guard projects[pot.pot.group] == nil else { continue }
            assembly.findings.warning(
                .potWithoutProjects, at: pot.place,
                "\(what) has a pot for \(ShownName.quoted(pot.pot.group)), and no project has it "
                    + "in column '\(column.name)'",
                fix: NameSuggestion.nearest(to: pot.pot.group, among: projects.keys.sorted()).map {
                    "did you mean '\($0)'?"
                })
        }
        for (group, project) in projects.sorted(by: { $0.value < $1.value })
        where !seen.contains(group) {
            let id = assembly.programme.projects[project].id
            assembly.findings.error(
                .groupWithoutPot, at: place,
                "\(what) has no pot for \(ShownName.quoted(group)), where project "
                    + "\(ShownName.quoted(id)) lies",
                fix: "add the pot, with 0 where there is no money")
        }
    }

    /// A pot multiplied, rounded down to whole fen: a budget is never more than its share.
    private func scaled(_ placed: PlacedPot, by scale: Ratio, at place: SourceLocation)
        -> PlacedPot?
    {
        func multiplied(_ money: Money) -> Money? {
            guard let exact = try? money.exact.multiplied(by: scale),
                exact.numerator >= 0, exact.floor <= Int128(Money.largest.minorUnits)
            else { return nil }
            return Money(minorUnits: Int64(exact.floor))
        }
        var result = placed
        switch placed.pot.amount {
        case .total(let money):
            guard let amount = multiplied(money) else { return outOfRange(place) }
            result.pot.amount = .total(amount)
        case .perPeriod(let amounts):
            let scaled = amounts.compactMap(multiplied)
            guard scaled.count == amounts.count else { return outOfRange(place) }
            result.pot.amount = .perPeriod(scaled)
        }
        return result
    }

    private func outOfRange(_ place: SourceLocation) -> PlacedPot? {
        assembly.findings.error(
            .amountTooLarge, at: place, "\(what), scaled, is below 0 or more than Fundmix takes")
        return nil
    }
}
