internal import CostSharing
internal import Diagnostics
internal import Funding

/// Reads a grant by the factor method, from share.yaml or from a budget, and splits its pool.
struct GrantReader {
    let assembly: ProgrammeAssembly
    let record: RecordReader

    /// A grant with its answer.
    struct Result {
        var grant: FactorGrant
        var allocation: GrantAllocation
        var regions: [Region]
    }

    /// A region with the place of its name.
    struct Region {
        var id: String
        var place: SourceLocation
    }

    private var findings: Findings { assembly.findings }

    /// Reads the grant.
    ///
    /// - Parameters:
    ///   - node: The path of the table of regions.
    ///   - column: The column that names the regions; by default the one that 'by' names, else
    ///     'region' or 'district'.
    /// - Returns: The grant and what each region gets, or `nil` after a finding.
    func grant(regions node: DocumentNode, named column: String? = nil) -> Result? {
        guard
            let table = ShareTables(assembly: assembly).open(
                node, "the table of regions", renames: "regions", in: ColumnAliases.regions),
            let regions = self.regions(table, named: column)
        else { return nil }
        let difficulty = record["difficulty"].flatMap { node in
            table.position(named: node, "the difficulty").flatMap {
                table.numbers($0, isPositive: true)
            }
        }
        let factors = self.factors(table)
        let reward = record["reward"].flatMap { self.reward($0, table) }
        let unit = assembly.programme.settlementUnit
        // What is missing was reported when the record was read.
        guard let pool = record["pool"].flatMap({ self.pool($0, unit) }), findings.errorCount == 0
        else { return nil }
        let grant = FactorGrant(
            pool: pool, unit: unit, regions: regions.map(\.id), factors: factors,
            difficulty: difficulty, reward: reward)
        do throws(CostSharingError) {
            return Result(grant: grant, allocation: try grant.allocation(), regions: regions)
        } catch {
            report(error, factors)
            return nil
        }
    }

    private func report(_ error: CostSharingError, _ factors: [FactorGrant.Factor]) {
        guard case .factorWithoutWeight(let position) = error,
            let entry = record["factors"]?.entries?[position]
        else {
            findings.error(
                .zeroDivisor, at: record.keyLocation("reward"), "\(error)",
                fix: "fill in the column, or leave the reward out")
            return
        }
        findings.error(
            .zeroDivisor, at: entry.keyLocation,
            "factor \(ShownName.quoted(factors[position].id)) is 0 in every region, so that nothing "
                + "can go by it",
            fix: "fill in its column, or leave it out")
    }

    private func regions(_ table: ShareTable, named column: String?) -> [Region]? {
        // The projects' column may bear a heading that a table of regions takes for another name.
        var position = column.flatMap { name in
            table.headings.firstIndex { $0.text == name } ?? table.required(name)
        }
        if column == nil {
            if let node = record["by"] {
                position = table.position(named: node, "the name of regions")
            } else {
                position =
                    table.position("region") ?? table.position("district")
                    ?? table.required("region")
            }
        }
        guard let position else { return nil }
        var seen: Set<String> = []
        return (0..<table.rowCount).compactMap { row in
            guard
                let written = assembly.identifier(
                    table.table, row: row, column: position, "a region")
            else { return nil }
            let id = NormalizedText.normalized(written)
            let place = table.table.location(row: row, column: position)
            if !seen.insert(id).inserted { assembly.duplicate("region", id, at: place) }
            return Region(id: id, place: place)
        }
    }

    private func pool(_ node: DocumentNode, _ unit: Money) -> Money? {
        guard let pool = assembly.positiveMoney(node, "the pool") else { return nil }
        let rest = Money(minorUnits: pool.minorUnits % unit.minorUnits)
        guard rest != .zero else { return pool }
        // What a relative change makes is rounded down, as budgets are.
        guard !node.isComputed else { return pool - rest }
        findings.error(
            .costNotWhole, at: node.location,
            "the pool \(MoneyText.shown(pool)) is no whole multiple of \(MoneyText.shown(unit))",
            fix: "round it, or settle in a smaller unit")
        return nil
    }

    private func factors(_ table: ShareTable) -> [FactorGrant.Factor] {
        guard let node = record["factors"] else { return [] }
        let errors = findings.errorCount
        let factors = assembly.map(node, "the factors").compactMap { factor($0, table) }
        guard findings.errorCount == errors else { return [] }
        WeightCheck(assembly: assembly).check(
            factors.map(\.weight), of: "the factors", at: node.location)
        return factors
    }

    private func factor(_ entry: DocumentEntry, _ table: ShareTable) -> FactorGrant.Factor? {
        let what = "factor \(ShownName.quoted(entry.key))"
        let name = DocumentNode(
            content: .scalar(entry.key, isPlain: true), location: entry.keyLocation)
        guard entry.value.entries != nil else {
            guard let weight = weight(entry.value, what),
                let column = column(name, what, table)
            else { return nil }
            return FactorGrant.Factor(id: entry.key, weight: weight, columns: [column])
        }
        guard
            let record = RecordReader(
                entry.value, SchemaTables.factor, at: entry.keyLocation, findings: findings),
            let weight = record["weight"].flatMap({ self.weight($0, what) })
        else { return nil }
        let columns = self.columns(record["columns"] ?? name, what, table)
        guard !columns.isEmpty else { return nil }
        return FactorGrant.Factor(
            id: entry.key, weight: weight, columns: columns,
            isScaled: record["scaled"].map { assembly.flag($0, "'scaled'") } ?? true)
    }

    private func reward(_ node: DocumentNode, _ table: ShareTable) -> FactorGrant.Reward? {
        guard
            let record = RecordReader(
                node, SchemaTables.reward, at: self.record.keyLocation("reward"),
                findings: findings),
            let shareNode = record["share"], let share = weight(shareNode, "the reward"),
            let by = record["by"]
        else { return nil }
        let columns = self.columns(by, "the reward", table)
        guard share < .one else {
            findings.error(
                .weightsNotWhole, at: shareNode.location,
                "the reward takes \(ShareText.shown(share)) of the pool, and something must be left "
                    + "for its base",
                fix: "write a share below 100 %, or make performance a factor")
            return nil
        }
        return columns.isEmpty ? nil : FactorGrant.Reward(share: share, columns: columns)
    }

    /// A share above zero, or `nil` after a finding.
    private func weight(_ node: DocumentNode, _ what: String) -> Ratio? {
        guard let weight = assembly.share(node, "the weight of \(what)") else { return nil }
        guard weight > .zero else {
            findings.error(
                .negativeAmount, at: node.location, "the weight of \(what) is not above 0",
                fix: "leave it out")
            return nil
        }
        return weight
    }

    private func columns(_ node: DocumentNode, _ what: String, _ table: ShareTable)
        -> [DataColumn]
    {
        let nodes = node.items ?? [node]
        let columns = nodes.compactMap { column($0, what, table) }
        return columns.count == nodes.count ? columns : []
    }

    private func column(_ node: DocumentNode, _ what: String, _ table: ShareTable) -> DataColumn? {
        table.position(named: node, what).flatMap { table.numbers($0) }
    }
}

/// Checks that weights make up a whole.
struct WeightCheck {
    let assembly: ProgrammeAssembly

    /// Reports weights that do not add up to one.
    func check(_ weights: [Ratio], of what: String, at place: SourceLocation) {
        var sum = Ratio.zero
        for weight in weights { sum = (try? sum.adding(weight)) ?? .zero }
        guard sum != .one else { return }
        assembly.findings.error(
            .weightsNotWhole, at: place,
            "the weights of \(what) add up to \(ShareText.shown(sum)) and not to 100 %",
            fix: "change the weights so that they add up")
    }
}
