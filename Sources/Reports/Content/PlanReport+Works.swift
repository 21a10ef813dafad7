internal import Funding
internal import Verification

extension PlanReport {
    /// Who pays for each funded work.
    func workSection(_ totals: PlanTotals) -> ReportSection {
        var section = section("works", .workSection)
        section.tables = [workTable(totals)]
        section.isInSummary = false
        return section
    }

    private func workTable(_ totals: PlanTotals) -> ReportTable {
        let funded = programme.works.indices.filter { figures.plan.fundedWorks[$0] }
        let projects = ProjectColumns(of: programme, groups: [], sums: [], glossary)
        let kind = programme.workData.column(named: "kind").map {
            NamedColumn($0, naming: glossary.name(ofKind:))
        }
        let component = programme.workData.column(named: "component").map {
            NamedColumn($0, naming: glossary.name(ofComponent:))
        }
        let classNames = programme.classes.map(glossary.name(of:))
        let hasPeriods = !programme.periods.isEmpty
        let columns =
            projects.columns + [column("work", .work), column("class", .workClass)]
            + (kind == nil ? [] : [column("kind", .kind)])
            + (component == nil ? [] : [column("component", .component)])
            + (hasPeriods ? [column("start", .start)] : [])
        let sourceCount = programme.sources.count
        var table = ReportTable(
            id: "works", heading: phrasing.term(.works),
            columns: columns + [column("cost", .cost, .money)]
                + sourceColumns(formats: .all) + [column("residual", .residual, .money)],
            rows: TableRows(count: funded.count) { [self] positions, row in
                var cells: [TableCell] = []
                var payments = [Money](repeating: .zero, count: sourceCount)
                let kinds = kind?.names(at: funded[positions])
                let components = component?.names(at: funded[positions])
                for (number, index) in funded[positions].enumerated() {
                    let work = programme.works[index]
                    for source in payments.indices { payments[source] = .zero }
                    figures.addPayments(forWorks: index..<(index + 1), to: &payments)
                    cells.removeAll(keepingCapacity: true)
                    projects.append(work.project, to: &cells)
                    cells.append(.text(work.id))
                    cells.append(.text(classNames[work.classIndex]))
                    if let kinds { cells.append(.text(kinds[number])) }
                    if let components { cells.append(.text(components[number])) }
                    if hasPeriods { cells.append(startCell(of: work.project)) }
                    cells.append(.money(work.cost))
                    var rest = work.cost
                    for payment in payments {
                        cells.append(.money(payment))
                        rest -= payment
                    }
                    cells.append(.money(rest))
                    row(cells)
                }
            })
        table.footers = paymentFooters(
            totals, Array(repeating: .blank, count: columns.count - 1))
        table.moneyDecimals = totals.decimals
        table.formats = [.markdown, .csv]
        return excerpted(table)
    }

    /// The sums that are computed in two ways, and their differences.
    func reconciliationSection(_ totals: PlanTotals) -> ReportSection {
        var section = section("reconciliation", .reconciliation)
        section.paragraphs = [
            totals.isReconciled
                ? phrasing.sentence(.residuals, phrasing.text(of: totals.residual))
                : phrasing.sentence(.notReconciled)
        ]
        section.facts = [
            fact("works", .sumOfWorks, .money(totals.cost)),
            fact("projects", .sumOfProjects, .money(totals.paid)),
            fact("sources", .sumOfSources, .money(totals.used)),
            fact("worksOff", .workResidual, .count(totals.worksOff)),
            fact("sourcesOff", .sourceResidual, .count(totals.sourcesOff)),
            fact("residual", .grandResidual, .money(totals.residual)),
        ]
        section.isInSummary = !totals.isReconciled
        return section
    }
}
