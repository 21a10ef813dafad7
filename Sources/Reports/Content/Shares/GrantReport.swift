public import CostSharing
internal import Funding

/// The report of a grant by the factor method: what each region gets, and by which shares.
public struct GrantReport: Sendable {
    private let grant: FactorGrant
    private let allocation: GrantAllocation
    private let heading: ShareHeading
    private let record: RunRecord
    private let phrasing: Phrasing

    /// The rows that a terminal shows: all provinces, and the regions of most of them.
    private static let terminalRows = 50
    /// The decimals of a share in percent.
    private static let decimals = 4

    /// Creates the report of a grant.
    ///
    /// - Parameters:
    ///   - grant: The grant.
    ///   - allocation: What came of splitting it.
    ///   - heading: Title, unit and citation.
    ///   - record: What is needed to make the report again.
    ///   - language: The language of the report.
    public init(
        grant: FactorGrant, allocation: GrantAllocation, heading: ShareHeading, record: RunRecord,
        language: Language
    ) {
        (self.grant, self.allocation, self.heading) = (grant, allocation, heading)
        self.record = record
        phrasing = Phrasing(language: language, unit: heading.moneyUnit)
    }

    /// Makes the content of the report.
    ///
    /// - Returns: A document that is reconciled where the amounts add up to the pool.
    /// - Complexity: O(*n* · *f*) for *n* regions and *f* factors.
    public func document() -> ReportDocument {
        let residual = allocation.amounts.reduce(.zero, +) - grant.pool
        return ReportDocument(
            language: phrasing.language, moneyUnit: heading.moneyUnit,
            title: phrasing.share(.grantTitle, heading.name(phrasing)), titles: heading.title,
            sections: [
                summary(residual), factorSection(),
                RecordSection(record: record, stop: nil, phrasing: phrasing).section(),
            ], isReconciled: residual == .zero)
    }

    private func summary(_ residual: Money) -> ReportSection {
        var section = ReportSection(id: "grant", heading: phrasing.share(.grant))
        section.paragraphs = [
            phrasing.share(
                .grantSplit, phrasing.text(of: grant.pool), "\(grant.regions.count)",
                "\(grant.factors.count)"),
            phrasing.share(
                .grantSize,
                grant.factors.map { "\(name($0)) \(phrasing.text(ofShare: $0.weight))" }
                    .joined(separator: phrasing.sentence(.listSeparator))),
            difficultySentence,
        ]
        if let reward = grant.reward, let base = try? Ratio.one.subtracting(reward.share) {
            section.paragraphs.append(
                phrasing.share(
                    .grantReward, phrasing.text(ofShare: base),
                    phrasing.text(ofShare: reward.share), product(reward.columns)))
        }
        section.paragraphs += [
            phrasing.share(.grantRounding, phrasing.text(of: grant.unit)),
            phrasing.share(.grantReconciled, phrasing.text(of: residual)),
        ]
        section.facts =
            heading.basis(phrasing) + [
                phrasing.fact("pool", .pool, .money(grant.pool)),
                phrasing.fact("unit", .settledTo, .money(grant.unit)),
                phrasing.fact("regions", .regionCount, .count(grant.regions.count)),
                phrasing.fact("sum", .sumOfAmounts, .money(grant.pool + residual)),
                phrasing.fact("residual", .difference, .money(residual)),
            ]
        section.tables = [regionTable()]
        return section
    }

    private var difficultySentence: String {
        guard grant.difficulty != nil else { return phrasing.share(.grantNobodyUnscaled) }
        let unscaled = grant.factors.filter { !$0.isScaled }.map(name)
        guard !unscaled.isEmpty else { return phrasing.share(.grantScaled) }
        return phrasing.share(
            .grantUnscaled, unscaled.joined(separator: phrasing.sentence(.enumeration)))
    }

    /// 资金分配表: the figures of each region and what it gets.
    private func regionTable() -> ReportTable {
        var data: [DataColumn] = []
        let all =
            grant.factors.flatMap(\.columns) + (grant.difficulty.map { [$0] } ?? [])
            + (grant.reward?.columns ?? [])
        for column in all where !data.contains(where: { $0.name == column.name }) {
            data.append(column)
        }
        let rows = grant.regions.indices.map { region -> [TableCell] in
            [.text(grant.regions[region])]
                + data.map { $0.number(at: region).map { .number($0) } ?? .blank }
                + [
                    .share(allocation.shares[region], decimals: GrantReport.decimals),
                    .money(allocation.amounts[region]),
                ]
        }
        var table = ReportTable(
            id: "regions", heading: phrasing.share(.regions),
            columns: [phrasing.column("region", .region, priority: 10)]
                + data.map {
                    TableColumn($0.name, group: "figures", heading: title($0), .number, priority: 4)
                } + [
                    phrasing.column("share", .poolShare, .share, priority: 8),
                    phrasing.column("amount", .amount, .money, priority: 10),
                ], rows: TableRows(rows))
        table.footers = [
            TableFooter(
                "total",
                cells: [phrasing.word(.total)] + data.map { _ in .blank }
                    + [.blank, .money(allocation.amounts.reduce(.zero, +))])
        ]
        table.terminalRows = GrantReport.terminalRows
        return heading.fitted(table)
    }

    private func factorSection() -> ReportSection {
        var section = ReportSection(id: "factors", heading: phrasing.share(.factorSection))
        section.tables = [factorTable(), shareTable()]
        section.isInSummary = false
        return section
    }

    private func factorTable() -> ReportTable {
        let rows = grant.factors.map { factor -> [TableCell] in
            [
                .text(factor.id), .share(factor.weight, decimals: GrantReport.decimals),
                .texts(factor.columns.map(title)), .texts(factor.columns.map(\.name)),
                phrasing.word(factor.isScaled && grant.difficulty != nil),
            ]
        }
        return ReportTable(
            id: "factors", heading: phrasing.share(.factors),
            columns: [
                phrasing.column("factor", .factor, priority: 10),
                phrasing.column("weight", .weight, .share),
                phrasing.column(
                    "shownColumns", .columns, formats: [.terminal, .markdown, .csv]),
                phrasing.column("columns", .columns, formats: .json),
                phrasing.column("isScaled", .isScaled),
            ], rows: TableRows(rows))
    }

    /// The share of each region in each factor, which the size share adds up.
    private func shareTable() -> ReportTable {
        func cell(_ share: Ratio) -> TableCell { .share(share, decimals: GrantReport.decimals) }
        let rows = grant.regions.indices.map { region -> [TableCell] in
            [.text(grant.regions[region])]
                + grant.factors.indices.map { cell(allocation.factorShares[$0][region]) }
                + [cell(allocation.sizeShares[region])]
                + (allocation.rewardShares.map { [cell($0[region])] } ?? [])
                + [cell(allocation.shares[region])]
        }
        return ReportTable(
            id: "factor-shares", heading: phrasing.share(.factorShares),
            columns: [phrasing.column("region", .region, priority: 10)]
                + grant.factors.map {
                    TableColumn($0.id, group: "factorShares", heading: name($0), .share)
                } + [phrasing.column("sizeShare", .sizeShare, .share)]
                + (allocation.rewardShares == nil
                    ? [] : [phrasing.column("rewardShare", .rewardShare, .share)])
                + [phrasing.column("share", .poolShare, .share)],
            rows: TableRows(rows))
    }

    private func name(_ factor: FactorGrant.Factor) -> String {
        // A factor of one column bears its heading, a product the name that it was given.
        factor.columns.count == 1 ? title(factor.columns[0]) : factor.id
    }

    private func product(_ columns: [DataColumn]) -> String {
        columns.map(title).joined(separator: " × ")
    }

    private func title(_ column: DataColumn) -> String {
        switch column.name {
        case "difficulty": phrasing.share(.difficulty)
        case "performance": phrasing.share(.performance)
        default: Glossary(phrasing: phrasing).heading(of: column)
        }
    }
}
