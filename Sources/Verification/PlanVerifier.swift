public import Funding

/// Checks every promise of a plan in exact integers, from the rules as written.
///
/// Knows neither the formulation nor the solver: a plan that is wrong by one settlement unit is
/// found, whatever made it. Make one verifier for a programme and check as many plans as you like.
/// See <doc:Verification> for the promises.
public struct PlanVerifier: Sendable {
    /// The most violations of one code that are listed; one more says how many are not.
    public static let mostViolationsOfACode = 1_000

    /// The programme that plans are checked against.
    public let programme: Programme

    private let selections: ProgrammeSelections

    /// Prepares the check of plans of a programme.
    ///
    /// - Precondition: The programme is well formed: positions in range, columns as long as their
    ///   tables, costs ≥ 0, conditions of gates on columns of projects.
    /// - Complexity: O(*w* · *c*) for *w* works and *c* conditions.
    public init(_ programme: Programme) {
        self.programme = programme
        selections = ProgrammeSelections(of: programme)
    }

    /// What a plan breaks; empty for a plan that keeps every promise.
    ///
    /// - Returns: The violations in order of promises, then of projects, works or payments.
    /// - Complexity: O(*n* · *c* + *w* · *r*) for *n* payments, *w* works, *c* conditions, *r* rules.
    public func violations(of plan: Plan) -> [Violation] {
        examine(plan, PlanExamination.promises(of: programme))
    }

    /// What a stored plan breaks, in its payments or in the totals stored beside them.
    ///
    /// - Returns: The violations of the plan, then those of the stored totals.
    /// - Complexity: O(*n* · *c* + *w* · *r*) for *n* payments, *w* works, *c* conditions, *r* rules.
    public func violations(of stored: StoredPlan) -> [Violation] {
        examine(
            stored.plan,
            PlanExamination.promises(of: programme) + PlanExamination.claims(of: stored))
    }

    /// The exact figures of a plan.
    ///
    /// - Throws: `FigureError` when the plan does not fit the programme, a needed cell is blank, or a
    ///   figure leaves 128 bits.
    /// - Complexity: O(*n* + *w* · *c*) for *n* payments, *w* works and *c* measures.
    public func figures(of plan: Plan) throws(FigureError) -> PlanFigures {
        try PlanFigures(of: plan, in: programme, selections)
    }

    /// What a plan breaks; empty for a plan that keeps every promise.
    ///
    /// - Complexity: O(*n* · *c* + *w* · *r*) for *n* payments, *w* works, *c* conditions, *r* rules.
    public static func violations(of plan: Plan, in programme: Programme) -> [Violation] {
        PlanVerifier(programme).violations(of: plan)
    }

    /// What a stored plan breaks, in its payments or in the totals stored beside them.
    ///
    /// - Complexity: O(*n* · *c* + *w* · *r*) for *n* payments, *w* works, *c* conditions, *r* rules.
    public static func violations(of stored: StoredPlan, in programme: Programme) -> [Violation] {
        PlanVerifier(programme).violations(of: stored)
    }

    private func examine(_ plan: Plan, _ checks: [PlanExamination.Check]) -> [Violation] {
        let shape = PlanShape.violations(of: plan, in: programme)
        guard shape.isEmpty else { return shape.finished() }
        return PlanExamination.findings(of: checks, in: plan, for: programme, selections)
            .finished()
    }
}
