import Funding
import GLPKSolver
import Optimization
import TestSupport
import Testing

@testable import Planning

/// Planning by one method alone, whatever the planner would choose.
enum BlockOutcome {
    /// What the price method makes of a programme; `nil` where it does not fit.
    static func make(_ programme: Programme, threads: Int = 1, gap: Double = 0) throws -> Outcome? {
        let options = PlanningOptions(relativeGap: gap, threads: threads)
        guard let method = try BlockMethod(programme, options: options) else { return nil }
        return try PlanningRun(
            programme, solver: GLPKLinearSolver(), options: options, progress: nil
        ).outcome(method)
    }

    /// What the search over the whole programme makes of it.
    static func whole(_ programme: Programme, nodeLimit: Int? = nil) throws -> Outcome {
        let options = PlanningOptions(relativeGap: 0, nodeLimit: nodeLimit)
        let solver = GLPKLinearSolver()
        let method = try #require(
            try WholeMethod(programme, solver: solver, options: options))
        return try PlanningRun(programme, solver: solver, options: options, progress: nil)
            .outcome(method)
    }

    /// A tiny programme without what the price method leaves to the other one.
    static func tiny(_ seed: Int) -> Programme { adapted(TinyProgrammes.programme(seed: seed)) }

    /// A small programme without what the price method leaves to the other one.
    static func small(_ seed: Int) -> Programme {
        adapted(RandomProgramme.make(seed: UInt64(seed)))
    }

    /// A larger programme around a plan that keeps its rules.
    static func planted(_ seed: Int, projects: ClosedRange<Int>) -> (
        programme: Programme, plan: Plan
    ) {
        var options = RandomProgramme.Options()
        options.projects = projects
        options.tightness = seed % 2 == 0 ? 0.4 : 0.1
        let made = RandomProgramme.makeWithPlan(seed: UInt64(seed), options: options)
        return (adapted(made.programme), made.plan)
    }

    /// The programme with class orders of projects only, and without burdens.
    private static func adapted(_ programme: Programme) -> Programme {
        var programme = programme
        if programme.classOrder == .programme { programme.classOrder = .none }
        programme.goals.removeAll {
            if case .largestBurden = $0.measure { true } else { false }
        }
        return programme
    }
}

extension Goal {
    /// Whether a value is better than another.
    func isBetter(_ value: Ratio, than other: Ratio) -> Bool {
        sense == .maximize ? value > other : value < other
    }
}
