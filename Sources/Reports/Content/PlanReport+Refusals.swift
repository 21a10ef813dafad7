internal import Funding
internal import Planning

extension PlanReport {
    /// What the plan leaves out, and why.
    func refusalSection() -> ReportSection {
        var section = section("unfunded", .unfundedSection)
        var (projects, works): ([Int], [Int]) = ([], [])
        for (position, refusal) in outcome.refusals.enumerated() {
            if refusal.work == nil {
                projects.append(position)
            } else if refusal.reason != .projectNotFunded {
                works.append(position)
            }
        }
        var projectTable = table(of: projects, id: "unfunded-projects", heading: .unfundedProjects)
        projectTable.terminalRows = 10
        var workTable = table(of: works, id: "unfunded-works", heading: .unfundedWorks)
        workTable.terminalRows = 10
        if !projects.isEmpty {
            workTable.notes.append(phrasing.sentence(.noteWorksOfUnfunded))
        }
        section.tables =
            (isLarge ? [reasonTable(projects + works)] : []) + [projectTable, workTable]
        return section
    }

    /// 未安排原因汇总表: how many projects, and works of funded projects, each reason keeps out.
    private func reasonTable(_ positions: [Int]) -> ReportTable {
        let text = RefusalText(programme: programme, phrasing: phrasing)
        var sums: [TableCell: ReasonSum] = [:]
        var all = ReasonSum()
        for position in positions {
            let refusal = outcome.refusals[position]
            let cost = cost(of: refusal)
            let word = text.word(for: refusal.reason)
            let order = sums.count
            sums[word, default: ReasonSum(order: order)].add(refusal, cost)
            all.add(refusal, cost)
        }
        // In the order in which they first occur, which is that of the projects.
        let rows = sums.sorted { $0.value.order < $1.value.order }.map { [$0.key] + $0.value.cells }
        var table = ReportTable(
            id: "reasons", heading: phrasing.term(.reasons),
            columns: [
                column("reason", .reason, priority: 10),
                column("projects", .projectCount, .number),
                column("works", .workCount, .number),
                column("cost", .unfundedCost, .money, priority: 7),
            ], rows: TableRows(rows))
        table.footers = [TableFooter("total", cells: [phrasing.word(.total)] + all.cells)]
        return fitted(table)
    }

    private struct ReasonSum {
        var order = 0
        var projects = 0
        var works = 0
        var cost = Money.zero

        mutating func add(_ refusal: Refusal, _ cost: Money) {
            if refusal.work == nil { projects += 1 } else { works += 1 }
            self.cost += cost
        }

        var cells: [TableCell] { [.count(projects), .count(works), .money(cost)] }
    }

    /// The cost of the work, or of all works of the project.
    private func cost(of refusal: Refusal) -> Money {
        if let work = refusal.work { return programme.works[work].cost }
        return programme.projects[refusal.project].works.reduce(.zero) {
            $0 + programme.works[$1].cost
        }
    }

    private func table(of positions: [Int], id: String, heading: Wording) -> ReportTable {
        let text = RefusalText(programme: programme, phrasing: phrasing)
        let projects = ProjectColumns(of: programme, groups: [], sums: [], glossary)
        let areWorks = id == "unfunded-works"
        let classes = programme.classes.map {
            TableCell.word(key: $0.id, text: glossary.name(of: $0))
        }
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
            rows: TableRows(count: positions.count) { [self] range, row in
                var cells: [TableCell] = []
                for position in positions[range] {
                    let refusal = outcome.refusals[position]
                    cells.removeAll(keepingCapacity: true)
                    projects.append(refusal.project, to: &cells)
                    if let work = refusal.work {
                        cells.append(.text(programme.works[work].id))
                        cells.append(classes[programme.works[work].classIndex])
                    }
                    cells.append(.money(cost(of: refusal)))
                    cells.append(text.word(for: refusal.reason))
                    cells += PlanReport.details(of: refusal.reason, in: programme)
                    cells.append(.text(text.sentence(for: refusal)))
                    row(cells)
                }
            })
        return excerpted(fitted(table, to: decimals(ofRefusals: positions)))
    }

    /// The decimals that the amounts of refusals need.
    private func decimals(ofRefusals positions: [Int]) -> MoneyDecimals {
        var decimals = MoneyDecimals(of: programme.moneyUnit)
        for position in positions {
            let refusal = outcome.refusals[position]
            decimals.fit(cost(of: refusal))
            guard let (needed, left) = refusal.reason.money else { continue }
            decimals.fit(needed)
            decimals.fit(left)
        }
        return decimals
    }

    /// Gates, choice, money needed and money left, as far as the reason has them.
    private static func details(of reason: Refusal.Reason, in programme: Programme) -> [TableCell] {
        var cells: [TableCell] = [.texts([]), .blank, .blank, .blank]
        switch reason {
        case .gates(let gates): cells[0] = .texts(gates.map { programme.gates[$0].id })
        case .choice(let choice): cells[1] = .text(programme.choices[choice].id)
        case .moneyShort, .ranked:
            if let (needed, left) = reason.money {
                (cells[2], cells[3]) = (.money(needed), .money(left))
            }
        case .noPossibleStart, .nobodyMayPay, .notSelected, .projectNotFunded: break
        }
        return cells
    }
}

extension Refusal.Reason {
    /// What is needed and what is left of it, where the reason says so.
    fileprivate var money: (needed: Money, left: Money)? {
        switch self {
        case .moneyShort(let needed, let left): (needed, left)
        case .ranked(.doesNotFit(.money(_, let needed, let left))): (needed, left)
        default: nil
        }
    }
}
