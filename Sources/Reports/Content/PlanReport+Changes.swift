internal import Funding
internal import Verification

extension PlanReport {
    /// What differs from the published plan.
    func changeSection(_ changes: PlanChanges) -> ReportSection {
        var section = ReportSection(id: "changes", heading: phrasing.term(ChangeWording.changes))
        let counts = [ChangeWording.added, .dropped, .gone].map { change in
            changes.projects.count { $0.change == change }
        }
        let total = sum(changes)
        let moved = changes.lines.reduce(Money.zero) {
            let isGone = ![ChangeWording.added, .dropped, .kept].contains($1.change)
            return isGone ? $0 : $0 + max(.zero, $1.amounts.published - $1.amounts.now)
        }
        section.paragraphs = [
            phrasing.sentence(
                .changesInAll, phrasing.projects(counts[0]), phrasing.projects(counts[1]),
                phrasing.text(of: moved), phrasing.text(of: total.published),
                phrasing.text(of: total.now))
        ]
        if counts[2] > 0 || changes.lines.contains(where: { $0.change.rawValue.hasPrefix("gone") })
        {
            section.paragraphs.append(phrasing.sentence(.changesGone))
        }
        section.facts = [
            changeFact("addedProjects", .addedCount, .count(counts[0])),
            changeFact("droppedProjects", .droppedCount, .count(counts[1])),
            changeFact("goneProjects", .goneCount, .count(counts[2])),
            changeFact("moved", .movedMoney, .money(moved)),
            changeFact("published", .published, .money(total.published)),
            changeFact("now", .now, .money(total.now)),
        ]
        section.tables = [
            changedProjectTable(changes), changedPaymentTable(changes), changedSourceTable(changes),
        ]
        return section
    }

    private func sum(_ changes: PlanChanges) -> PlanChanges.Amounts {
        changes.sources.reduce(into: PlanChanges.Amounts()) { $0 += $1.amounts }
    }

    private func changeFact(_ key: String, _ label: ChangeWording, _ value: TableCell) -> ReportFact
    {
        ReportFact(key, label: phrasing.term(label), value)
    }

    private func cells(_ amounts: PlanChanges.Amounts) -> [TableCell] {
        [.money(amounts.published), .money(amounts.now), .money(amounts.difference)]
    }

    private var amountColumns: [TableColumn] {
        [
            changeColumn("published", .published, .money), changeColumn("now", .now, .money),
            changeColumn("difference", .difference, .money),
        ]
    }

    private func changedProjectTable(_ changes: PlanChanges) -> ReportTable {
        let hasNames = changes.projects.contains { $0.name != nil && $0.name != $0.project }
        var table = ReportTable(
            id: "changed-projects", heading: phrasing.term(ChangeWording.changedProjects),
            columns: [column("project", .project, priority: 10)]
                + (hasNames ? [column("name", .projectName, priority: 9)] : [])
                + [changeColumn("change", .change)] + amountColumns,
            rows: TableRows(
                changes.projects.map { line in
                    [.text(line.project)] + (hasNames ? [.text(line.name ?? "")] : [])
                        + [phrasing.word(line.change)] + cells(line.amounts)
                }))
        let blanks = Array(repeating: TableCell.blank, count: hasNames ? 2 : 1)
        var total = changes.unchanged
        for line in changes.projects { total += line.amounts }
        table.footers = [
            TableFooter(
                "unchanged",
                cells: [.word(key: "unchanged", text: phrasing.sentence(.unchangedProjects))]
                    + blanks + cells(changes.unchanged)),
            TableFooter("total", cells: [phrasing.word(.total)] + blanks + cells(total)),
        ]
        return excerpted(fitted(table))
    }

    private func changedPaymentTable(_ changes: PlanChanges) -> ReportTable {
        let names = Dictionary(
            programme.sources.map { ($0.id, glossary.name(of: $0)) },
            uniquingKeysWith: { first, _ in first })
        var table = ReportTable(
            id: "changed-payments", heading: phrasing.term(ChangeWording.changedPayments),
            columns: [
                column("project", .project, priority: 10), column("work", .work, priority: 10),
                column("source", .source, formats: [.csv, .json]),
                changeColumn("sourceName", .sourceName, formats: [.terminal, .markdown]),
                changeColumn("change", .change),
            ] + amountColumns,
            rows: TableRows(
                changes.lines.map { line in
                    [
                        .text(line.project), .text(line.work), .text(line.source),
                        .text(names[line.source] ?? line.source), phrasing.word(line.change),
                    ] + cells(line.amounts)
                }))
        var total = PlanChanges.Amounts()
        for line in changes.lines { total += line.amounts }
        table.footers = [
            TableFooter(
                "total",
                cells: [phrasing.word(.total), .blank, .blank, .blank, .blank] + cells(total))
        ]
        return excerpted(fitted(table))
    }

    private func changedSourceTable(_ changes: PlanChanges) -> ReportTable {
        var table = ReportTable(
            id: "changed-sources", heading: phrasing.term(ChangeWording.changedSources),
            columns: [
                column("source", .source, formats: [.csv, .json]),
                changeColumn("sourceName", .sourceName, formats: [.terminal, .markdown]),
            ] + amountColumns,
            rows: TableRows(
                changes.sources.map { line in
                    let name = line.position.map { glossary.name(of: programme.sources[$0]) }
                    return [.text(line.source), .text(name ?? line.source)] + cells(line.amounts)
                }))
        table.footers = [
            TableFooter(
                "total",
                cells: [phrasing.word(.total), phrasing.word(.total)] + cells(sum(changes)))
        ]
        return fitted(table)
    }
}
