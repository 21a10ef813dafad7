internal import Funding

extension PlanExamination {
    /// Checks that no pot is overdrawn: in all, in any period, or up to any period where what is left
    /// carries over; and that nothing is paid where a source has no pot.
    func checkBudgets() {
        let evaluation = BudgetEvaluation(
            programme: programme, plan: plan, ledger: ledger, groups: selections.groups)
        let figures: [BudgetFigure]
        do {
            figures = try evaluation.figures()
        } catch {
            add(error)
            return
        }
        for figure in figures {
            guard let budget = figure.budget, figure.used > budget else { continue }
            let source = programme.sources[figure.source].id
            let group = figure.group.map { " for '\($0)'" } ?? ""
            let period = figure.period.map {
                name(ofPeriod: $0, after: figure.isCumulative ? " up to" : " in")
            }
            found.add(
                "verification-budget", [.source(source)],
                "source '\(source)' pays \(FigureText.money(figure.used))\(group)\(period ?? ""), "
                    + "\(FigureText.money(figure.used - budget)) above its budget of "
                    + FigureText.money(budget))
        }
    }
}
