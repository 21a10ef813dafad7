internal import Funding
internal import Planning

extension PlanReport {
    /// What is funded, and what is proved of it.
    func summarySection(_ totals: PlanTotals) -> ReportSection {
        var section = section("summary", .summary)
        let eligible = EligibleProjects(of: programme)
        let status = StatusText(outcome: outcome, programme: programme, phrasing: phrasing)
        let (projects, works) = (fundedProjects.count, totals.fundedWorks)
        var funded = [
            projects == 0
                ? phrasing.sentence(.nothingFunded)
                : phrasing.sentence(
                    .funded, phrasing.projects(projects), phrasing.works(works),
                    phrasing.text(of: totals.paid)),
            phrasing.sentence(
                .eligible, phrasing.projects(programme.projects.count),
                phrasing.projects(eligible.passing), phrasing.projects(projects)),
        ]
        if eligible.runningOn > 0 {
            funded.append(phrasing.sentence(.runningOn, phrasing.projects(eligible.runningOn)))
        }
        if !totals.isReconciled { funded = [phrasing.sentence(.notReconciled)] }
        section.paragraphs = [phrasing.joined(funded), phrasing.joined(status.sentences)]
        if totals.isReconciled { section.paragraphs.append(phrasing.sentence(.verified)) }
        section.facts =
            status.facts + [
                fact("projects", .projectCount, .count(programme.projects.count)),
                fact("eligibleProjects", .eligibleProjects, .count(eligible.passing)),
                fact("fundedProjects", .fundedProjects, .count(projects)),
                fact("works", .workCount, .count(programme.works.count)),
                fact("fundedWorks", .fundedWorks, .count(works)),
                fact("total", .totalFunding, .money(totals.paid)),
                ReportFact(
                    "settlementUnit", label: phrasing.term(.settlementUnit),
                    .text(phrasing.text(of: programme.settlementUnit.exact, in: .yuan)),
                    formats: .markdown),
                ReportFact(
                    "settlementUnit", label: phrasing.term(.settlementUnit),
                    .money(programme.settlementUnit), formats: .json),
            ]
        if outcome.ranking != nil {
            section.facts.append(
                fact(
                    "selection", .selectionMethod,
                    phrasing.word(.selectionRanked, key: "ranked")))
        }
        return section
    }

    /// How far each goal is reached, and how far any plan could get.
    func goalSection() -> ReportSection {
        var section = section("goals", .goals)
        let goals = outcome.goals.map {
            GoalText(
                outcome: $0, programme: programme, phrasing: phrasing,
                isRanked: outcome.ranking != nil)
        }
        section.paragraphs = goals.map { phrasing.joined($0.sentences) }
        if goals.count > 1 { section.paragraphs.append(phrasing.sentence(.gateInSequence)) }
        guard !goals.isEmpty else { return section }
        let rows = goals.enumerated().map { position, goal -> [TableCell] in
            [
                .count(position + 1), .text(goal.goal.id), .text(goal.description),
                .text(goal.goal.text),
                goal.goal.sense == .minimize ? phrasing.word(.minimize) : phrasing.word(.maximize),
                goal.measure.cell(of: goal.outcome.value),
                goal.measure.cell(of: goal.outcome.achieved),
                goal.outcome.bound.map { goal.measure.cell(of: $0) } ?? .blank,
                .text(goal.measure.unit), goal.gap.map { .share($0, decimals: 4) } ?? .blank,
                .fraction(goal.outcome.value), .fraction(goal.outcome.achieved),
                goal.outcome.bound.map { .fraction($0) } ?? .blank,
                .text(goal.measure.unitKey), goal.outcome.relativeGap.map { .real($0) } ?? .blank,
                phrasing.word(goal.outcome.isProved),
            ]
        }
        let people: ReportFormats = [.terminal, .markdown, .csv]
        let isDrawn = outcome.goals.contains { $0.value != $0.achieved }
        let table = ReportTable(
            id: "goals", heading: phrasing.term(.goals),
            columns: [
                column("order", .ordinal, .number, formats: [.markdown, .csv, .json]),
                column("goal", .goalID, formats: [.csv, .json]),
                column(
                    "description", .goal, formats: people, priority: 9, isLong: true),
                column("text", .asWritten, formats: [.markdown, .csv, .json]),
                column("aim", .aim, formats: [.csv, .json]),
                column("reached", .value, .number, formats: people, priority: 9),
                column(
                    "reachedBefore", .achieved, .number, formats: isDrawn ? people : [],
                    priority: 3),
                column("attainable", .provedBound, .number, formats: people, priority: 8),
                column("shownUnit", .unit, formats: people, priority: 6),
                column("gap", .gap, .share, formats: people, priority: 7),
                column("value", .value, .number, formats: .json),
                column("achieved", .achieved, .number, formats: .json),
                column("bound", .provedBound, .number, formats: .json),
                column("unit", .unit, formats: .json),
                column("relativeGap", .relativeGap, .number, formats: .json),
                column("isProved", .isProved, priority: 5),
            ], rows: TableRows(rows))
        section.tables = [fitted(table)]
        return section
    }

    /// A fact with a term as label.
    func fact(_ key: String, _ label: Wording, _ value: TableCell) -> ReportFact {
        ReportFact(key, label: phrasing.term(label), value)
    }
}
