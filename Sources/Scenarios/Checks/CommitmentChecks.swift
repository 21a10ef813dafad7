internal import Diagnostics
internal import Funding

/// Checks what paid and promised money contradicts: costs, payers, budgets, gates, rules, choices and
/// starts.
struct CommitmentChecks {
    let assembly: ProgrammeAssembly

    private var programme: Programme { assembly.programme }
    private var findings: Findings { assembly.findings }

    /// Looks at every running work, then at what each source and each rule must bear.
    func run() {
        guard !programme.commitments.isEmpty else { return }
        let errorsBefore = findings.errorCount
        for index in programme.commitments.indices { checkPayer(index) }
        for project in programme.projects.indices where programme.isRunning(project: project) {
            checkCosts(ofProject: project)
            checkGates(ofProject: project)
        }
        guard findings.errorCount == errorsBefore else { return }
        for project in programme.projects.indices
        where programme.isRunning(project: project)
            && programme.possibleStarts(ofProject: project).isEmpty
        {
            findings.error(
                .commitmentStart, at: place(ofProject: project),
                "no start of project \(ShownName.quoted(programme.projects[project].id)) lets its "
                    + "works cost in each period what is paid or promised for it then",
                fix:
                    "check the periods of its commitments, its start, the profiles of its works and "
                    + "'finish'")
        }
        checkBudgets()
        for rule in programme.rules.indices { checkRule(rule) }
        checkChoices()
    }

    private func place(ofProject project: Int) -> SourceLocation {
        let works = programme.projects[project].works
        let first = programme.commitments.firstIndex { works.contains($0.work) } ?? 0
        return assembly.provenance.location(ofCommitment: first)
    }

    private func checkPayer(_ index: Int) {
        let commitment = programme.commitments[index]
        let source = programme.sources[commitment.source]
        guard commitment.time != .before, commitment.amount > .zero,
            !assembly.masks.works(source.pays, in: programme)[commitment.work]
        else { return }
        findings.error(
            .commitmentUnpayable, at: assembly.provenance.location(ofCommitment: index),
            "source '\(source.id)' paid or promised money for \(name(ofWork: commitment.work)), "
                + "which it may not pay",
            fix: "widen 'pays' of the source, or correct the commitment")
    }

    private func checkCosts(ofProject project: Int) {
        for work in programme.projects[project].works {
            let committed = sum(programme.commitments(toWorks: work..<work + 1)) { _ in true }
            guard committed > Int128(programme.works[work].cost.minorUnits) else { continue }
            let first = programme.commitments.firstIndex { $0.work == work } ?? 0
            findings.error(
                .commitmentAboveCost, at: assembly.provenance.location(ofCommitment: first),
                "\(MoneyText.shown(minorUnits: committed)) are paid or promised for "
                    + "\(name(ofWork: work)), of whose cost "
                    + "\(MoneyText.shown(programme.works[work].cost)) are left to pay",
                fix: "correct the cost of the work, or what is paid or promised for it")
        }
    }

    private func checkGates(ofProject project: Int) {
        let failed = programme.gates.filter {
            !$0.condition.holds(forProject: project, in: programme)
        }
        guard !failed.isEmpty else { return }
        findings.warning(
            .commitmentFailsGate, at: place(ofProject: project),
            "project \(ShownName.quoted(programme.projects[project].id)) runs already and goes on, "
                + "though it fails " + failed.map { "gate '\($0.id)'" }.joined(separator: " and "),
            fix: "check the gate's columns, or take the project's commitments out to stop it")
    }

    // MARK: - Budgets

    private func checkBudgets() {
        for (position, source) in programme.sources.enumerated() {
            let own = programme.commitments.filter {
                $0.source == position && $0.time != .before
            }
            switch source.budget {
            case .open: continue
            case .whole(let amount): check(own, position, amount, group: "")
            case .grouped(let column, let pots):
                for pot in pots {
                    let members = own.filter {
                        let project = programme.works[$0.work].project
                        return programme.column(column).text(at: project) == pot.group
                    }
                    check(members, position, pot.amount, group: " for '\(pot.group)'")
                }
            }
        }
    }

    private func check(
        _ commitments: [Commitment], _ source: Int, _ amount: BudgetAmount, group: String
    ) {
        switch amount {
        case .total(let total):
            report(sum(commitments) { _ in true }, total, source, group)
        case .perPeriod(let amounts):
            var available = Money.zero
            let carriesOver = programme.sources[source].carriesOver
            for (period, amount) in amounts.enumerated() {
                available = carriesOver ? available + amount : amount
                let committed = sum(commitments) { time in
                    guard case .period(let own) = time else { return false }
                    return carriesOver ? own <= period : own == period
                }
                report(
                    committed, available, source,
                    group + (carriesOver ? " up to " : " in ") + programme.periods[period])
            }
            let total = amounts.reduce(.zero, +)
            report(sum(commitments) { _ in true }, total, source, group)
        }
    }

    private func report(_ committed: Int128, _ budget: Money, _ source: Int, _ what: String) {
        guard committed > Int128(budget.minorUnits) else { return }
        let id = programme.sources[source].id
        findings.error(
            .commitmentAboveBudget,
            at: assembly.provenance.location(of: "sources.\(id).budget")
                ?? assembly.sourcePlaces[source],
            "source '\(id)' paid or promised \(MoneyText.shown(minorUnits: committed))\(what), more "
                + "than its budget of \(MoneyText.shown(budget))",
            fix: "raise the budget, or correct the commitments")
    }

    private func sum(
        _ commitments: some Sequence<Commitment>, _ counts: (Commitment.Time) -> Bool
    ) -> Int128 {
        commitments.reduce(0) {
            $1.time != .before && counts($1.time) ? $0 + Int128($1.amount.minorUnits) : $0
        }
    }

    // MARK: - Rules and choices

    /// A cap on each work or project that the money committed breaks, even if all works were funded.
    private func checkRule(_ position: Int) {
        let rule = programme.rules[position]
        guard rule.scope == .work || rule.scope == .project else { return }
        let matches = assembly.masks.works(rule.works, in: programme)
        for limit in rule.limits {
            if case .slidingScale(let scale) = limit.bound {
                let measured = scale.works.map { assembly.masks.works($0, in: programme) }
                checkScale(of: rule) { matches[$0] || measured?[$0] ?? false }
            }
        }
        for limit in rule.limits where limit.sense != .atLeast {
            for project in programme.projects.indices where programme.isRunning(project: project) {
                let works = programme.projects[project].works.filter { matches[$0] }
                for items in rule.scope == .work ? works.map({ [$0] }) : [works] {
                    check(items, limit, rule, position)
                }
            }
        }
    }

    /// Refuses a scale that would have to count money of years that the programme does not decide on.
    private func checkScale(of rule: FundingRule, counts: (Int) -> Bool) {
        let index = programme.commitments.firstIndex { $0.time == .before && counts($0.work) }
        guard let index else { return }
        findings.error(
            .commitmentSlides, at: assembly.provenance.location(ofCommitment: index),
            "\(name(ofWork: programme.commitments[index].work)) has money paid before the first "
                + "period, and rule '\(rule.id)' slides with what is paid for it",
            fix: "except what runs already with 'where' in the rule")
    }

    private func check(_ works: [Int], _ limit: RuleLimit, _ rule: FundingRule, _ position: Int) {
        let paid = works.flatMap { programme.commitments(toWorks: $0..<$0 + 1) }
            .filter { rule.payers.sources.contains($0.source) }
            .reduce(Money.zero) { $0 + $1.amount }
        // An exact bound is met by less than one settlement unit more.
        guard let first = works.first, let bound = most(limit.bound, works),
            paid.exact > bound,
            let more = try? paid.exact.subtracting(bound),
            limit.sense == .atMost || more >= programme.settlementUnit.exact
        else { return }
        let what =
            rule.scope == .work
            ? name(ofWork: first)
            : "project \(ShownName.quoted(programme.projects[programme.works[first].project].id))"
        findings.error(
            .commitmentBreaksRule, at: assembly.rulePlaces[position],
            "rule '\(rule.id)' lets '\(rule.payers.text)' pay at most "
                + "\(MoneyText.shown(minorUnits: bound.floor)) for \(what), and "
                + "\(MoneyText.shown(paid)) are paid or promised",
            fix: "except what runs already with 'where', or correct the commitments")
    }

    /// The most that a bound can be for works of one project, all funded; `nil` where that depends on
    /// payments.
    private func most(_ bound: RuleBound, _ works: [Int]) -> Ratio? {
        switch bound {
        case .shareOfCost(let share):
            let cost = works.reduce(Money.zero) {
                $0 + programme.works[$1].cost + programme.moneyPaidBefore(forWork: $1)
            }
            return try? share.multiplied(by: cost.exact)
        case .amount(let amount): return amount.exact
        case .rate(let rate, let column):
            let counted = column.level == .work ? works : Array(works.prefix(1))
            var most = Ratio.zero
            for work in counted {
                guard let number = programme.number(column, ofWork: work),
                    let sum = try? most.adding(rate.multiplied(by: number))
                else { return nil }
                most = sum
            }
            return most
        case .shareOfPayments, .column, .steps, .slidingScale: return nil
        }
    }

    private func checkChoices() {
        for (position, choice) in programme.choices.enumerated() {
            guard case .never(let items) = choice.demand else { continue }
            for item in items {
                let runs =
                    item.work.map { programme.isRunning(work: $0) }
                    ?? programme.isRunning(project: item.project)
                guard runs else { continue }
                let what =
                    item.work.map(name(ofWork:))
                    ?? "project \(ShownName.quoted(programme.projects[item.project].id))"
                findings.error(
                    .contradictingChoices, at: assembly.choicePlaces[position],
                    "choice '\(choice.id)' forbids \(what), which runs already",
                    fix: "remove the choice, or the commitments of the project")
            }
        }
    }

    private func name(ofWork work: Int) -> String {
        let item = programme.works[work]
        return "work \(ShownName.quoted(programme.projects[item.project].id + "/" + item.id))"
    }
}
