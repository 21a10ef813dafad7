internal import CostSharing
internal import Funding
internal import Verification

extension PlanReport {
    /// What the plan's bonds and investments are repaid from; `nil` where no source is.
    func financingSection() -> ReportSection? {
        let tables = [bondTable(), ledgerTable()].compactMap { $0 }
        guard !tables.isEmpty else { return nil }
        var section = ReportSection(id: "financing", heading: phrasing.financing(.financing))
        section.tables = tables
        return section
    }

    /// 专项债券项目表: the debts of each funded project and what covers them.
    private func bondTable() -> ReportTable? {
        let debts = programme.sources.indices.compactMap { source -> BondSheet.Debt? in
            guard case .bond(let terms) = programme.sources[source].financing else { return nil }
            return BondSheet.Debt(source: source, terms: terms)
        }
        guard !debts.isEmpty else { return nil }
        let rows = fundedProjects.compactMap { project in
            BondSheet(
                of: project, cost: fundedCost(ofProject: project), debts: debts,
                payments: figures.payments(forProject: project), in: programme)
        }
        let columns = ProjectColumns(of: programme, groups: [], sums: [], glossary)
        let hasOther = debts.contains { $0.terms.isOtherDebt }
        let hasCost = debts.contains { $0.terms.cost != nil }
        var extra: [ColumnReference] = []
        for column in debts.flatMap(\.terms.sheetColumns) where !extra.contains(column) {
            extra.append(column)
        }
        var headings = columns.columns
        headings += [
            phrasing.column(.totalInvestment, .money, priority: 9),
            phrasing.column(.capital, .money, priority: 8),
            phrasing.column(.bond, .money, priority: 9),
            phrasing.column(
                .otherDebt, .money, formats: hasOther ? .all : [.csv, .json], priority: 6),
            phrasing.column(.capitalShare, .share, priority: 8), phrasing.column(.rate, .share),
            phrasing.column(.years, .number), phrasing.column(.income, .money, priority: 8),
            phrasing.column(.cost, .money, formats: hasCost ? .all : [.csv, .json], priority: 3),
            phrasing.column(
                .costShare, .share, formats: hasCost ? .all : [.csv, .json], priority: 2),
            phrasing.column(.service, .money, priority: 7),
            phrasing.column(.coverage, .number, priority: 10),
            phrasing.column(.coverageExact, .number, formats: .json),
        ]
        headings += extra.map { reference in
            let column = programme.column(reference)
            return TableColumn(
                reference.name, group: "sheet", heading: glossary.heading(of: column),
                column.isNumeric ? .number : .text, priority: 1)
        }
        var table = ReportTable(
            id: "bonds", heading: phrasing.financing(.bonds), columns: headings,
            rows: TableRows(
                rows.map { sheet in
                    columns.cells(of: sheet.project) + sheet.cells
                        + extra.map { reference in
                            let column = programme.column(reference)
                            return column.isNumeric
                                ? column.number(at: sheet.project).map { .number($0) } ?? .blank
                                : column.text(at: sheet.project).map { .text($0) } ?? .blank
                        }
                }))
        table.footers = [
            TableFooter(
                "total",
                cells: [phrasing.word(.total)]
                    + Array(repeating: .blank, count: columns.columns.count - 1)
                    + BondSheet.totals(of: rows)
                    + Array(repeating: .blank, count: extra.count))
        ]
        table.notes = [phrasing.financing(.noteBonds)]
        return excerpted(fitted(table))
    }
}
