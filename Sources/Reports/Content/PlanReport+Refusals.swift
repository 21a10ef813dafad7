internal import Funding
internal import Planning

extension PlanReport {
    /// What the plan leaves out, and why.
    func refusalSection() -> ReportSection {
        var section = section("unfunded", .unfundedSection)
        let projects = outcome.refusals.filter { $0.work == nil }
        let works = outcome.refusals.filter {
            $0.work != nil && $0.reason != .projectNotFunded
        }
        var projectTable = table(
            of: projects, id: "unfunded-projects", heading: .unfundedProjects)
        projectTable.terminalRows = 10
        var workTable = table(of: works, id: "unfunded-works", heading: .unfundedWorks)
        workTable.terminalRows = 10
        if !projects.isEmpty {
            workTable.notes.append(phrasing.sentence(.noteWorksOfUnfunded))
        }
        section.tables = [projectTable, workTable]
        return section
    }

    private func table(of refusals: [Refusal], id: String, heading: Wording) -> ReportTable {
        let text = RefusalText(programme: programme, phrasing: phrasing)
        let projects = ProjectColumns(of: programme, groups: [], sums: [], glossary)
        let areWorks = refusals.contains { $0.work != nil } || id == "unfunded-works"
        let table = ReportTable(
            id: id, heading: phrasing.term(heading),
            columns: projects.columns
                + (areWorks
                    ? [
                        column("work", .work, priority: 10),
                        column("class", .workClass, priority: 6),
                    ] : [])
                + [
                    column("cost", .cost, .money, priority: 7),
                    column("reason", .reason, formats: [.csv, .json]),
                    column("gates", .gates, formats: [.csv, .json]),
                    column("choice", .choice, formats: [.csv, .json]),
                    column("needed", .needed, .money, formats: [.csv, .json]),
                    column("left", .available, .money, formats: [.csv, .json]),
                    column(
                        "explanation", .explanation, formats: [.terminal, .markdown, .csv],
                        priority: 10, isLong: true),
                ],
            rows: TableRows(count: refusals.count) { [programme, glossary] position in
                let refusal = refusals[position]
                var cells = projects.cells(of: refusal.project)
                let cost: Money
                if let work = refusal.work {
                    let workClass = programme.classes[programme.works[work].classIndex]
                    cells.append(.text(programme.works[work].id))
                    cells.append(.word(key: workClass.id, text: glossary.name(of: workClass)))
                    cost = programme.works[work].cost
                } else {
                    cost = programme.projects[refusal.project].works.reduce(.zero) {
                        $0 + programme.works[$1].cost
                    }
                }
                cells += [.money(cost), text.word(for: refusal.reason)]
                cells += PlanReport.details(of: refusal.reason, in: programme)
                cells.append(.text(text.sentence(for: refusal)))
                return cells
            })
        return fitted(table)
    }

    /// Gates, choice, money needed and money left, as far as the reason has them.
    private static func details(of reason: Refusal.Reason, in programme: Programme) -> [TableCell] {
        var cells: [TableCell] = [.texts([]), .blank, .blank, .blank]
        switch reason {
        case .gates(let gates): cells[0] = .texts(gates.map { programme.gates[$0].id })
        case .choice(let choice): cells[1] = .text(programme.choices[choice].id)
        case .moneyShort(let needed, let left):
            (cells[2], cells[3]) = (.money(needed), .money(left))
        case .noPossibleStart, .nobodyMayPay, .notSelected, .projectNotFunded: break
        }
        return cells
    }
}
