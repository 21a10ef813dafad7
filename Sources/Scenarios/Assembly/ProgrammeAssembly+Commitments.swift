internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// A row of commitments that can be used.
    private struct CommitmentRow {
        var commitment: Commitment
        var line: Int32

        /// The order of commitments, which no order of rows changes.
        var key: (Int, Int, Int, String, Int64, Int32) {
            let time =
                switch commitment.time {
                case .before: -1
                case .period(let period): period
                case .any: Int.max
                }
            return (
                commitment.work, commitment.source, time, commitment.state.rawValue,
                commitment.amount.minorUnits, line
            )
        }
    }

    private static let states: [String: Commitment.State] = [
        "paid": .paid, "已支付": .paid, "已拨付": .paid, "已付": .paid,
        "promised": .promised, "已承诺": .promised, "承诺": .promised, "待支付": .promised,
    ]
    private static let befores: Set = ["before", "以前", "以前年度", "此前"]

    /// Reads what running works have or were promised, and takes what was paid before the first period
    /// off the cost of each work.
    func readCommitments() {
        guard let node = root["tables"]?["commitments"], !node.isEmpty,
            let table = table(node, "the table of commitments")
        else { return }
        let headings = headings(
            of: table, in: ColumnAliases.commitments,
            renamed: renames(root["columns"]?["commitments"], of: table))
        let names = ["project", "work", "source", "period", "amount", "state"]
        let columns = names.compactMap { required($0, headings, of: table) }
        guard columns.count == names.count else { return }
        for (column, heading) in headings.enumerated()
        where !heading.text.isEmpty && !names.contains(heading.name) && heading.name != "note" {
            findings.error(
                .unknownColumn, at: table.headingLocation(column: column),
                "heading \(ShownName.quoted(heading.text)) is not known in a table of commitments",
                fix: ShownName.suggestion(
                    for: heading.text, among: names + ["note"], what: "headings"))
        }
        var rows: [CommitmentRow] = []
        for row in 0..<table.rowCount {
            guard let commitment = commitment(table, row, columns, headings) else { continue }
            rows.append(CommitmentRow(commitment: commitment, line: table.lines[row + 1]))
        }
        rows.sort { $0.key < $1.key }
        programme.commitments = rows.map(\.commitment)
        provenance.commitmentFile = table.file
        provenance.commitmentLines = rows.map(\.line)
        takeOffWhatWasPaidBefore()
    }

    private func commitment(
        _ table: TextTable, _ row: Int, _ columns: [Int], _ headings: [TableHeading]
    ) -> Commitment? {
        func text(_ name: Int) -> String {
            NormalizedText.normalized(table.text(row: row, column: columns[name]))
        }
        func place(_ name: Int) -> SourceLocation {
            table.location(row: row, column: columns[name])
        }
        guard let project = projectPosition(text(0)) else {
            reportUnknownProject(text(0), at: place(0))
            return nil
        }
        let works = programme.projects[project].works
        guard let work = works.first(where: { programme.works[$0].id == text(1) }) else {
            findings.error(
                .unknownWork, at: place(1),
                "project \(ShownName.quoted(text(0))) has no work \(ShownName.quoted(text(1)))",
                fix: ShownName.suggestion(
                    for: text(1), among: works.map { programme.works[$0].id }, what: "works"))
            return nil
        }
        guard let source = programme.sources.firstIndex(where: { $0.id == text(2) }) else {
            findings.error(
                .unknownPayer, at: place(2),
                "\(ShownName.quoted(text(2))) is no source",
                fix: ShownName.suggestion(
                    for: text(2), among: programme.sources.map(\.id), what: "sources"))
            return nil
        }
        guard let state = ProgrammeAssembly.states[text(5)] else {
            findings.error(
                .unknownValue, at: place(5),
                "\(ShownName.quoted(text(5))) is no state of a commitment",
                fix: "write 'paid' (已支付) or 'promised' (已承诺)")
            return nil
        }
        guard let time = time(text(3), state, at: place(3)),
            let amount = committedAmount(table, row, columns[4], headings[columns[4]])
        else { return nil }
        return Commitment(work: work, source: source, time: time, amount: amount, state: state)
    }

    /// The time that a cell names: a period, a year before the first one, or any where it is blank.
    private func time(_ text: String, _ state: Commitment.State, at place: SourceLocation)
        -> Commitment.Time?
    {
        if let period = programme.periods.firstIndex(of: text) { return .period(period) }
        if text.isEmpty {
            if state == .promised { return .any }
            if programme.periods.isEmpty { return .period(0) }
        }
        let isEarlierYear =
            if let year = Int(text), let first = programme.periods.first.flatMap({ Int($0) }) {
                year < first
            } else { false }
        guard isEarlierYear || ProgrammeAssembly.befores.contains(text) || text.isEmpty else {
            reportUnknownPeriod(text, at: place)
            return nil
        }
        guard state == .paid, !text.isEmpty else {
            findings.error(
                .commitmentPeriod, at: place,
                text.isEmpty
                    ? "paid money names no period"
                    : "money is promised for \(ShownName.quoted(text)), which is over",
                fix: "name one of the periods, or 'before' for money paid before the first one")
            return nil
        }
        return .before
    }

    private func committedAmount(
        _ table: TextTable, _ row: Int, _ column: Int, _ heading: TableHeading
    ) -> Money? {
        guard let amount = amount(table, row: row, column: column, heading, "a commitment") else {
            return nil
        }
        guard amount.minorUnits % programme.settlementUnit.minorUnits == 0 else {
            findings.error(
                .costNotWhole, at: table.location(row: row, column: column),
                "a commitment of \(MoneyText.shown(amount)) is no whole multiple of the "
                    + "settlement unit \(MoneyText.shown(programme.settlementUnit))",
                fix: "settle in a smaller unit ('settle' in scenario.yaml)")
            return nil
        }
        return amount
    }

    private func takeOffWhatWasPaidBefore() {
        for (index, commitment) in programme.commitments.enumerated()
        where commitment.time == .before {
            let work = programme.works[commitment.work]
            guard commitment.amount <= work.cost else {
                let before = programme.moneyPaidBefore(forWork: commitment.work)
                findings.error(
                    .commitmentAboveCost, at: provenance.location(ofCommitment: index),
                    "\(MoneyText.shown(before)) were paid for work \(ShownName.quoted(work.id)) of "
                        + "project \(ShownName.quoted(programme.projects[work.project].id)) before "
                        + "the first period, more than it costs",
                    fix: "correct the cost of the work, or what was paid for it")
                continue
            }
            programme.works[commitment.work].cost -= commitment.amount
        }
    }
}
