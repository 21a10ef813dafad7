internal import Diagnostics
internal import Funding

/// Reads a stored plan of an earlier version of a programme.
///
/// What the programme no longer has is no mistake: it is kept apart as a departure. The figures must
/// agree all the same: the payments add up to the stored total.
struct PublishedPlanReader {
    let programme: Programme
    let file: String
    let limits: ScenarioLimits
    let findings: Findings

    private struct Key: Hashable {
        var project: String
        var work: String
        var source: String
        var period: String
    }

    /// Reads the plan, or reports why it cannot be used.
    ///
    /// - Complexity: O(*n* + *w* log *w*) for *n* bytes and *w* works.
    func read(_ bytes: [UInt8]) -> PublishedPlan? {
        let errorsBefore = findings.errorCount
        guard
            let table = PlanFile.table(
                bytes, file: file, limits: limits, findings: findings,
                fix: "name the plan.csv that 'fundmix solve' wrote, or its folder")
        else { return nil }
        var plan = PublishedPlan(
            fundedProjects: Array(repeating: false, count: programme.projects.count),
            fundedWorks: Array(repeating: false, count: programme.works.count), payments: [])
        var seen: Set<Key> = []
        var started: Set<String> = []
        var total: (amount: Money, row: Int)?
        let places = Places(programme)
        for row in 0..<table.rowCount where !findings.isFull {
            guard hasPlainNames(table, row) else { continue }
            let project = table.text(row: row, column: 1)
            switch table.text(row: row, column: 0) {
            case "start":
                guard started.insert(project).inserted else {
                    findings.error(
                        .planOrder, at: table.location(row: row), "the project starts twice",
                        fix: "use the file as 'fundmix solve' wrote it")
                    continue
                }
                if let position = places.projects[project] {
                    plan.fundedProjects[position] = true
                } else {
                    plan.departedProjects.append(project)
                }
            case "work":
                let work = table.text(row: row, column: 2)
                if let position = places.work(work, project, programme) {
                    plan.fundedWorks[position] = true
                }
            case "pay": readPayment(table, row, places, &plan, &seen)
            case "total": total = amount(table, row).map { ($0, row) }
            case "use", "goal": continue
            case let kind:
                findings.error(
                    .planRecord, at: table.location(row: row, column: 0),
                    "\(ShownName.quoted(kind)) is no record of a stored plan",
                    fix: "use the file as 'fundmix solve' wrote it")
            }
        }
        guard findings.errorCount == errorsBefore else { return nil }
        guard let total, total.amount == plan.total else {
            let stored = total.map { MoneyText.shown($0.amount) } ?? "missing"
            findings.error(
                .planTotal, at: total.map { table.location(row: $0.row) } ?? table.location,
                "the total of the published plan is \(stored), and its payments add up to "
                    + MoneyText.shown(plan.total),
                fix: "use the file as 'fundmix solve' wrote it")
            return nil
        }
        plan.payments = summed(plan.payments)
        return plan
    }

    /// Whether the names in a row can be those of a scenario: reports show what is gone.
    private func hasPlainNames(_ table: TextTable, _ row: Int) -> Bool {
        for column in 1...4 {
            let name = table.text(row: row, column: column)
            guard name.count > 200 || name.unicodeScalars.contains(where: { $0.value < 0x20 })
            else {
                continue
            }
            findings.error(
                .planRecord, at: table.location(row: row, column: column),
                "\(ShownName.quoted(name)) is no identifier of a stored plan",
                fix: "use the file as 'fundmix solve' wrote it")
            return false
        }
        return true
    }

    private func readPayment(
        _ table: TextTable, _ row: Int, _ places: Places, _ plan: inout PublishedPlan,
        _ seen: inout Set<Key>
    ) {
        guard let amount = amount(table, row) else { return }
        let key = Key(
            project: table.text(row: row, column: 1), work: table.text(row: row, column: 2),
            source: table.text(row: row, column: 3), period: table.text(row: row, column: 4))
        guard seen.insert(key).inserted else {
            findings.error(
                .planOrder, at: table.location(row: row), "the payment repeats another one",
                fix: "use the file as 'fundmix solve' wrote it")
            return
        }
        let work = places.work(key.work, key.project, programme)
        let source = places.sources[key.source]
        let hasPeriod =
            key.period.isEmpty || programme.periods.isEmpty
            || programme.periods.contains(key.period)
        guard let work, let source, hasPeriod else {
            let missing: PublishedPlan.Departure.Missing =
                places.projects[key.project] == nil
                ? .project : work == nil ? .work : source == nil ? .source : .period
            plan.departures.append(
                PublishedPlan.Departure(
                    project: key.project, work: key.work, source: key.source, period: key.period,
                    amount: amount, missing: missing))
            return
        }
        guard amount.minorUnits % programme.settlementUnit.minorUnits == 0 else {
            findings.error(
                .planNotWhole, at: table.location(row: row, column: 5),
                "the published plan pays \(MoneyText.shown(amount)), no whole multiple of the "
                    + "settlement unit \(MoneyText.shown(programme.settlementUnit))",
                fix: "settle in the unit of the published plan ('settle' in scenario.yaml)")
            return
        }
        plan.payments.append(PublishedPlan.Payment(work: work, source: source, amount: amount))
    }

    /// The payments of each work and source added up over the periods, in order.
    private func summed(_ payments: [PublishedPlan.Payment]) -> [PublishedPlan.Payment] {
        var sums: [PublishedPlan.Payment] = []
        for payment in payments.sorted(by: { ($0.work, $0.source) < ($1.work, $1.source) }) {
            if let last = sums.last, (last.work, last.source) == (payment.work, payment.source) {
                sums[sums.count - 1].amount += payment.amount
            } else {
                sums.append(payment)
            }
        }
        return sums
    }

    /// An amount above zero in yuan with two decimals.
    private func amount(_ table: TextTable, _ row: Int) -> Money? {
        let text = table.text(row: row, column: 5)
        if let number = try? DecimalText.parse(text), number.decimals == 2,
            (0...Int128(Money.largest.minorUnits)).contains(number.mantissa)
        {
            return Money(minorUnits: Int64(number.mantissa))
        }
        findings.error(
            .planNumber, at: table.location(row: row, column: 5),
            "\(ShownName.quoted(text)) is no amount in yuan with two decimals",
            fix: "use the file as 'fundmix solve' wrote it")
        return nil
    }
}

/// The positions of identifiers in today's programme.
private struct Places {
    let projects: [String: Int]
    let sources: [String: Int]

    init(_ programme: Programme) {
        projects = PlanReader.positions(programme.projects.map(\.id))
        sources = PlanReader.positions(programme.sources.map(\.id))
    }

    func work(_ id: String, _ project: String, _ programme: Programme) -> Int? {
        projects[project].flatMap { position in
            programme.projects[position].works.first { programme.works[$0].id == id }
        }
    }
}
