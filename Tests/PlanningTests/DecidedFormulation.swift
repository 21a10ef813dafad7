import Funding
import Optimization

@testable import Planning

extension Formulation {
    /// The relaxation in which the starts of projects and works are those of a plan.
    func relaxation(decidedAs plan: Plan) -> LinearProgram {
        var program = program.integralityRelaxation
        for (project, slots) in projectStarts.enumerated() {
            for slot in slots {
                program[slot.variable].bounds = .exactly(
                    plan.starts[project] == slot.period ? 1 : 0)
            }
        }
        for (work, slots) in workStarts.enumerated() {
            let start = plan.starts[programme.works[work].project]
            for slot in slots {
                let isFunded = plan.fundedWorks[work] && start == slot.period
                program[slot.variable].bounds = .exactly(isFunded ? 1 : 0)
            }
        }
        return program
    }
}

extension Formulation {
    /// The values of all variables in a plan.
    func point(of plan: Plan) -> [Double] {
        var values = [Double](repeating: 0, count: program.variables.count)
        for (project, start) in plan.starts.enumerated() {
            for slot in projectStarts[project] where slot.period == start {
                values[slot.variable.index] = 1
            }
        }
        for work in programme.works.indices where plan.fundedWorks[work] {
            let start = plan.starts[programme.works[work].project]
            for slot in workStarts[work] where slot.period == start {
                values[slot.variable.index] = 1
            }
        }
        for (any, decisions) in presenceVariables
        where decisions.contains(where: { values[$0.index] == 1 }) { values[any.index] = 1 }
        for payment in plan.payments {
            for slot in payments[paymentsOfWork[payment.work]]
            where (slot.source, slot.period) == (payment.source, payment.period) {
                values[slot.variable.index] = Double(
                    payment.amount.minorUnits / programme.settlementUnit.minorUnits)
            }
        }
        setScaleReaches(in: &values)
        return values
    }

    /// Whether whole values keep the rows of rules and of what they reach, in exact numbers.
    func keepsRules(at values: [Double]) -> Bool {
        program.constraints.allSatisfy { row in
            guard row.name.hasPrefix("rule") || row.name.hasPrefix("reach") else { return true }
            let sum = row.terms.reduce(Int128(0)) {
                $0 + Int128($1.coefficient) * Int128(values[$1.variable.index])
            }
            return (row.bounds.lower == -.infinity || sum >= Int128(row.bounds.lower))
                && (row.bounds.upper == .infinity || sum <= Int128(row.bounds.upper))
        }
    }
}
