internal import Funding
internal import Verification

extension PlanReport {
    /// What is funded in each group of projects and in each class of works.
    func groupSection(_ totals: PlanTotals) -> ReportSection {
        var section = section("groups", .groupSection)
        var taken: Set<String> = []
        section.tables = groupColumns.map { reference in
            let heading = glossary.heading(of: programme.column(reference))
            return table(
                of: figures.groups(by: reference), totals,
                id: GroupTableName.id(for: reference.name, taken: &taken),
                heading: phrasing.sentence(.groups, heading),
                label: TableColumn("group", heading: heading, priority: 10)
            ) { [phrasing] figure in
                [figure.label.isEmpty ? phrasing.word(.noGroup, key: "") : .text(figure.label)]
            }
        }
        let classes = programme.classes
        let names = Dictionary(
            classes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        section.tables.append(
            table(
                of: figures.classes, totals, id: "classes", heading: phrasing.term(.classes),
                label: column("class", .workClass, priority: 10),
                extra: [column("isMandatory", .isMandatory, priority: 5)]
            ) { [phrasing, glossary] figure in
                let workClass = names[figure.label]
                return [
                    .word(
                        key: figure.label,
                        text: workClass.map(glossary.name(of:)) ?? figure.label),
                    phrasing.word(workClass?.isMandatory ?? false),
                ]
            })
        if isLarge, let kinds = kindTable(totals) { section.tables.append(kinds) }
        // Where the single projects are too many to be read, their sums are the summary.
        section.isInSummary = isLarge
        return section
    }

    /// What is funded in each kind of works, if there are kinds.
    private func kindTable(_ totals: PlanTotals) -> ReportTable? {
        guard let index = programme.workData.columns.firstIndex(where: { $0.name == "kind" }) else {
            return nil
        }
        let heading = phrasing.term(.kind)
        return table(
            of: figures.groups(by: ColumnReference(.work, index: index, name: "kind")), totals,
            id: "kinds", heading: phrasing.sentence(.groups, heading),
            label: column("kind", .kind, priority: 10)
        ) { [phrasing, glossary] figure in
            [
                figure.label.isEmpty
                    ? phrasing.word(.noGroup, key: "")
                    : .word(key: figure.label, text: glossary.name(ofKind: figure.label))
            ]
        }
    }

    private func table(
        of groups: [GroupFigure], _ totals: PlanTotals, id: String, heading: String,
        label: TableColumn, extra: [TableColumn] = [], cells: (GroupFigure) -> [TableCell]
    ) -> ReportTable {
        let shares = Composition.shares(of: groups.map(\.cost))
        let rows = zip(groups, shares).map { group, share -> [TableCell] in
            cells(group) + [
                .count(group.projects), .count(group.fundedProjects), .count(group.works),
                .count(group.fundedWorks), .money(group.cost),
            ]
                + officialColumns.map { .money($0.sum(of: group.payments)) }
                + [share.map { .share($0, decimals: 2) } ?? .blank]
        }
        var table = ReportTable(
            id: id, heading: heading,
            columns: [label] + extra + [
                column("projects", .projectCount, .number),
                column("fundedProjects", .fundedProjectCount, .number),
                column("works", .workCount, .number),
                column("fundedWorks", .fundedWorkCount, .number),
                column("total", .totalFunding, .money),
            ]
                + officialColumns.map {
                    TableColumn($0.key, group: "reportedFen", heading: $0.heading, .money)
                }
                + [column("share", .share, .share, formats: [.terminal, .markdown, .csv])],
            rows: TableRows(rows))
        // A project with works of several classes counts in each, so that only the works add up.
        let cost = groups.reduce(Money.zero) { $0 + $1.cost }
        let works = groups.reduce(0) { $0 + $1.works }
        let funded = groups.reduce(0) { $0 + $1.fundedWorks }
        table.footers = [
            TableFooter(
                "total",
                cells: [phrasing.word(.total)] + extra.map { _ in .blank } + [
                    .count(programme.projects.count), .count(fundedProjects.count),
                    .count(works), .count(funded), .money(cost),
                ]
                    + officialColumns.map { column in
                        .money(groups.reduce(.zero) { $0 + column.sum(of: $1.payments) })
                    } + [cost == .zero ? .blank : .share(.one, decimals: 2)]),
            TableFooter(
                "check",
                cells: [phrasing.word(.check)] + extra.map { _ in .blank } + [
                    .blank, .blank, .count(works - programme.works.count),
                    .count(funded - totals.fundedWorks), .money(cost - totals.cost),
                ]
                    + officialColumns.map { column in
                        let sum = groups.reduce(Money.zero) { $0 + column.sum(of: $1.payments) }
                        return .money(sum - column.sum(of: totals.uses))
                    } + [.blank]),
        ]
        return fitted(table)
    }
}

/// Makes names of files from names of columns.
enum GroupTableName {
    /// A table's name for a column: letters, digits, `-` and `_` only, and not yet taken.
    ///
    /// Names that differ only in case are the same file on some systems, so they count as taken.
    ///
    /// - Complexity: O(*n*) for *n* scalars and few columns.
    static func id(for column: String, taken: inout Set<String>) -> String {
        var name = "by-"
        for scalar in column.unicodeScalars.prefix(40) {
            let isKept =
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar == "-" || scalar == "_"
            name.unicodeScalars.append(isKept ? scalar : "_")
        }
        var (id, number) = (name, 2)
        while !taken.insert(id.lowercased()).inserted {
            id = "\(name)-\(number)"
            number += 1
        }
        return id
    }
}
