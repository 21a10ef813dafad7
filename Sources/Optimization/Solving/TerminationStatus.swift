/// Why a solver stopped, as the solver says; a claim, not a proof.
public enum TerminationStatus: String, Hashable, Sendable, CaseIterable {
    /// The returned point is claimed to be best.
    case optimal
    /// The returned point meets all constraints; nothing is claimed about its distance to the best.
    case feasible
    /// No point meets all constraints.
    case infeasible
    /// The objective improves without limit.
    case unbounded
    /// Infeasible or unbounded, and only that is known.
    case infeasibleOrUnbounded
    /// The time limit was reached.
    case timeLimit
    /// The iteration or node limit was reached.
    case workLimit
    /// Somebody asked the solver to stop.
    case cancelled
}
