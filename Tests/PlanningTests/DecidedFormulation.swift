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
