import GLPKGuard
import Optimization

extension SolveOptions {
    /// Calls a solve of the guard with these options.
    func withGuardOptions(
        _ solve: (UnsafePointer<glpk_guard_options>) -> glpk_guard_code
    ) -> glpk_guard_code {
        var options = glpk_guard_options()
        options.remaining_nanoseconds = remainingNanoseconds
        options.iterations = Int64(iterationLimit.map { max(0, $0) } ?? -1)
        options.nodes = Int64(nodeLimit.map { max(0, $0) } ?? -1)
        options.relative_gap = relativeGap.isFinite ? max(0, relativeGap) : 0
        options.method = method == .primal ? GLPK_GUARD_PRIMAL : GLPK_GUARD_DUAL
        options.precision = precision == .coarse ? GLPK_GUARD_COARSE : GLPK_GUARD_MONEY
        guard let cancellation else { return solve(&options) }
        options.context = UnsafeRawPointer(Unmanaged.passUnretained(cancellation).toOpaque())
        options.should_stop = { context in
            guard let context else { return false }
            return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isCancelled
        }
        return withExtendedLifetime(cancellation) { solve(&options) }
    }

    /// The time to the deadline, at least 0, or −1 for no limit.
    private var remainingNanoseconds: Int64 {
        guard let deadline else { return -1 }
        let remaining = ContinuousClock.now.duration(to: deadline)
        let (seconds, attoseconds) = remaining.components
        guard remaining > .zero else { return 0 }
        guard seconds < 1_000_000_000 else { return -1 }
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
