internal import Funding

extension PlanExamination {
    /// The checks of everything that a stored plan says beside its payments.
    static func claims(of stored: StoredPlan) -> [Check] {
        [
            { $0.checkWorkCosts(stored.workCosts) }, { $0.checkSourceUses(stored.sourceUses) },
            { $0.checkTotal(stored.total) }, { $0.checkGoalValues(stored.goalValues) },
        ]
    }

    private func checkTotal(_ total: Money) {
        if total.minorUnits != ledger.total {
            found.add(
                "verification-stored-total", [],
                "the stored total is \(FigureText.money(total)), but the payments add up to "
                    + FigureText.money(Int128(ledger.total)))
        }
    }

    /// A cost is stored for each funded work and for no other.
    private func checkWorkCosts(_ costs: [Int: Money]) {
        let code = "verification-stored-cost"
        for work in programme.works.indices where plan.fundedWorks[work] {
            let cost = programme.works[work].cost
            guard let stored = costs[work] else {
                found.add(
                    code, [subject(ofWork: work)],
                    "\(name(ofWork: work)) is funded without a stored cost")
                continue
            }
            guard stored != cost else { continue }
            found.add(
                code, [subject(ofWork: work)],
                "the stored cost of \(name(ofWork: work)) is \(FigureText.money(stored)), but it "
                    + "costs \(FigureText.money(cost))")
        }
        // Only what is wrong is put in order: a national plan has millions of costs.
        let needless = costs.keys.filter {
            !plan.fundedWorks.indices.contains($0) || !plan.fundedWorks[$0]
        }
        for work in needless.sorted() {
            guard plan.fundedWorks.indices.contains(work) else {
                found.add(code, [], "a cost is stored for work \(work), which the programme lacks")
                continue
            }
            found.add(
                code, [subject(ofWork: work)],
                "a cost is stored for \(name(ofWork: work)), which is not funded")
        }
    }

    /// Uses are stored by source and period, once for each that has payments.
    private func checkSourceUses(_ uses: [StoredPlan.SourceUse]) {
        let code = "verification-stored-use"
        var isStored = [Bool](repeating: false, count: ledger.uses.count)
        var last: StoredPlan.SourceUse?
        for use in uses {
            guard programme.sources.indices.contains(use.source),
                (0..<programme.periodCount).contains(use.period)
            else {
                found.add(
                    code, [],
                    "a use is stored for source \(use.source) in period \(use.period), which the "
                        + "programme lacks")
                continue
            }
            let id = programme.sources[use.source].id
            if let last, (last.source, last.period) >= (use.source, use.period) {
                found.add(
                    code, [.source(id)],
                    "the stored use of source '\(id)'\(name(ofPeriod: use.period)) is repeated or "
                        + "out of order")
            }
            last = use
            isStored[use.source * programme.periodCount + use.period] = true
            let actual = ledger.use(ofSource: use.source, in: use.period)
            if use.amount == .zero || use.amount.minorUnits != actual {
                found.add(
                    code, [.source(id)],
                    "the stored use of source '\(id)'\(name(ofPeriod: use.period)) is "
                        + "\(FigureText.money(use.amount)), but it pays "
                        + FigureText.money(Int128(actual)))
            }
        }
        for place in isStored.indices where !isStored[place] && ledger.uses[place] != 0 {
            let (source, period) = place.quotientAndRemainder(dividingBy: programme.periodCount)
            let id = programme.sources[source].id
            found.add(
                code, [.source(id)],
                "source '\(id)' pays \(FigureText.money(Int128(ledger.uses[place])))"
                    + "\(name(ofPeriod: period)) without a stored use")
        }
    }

    private func checkGoalValues(_ values: [Ratio]) {
        let code = "verification-stored-goal"
        if values.count != programme.goals.count {
            found.add(
                code, [],
                "\(values.count) goal values are stored for \(programme.goals.count) goals")
        }
        let measures = MeasureEvaluation(programme: programme, plan: plan, ledger: ledger)
        for (position, goal) in programme.goals.enumerated() {
            do {
                let value = try measures.value(
                    of: goal.measure, over: selections.goalRows[position],
                    neededBy: "goal '\(goal.id)'")
                guard values.indices.contains(position), values[position] != value else { continue }
                let write = { goal.measure.isMoney ? FigureText.money($0) : FigureText.number($0) }
                found.add(
                    code, [.goal(goal.id)],
                    "the stored value of goal '\(goal.id)' is \(write(values[position])), but the "
                        + "plan reaches \(write(value))")
            } catch {
                add(error, about: .goal(goal.id))
            }
        }
    }
}
