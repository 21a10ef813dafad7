internal import Funding

extension RandomProgramme {
    /// Draws what is funded, when, and who pays which part.
    mutating func drawPlan() {
        let considered = programme.projects.indices.filter {
            programme.failedGates(ofProject: $0).isEmpty
        }
        let canAllStart = considered.allSatisfy {
            !programme.possibleStarts(ofProject: $0).isEmpty
        }
        if programme.classOrder == .programme && !canAllStart { programme.classOrder = .project }
        let isWide = programme.classOrder == .programme
        let wideLimit = number(0...2)
        var starts = [Int?](repeating: nil, count: programme.projects.count)
        var fundedWorks = [Bool](repeating: false, count: programme.works.count)
        var payments: [Payment] = []
        for project in considered {
            let possible = programme.possibleStarts(ofProject: project)
            guard !possible.isEmpty, isWide || chance(0.7) else { continue }
            let start = pick(possible)
            starts[project] = start
            let limit = isWide ? wideLimit : number(0...2)
            for work in programme.projects[project].works {
                let classIndex = programme.works[work].classIndex
                let isFunded =
                    switch programme.classOrder {
                    case .none: classIndex == 0 || chance(0.6)
                    case .project, .programme: classIndex <= limit
                    }
                guard isFunded else { continue }
                fundedWorks[work] = true
                let costs = programme.costs(ofWork: work, startingIn: start)
                for (period, cost) in costs.enumerated() where cost != .zero {
                    payments += drawPayments(of: cost, work: work, period: period)
                }
            }
            if programme.projects[project].works.allSatisfy({ !fundedWorks[$0] }) {
                starts[project] = nil
            }
        }
        plan = Plan(starts: starts, fundedWorks: fundedWorks, payments: payments)
    }

    private mutating func drawPayments(of cost: Money, work: Int, period: Int) -> [Payment] {
        let payers = programme.sources.indices.filter {
            programme.sources[$0].pays.holds(forWork: work, in: programme)
        }
        let weights = payers.map { _ in Int64(max(0, number(-2...5))) }
        let usable = weights.contains { $0 > 0 } ? weights : payers.map { _ in 1 }
        let parts = cost.split(byWeights: usable, unit: programme.settlementUnit)
        return zip(payers, parts).compactMap { source, amount in
            amount == .zero
                ? nil : Payment(work: work, source: source, period: period, amount: amount)
        }
    }

    /// Gives each source a budget that the plan keeps, or that lies near its use.
    mutating func drawBudgets() {
        for source in programme.sources.indices {
            let district = programme.reference(.project, named: "district")
            let isGrouped = chance(0.25)
            guard isGrouped || chance(0.8) else { continue }
            let isByPeriod = !programme.periods.isEmpty && chance(0.5)
            programme.sources[source].carriesOver = isByPeriod && chance(0.5)
            guard isGrouped else {
                programme.sources[source].budget = .whole(
                    drawAmount(source, byPeriod: isByPeriod) { _ in true })
                continue
            }
            let pots = ["east", "south", "west"].map { label in
                BudgetPot(
                    group: label,
                    amount: drawAmount(source, byPeriod: isByPeriod) { programme, project in
                        programme.column(district).text(at: project) == label
                    })
            }
            programme.sources[source].budget = .grouped(by: district, pots: pots)
        }
    }

    private mutating func drawAmount(
        _ source: Int, byPeriod: Bool, _ isInside: (Int) -> Bool
    ) -> BudgetAmount {
        drawAmount(source, byPeriod: byPeriod) { _, project in isInside(project) }
    }

    private mutating func drawAmount(
        _ source: Int, byPeriod: Bool, _ isInside: (Programme, Int) -> Bool
    ) -> BudgetAmount {
        var uses = [Int64](repeating: 0, count: programme.periodCount)
        for payment in plan.payments
        where payment.source == source
            && isInside(programme, programme.works[payment.work].project)
        {
            uses[payment.period] += payment.amount.minorUnits
        }
        let unit = programme.settlementUnit.minorUnits
        func budget(_ use: Int64) -> Money {
            guard options.isPlanted else {
                return Money(minorUnits: use / 2 + room(upTo: use + options.largestCost * unit))
            }
            return Money(minorUnits: use + room(upTo: options.largestCost * unit))
        }
        guard byPeriod else { return .total(budget(uses.reduce(0, +))) }
        var carried: Int64 = 0
        return .perPeriod(
            uses.map { use in
                guard programme.sources[source].carriesOver else { return budget(use) }
                // What is put in early may be more than is used early, and be used later.
                let early = chance(0.3) ? room(upTo: options.largestCost * unit) : 0
                let amount = Money(minorUnits: max(0, use - carried) + early)
                carried += amount.minorUnits - use
                return amount
            })
    }
}
