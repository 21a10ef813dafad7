public import Funding
public import Optimization

/// What came of planning a programme: the plan, what is proved about it, and why the rest is left.
public struct Outcome: Sendable {
    /// What is proved.
    public enum Status: Hashable, Sendable {
        /// The plan is verified and every goal is proved within the gap asked for; see
        /// ``Outcome/isOptimal`` for whether no gap is left at all.
        case proved
        /// The plan is verified; at least one goal is not proved within the gap asked for.
        case feasible
        /// It is proved that no plan meets the rules.
        case infeasible(InfeasibilityProof)
        /// No plan was found before the search ended, and it is not proved that none exists.
        case notFound
    }

    /// Why the search ended before everything was proved.
    public enum Stop: String, Hashable, Sendable {
        /// The time limit was reached.
        case timeLimit
        /// The node limit was reached.
        case nodeLimit
        /// The user asked to stop.
        case interrupted
        /// The method did all that it does for a programme of this size, and did not prove more.
        case effortSpent
        /// The solver could not prove more.
        case numericalTrouble
    }

    /// How the goals were optimised.
    public enum Method: Hashable, Sendable {
        /// By the price method, block by block.
        case blocks
        /// By the price method, and a search over the whole programme for what that left open.
        case blocksAndSearch
        /// By a search over the whole programme as one program.
        case wholeProgram
    }

    /// What is proved.
    public var status: Status
    /// Why the search ended early, or `nil` where it ran to its end.
    public var stop: Stop?
    /// The verified plan, or `nil` where there is none.
    public var plan: Plan?
    /// What was achieved and proved for each goal, in the order of ``Programme/goals``; empty without
    /// a plan.
    public var goals: [GoalOutcome]
    /// Every project and work that the plan leaves out, with the reason, in order of position.
    public var refusals: [Refusal]
    /// The relative gap asked for (0.0001 = 0.01 %).
    public var requestedGap: Double
    /// The name and version of the solver.
    public var solver: String
    /// How the goals were optimised.
    public var method: Method
    /// How much work it was.
    public var statistics: SolveStatistics
    /// What was chosen in order, or `nil` where the goals choose; then the goals and bounds speak of
    /// plans with the projects and works that were chosen.
    public var ranking: Ranking?

    /// Creates an outcome.
    public init(
        status: Status, stop: Stop? = nil, plan: Plan? = nil, goals: [GoalOutcome] = [],
        refusals: [Refusal] = [], requestedGap: Double, solver: String,
        method: Method = .wholeProgram, statistics: SolveStatistics = SolveStatistics()
    ) {
        self.method = method
        (self.status, self.stop, self.plan, self.goals) = (status, stop, plan, goals)
        (self.refusals, self.requestedGap) = (refusals, requestedGap)
        (self.solver, self.statistics) = (solver, statistics)
    }

    /// Whether it is proved that no plan is better in any goal, each under those before it.
    public var isOptimal: Bool { status == .proved && goals.allSatisfy(\.isOptimal) }
}

/// What a plan achieves for one goal, and how far any plan could get.
public struct GoalOutcome: Hashable, Sendable {
    /// The position of the goal in ``Programme/goals``.
    public var goal: Int
    /// The exact value of the plan: a count, a sum of the column, minor units (fen) for money, minor
    /// units per unit for a burden.
    public var value: Ratio
    /// The exact value achieved before later goals drew on the goal's `within`; the value held for
    /// them is this one less `within`.
    public var achieved: Ratio
    /// A proved bound on the value of every plan that holds the goals before this one, in the same
    /// unit, or `nil` where none was proved.
    public var bound: Ratio?
    /// The distance from ``achieved`` to the bound relative to the larger of the two, ≥ 0, or `nil`
    /// without a bound (0.01 = 1 %).
    public var relativeGap: Double?
    /// Whether the gap asked for is proved.
    public var isProved: Bool

    /// Creates a goal's outcome and computes its gap.
    public init(goal: Int, value: Ratio, achieved: Ratio, bound: Ratio?, requestedGap: Double) {
        (self.goal, self.value, self.achieved, self.bound) = (goal, value, achieved, bound)
        relativeGap = bound.map { bound in
            if bound == achieved { return 0 }
            let (left, right) = (achieved.approximation, bound.approximation)
            return (left - right).magnitude / max(left.magnitude, right.magnitude)
        }
        isProved = relativeGap.map { $0 <= requestedGap } ?? false
    }

    /// Whether it is proved that no plan achieves more.
    public var isOptimal: Bool { bound == achieved }
}

/// A project or work that the plan leaves out, and why.
public struct Refusal: Hashable, Sendable {
    /// Why it is left out.
    public enum Reason: Hashable, Sendable {
        /// The project fails these gates (positions in ``Programme/gates``).
        case gates([Int])
        /// A choice rules it out, given what else the plan funds (position in ``Programme/choices``).
        case choice(Int)
        /// No period lets all its works be paid within the programme's periods.
        case noPossibleStart
        /// No source may pay this work (position in ``Programme/works``).
        case nobodyMayPay(work: Int)
        /// What the sources that may pay it have left after the plan is less than it needs.
        case moneyShort(needed: Money, left: Money)
        /// Plain sums of the money left do not rule it out: a rule, a choice or a split of the money
        /// stands in the way, or the goals are served better without it.
        case notSelected
        /// The work's project is not funded.
        case projectNotFunded
        /// The order in which projects and works are chosen did not come to it.
        case ranked(Ranking.Decision)
    }

    /// The position of the project.
    public var project: Int
    /// The position of the work, or `nil` where the whole project is left out.
    public var work: Int?
    /// Why it is left out.
    public var reason: Reason

    /// Creates a refusal.
    public init(project: Int, work: Int? = nil, reason: Reason) {
        (self.project, self.work, self.reason) = (project, work, reason)
    }
}

/// What shows that no plan meets the rules.
public enum InfeasibilityProof: Hashable, Sendable {
    /// A demand contradicts a gate or another demand, in exact integers; the text says which.
    case contradiction(String)
    /// Every branch of the search ended with multipliers of the constraints that contradict each
    /// other, checked again with outward rounding; the number of branches.
    case search(branches: Int)
}
