import GLPKGuard
import Optimization

extension SolveOptions {
    /// Calls a solve of the guard with these options as its limits.
    func withGuardLimits(
        _ solve: (UnsafePointer<glpk_guard_limits>) -> glpk_guard_code
    ) -> glpk_guard_code {
        var limits = glpk_guard_limits()
        limits.remaining_nanoseconds = remainingNanoseconds
        limits.iterations = Int64(iterationLimit.map { max(0, $0) } ?? -1)
        limits.nodes = Int64(nodeLimit.map { max(0, $0) } ?? -1)
        limits.relative_gap = relativeGap.isFinite ? max(0, relativeGap) : 0
        guard let cancellation else { return solve(&limits) }
        limits.context = UnsafeRawPointer(Unmanaged.passUnretained(cancellation).toOpaque())
        limits.should_stop = { context in
            guard let context else { return false }
            return Unmanaged<Cancellation>.fromOpaque(context).takeUnretainedValue().isCancelled
        }
        return withExtendedLifetime(cancellation) { solve(&limits) }
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
