internal import Funding
internal import Verification

extension PlanReport {
    /// Who pays for the funded projects: by kind, then project by project.
    func fundingSection(_ totals: PlanTotals) -> ReportSection {
        var section = section("funding", .funding)
        section.tables = [mixTable(totals), projectTable(totals), allocationTable(totals)]
        return section
    }

    /// 资金构成表: amount and share of each official column.
    private func mixTable(_ totals: PlanTotals) -> ReportTable {
        let sums = officialColumns.map { $0.sum(of: totals.payments) }
        let shares = Composition.shares(of: sums)
        let rows = zip(officialColumns, zip(sums, shares)).map { column, figures in
            [
                TableCell.word(key: column.key, text: column.heading), .money(figures.0),
                figures.1.map { .share($0, decimals: 2) } ?? .blank,
            ]
        }
        var table = ReportTable(
            id: "mix", heading: phrasing.term(.mix),
            columns: [
                column("reportedAs", .officialColumn, priority: 9),
                column("amount", .amountHeading, .money, priority: 9),
                column(
                    "share", .share, .share, formats: [.terminal, .markdown, .csv], priority: 8),
            ], rows: TableRows(rows))
        table.footers = [
            TableFooter(
                "total",
                cells: [
                    phrasing.word(.total), .money(totals.paid),
                    totals.paid == .zero ? .blank : .share(.one, decimals: 2),
                ])
        ]
        return fitted(table)
    }

    /// 资金筹措情况表: each funded project with its official columns.
    private func projectTable(_ totals: PlanTotals) -> ReportTable {
        let columns = ProjectColumns(
            of: programme, groups: groupColumns, sums: sumColumns, glossary)
        let hasPeriods = !programme.periods.isEmpty
        var table = ReportTable(
            id: "projects", heading: phrasing.term(.projects),
            columns: [column("order", .ordinal, .number, formats: [.markdown, .csv])]
                + columns.columns
                + (hasPeriods ? [column("start", .start, priority: 6)] : [])
                + [column("total", .totalCost, .money, priority: 10)]
                + officialColumns.map {
                    TableColumn(
                        $0.key, group: "reportedFen", heading: $0.heading, .money, priority: 8)
                }
                + sourceColumns(formats: .json)
                + [column("residual", .residual, .money, priority: 7)],
            rows: TableRows(count: fundedProjects.count) { [self] positions, row in
                var cells: [TableCell] = []
                for position in positions {
                    let project = fundedProjects[position]
                    let payments = figures.payments(forProject: project)
                    let cost = fundedCost(ofProject: project)
                    cells.removeAll(keepingCapacity: true)
                    cells.append(.count(position + 1))
                    columns.append(project, to: &cells)
                    if hasPeriods { cells.append(startCell(of: project)) }
                    cells.append(.money(cost))
                    for column in officialColumns {
                        cells.append(.money(column.sum(of: payments)))
                    }
                    for payment in payments { cells.append(.money(payment)) }
                    cells.append(.money(cost - payments.reduce(.zero, +)))
                    row(cells)
                }
            })
        let start: [TableCell] = hasPeriods ? [.blank] : []
        let blanks = Array(repeating: TableCell.blank, count: columns.columns.count)
        table.footers = [
            TableFooter(
                "total",
                cells: [.blank, phrasing.word(.total)]
                    + columns.totals(of: fundedProjects).dropFirst() + start
                    + [.money(totals.cost)]
                    + officialColumns.map { .money($0.sum(of: totals.payments)) }
                    + totals.payments.map { .money($0) }
                    + [.money(totals.cost - totals.paid)]),
            TableFooter(
                "check",
                cells: [.blank, phrasing.word(.check)] + blanks.dropFirst() + start
                    + [.money(totals.cost - totals.total)]
                    + officialColumns.map {
                        .money($0.sum(of: totals.payments) - $0.sum(of: totals.uses))
                    }
                    + zip(totals.payments, totals.uses).map { .money($0 - $1) }
                    + [.money(totals.paid - totals.used)]),
        ]
        table.notes = [phrasing.sentence(.noteCheckRow)]
        if programme.commitments.contains(where: { $0.time == .before }) {
            table.notes.append(phrasing.sentence(.noteLeftToPay))
        }
        table.moneyDecimals = totals.decimals
        return excerpted(table)
    }

    /// 资金分配明细表: each funded project with every source.
    private func allocationTable(_ totals: PlanTotals) -> ReportTable {
        let columns = ProjectColumns(of: programme, groups: [], sums: [], glossary)
        var table = ReportTable(
            id: "allocation", heading: phrasing.term(.allocation),
            columns: columns.columns + [column("total", .totalCost, .money)]
                + sourceColumns(formats: [.markdown, .csv])
                + [column("residual", .residual, .money)],
            rows: TableRows(count: fundedProjects.count) { [self] positions, row in
                var cells: [TableCell] = []
                for position in positions {
                    let project = fundedProjects[position]
                    let payments = figures.payments(forProject: project)
                    let cost = fundedCost(ofProject: project)
                    cells.removeAll(keepingCapacity: true)
                    columns.append(project, to: &cells)
                    cells.append(.money(cost))
                    for payment in payments { cells.append(.money(payment)) }
                    cells.append(.money(cost - payments.reduce(.zero, +)))
                    row(cells)
                }
            })
        let blanks = Array(repeating: TableCell.blank, count: columns.columns.count - 1)
        table.footers = paymentFooters(totals, blanks)
        table.moneyDecimals = totals.decimals
        // Where every source has an official column of its own, the official table says it all.
        let repeats = officialColumns.count == programme.sources.count
        table.formats = repeats ? .csv : [.markdown, .csv]
        return excerpted(table)
    }

    /// One column for each source.
    func sourceColumns(formats: ReportFormats) -> [TableColumn] {
        programme.sources.map {
            TableColumn(
                $0.id, group: "sourcesFen", heading: glossary.name(of: $0), .money,
                formats: formats)
        }
    }

    /// The total and the check below a table of works or projects by source.
    ///
    /// - Parameters:
    ///   - totals: The sums.
    ///   - blanks: The blank cells between the label and the cost.
    /// - Returns: Footers with label, blanks, cost, one amount for each source, and the difference.
    func paymentFooters(_ totals: PlanTotals, _ blanks: [TableCell]) -> [TableFooter] {
        [
            TableFooter(
                "total",
                cells: [phrasing.word(.total)] + blanks + [.money(totals.cost)]
                    + totals.payments.map { .money($0) }
                    + [.money(totals.cost - totals.paid)]),
            TableFooter(
                "check",
                cells: [phrasing.word(.check)] + blanks + [.money(totals.cost - totals.total)]
                    + zip(totals.payments, totals.uses).map { .money($0 - $1) }
                    + [.money(totals.paid - totals.used)]),
        ]
    }

    /// The cost of the funded works of a project.
    func fundedCost(ofProject project: Int) -> Money {
        programme.projects[project].works.reduce(.zero) {
            figures.plan.fundedWorks[$1] ? $0 + programme.works[$1].cost : $0
        }
    }

    /// The name of the period in which a project starts.
    func startCell(of project: Int) -> TableCell {
        guard let start = figures.plan.starts[project], programme.periods.indices.contains(start)
        else { return .blank }
        return .text(programme.periods[start])
    }
}
