internal import Funding
internal import Verification

extension PlanReport {
    /// How each rule and each choice stands.
    func ruleSection() throws(FigureError) -> ReportSection {
        var section = section("rules", .ruleSection)
        let summaries = try LimitSummary.all(of: figures)
        section.tables = [ruleTable(summaries), instanceTable(summaries)]
        if let table = try slidingTable() { section.tables.append(table) }
        section.tables.append(choiceTable())
        section.isInSummary = false
        return section
    }

    /// 出资规则执行情况表: wide scopes case by case, works and projects by their tightest case.
    private func ruleTable(_ summaries: [LimitSummary]) -> ReportTable {
        let text = LimitText(programme: programme, glossary: glossary)
        let rows = summaries.flatMap { summary -> [[TableCell]] in
            guard summary.instances.isEmpty else {
                return summary.instances.map {
                    ruleCells(summary, text)
                        + [.count(1), .count($0.isBinding ? 1 : 0), instanceCell($0.scope)]
                        + figureCells($0) + [citation(of: summary.rule)]
                }
            }
            let counts: [TableCell] = [.count(summary.count), .count(summary.bindingCount)]
            let figures =
                summary.tightest.map { [instanceCell($0.scope)] + figureCells($0) }
                ?? Array(repeating: .blank, count: 5)
            return [ruleCells(summary, text) + counts + figures + [citation(of: summary.rule)]]
        }
        let hasCitations = programme.rules.contains { $0.citation != nil }
        var table = ReportTable(
            id: "rules", heading: phrasing.term(.rules),
            columns: [
                column("rule", .rule, formats: hasRuleTitles ? [.csv, .json] : .all),
                column(
                    "name", .title, formats: hasRuleTitles ? [.terminal, .markdown, .csv] : .csv),
                column("payers", .payers),
                column("scope", .scope),
                column("sense", .sense, formats: [.csv, .json]),
                column(
                    "demand", .demandText, formats: [.terminal, .markdown, .csv]),
                column("cases", .instanceCount, .number),
                column("bindingCases", .bindingCount, .number),
                column("where", .tightestInstance),
                column("bound", .bound, .money), column("actual", .actual, .money),
                column("slack", .slack, .money), column("isBinding", .isBinding),
                column(
                    "citation", .citation, formats: hasCitations ? .all : [.csv, .json]),
            ], rows: TableRows(rows))
        let isLong = summaries.contains { $0.count > 0 && $0.instances.isEmpty }
        if isLong { table.notes = [phrasing.sentence(.noteTightest, "rule-instances.csv")] }
        return fitted(table)
    }

    /// 出资规则逐项核对表: every place where a rule holds, one row each.
    private func instanceTable(_ summaries: [LimitSummary]) -> ReportTable {
        let text = LimitText(programme: programme, glossary: glossary)
        let parts = LimitPart.all(in: programme)
        let demands = programme.rules.map { rule in
            rule.limits.map { TableCell.text(text.text(of: $0)) }
        }
        var decimals = MoneyDecimals(of: programme.moneyUnit)
        for summary in summaries { decimals.fit(summary.decimals) }
        var table = ReportTable(
            id: "rule-instances", heading: phrasing.term(.ruleInstances),
            columns: [
                column("rule", .rule), column("demand", .demandText),
                column("where", .instance), column("bound", .bound, .money),
                column("actual", .actual, .money), column("slack", .slack, .money),
                column("isBinding", .isBinding),
            ],
            rows: TableRows(
                count: summaries.reduce(0) { $0 + $1.count }, partCount: parts.count
            ) { [self] position, row in
                let part = parts[position]
                let start = [
                    TableCell.text(programme.rules[part.rule].id), demands[part.rule][part.limit],
                ]
                var cells: [TableCell] = []
                do throws(FigureError) {
                    try figures.forEachFigure(
                        ofRule: part.rule, limit: part.limit, inProjects: part.projects
                    ) {
                        cells.removeAll(keepingCapacity: true)
                        cells += start
                        cells.append(instanceCell($0.scope))
                        cells.append(.amount($0.bound))
                        cells.append(.money($0.actual))
                        cells.append(.amount($0.slack))
                        cells.append(phrasing.word($0.isBinding))
                        row(cells)
                    }
                } catch {
                    // The summaries are made from the same figures, which are a function of
                    // values that cannot change in between.
                    preconditionFailure("figures of a rule failed only the second time")
                }
            })
        table.formats = .csv
        return fitted(table, to: decimals)
    }

    private func ruleCells(_ summary: LimitSummary, _ text: LimitText) -> [TableCell] {
        let rule = programme.rules[summary.rule]
        let limit = rule.limits[summary.limit]
        return [
            .text(rule.id), .text(phrasing.text(rule.title) ?? rule.id),
            .word(
                key: rule.payers.text, text: glossary.names(of: rule.payers, in: programme)),
            text.word(for: rule.scope),
            text.word(for: limit.sense), .text(text.text(of: limit)),
        ]
    }

    private func figureCells(_ figure: RuleFigure) -> [TableCell] {
        [
            .amount(figure.bound), .money(figure.actual), .amount(figure.slack),
            phrasing.word(figure.isBinding),
        ]
    }

    private func citation(of rule: Int) -> TableCell {
        programme.rules[rule].citation.map { .text($0) } ?? .blank
    }

    private var hasRuleTitles: Bool { programme.rules.contains { $0.title != nil } }

    /// The place where a rule holds, by identifiers.
    func instanceCell(_ scope: RuleFigure.Scope) -> TableCell {
        switch scope {
        case .work(let position):
            let work = programme.works[position]
            return .text(programme.projects[work.project].id + "/" + work.id)
        case .project(let position): return .text(programme.projects[position].id)
        case .group(let value):
            return value.isEmpty ? phrasing.word(.noGroup, key: "") : .text(value)
        case .period(let position):
            return programme.periods.indices.contains(position)
                ? .text(programme.periods[position]) : .blank
        case .programme: return phrasing.word(.wholeProgramme, key: "programme")
        }
    }
}
