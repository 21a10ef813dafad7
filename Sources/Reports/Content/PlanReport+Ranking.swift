internal import Funding
internal import Planning

extension PlanReport {
    /// Who was chosen in which order, and what the order costs; nothing where the goals choose.
    func rankingSections() -> [ReportSection] {
        guard let ranking = outcome.ranking, let selection = programme.selection else { return [] }
        var section = section("ranking", .ranking)
        section.paragraphs = [
            phrasing.sentence(
                selection.whenFull == .stop ? .rankedStops : .rankedSkips,
                phrasing.projects(ranking.acceptedProjects.count),
                phrasing.projects(ranking.entries.count))
        ]
        section.tables = [rankingTable(ranking, selection)]
        if !ranking.works.isEmpty { section.tables.append(rankedWorkTable(ranking)) }
        if let optimum = ranking.optimum, let reached = outcome.goals.first {
            section.paragraphs.append(phrasing.joined(costSentences(reached, optimum)))
            section.tables.append(costTable(reached, optimum))
        }
        return [section]
    }

    /// 排序与入选情况: each project with its place, score and decision.
    private func rankingTable(_ ranking: Ranking, _ selection: RankedSelection) -> ReportTable {
        let text = RankingText(programme: programme, phrasing: phrasing)
        let projects = ProjectColumns(of: programme, groups: [], sums: [], glossary)
        let hasTiers = ranking.entries.contains { $0.standing.tier <= selection.tiers.count }
        let hasTies = ranking.entries.contains { $0.standing.tieBreak != nil }
        let parts = selection.score.count > 1 ? selection.score : []
        var columns = [column("rank", .rank, .number, priority: 10)] + projects.columns
        if hasTiers { columns.append(column("tier", .tier, priority: 6, isLong: true)) }
        columns += parts.map { part in
            TableColumn(
                RankedSelection.Key(part.key, isDescending: true).name, group: "parts",
                heading: heading(of: part.key), .number, priority: 4)
        }
        columns.append(column("score", .score, .number, priority: 9))
        if hasTies { columns.append(column("tieBreak", .tieBreak, priority: 6)) }
        columns += decisionColumns
        let table = ReportTable(
            id: "ranking", heading: phrasing.term(.ranking), columns: columns,
            rows: TableRows(count: ranking.entries.count) { [self] position in
                let entry = ranking.entries[position]
                var cells: [TableCell] = [.count(position + 1)]
                projects.append(entry.standing.project, to: &cells)
                if hasTiers { cells.append(tierCell(entry.standing, selection)) }
                if !parts.isEmpty { cells += entry.standing.parts.map { .number($0) } }
                cells.append(.number(entry.standing.score))
                if hasTies {
                    cells.append(
                        entry.standing.tieBreak.map { tie in
                            selection.ties.indices.contains(tie)
                                ? .word(
                                    key: selection.ties[tie].name,
                                    text: heading(of: selection.ties[tie].value))
                                : phrasing.word(.identifier, key: "id")
                        } ?? .blank)
                }
                return cells + decisionCells(entry.decision, text)
            })
        return excerpted(fitted(table))
    }

    /// 非必改内容依次安排情况: each optional work that was tried.
    private func rankedWorkTable(_ ranking: Ranking) -> ReportTable {
        let text = RankingText(programme: programme, phrasing: phrasing)
        let projects = ProjectColumns(of: programme, groups: [], sums: [], glossary)
        let table = ReportTable(
            id: "ranked-works", heading: phrasing.term(.rankedWorks),
            columns: [column("rank", .rank, .number, priority: 10)] + projects.columns
                + [
                    column("work", .work, priority: 10), column("class", .workClass, priority: 6),
                    column("cost", .cost, .money, priority: 7),
                ] + decisionColumns,
            rows: TableRows(count: ranking.works.count) { [self] position in
                let entry = ranking.works[position]
                let work = programme.works[entry.work]
                let workClass = programme.classes[work.classIndex]
                var cells: [TableCell] = [.count(position + 1)]
                projects.append(work.project, to: &cells)
                cells += [
                    .text(work.id),
                    .word(key: workClass.id, text: glossary.name(of: workClass)),
                    .money(work.cost),
                ]
                return cells + decisionCells(entry.decision, text)
            })
        return excerpted(fitted(table))
    }

    private var decisionColumns: [TableColumn] {
        [
            column("decision", .decision, priority: 9),
            column("needed", .needed, .money, formats: [.csv, .json]),
            column("left", .available, .money, formats: [.csv, .json]),
            column(
                "explanation", .explanation, formats: [.terminal, .markdown, .csv], priority: 8,
                isLong: true),
        ]
    }

    private func decisionCells(_ decision: Ranking.Decision, _ text: RankingText) -> [TableCell] {
        [text.word(for: decision)] + text.money(of: decision)
            + [decision == .accepted ? .blank : .text(text.sentence(for: decision))]
    }

    private func heading(of value: RankedSelection.Key.Value) -> String {
        switch value {
        case .column(let column): glossary.heading(of: programme.column(column))
        case .cost: phrasing.term(.cost)
        }
    }

    private func tierCell(_ standing: SelectionOrder.Standing, _ selection: RankedSelection)
        -> TableCell
    {
        let tier = standing.tier
        if programme.isRunning(project: standing.project) {
            return phrasing.word(ChangeWording.running)
        }
        if tier == 0 { return phrasing.word(.must) }
        return selection.tiers.indices.contains(tier - 1)
            ? .text(selection.tiers[tier - 1].text) : .blank
    }

    // MARK: - What the order costs

    private func costSentences(_ reached: GoalOutcome, _ optimum: GoalOutcome) -> [String] {
        let goal = GoalText(outcome: reached, programme: programme, phrasing: phrasing)
        let (with, without) = (reached.value, optimum.value)
        var sentences = [
            with == without
                ? phrasing.sentence(
                    .orderCostsNothing, goal.description, goal.measure.text(of: with))
                : phrasing.sentence(
                    .orderCosts, goal.description, goal.measure.text(of: with),
                    goal.measure.text(of: without),
                    difference(with, without).map(goal.measure.text(of:)) ?? "")
        ]
        if let bound = optimum.bound {
            sentences.append(
                phrasing.sentence(
                    goal.goal.sense == .minimize ? .orderAtLeast : .orderAtMost,
                    goal.measure.text(of: bound)))
        }
        return sentences
    }

    private func difference(_ left: Ratio, _ right: Ratio) -> Ratio? {
        (try? left.subtracting(right))?.magnitude
    }

    /// 按排序安排与最优方案对比: the first goal with the order and without it.
    private func costTable(_ reached: GoalOutcome, _ optimum: GoalOutcome) -> ReportTable {
        let goal = GoalText(outcome: reached, programme: programme, phrasing: phrasing)
        let people: ReportFormats = [.terminal, .markdown, .csv]
        let change = difference(reached.value, optimum.value)
        let row: [TableCell] = [
            .text(goal.goal.id), .text(goal.description),
            goal.measure.cell(of: reached.value), goal.measure.cell(of: optimum.value),
            change.map(goal.measure.cell(of:)) ?? .blank,
            optimum.bound.map(goal.measure.cell(of:)) ?? .blank, .text(goal.measure.unit),
            .fraction(reached.value), .fraction(optimum.value),
            change.map { .fraction($0) } ?? .blank, optimum.bound.map { .fraction($0) } ?? .blank,
            .text(goal.measure.unitKey), phrasing.word(optimum.isProved),
        ]
        return fitted(
            ReportTable(
                id: "order-cost", heading: phrasing.term(.orderCost),
                columns: [
                    column("goal", .goalID, formats: [.csv, .json]),
                    column("description", .goal, formats: people, priority: 9, isLong: true),
                    column("shownOrdered", .withOrder, .number, formats: people, priority: 9),
                    column("shownOptimum", .withoutOrder, .number, formats: people, priority: 9),
                    column(
                        "shownDifference", .orderDifference, .number, formats: people,
                        priority: 8),
                    column("shownBound", .provedBound, .number, formats: people, priority: 7),
                    column("shownUnit", .unit, formats: people, priority: 6),
                    column("ordered", .withOrder, .number, formats: .json),
                    column("optimum", .withoutOrder, .number, formats: .json),
                    column("difference", .orderDifference, .number, formats: .json),
                    column("bound", .provedBound, .number, formats: .json),
                    column("unit", .unit, formats: .json),
                    column("isProved", .isProved, priority: 5),
                ], rows: TableRows([row])))
    }
}
