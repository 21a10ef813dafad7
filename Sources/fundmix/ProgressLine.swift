import Foundation
import Funding
import Optimization
import Planning
import Synchronization

/// Shows on standard error what a run does and how far it is.
///
/// On a terminal it is one line, rewritten in place from the first second on; elsewhere it is a line
/// every few seconds. A thread of its own shows it, so that the time goes on where a single step of
/// the work takes long.
final class ProgressLine: Sendable {
    private struct State {
        var phase: RunPhase?
        var progress: PlanningProgress?
        var programme: Programme?
        var place: String?
        var lastShown: ContinuousClock.Instant?
        var isOpen = false
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now
    private let cancellation: Cancellation
    /// The time before the first line, and that between two lines.
    private let pauses: (first: Duration, next: Duration)

    /// Creates a line that has not shown anything, and starts to show it unless it is to be quiet.
    ///
    /// - Parameters:
    ///   - cancellation: The flag that says whether the user asked to stop.
    ///   - isQuiet: Whether nothing is to be shown.
    init(cancellation: Cancellation, isQuiet: Bool) {
        self.cancellation = cancellation
        pauses =
            Console.isErrorTerminal
            ? (.seconds(1), .milliseconds(200)) : (.seconds(5), .seconds(5))
        guard !isQuiet else { return }
        Thread.detachNewThread { [weak self] in
            repeat { usleep(100_000) } while self?.tick() != nil
        }
    }

    /// Takes note of what the run does now.
    func begin(_ phase: RunPhase) { state.withLock { $0.phase = phase } }

    /// Takes note of which of several plans is being made.
    func begin(_ place: String) {
        state.withLock { ($0.place, $0.progress) = (place, nil) }
    }

    /// Takes note of how far a goal of a programme is.
    func show(_ progress: PlanningProgress, of programme: Programme) {
        state.withLock { ($0.progress, $0.programme) = (progress, programme) }
    }

    /// Removes what a terminal shows; nothing is shown until the next phase begins.
    func clear() {
        state.withLock { state in
            if state.isOpen { Console.note("\r\u{1B}[K") }
            (state.phase, state.isOpen) = (nil, false)
        }
    }

    /// Shows the line where it is time to.
    private func tick() {
        state.withLock { state in
            let now = ContinuousClock.now
            let isDue =
                state.lastShown.map { now - $0 >= pauses.next } ?? (now - start >= pauses.first)
            guard let phase = state.phase, isDue else { return }
            state.lastShown = now
            let text = ProgressText(
                phase: phase, progress: state.progress, programme: state.programme,
                elapsed: now - start, isStopping: cancellation.isCancelled,
                place: state.place
            ).text
            // A terminal cuts the line at its edge: only one row can be rewritten in place.
            Console.note(
                Console.isErrorTerminal
                    ? "\r\u{1B}[K\u{1B}[?7l\(text)\u{1B}[?7h" : text + "\n")
            state.isOpen = Console.isErrorTerminal
        }
    }
}
