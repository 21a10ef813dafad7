internal import Funding

extension PlanExamination {
    /// Checks that works that run already go on, and that their sources pay what is paid or promised.
    func checkCommitments() {
        var last: Int?
        for commitment in programme.commitments where commitment.work != last {
            last = commitment.work
            let own = programme.commitments(toWorks: commitment.work..<commitment.work + 1)
            checkRunning(work: commitment.work, own)
            for source in Set(own.map(\.source)).sorted() {
                check(own.filter { $0.source == source }, ofSource: source, commitment.work)
            }
        }
    }

    private func checkRunning(work: Int, _ commitments: ArraySlice<Commitment>) {
        let project = programme.works[work].project
        let id = programme.projects[project].id
        guard let start = plan.starts[project], plan.fundedWorks[work] else {
            found.add(
                code, [subject(ofWork: work)],
                "\(name(ofWork: work)) runs already but is not funded")
            return
        }
        if commitments.contains(where: { $0.time == .before }) {
            if start != 0 {
                found.add(
                    code, [.project(id)],
                    "project '\(id)' was paid before\(name(ofPeriod: 0, after: "")) but starts"
                        + name(ofPeriod: start))
            }
            return
        }
        let paid = commitments.compactMap { commitment -> Int? in
            guard commitment.state == .paid, commitment.amount > .zero,
                case .period(let period) = commitment.time
            else { return nil }
            return period
        }
        guard let first = paid.min() else { return }
        for index in ledger.payments(forWork: work) where plan.payments[index].period < first {
            found.add(
                code, [subject(ofWork: work)],
                "\(name(ofWork: work)) is paid\(name(ofPeriod: plan.payments[index].period)), but "
                    + "the first money was paid for it\(name(ofPeriod: first))")
        }
    }

    /// Checks what one source pays for a work: in each period that a commitment names, and in all.
    private func check(_ commitments: [Commitment], ofSource source: Int, _ work: Int) {
        var paid = [Int128](repeating: 0, count: programme.periodCount)
        for index in ledger.payments(forWork: work) where plan.payments[index].source == source {
            paid[plan.payments[index].period] += Int128(plan.payments[index].amount.minorUnits)
        }
        var due = paid.map { _ in Int128(0) }
        var dueInAll = Int128(0)
        for commitment in commitments {
            let amount = Int128(commitment.amount.minorUnits)
            switch commitment.time {
            case .before: continue
            case .period(let period): due[period] += amount
            case .any: break
            }
            dueInAll += amount
        }
        for period in due.indices where paid[period] < due[period] {
            report(paid[period], due[period], source, work, name(ofPeriod: period))
        }
        let paidInAll = paid.reduce(0, +)
        if paidInAll < dueInAll, zip(paid, due).allSatisfy({ $0 >= $1 }) {
            report(paidInAll, dueInAll, source, work, "")
        }
    }

    private func report(
        _ paid: Int128, _ due: Int128, _ source: Int, _ work: Int, _ period: String
    ) {
        let id = programme.sources[source].id
        found.add(
            code, [subject(ofWork: work), .source(id)],
            "source '\(id)' pays \(FigureText.money(paid)) for \(name(ofWork: work))\(period), "
                + "\(FigureText.money(due - paid)) below the \(FigureText.money(due)) that are paid "
                + "or promised")
    }

    private var code: String { "verification-commitment" }
}
