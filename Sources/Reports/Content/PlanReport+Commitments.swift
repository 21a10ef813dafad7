internal import Funding
internal import Verification

extension PlanReport {
    /// What running works (续建) cost, have, were promised and get; `nil` without any.
    func commitmentSection() -> ReportSection? {
        guard !programme.commitments.isEmpty else { return nil }
        var section = ReportSection(
            id: "commitments", heading: phrasing.term(ChangeWording.runningWorks))
        section.paragraphs = [phrasing.sentence(.runningWorks)]
        section.tables = [runningTable(), commitmentTable()]
        return section
    }

    private func runningTable() -> ReportTable {
        let works = programme.works.indices.filter(programme.isRunning(work:))
        let figures = works.map { work -> [Money] in
            let before = programme.moneyPaidBefore(forWork: work)
            let committed = programme.commitments(toWorks: work..<work + 1)
                .reduce(Money.zero) { $1.time == .before ? $0 : $0 + $1.amount }
            let left = programme.works[work].cost
            return [left + before, before, left, committed, self.figures.paid(forWork: work)]
        }
        let rows = zip(works, figures).map { work, figures -> [TableCell] in
            let project = programme.projects[programme.works[work].project]
            return [.text(project.id), .text(programme.works[work].id)]
                + figures.map { .money($0) }
        }
        var table = ReportTable(
            id: "running-works", heading: phrasing.term(ChangeWording.runningWorks),
            columns: [
                column("project", .project, priority: 10), column("work", .work, priority: 10),
                changeColumn("full", .fullCost, .money),
                changeColumn("before", .paidBefore, .money),
                changeColumn("cost", .leftToPay, .money),
                changeColumn("committed", .committed, .money),
                changeColumn("planned", .planned, .money),
            ], rows: TableRows(rows))
        let sums = (0..<5).map { place in figures.reduce(Money.zero) { $0 + $1[place] } }
        table.footers = [
            TableFooter(
                "total", cells: [phrasing.word(.total), .blank] + sums.map { .money($0) })
        ]
        return excerpted(fitted(table))
    }

    private func commitmentTable() -> ReportTable {
        let rows = programme.commitments.map { commitment -> [TableCell] in
            let work = programme.works[commitment.work]
            let source = programme.sources[commitment.source]
            return [
                .text(programme.projects[work.project].id), .text(work.id),
                .text(source.id), .text(glossary.name(of: source)), cell(of: commitment.time),
                phrasing.word(commitment.state == .paid ? ChangeWording.paid : .promised),
                .money(commitment.amount), planned(for: commitment).map { .money($0) } ?? .blank,
            ]
        }
        let hasTitles = programme.sources.contains { $0.title != nil }
        var table = ReportTable(
            id: "commitments", heading: phrasing.term(ChangeWording.commitments),
            columns: [
                column("project", .project, priority: 10), column("work", .work, priority: 10),
                column("source", .source, formats: hasTitles ? [.csv, .json] : .all, priority: 10),
                changeColumn(
                    "name", .sourceName, formats: hasTitles ? [.terminal, .markdown, .csv] : .csv),
                column("period", .period, priority: 9),
                changeColumn("state", .commitmentState), column("amount", .amountHeading, .money),
                changeColumn("planned", .planned, .money),
            ], rows: TableRows(rows))
        table.notes = [phrasing.sentence(.noteCommitments)]
        return excerpted(fitted(table))
    }

    private func cell(of time: Commitment.Time) -> TableCell {
        switch time {
        case .before: phrasing.word(ChangeWording.before)
        case .any: phrasing.word(ChangeWording.anyPeriod)
        case .period(let period):
            programme.periods.indices.contains(period) ? .text(programme.periods[period]) : .blank
        }
    }

    /// What the plan lets the source of a commitment pay for its work in the commitment's period, or in
    /// all; `nil` for money paid before the plan.
    private func planned(for commitment: Commitment) -> Money? {
        guard commitment.time != .before else { return nil }
        return figures.payments(forWork: commitment.work).reduce(Money.zero) { sum, index in
            let payment = figures.plan.payments[index]
            let counts =
                payment.source == commitment.source
                && (commitment.time == .any || commitment.time == .period(payment.period))
            return counts ? sum + payment.amount : sum
        }
    }

    /// A column with a term about changes as heading.
    func changeColumn(
        _ key: String, _ heading: ChangeWording, _ kind: TableColumn.Kind = .text,
        formats: ReportFormats = .all
    ) -> TableColumn {
        TableColumn(key, heading: phrasing.term(heading), kind, formats: formats, priority: 8)
    }
}
