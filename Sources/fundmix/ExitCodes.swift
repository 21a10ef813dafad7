import ArgumentParser
import Planning

/// What the exit code of a run says; wrong usage is ArgumentParser's 64.
extension ExitCode {
    /// The plan is verified and proved within the gap asked for.
    static let proved = ExitCode(0)
    /// A file could not be read or written, or something failed inside.
    static let failed = ExitCode(1)
    /// The scenario has errors.
    static let faultyScenario = ExitCode(2)
    /// It is proved that no plan meets the rules.
    static let infeasible = ExitCode(3)
    /// The search ended without a plan.
    static let notFound = ExitCode(4)
    /// The plan is verified; the gap asked for is not proved.
    static let unproved = ExitCode(5)
    /// The run was interrupted.
    static let interrupted = ExitCode(130)

    /// The code of a plan, or of why there is none.
    init(_ status: Outcome.Status) {
        self =
            switch status {
            case .proved: .proved
            case .feasible: .unproved
            case .notFound: .notFound
            case .infeasible: .infeasible
            }
    }

    /// How bad the code of a plan is among those of several: a plan is better than none, a proof is
    /// better than none, and that a value has no plan at all must not be missed.
    var gravity: Int { [.proved, .unproved, .notFound, .infeasible].firstIndex(of: self) ?? 4 }
}
