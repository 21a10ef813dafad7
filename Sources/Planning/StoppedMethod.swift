import Funding
import Optimization

/// Stands for a method whose formulation was stopped: it proves nothing and finds nothing.
final class StoppedMethod: GoalMethod {
    let name: Outcome.Method

    /// Creates what is left of a method.
    ///
    /// - Parameter name: The method that was being formulated.
    init(name: Outcome.Method) { self.name = name }

    var contradiction: String? { nil }
    var statistics: SolveStatistics { SolveStatistics() }

    func optimize(goal: Int?, in run: PlanningRun) -> GoalResult { GoalResult() }

    func hold(goal: Int, at value: Ratio) {}

    func tidied(_ plan: PlanningRun.Candidate, in run: PlanningRun) -> PlanningRun.Candidate? {
        nil
    }
}
