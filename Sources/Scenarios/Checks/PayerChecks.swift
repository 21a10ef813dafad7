internal import Diagnostics
internal import Funding

/// Checks who may pay what: rules without payers, works without payers, budgets below a demand.
struct PayerChecks {
    let assembly: ProgrammeAssembly

    private var programme: Programme { assembly.programme }
    private var findings: Findings { assembly.findings }

    func run() {
        checkSources()
        checkWorks()
        for position in programme.rules.indices { checkRule(position) }
    }

    private func checkSources() {
        for (position, source) in programme.sources.enumerated() where source.pays != .always {
            let mask = assembly.masks.works(source.pays, in: programme)
            guard !mask.contains(true), !mask.isEmpty else { continue }
            findings.warning(
                .sourcePaysNothing, at: assembly.sourcePlaces[position],
                "source '\(source.id)' may pay none of the works",
                fix: "check 'pays'")
        }
    }

    private func checkWorks() {
        guard !programme.sources.contains(where: { $0.pays == .always }) else { return }
        var payable = [Bool](repeating: false, count: programme.works.count)
        for pays in Set(programme.sources.map(\.pays)) {
            let mask = assembly.masks.works(pays, in: programme)
            for work in mask.indices where mask[work] { payable[work] = true }
        }
        let unpayable = payable.indices.filter { !payable[$0] && programme.works[$0].cost > .zero }
        guard let first = unpayable.first else { return }
        let work = programme.works[first]
        let project = programme.projects[work.project].id
        let more = unpayable.count > 1 ? ", nor \(unpayable.count - 1) other works" : ""
        findings.warning(
            .workUnpayable,
            at: assembly.provenance.location(ofWork: first) ?? SourceLocation(file: assembly.file),
            "no source may pay work \(ShownName.quoted(work.id)) of project "
                + "\(ShownName.quoted(project))\(more)",
            fix: "widen 'pays' of a source, or remove the work")
    }

    private func checkRule(_ position: Int) {
        let rule = programme.rules[position]
        let place = assembly.rulePlaces[position]
        let works = assembly.masks.works(rule.works, in: programme)
        guard works.contains(true) else {
            findings.warning(
                .ruleMatchesNothing, at: place, "rule '\(rule.id)' matches no work",
                fix: "check 'works' and 'where'")
            return
        }
        SlidingScaleChecks(assembly: assembly).run(rule, works, at: place)
        guard rule.limits.contains(where: demandsPayment) else { return }
        let canPay = rule.payers.sources.contains { source in
            let pays = programme.sources[source].pays
            if pays == .always { return true }
            let mask = assembly.masks.works(pays, in: programme)
            return mask.indices.contains { mask[$0] && works[$0] }
        }
        guard canPay else {
            findings.error(
                .ruleUnpayable, at: place,
                "rule '\(rule.id)' demands payments from '\(rule.payers.text)', who may pay none of "
                    + "its works",
                fix: "widen 'pays' of a source, or name other payers")
            return
        }
        checkFloor(rule, at: place)
    }

    private func demandsPayment(_ limit: RuleLimit) -> Bool {
        guard limit.sense != .atMost else { return false }
        switch limit.bound {
        case .shareOfCost(let share), .shareOfPayments(let share, _): return share > .zero
        case .rate(let rate, _): return rate > .zero
        case .amount(let amount): return amount > .zero
        case .column, .steps, .slidingScale: return true
        }
    }

    /// An absolute demand on the whole programme that all budgets together cannot meet.
    private func checkFloor(_ rule: FundingRule, at place: SourceLocation) {
        guard rule.scope == .programme else { return }
        var budget = Int128(0)
        for source in rule.payers.sources {
            guard let total = PayerChecks.total(programme.sources[source].budget) else { return }
            budget += Int128(total)
        }
        for limit in rule.limits where limit.sense != .atMost {
            guard case .amount(let floor) = limit.bound, Int128(floor.minorUnits) > budget else {
                continue
            }
            findings.error(
                .budgetBelowFloor,
                at: assembly.provenance.location(of: "rules.\(rule.id).\(limit.sense.rawValue)")
                    ?? place,
                "budget \(MoneyText.shown(minorUnits: budget)) of '\(rule.payers.text)' is below "
                    + "the \(MoneyText.shown(floor)) it must pay",
                fix: "raise the budget, or lower '\(limit.sense.rawValue)' of rule '\(rule.id)'")
        }
    }

    /// All that a budget holds in minor units, or `nil` for an open one.
    static func total(_ budget: Budget) -> Int64? {
        func sum(_ amount: BudgetAmount) -> Int64 {
            switch amount {
            case .total(let money): money.minorUnits
            case .perPeriod(let amounts): amounts.reduce(0) { saturated($0, $1.minorUnits) }
            }
        }
        return switch budget {
        case .open: nil
        case .whole(let amount): sum(amount)
        case .grouped(_, let pots): pots.reduce(0) { saturated($0, sum($1.amount)) }
        }
    }

    private static func saturated(_ left: Int64, _ right: Int64) -> Int64 {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? .max : sum
    }
}
