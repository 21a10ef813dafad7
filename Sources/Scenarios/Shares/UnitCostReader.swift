internal import CostSharing
internal import Diagnostics
internal import Funding

/// Reads what the works on each stair unit cost, and who but the owners pays of it.
///
/// subsidy = min(cap(floors), rate · cost, cost), rounded down to the unit of settlement.
struct UnitCostReader {
    let assembly: ProgrammeAssembly

    /// What a row of the table of stairs says.
    private struct Written {
        var cost: Money?
        var subsidy: Money?
        var other: Money?
        var place: SourceLocation
    }

    private var root: RecordReader { assembly.root }
    private var findings: Findings { assembly.findings }

    /// The units of a roster with their costs; without those that have a finding.
    func units(of roster: Roster) -> [StairUnit] {
        let errors = findings.errorCount
        let written = self.written(roster)
        let cost = root["cost"].flatMap { amount($0, "the cost of a stair unit") }
        let other = root["other"].flatMap { amount($0, "other money") }
        let subsidy = root["subsidy"].flatMap { formula($0, roster) }
        guard findings.errorCount == errors else { return [] }
        var total: Int128 = 0
        return roster.units.compactMap { unit in
            let row = written[unit.name]
            guard let cost = row?.cost ?? cost else {
                findings.error(
                    .unitWithoutCost, at: row?.place ?? unit.place,
                    "stair unit \(ShownName.quoted(unit.name)) has no cost",
                    fix: "add it to the table of stairs, or give 'cost' for all")
                return nil
            }
            total += Int128(cost.minorUnits)
            guard total <= Int128(Money.largest.minorUnits) else {
                findings.error(
                    .totalTooLarge, at: row?.place ?? root.keyLocation("cost"),
                    "the costs of all stair units add up to more than "
                        + MoneyText.shown(Money.largest))
                return nil
            }
            let formula = subsidy ?? Formula(fixed: .zero)
            guard let spared = row?.subsidy ?? formula.amount(of: cost, unit, self) else {
                return nil
            }
            let result = StairUnit(
                building: unit.building, stair: unit.stair, cost: cost, subsidy: spared,
                other: row?.other ?? other ?? .zero, flats: unit.flats.map(\.flat))
            guard result.subsidy <= cost, result.other <= cost, result.net >= .zero else {
                findings.error(
                    .subsidyAboveCost, at: row?.place ?? root.keyLocation("cost"),
                    "stair unit \(ShownName.quoted(unit.name)) costs \(MoneyText.shown(cost)), and "
                        + "others pay \(MoneyText.shown(result.subsidy + result.other)) of it",
                    fix: "lower the subsidy or the other money")
                return nil
            }
            return result
        }
    }

    private func amount(_ node: DocumentNode, _ what: String) -> Money? {
        assembly.positiveMoney(node, what).flatMap { whole($0, what, at: node.location) }
    }

    /// The amount where it is a multiple of the unit of settlement, or `nil` after a finding.
    private func whole(_ amount: Money, _ what: String, at place: SourceLocation) -> Money? {
        let unit = assembly.programme.settlementUnit
        guard amount.minorUnits % unit.minorUnits != 0 else { return amount }
        findings.error(
            .costNotWhole, at: place,
            "\(what) is \(MoneyText.shown(amount)), no whole multiple of \(MoneyText.shown(unit))",
            fix: "round it, or settle in a smaller unit")
        return nil
    }

    // MARK: - The table of stairs

    private func written(_ roster: Roster) -> [String: Written] {
        let tables = ShareTables(assembly: assembly)
        guard let node = tables.node("stairs"),
            let table = tables.open(
                node, "the table of stairs", renames: "stairs", in: ColumnAliases.stairs)
        else { return [:] }
        var rows: [String: Written] = [:]
        for row in 0..<table.rowCount {
            let name = Roster.name(
                table.text(row: row, table.position("building")),
                table.text(row: row, table.position("stair")))
            let place = table.table.location(row: row)
            func cell(_ column: String) -> Money? {
                table.amount(row: row, table.position(column), "column '\(column)'").flatMap {
                    whole($0, "column '\(column)'", at: place)
                }
            }
            if rows[name] != nil { assembly.duplicate("stair unit", name, at: place) }
            rows[name] = Written(
                cost: cell("cost"), subsidy: cell("subsidy"), other: cell("other"), place: place)
            if !roster.units.contains(where: { $0.name == name }) {
                findings.warning(
                    .costWithoutUnit, at: place,
                    "stair unit \(ShownName.quoted(name)) has a row of costs and no flat in the "
                        + "roster",
                    fix: NameSuggestion.nearest(to: name, among: roster.units.map(\.name)).map {
                        "did you mean '\($0)'?"
                    })
            }
        }
        return rows
    }

    // MARK: - The subsidy

    /// min(cap, rate · cost, cost), or a fixed amount.
    private struct Formula {
        var rate: Ratio = .one
        var fixed: Money?
        /// The cap from each number of floors on, ascending; one from the lowest for all.
        var caps: [(from: Int, amount: Money)] = []

        func amount(of cost: Money, _ unit: Roster.Unit, _ reader: UnitCostReader) -> Money? {
            if let fixed { return fixed }
            let settled = reader.assembly.programme.settlementUnit.minorUnits
            guard let exact = try? cost.exact.multiplied(by: rate) else { return nil }
            let fen = Int64(clamping: exact.floor)
            let spared = min(cost, Money(minorUnits: fen - fen % settled))
            guard let first = caps.first else { return spared }
            guard let cap = caps.last(where: { $0.from <= unit.floors }) else {
                reader.findings.error(
                    .stepBelowFirst, at: unit.place,
                    "stair unit \(ShownName.quoted(unit.name)) has \(unit.floors) floors, and the "
                        + "caps begin at \(first.from)",
                    fix: "add a cap for it")
                return nil
            }
            return min(spared, cap.amount)
        }
    }

    private func formula(_ node: DocumentNode, _ roster: Roster) -> Formula? {
        guard node.entries != nil else {
            return amount(node, "the subsidy").map { Formula(fixed: $0) }
        }
        guard
            let record = RecordReader(
                node, SchemaTables.subsidy, at: root.keyLocation("subsidy"), findings: findings)
        else { return nil }
        var formula = Formula()
        if let node = record["rate"], let rate = assembly.share(node, "the rate of the subsidy") {
            if rate < .zero || rate > .one {
                findings.error(
                    .notAShare, at: node.location,
                    "the rate of the subsidy is \(ShareText.shown(rate)), and it lies from 0 to "
                        + "100 %")
            }
            formula.rate = rate
        }
        guard let cap = record["cap"] else { return formula }
        guard let entries = cap.entries else {
            formula.caps = amount(cap, "the cap").map { [(Int.min, $0)] } ?? []
            return formula
        }
        if !roster.hasFloors {
            findings.error(
                .missingColumn, at: cap.location,
                "caps by floors need the column 'floor' in the roster", fix: "add the column")
        }
        for entry in entries {
            guard let floors = Int(entry.key), floors > formula.caps.last?.from ?? Int.min else {
                findings.error(
                    .stepsNotAscending, at: entry.keyLocation,
                    "caps go by whole numbers of floors in ascending order, and here is "
                        + ShownName.quoted(entry.key))
                continue
            }
            if let amount = amount(entry.value, "the cap") {
                formula.caps.append((floors, amount))
            }
        }
        return formula
    }
}
