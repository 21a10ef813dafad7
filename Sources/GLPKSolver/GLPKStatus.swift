import GLPKGuard
import Optimization

/// What the codes of the guard mean, each mapped once.
enum GLPKStatus {
    /// The error that a step of a session ends with, or nothing when it was carried out.
    static func check(_ code: glpk_guard_code, of session: OpaquePointer) throws(SolverError) {
        switch code {
        case GLPK_GUARD_OK: return
        case GLPK_GUARD_WRONG_THREAD:
            throw .deadSession("it belongs to another thread")
        case GLPK_GUARD_DEAD:
            throw .deadSession("its solver failed before: \(text(of: session))")
        case GLPK_GUARD_NO_MEMORY:
            throw .tooLarge("there is no memory for it")
        default:
            throw .solverFault(text(of: session))
        }
    }

    /// The status that an outcome stands for, or `nil` when the solver gave up.
    static func status(of outcome: glpk_guard_outcome) -> TerminationStatus? {
        switch outcome {
        case GLPK_GUARD_OPTIMAL: .optimal
        case GLPK_GUARD_WITHIN_GAP: .feasible
        case GLPK_GUARD_INFEASIBLE: .infeasible
        case GLPK_GUARD_UNBOUNDED: .unbounded
        case GLPK_GUARD_TIME_LIMIT: .timeLimit
        case GLPK_GUARD_WORK_LIMIT: .workLimit
        case GLPK_GUARD_CANCELLED: .cancelled
        default: nil
        }
    }

    private static func text(of session: OpaquePointer) -> String {
        String(cString: glpk_guard_text(session))
    }
}
