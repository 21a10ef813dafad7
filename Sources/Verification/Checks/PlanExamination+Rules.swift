internal import Funding

extension PlanExamination {
    /// Checks every limit of every rule in each place where it holds: at least and at most strictly,
    /// exact limits to less than one settlement unit.
    func checkRules() {
        for (position, rule) in programme.rules.enumerated() {
            for limit in rule.limits.indices {
                do {
                    let evaluation = try RuleEvaluation(
                        rule: position, limit: limit, of: plan, in: programme, selections, ledger)
                    try evaluation.forEachInstance { instance in
                        let sense = rule.limits[limit].sense
                        guard !instance.holds(sense, unit: programme.settlementUnit) else { return }
                        found.add(
                            "verification-rule", [.rule(rule.id)] + subjects(of: instance.scope),
                            message(rule, sense, instance))
                    }
                } catch {
                    add(error, about: .rule(rule.id))
                }
            }
        }
    }

    private func message(
        _ rule: FundingRule, _ sense: RuleLimit.Sense, _ instance: LimitInstance
    ) -> String {
        let demand =
            switch sense {
            case .atLeast: "at least"
            case .atMost: "at most"
            case .exactly: "exactly"
            }
        return "'\(rule.payers.text)' pay \(FigureText.money(Int128(instance.actual))) "
            + "\(place(instance.scope)), where rule '\(rule.id)' demands \(demand) "
            + FigureText.money(instance.bound)
    }

    private func place(_ scope: RuleFigure.Scope) -> String {
        switch scope {
        case .work(let work): "for \(name(ofWork: work))"
        case .project(let project): "for project '\(programme.projects[project].id)'"
        case .group(let label): "for '\(label)'"
        case .period(let period):
            programme.periods.isEmpty ? "in all" : "in \(programme.periods[period])"
        case .programme: "in all"
        }
    }

    private func subjects(of scope: RuleFigure.Scope) -> [Violation.Subject] {
        switch scope {
        case .work(let work): [subject(ofWork: work)]
        case .project(let project): [.project(programme.projects[project].id)]
        case .period(let period) where programme.periods.indices.contains(period):
            [.period(programme.periods[period])]
        case .group, .period, .programme: []
        }
    }
}
