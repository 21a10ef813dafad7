import Funding
import Optimization

extension Formulation {
    /// Adds the budgets of all sources.
    ///
    /// For each pot of a source s, over the projects that may draw on it:
    /// - Σ_{w,τ} pay[w,s,τ] ≤ budget, where the pot is for all periods together,
    /// - Σ_w pay[w,s,τ] ≤ budget[τ] for each τ, where it is period by period,
    /// - Σ_{w, σ ≤ τ} pay[w,s,σ] ≤ Σ_{σ ≤ τ} budget[σ] for each τ, where what is left carries over.
    mutating func addBudgetConstraints() throws(ArithmeticOverflow) {
        var slots = Array(repeating: [PaymentSlot](), count: programme.sources.count)
        for slot in payments { slots[slot.source].append(slot) }
        for (source, slots) in zip(programme.sources.indices, slots) {
            switch programme.sources[source].budget {
            case .open: break
            case .whole(let amount):
                try addBudget(amount, ofSource: source, keys: [], over: slots)
            case .grouped(let column, let pots):
                let groups = Dictionary(grouping: slots) { slot in
                    programme.column(column).text(at: programme.works[slot.work].project)
                }
                // Projects of a group without a pot have nothing to draw on.
                let known = Set(pots.map(\.group))
                for (group, slots) in groups.sorted(by: { ($0.key ?? "") < ($1.key ?? "") })
                where group.map({ !known.contains($0) }) ?? true {
                    try addBudget(
                        .total(.zero), ofSource: source, keys: [group ?? ""], over: slots)
                }
                for pot in pots {
                    try addBudget(
                        pot.amount, ofSource: source, keys: [pot.group],
                        over: groups[pot.group] ?? [])
                }
            }
        }
    }

    private mutating func addBudget(
        _ amount: BudgetAmount, ofSource source: Int, keys: [String], over slots: [PaymentSlot]
    ) throws(ArithmeticOverflow) {
        let keys = [programme.sources[source].id] + keys
        switch amount {
        case .total(let total):
            try addBudget(total, name: RowName("budget", keys), over: slots)
        case .perPeriod(let amounts):
            var available = Money.zero
            for (period, amount) in amounts.enumerated() {
                let carriesOver = programme.sources[source].carriesOver
                available = carriesOver ? available + amount : amount
                try addBudget(
                    available, name: RowName("budget", keys, period),
                    over: slots.filter {
                        carriesOver ? $0.period <= period : $0.period == period
                    })
            }
        }
    }

    private mutating func addBudget(
        _ budget: Money, name: RowName, over slots: [PaymentSlot]
    ) throws(ArithmeticOverflow) {
        let row = LinearExpression(terms: slots.map { ($0.variable, .one) })
        try add(
            ExactRow(expression: row, upper: units(budget)), name: name, owner: .shared,
            demand: "budget")
    }
}
