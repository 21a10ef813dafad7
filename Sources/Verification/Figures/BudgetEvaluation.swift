internal import Funding

/// Computes what a plan uses of every pot of money.
struct BudgetEvaluation {
    let programme: Programme
    let plan: Plan
    let ledger: PaymentLedger
    let groups: [ColumnReference: ProjectGroups]

    /// The figures of all sources, in order of source, pot as written, and period; groups without a
    /// pot come last.
    ///
    /// - Throws: `FigureError.overflow` when the budgets of a source leave 64 bits.
    /// - Complexity: O(*n* + *s* · *t*) for *n* payments, *s* pots and *t* periods.
    func figures() throws(FigureError) -> [BudgetFigure] {
        let groupUses = groupUses()
        var figures: [BudgetFigure] = []
        for (position, source) in programme.sources.enumerated() {
            switch source.budget {
            case .open:
                let used = Money(minorUnits: ledger.use(ofSource: position))
                figures.append(BudgetFigure(source: position, budget: nil, used: used))
            case .whole(let amount):
                let uses = (0..<programme.periodCount).map {
                    ledger.use(ofSource: position, in: $0)
                }
                figures += try pot(amount, of: position, group: nil, uses: uses[...])
            case .grouped(let column, let pots):
                guard let groups = groups[column], let uses = groupUses[position] else { continue }
                let periods = programme.periodCount
                var rest: [String: Int] = [:]
                for (index, label) in groups.labels.enumerated() { rest[label] = index }
                for pot in pots {
                    // A group with two pots would count its use twice, so only the first may be used.
                    let place = rest.removeValue(forKey: pot.group)
                    let own = place.map { uses[($0 * periods)..<(($0 + 1) * periods)] }
                    figures += try self.pot(
                        pot.amount, of: position, group: pot.group,
                        uses: own ?? uses.prefix(0))
                }
                let blank = groups.labels.count
                let unserved = groups.labels.indices.filter { rest[groups.labels[$0]] != nil }
                for place in unserved + [blank] {
                    let used = uses[(place * periods)..<((place + 1) * periods)].reduce(0, +)
                    guard used != 0 else { continue }
                    figures.append(
                        BudgetFigure(
                            source: position, group: place == blank ? "" : groups.labels[place],
                            budget: .zero, used: Money(minorUnits: used)))
                }
            }
        }
        return figures
    }

    /// The figures of one pot, with the use in each period; an empty use is zero in all.
    private func pot(
        _ amount: BudgetAmount, of source: Int, group: String?, uses: ArraySlice<Int64>
    ) throws(FigureError) -> [BudgetFigure] {
        let uses = uses.isEmpty ? Array(repeating: 0, count: programme.periodCount) : Array(uses)
        switch amount {
        case .total(let total):
            return [
                try figure(source, group, nil, false, Int128(total.minorUnits), uses.reduce(0, +))
            ]
        case .perPeriod(let amounts):
            let carriesOver = programme.sources[source].carriesOver
            var figures: [BudgetFigure] = []
            var (budget, used): (Int128, Int64) = (0, 0)
            for (period, use) in uses.enumerated() {
                let amount = period < amounts.count ? Int128(amounts[period].minorUnits) : 0
                budget = carriesOver ? budget + amount : amount
                used = carriesOver ? used + use : use
                figures.append(try figure(source, group, period, carriesOver, budget, used))
            }
            return figures
        }
    }

    private func figure(
        _ source: Int, _ group: String?, _ period: Int?, _ isCumulative: Bool, _ budget: Int128,
        _ used: Int64
    ) throws(FigureError) -> BudgetFigure {
        guard let amount = Int64(exactly: budget), Int64(exactly: budget - Int128(used)) != nil
        else { throw .overflow(of: "the budget of source '\(programme.sources[source].id)'") }
        return BudgetFigure(
            source: source, group: group, period: period, isCumulative: isCumulative,
            budget: Money(minorUnits: amount), used: Money(minorUnits: used))
    }

    /// For each source with a pot per group, what it pays in each group and period; the last group
    /// holds the projects without a value.
    private func groupUses() -> [[Int64]?] {
        let periods = programme.periodCount
        let groupsOfSource = programme.sources.map { source -> ProjectGroups? in
            guard case .grouped(let column, _) = source.budget else { return nil }
            return groups[column]
        }
        var uses = groupsOfSource.map { groups in
            groups.map { [Int64](repeating: 0, count: ($0.labels.count + 1) * periods) }
        }
        guard groupsOfSource.contains(where: { $0 != nil }) else { return uses }
        for payment in plan.payments {
            guard let groups = groupsOfSource[payment.source] else { continue }
            let code = groups.codes[programme.works[payment.work].project]
            let place = code < 0 ? groups.labels.count : Int(code)
            uses[payment.source]?[place * periods + payment.period] += payment.amount.minorUnits
        }
        return uses
    }
}
