internal import Funding

extension PlanExamination {
    /// Checks a limit of a rule in each place where it holds: at least and at most strictly, an
    /// exact limit to less than one settlement unit.
    func check(limit: Int, ofRule position: Int) {
        let rule = programme.rules[position]
        let (sense, unit) = (rule.limits[limit].sense, programme.settlementUnit)
        do {
            let evaluation = try RuleEvaluation(
                rule: position, limit: limit, of: plan, in: programme, selections, ledger)
            try evaluation.forEachInstance { instance in
                guard !instance.holds(sense, unit: unit) else { return }
                found.add(
                    "verification-rule", [.rule(rule.id)] + subjects(of: instance.scope),
                    message(rule, sense, instance))
            }
        } catch {
            add(error, about: .rule(rule.id))
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
