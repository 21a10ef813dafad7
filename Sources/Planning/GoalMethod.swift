import Funding
import Optimization

/// A way to optimise the goals of a programme, one after the other.
protocol GoalMethod: AnyObject {
    /// What the record of a run says of it.
    var name: Outcome.Method { get }
    /// A demand that is broken whatever is chosen, in words.
    var contradiction: String? { get }

    /// How much work it was beside the searches that it reported to the run.
    var statistics: SolveStatistics { get }

    /// Optimises a goal under those held before it; better plans become the run's best plan.
    ///
    /// - Parameters:
    ///   - goal: The position of the goal, or `nil` where any plan will do.
    ///   - run: The run; candidates go there.
    /// - Returns: What was proved.
    /// - Throws: An error of the solver, or where a figure leaves 128 bits.
    func optimize(goal: Int?, in run: PlanningRun) throws -> GoalResult

    /// Holds a goal at a value while later goals are optimised.
    func hold(goal: Int, at value: Ratio) throws

    /// A plan as good in every goal whose sources pay in the order in which they are written, as far
    /// as that is cheap to find; `nil` where there is none nicer.
    func tidied(_ plan: PlanningRun.Candidate, in run: PlanningRun) throws
        -> PlanningRun.Candidate?
}

/// What a method proved about a goal.
struct GoalResult {
    /// A bound on the objective of every plan that holds the goals before this one, or `nil`.
    var bound: Double?
    /// The unit of the bound in the goal's unit.
    var scale = Ratio.one
    /// The number of branches that prove that there is no plan at all, or `nil` where that is not
    /// proved.
    var emptyBranches: Int?
}
