import Funding
import Optimization
import Verification

extension WholeMethod {
    /// What came of settling a point.
    enum Settled {
        case settled(Plan, bound: Double?)
        case notFound
        case impossible
    }

    /// Settles the choice of a point to whole payments.
    func settle(
        _ staged: Formulation, at values: [Double], costs: [Double],
        effort: Settler.Effort = .full
    ) throws -> Settled {
        var fixed = [Int64?](repeating: nil, count: values.count)
        for (index, variable) in staged.program.variables.enumerated() where variable.isInteger {
            fixed[index] = Int64(values[index].rounded())
        }
        guard let threshold = staged.threshold else {
            return try settle(staged, fixed: fixed, costs: costs, cap: nil, effort: effort)
        }
        // First the least burden that payments can have, then what the solver's threshold allows each
        // project rounded up, and then no limit at all: only that proves that there are no payments.
        var caps: [WholeSystem.Cap] = []
        if let least = try staged.leastBurden(near: values[threshold.index]) {
            caps.append(WholeSystem.Cap(value: least, isRoundedUp: false))
        }
        if let value = ExactRow.exact(values[threshold.index]) {
            caps.append(WholeSystem.Cap(value: value, isRoundedUp: true))
        }
        for cap in caps {
            let result = try settle(staged, fixed: fixed, costs: costs, cap: cap, effort: effort)
            if case .settled = result { return result }
        }
        let most = ExactRow.exact(staged.program[threshold].bounds.upper)
        return try settle(
            staged, fixed: fixed, costs: costs,
            cap: most.map { WholeSystem.Cap(value: $0, isRoundedUp: true) }, effort: effort)
    }

    /// Settles fixed decisions to whole payments, with the threshold of a burden at a cap.
    func settle(
        _ staged: Formulation, fixed: [Int64?], costs: [Double], cap: WholeSystem.Cap?,
        effort: Settler.Effort
    ) throws -> Settled {
        var caps: [VariableID: WholeSystem.Cap] = [:]
        if let threshold = staged.threshold { caps[threshold] = cap }
        let system = WholeSystem(
            staged.program, fixed: fixed, caps: caps, rounded: staged.roundedRows)
        let result = try settler.settle(
            system, costs: system.variables.map { costs[$0.index] }, effort: effort)
        switch result {
        case .settled(let units, let cost):
            var amounts = [Int64](repeating: 0, count: fixed.count)
            for (variable, amount) in zip(system.variables, units) {
                amounts[variable.index] = amount
            }
            let isExact = staged.program.objective.isIntegral && costs.contains { $0 != 0 }
            return .settled(
                plan(staged, fixed: fixed, amounts: amounts),
                bound: isExact ? cost.map { bound(staged, cost: $0, fixed: fixed) } : nil)
        case .notFound: return .notFound
        case .impossible: return .impossible
        }
    }

    /// The objective that a bound on the cost of payments means for fixed decisions.
    private func bound(_ staged: Formulation, cost: Double, fixed: [Int64?]) -> Double {
        let objective = staged.program.objective
        let chosen = objective.terms.reduce(0.0) {
            $0 + $1.coefficient * Double(fixed[$1.variable.index] ?? 0)
        }
        return chosen + (objective.sense == .minimize ? cost : -cost)
    }

    /// The plan that whole decisions and whole payments say.
    private func plan(_ staged: Formulation, fixed: [Int64?], amounts: [Int64]) -> Plan {
        let starts = staged.projectStarts.map { slots in
            slots.first { fixed[$0.variable.index] == 1 }?.period
        }
        let works = programme.works.indices.map { work in
            staged.starts(ofWork: work).contains { fixed[$0.variable.index] == 1 }
        }
        let unit = programme.settlementUnit.minorUnits
        let payments = staged.payments.compactMap { slot -> Payment? in
            let units = amounts[slot.variable.index]
            guard units > 0 else { return nil }
            return Payment(
                work: slot.work, source: slot.source, period: slot.period,
                amount: Money(minorUnits: units * unit))
        }
        return Plan(starts: starts, fundedWorks: works, payments: payments)
    }

    /// Settles a plan once more so that sources pay in the order in which they are written, as far as
    /// the goals leave it open.
    func tidied(_ current: PlanningRun.Candidate, in run: PlanningRun) throws
        -> PlanningRun.Candidate?
    {
        var staged = formulation
        for (goal, value) in zip(programme.goals, current.goalValues) {
            try staged.hold(goal, at: value)
        }
        var values = [Double](repeating: 0, count: staged.program.variables.count)
        for (project, start) in current.plan.starts.enumerated() {
            for slot in staged.projectStarts[project] where slot.period == start {
                values[slot.variable.index] = 1
            }
        }
        for work in programme.works.indices where current.plan.fundedWorks[work] {
            let start = current.plan.starts[programme.works[work].project]
            for slot in staged.starts(ofWork: work) where slot.period == start {
                values[slot.variable.index] = 1
            }
        }
        for (any, decisions) in staged.presenceVariables
        where decisions.contains(where: { values[$0.index] == 1 }) { values[any.index] = 1 }
        let unit = programme.settlementUnit.minorUnits
        for payment in current.plan.payments {
            for slot in staged.payments[staged.paymentsOfWork[payment.work]]
            where (slot.source, slot.period) == (payment.source, payment.period) {
                values[slot.variable.index] = Double(payment.amount.minorUnits / unit)
            }
        }
        staged.setScaleReaches(in: &values)
        var costs = [Double](repeating: 0, count: values.count)
        for slot in staged.payments { costs[slot.variable.index] = Double(slot.source) }
        guard
            case .settled(let plan, _) = try settle(
                staged, at: values, costs: costs, effort: .light),
            let candidate = try run.candidate(plan)
        else { return nil }
        let isAsGood = zip(programme.goals, zip(candidate.goalValues, current.goalValues))
            .allSatisfy { $0.sense == .maximize ? $1.0 >= $1.1 : $1.0 <= $1.1 }
        return isAsGood ? candidate : nil
    }

    /// What a unit of each payment costs in the objective, to be minimised; 0 for other variables.
    static func paymentCosts(of staged: Formulation) -> [Double] {
        var costs = [Double](repeating: 0, count: staged.program.variables.count)
        let sign: Double = staged.program.objective.sense == .minimize ? 1 : -1
        for term in staged.program.objective.terms
        where !staged.program[term.variable].isInteger && term.variable != staged.threshold {
            costs[term.variable.index] = sign * term.coefficient
        }
        return costs
    }
}
