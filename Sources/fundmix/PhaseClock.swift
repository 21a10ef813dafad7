import Foundation

/// Times the phases of a run; the only place that asks for the time.
struct PhaseClock {
    /// The moment at which a solve has to stop, or `nil` for none.
    let deadline: ContinuousClock.Instant?
    /// The phases so far with the seconds that each took.
    private(set) var phases: [(name: String, seconds: Double)] = []
    /// When the run began, in coordinated universal time.
    let date = Date()

    private let start = ContinuousClock.now
    private var last = ContinuousClock.now

    /// Starts the clock.
    ///
    /// - Parameter timeLimit: Seconds from now to the deadline, or `nil` for none.
    init(timeLimit: Double?) {
        deadline = timeLimit.map { ContinuousClock.now + .seconds($0) }
    }

    /// Ends a phase that began where the last one ended.
    mutating func end(_ name: String) {
        let now = ContinuousClock.now
        phases.append((name, PhaseClock.seconds(last.duration(to: now))))
        last = now
    }

    /// Seconds since the start.
    var elapsed: Double { PhaseClock.seconds(start.duration(to: .now)) }

    private static func seconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) + Double(parts.attoseconds) * 1e-18
    }
}
