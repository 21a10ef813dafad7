import Foundation
import Funding
import Planning

/// Shows how far a solve is on standard error: one line rewritten in place on a terminal, a line every
/// few seconds elsewhere, nothing in the first second.
final class ProgressLine {
    private let programme: Programme
    private let isQuiet: Bool
    private let start = ContinuousClock.now
    private var lastShown: ContinuousClock.Instant?
    private var isOpen = false

    /// Creates a line that has not shown anything.
    init(programme: Programme, isQuiet: Bool) {
        (self.programme, self.isQuiet) = (programme, isQuiet)
    }

    /// Shows a state, unless another one was shown just before.
    func show(_ progress: PlanningProgress) {
        let now = ContinuousClock.now
        let pause: Duration = Console.isErrorTerminal ? .milliseconds(200) : .seconds(5)
        guard !isQuiet, now - start > .seconds(1), lastShown.map({ now - $0 > pause }) ?? true
        else { return }
        lastShown = now
        let gap = progress.value.map { value -> String in
            let scale = max(value.magnitude, progress.bound.magnitude)
            guard scale.isFinite, scale > 0 else { return "no bound yet" }
            let share = (value - progress.bound).magnitude / scale
            return "gap " + (share * 100).formatted(.number.precision(.significantDigits(2))) + " %"
        }
        let seconds = (now - start).components.seconds
        let text =
            "goal \(progress.goal + 1) of \(programme.goals.count) "
            + "(\(programme.goals[progress.goal].text)): "
            + "\(gap ?? "no plan yet"), \(progress.nodes) nodes, \(seconds) s"
        Console.note(Console.isErrorTerminal ? "\r\u{1B}[K\(text)" : text + "\n")
        isOpen = Console.isErrorTerminal
    }

    /// Removes what a terminal shows.
    func end() {
        if isOpen { Console.note("\r\u{1B}[K") }
        isOpen = false
    }
}
