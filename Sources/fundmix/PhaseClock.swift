import Foundation

/// Times the phases of a run; the only place that asks for the time.
final class PhaseClock {
    /// When the run began.
    let start = ContinuousClock.now
    /// When the run began, in coordinated universal time.
    let date = Date()
    /// The moment at which a solve has to stop, or `nil` for none.
    let deadline: ContinuousClock.Instant?

    private var ended: [(phase: RunPhase, duration: Duration)] = []
    private var current: (phase: RunPhase, start: ContinuousClock.Instant)?
    private let onBegin: (RunPhase) -> Void

    /// Starts the clock.
    ///
    /// - Parameters:
    ///   - timeLimit: Seconds from now to the deadline, or `nil` for none.
    ///   - onBegin: Called when a phase begins.
    init(timeLimit: Double?, onBegin: @escaping (RunPhase) -> Void = { _ in }) {
        deadline = timeLimit.map { [start] in start + .seconds($0) }
        self.onBegin = onBegin
    }

    /// Ends the phase before, and begins one or goes on with it where it was before.
    func begin(_ phase: RunPhase) {
        let now = ContinuousClock.now
        if let current {
            PhaseClock.add(current.start.duration(to: now), to: current.phase, &ended)
        }
        current = (phase, now)
        onBegin(phase)
    }

    /// The phases so far in the order in which each began first, with the seconds of all its times.
    var phases: [(name: String, seconds: Double)] {
        var phases = ended
        if let current {
            PhaseClock.add(current.start.duration(to: .now), to: current.phase, &phases)
        }
        return phases.map { ($0.phase.rawValue, PhaseClock.seconds($0.duration)) }
    }

    /// Seconds since the start.
    var elapsed: Double { PhaseClock.seconds(start.duration(to: .now)) }

    private static func add(
        _ duration: Duration, to phase: RunPhase,
        _ phases: inout [(phase: RunPhase, duration: Duration)]
    ) {
        if let position = phases.firstIndex(where: { $0.phase == phase }) {
            phases[position].duration += duration
        } else {
            phases.append((phase, duration))
        }
    }

    private static func seconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}
