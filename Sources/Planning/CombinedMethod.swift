import Funding
import Optimization

/// Optimises goals by the price method, and searches the whole programme where that leaves a small one
/// open, or finds no plan.
final class CombinedMethod: GoalMethod {
    /// The most variables of a programme that is searched for what the price method does not prove.
    private static let mostToImprove = 20_000
    /// The most variables of a programme that is searched to the end.
    private static let mostToProve = 6_000
    /// The most nodes of a search where the programme has more variables.
    private static let mostNodes = 50
    /// The most variables of a programme that is searched for a first plan.
    private static let mostToFind = 30_000
    /// The most variables of a programme whose payments are put in the order of sources.
    private static let mostToTidy = 6_000

    private let blocks: BlockMethod
    private let programme: Programme
    private let solver: any LinearSolver
    private let options: PlanningOptions
    private var whole: WholeMethod?
    private var held: [(goal: Int, value: Ratio)] = []
    private var hasSearched = false

    /// Combines the price method with a search that is prepared when it is needed.
    init(
        _ blocks: BlockMethod, _ programme: Programme, solver: any LinearSolver,
        options: PlanningOptions
    ) {
        (self.blocks, self.programme) = (blocks, programme)
        (self.solver, self.options) = (solver, options)
    }

    var name: Outcome.Method { hasSearched ? .blocksAndSearch : .blocks }
    var contradiction: String? { blocks.contradiction }

    var statistics: SolveStatistics { whole?.statistics ?? SolveStatistics() }

    func optimize(goal: Int?, in run: PlanningRun) throws -> GoalResult {
        let found = try blocks.optimize(goal: goal, in: run)
        if run.best == nil {
            guard found.emptyBranches == nil, !options.isStopped,
                let whole = try searchable(Self.mostToFind)
            else { return found }
            hasSearched = true
            return tighter(try whole.optimize(goal: goal, in: run), found, goal)
        }
        guard let goal, !options.isStopped, try !run.isProved(goal, found) else { return found }
        guard let whole = try searchable(Self.mostToImprove) else {
            run.note(.effortSpent)
            return found
        }
        hasSearched = true
        return tighter(try whole.optimize(goal: goal, in: run), found, goal)
    }

    func hold(goal: Int, at value: Ratio) throws {
        held.append((goal, value))
        try blocks.hold(goal: goal, at: value)
        try whole?.hold(goal: goal, at: value)
    }

    func tidied(_ plan: PlanningRun.Candidate, in run: PlanningRun) throws
        -> PlanningRun.Candidate?
    {
        try searchable(Self.mostToTidy)?.tidied(plan, in: run)
    }

    /// The search over the whole programme, where that has no more than some variables.
    private func searchable(_ most: Int) throws -> WholeMethod? {
        guard blocks.variableCount <= most else { return nil }
        if let whole { return whole }
        guard let whole = try WholeMethod(programme, solver: solver, options: options) else {
            return nil
        }
        for (goal, value) in held { try whole.hold(goal: goal, at: value) }
        if blocks.variableCount > Self.mostToProve {
            whole.nodeLimit = min(options.nodeLimit ?? .max, Self.mostNodes)
        }
        self.whole = whole
        return whole
    }

    /// The better bound of two.
    private func tighter(_ first: GoalResult, _ second: GoalResult, _ goal: Int?) -> GoalResult {
        var result = first
        result.emptyBranches = first.emptyBranches ?? second.emptyBranches
        guard let goal, let other = second.bound else { return result }
        let sign: Double = programme.goals[goal].sense == .maximize ? 1 : -1
        let own = first.bound.map { $0 * first.scale.approximation * sign } ?? .infinity
        if other * second.scale.approximation * sign < own {
            (result.bound, result.scale) = (second.bound, second.scale)
        }
        return result
    }
}
