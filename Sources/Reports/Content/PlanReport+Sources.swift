internal import Funding
internal import Verification

extension PlanReport {
    /// How much of each source is used: in all, in each pot and in each period.
    func sourceSection(_ totals: PlanTotals) -> ReportSection {
        var section = section("sources", .sourceSection)
        section.tables = [sourceTable(totals)]
        let hasPots = figures.budgets.contains { $0.group != nil || $0.period != nil }
        if hasPots { section.tables.append(potTable()) }
        if !programme.periods.isEmpty { section.tables.append(periodTable(totals)) }
        return section
    }

    private func sourceTable(_ totals: PlanTotals) -> ReportTable {
        let budgets = programme.sources.map { $0.budget.total }
        let rows = programme.sources.indices.map { position -> [TableCell] in
            let source = programme.sources[position]
            let used = totals.uses[position]
            return [
                .text(source.id), .text(glossary.name(of: source)),
                phrasing.word(Glossary.term(of: source.capital)),
            ] + budgetCells(budgets[position], used)
        }
        var table = ReportTable(
            id: "sources", heading: phrasing.term(.sources),
            columns: [
                column("source", .source, formats: hasTitles ? [.csv, .json] : .all, priority: 10),
                column(
                    "name", .sourceName, formats: hasTitles ? namedFormats : .csv, priority: 10),
                column("capital", .capital, priority: 5),
            ] + budgetColumns, rows: TableRows(rows))
        let known = budgets.compactMap { $0 }
        let budget = known.count == budgets.count ? known.reduce(.zero, +) : nil
        table.footers = [
            TableFooter("total", cells: totalLabel + [.blank] + budgetCells(budget, totals.used))
        ]
        table.notes = [phrasing.sentence(.noteSharesCut)]
        if budgets.contains(nil) { table.notes.append(phrasing.sentence(.noteOpenBudget)) }
        return fitted(table)
    }

    private func potTable() -> ReportTable {
        let rows = figures.budgets.filter { $0.group != nil || $0.period != nil }.map { figure in
            let source = programme.sources[figure.source]
            return [
                .text(source.id), .text(glossary.name(of: source)), potCell(figure),
                periodCell(figure), phrasing.word(figure.isCumulative),
            ] + budgetCells(figure.budget, figure.used)
        }
        var table = ReportTable(
            id: "pots", heading: phrasing.term(.pots),
            columns: [
                column("source", .source, formats: hasTitles ? [.csv, .json] : .all, priority: 10),
                column(
                    "name", .sourceName, formats: hasTitles ? namedFormats : .csv, priority: 10),
                column("pot", .pot, priority: 9), column("period", .period, priority: 9),
                column("isCumulative", .isCumulative, formats: .json),
            ] + budgetColumns, rows: TableRows(rows))
        if figures.budgets.contains(where: \.isCumulative) {
            table.notes.append(phrasing.sentence(.noteCarryOver))
        }
        table.formats = [.markdown, .csv, .json]
        return fitted(table)
    }

    /// 分年度资金安排表: what each source pays in each period.
    private func periodTable(_ totals: PlanTotals) -> ReportTable {
        let periods = programme.periods.indices
        let uses = programme.sources.indices.map { source in
            periods.map { figures.use(ofSource: source, inPeriod: $0) }
        }
        let rows = programme.sources.enumerated().map { position, source -> [TableCell] in
            [.text(source.id), .text(glossary.name(of: source))]
                + uses[position].map { .money($0) }
                + [.money(uses[position].reduce(.zero, +))]
        }
        var table = ReportTable(
            id: "periods", heading: phrasing.term(.periods),
            columns: [
                column("source", .source, formats: hasTitles ? [.csv, .json] : .all, priority: 10),
                column(
                    "name", .sourceName, formats: hasTitles ? namedFormats : .csv, priority: 10),
            ]
                + programme.periods.map {
                    TableColumn($0, group: "periodsFen", heading: $0, .money, priority: 8)
                } + [column("total", .total, .money, priority: 9)], rows: TableRows(rows))
        table.footers = [
            TableFooter(
                "total",
                cells: totalLabel
                    + periods.map { period in
                        .money(uses.reduce(.zero) { $0 + $1[period] })
                    } + [.money(totals.used)])
        ]
        return fitted(table)
    }

    /// The label of a total in the column that people read, of identifier and name.
    private var totalLabel: [TableCell] {
        hasTitles ? [.blank, phrasing.word(.total)] : [phrasing.word(.total), .blank]
    }

    /// Where a title is read: programs read identifiers, which no language changes.
    private var namedFormats: ReportFormats { [.terminal, .markdown, .csv] }

    private var hasTitles: Bool { programme.sources.contains { $0.title != nil } }

    private var budgetColumns: [TableColumn] {
        [
            column("budget", .budget, .money, priority: 8),
            column("used", .used, .money, priority: 9),
            column("left", .left, .money, priority: 9),
            column(
                "useShare", .useShare, .share, formats: [.terminal, .markdown, .csv], priority: 7),
        ]
    }

    private func budgetCells(_ budget: Money?, _ used: Money) -> [TableCell] {
        guard let budget else { return [phrasing.word(.openBudget), .money(used), .blank, .blank] }
        let share = budget == .zero ? nil : try? used.exact.divided(by: budget.exact)
        return [
            .money(budget), .money(used), .money(budget - used),
            share.map { .share($0, decimals: 2) } ?? .blank,
        ]
    }

    private func potCell(_ figure: BudgetFigure) -> TableCell {
        switch figure.group {
        case nil: .blank
        case "": phrasing.word(.noGroup, key: "")
        case let group?: .text(group)
        }
    }

    private func periodCell(_ figure: BudgetFigure) -> TableCell {
        guard let period = figure.period, programme.periods.indices.contains(period) else {
            return .blank
        }
        let name = programme.periods[period]
        return figure.isCumulative
            ? .word(key: name, text: phrasing.sentence(.upTo, name)) : .text(name)
    }
}

extension Budget {
    /// The sum of all pots and periods, or `nil` for a source that pays as much as is needed.
    fileprivate var total: Money? {
        switch self {
        case .open: nil
        case .whole(let amount): amount.total
        case .grouped(_, let pots): pots.reduce(.zero) { $0 + $1.amount.total }
        }
    }
}

extension BudgetAmount {
    /// The sum over the periods.
    fileprivate var total: Money {
        switch self {
        case .total(let amount): amount
        case .perPeriod(let amounts): amounts.reduce(.zero, +)
        }
    }
}
