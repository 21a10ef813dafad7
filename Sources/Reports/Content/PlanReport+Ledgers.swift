internal import CostSharing
internal import Funding
internal import Verification

extension PlanReport {
    /// 社会资本一本账: what each funded project earns for those who invest in it.
    func ledgerTable() -> ReportTable? {
        let ledgers = programme.sources.indices.compactMap { source -> (Int, LedgerTerms)? in
            guard case .ledger(let terms) = programme.sources[source].financing else { return nil }
            return (source, terms)
        }
        guard !ledgers.isEmpty else { return nil }
        let columns = ProjectColumns(of: programme, groups: [], sums: [], glossary)
        var streams: [MoneyColumn] = []
        for stream in ledgers.flatMap(\.1.streams) where !streams.contains(stream.revenue) {
            streams.append(stream.revenue)
        }
        var rows: [[TableCell]] = []
        for project in fundedProjects {
            let payments = figures.payments(forProject: project)
            for (source, terms) in ledgers where payments[source] > .zero {
                let name = glossary.name(of: programme.sources[source])
                rows.append(
                    columns.cells(of: project) + [.text(name)]
                        + revenueCells(streams, terms, project)
                        + ledgerCells(terms, project, payments[source]))
            }
        }
        var table = ReportTable(
            id: "ledgers", heading: phrasing.financing(.ledgers),
            columns: columns.columns
                + [column("source", .source, formats: ledgers.count > 1 ? .all : [.csv, .json])]
                + streams.map {
                    let column = programme.column($0.column)
                    return TableColumn(
                        $0.column.name, group: "streamsFen", heading: glossary.heading(of: column),
                        .money, priority: 1)
                }
                + LedgerCells.columns.map {
                    phrasing.column($0.wording, $0.kind, priority: $0.priority)
                },
            rows: TableRows(rows))
        var rates: [String] = []
        for rate in ledgers.map({ phrasing.text(ofShare: $0.1.leastReturn) })
        where !rates.contains(rate) {
            rates.append(rate)
        }
        table.notes = [
            phrasing.financing(.noteLedgers).replacing(
                "{0}", with: rates.joined(separator: phrasing.sentence(.enumeration)))
        ]
        return excerpted(fitted(table))
    }

    private func revenueCells(_ streams: [MoneyColumn], _ terms: LedgerTerms, _ project: Int)
        -> [TableCell]
    {
        streams.map { stream in
            guard terms.streams.contains(where: { $0.revenue == stream }),
                let exact = try? stream.minorUnits(ofProject: project, in: programme),
                let fen = Int64(exactly: exact.floor)
            else { return .blank }
            return .money(Money(minorUnits: fen))
        }
    }

    private func ledgerCells(_ terms: LedgerTerms, _ project: Int, _ investment: Money)
        -> [TableCell]
    {
        guard let ledger = try? SocialLedger(of: terms, ofProject: project, in: programme) else {
            return [.money(investment)]
                + Array(repeating: .blank, count: LedgerCells.columns.count - 1)
        }
        return LedgerCells(
            ledger: ledger, investment: investment, leastReturn: terms.leastReturn,
            mostReturn: terms.mostReturn, unit: programme.settlementUnit, phrasing: phrasing
        ).cells
    }
}
