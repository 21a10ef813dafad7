import Diagnostics
import Foundation
import Funding
import Planning

/// What a line of progress says: how far the goal is, what was done, and for how long it has run.
struct ProgressText {
    /// What the run does.
    var phase: RunPhase
    /// How far the goal is that is being optimised, or `nil` before the first word of it.
    var progress: PlanningProgress?
    /// The programme of the goal, or `nil` before it is read.
    var programme: Programme?
    /// Time since the start of the run.
    var elapsed: Duration
    /// Whether the user asked to stop.
    var isStopping: Bool
    /// Which of several plans is being made, or `nil` for a single one.
    var place: String?

    /// One line without an end of line; what is most worth knowing comes first.
    var text: String {
        let seconds = "\(elapsed.components.seconds) s"
        let prefix =
            (isStopping ? "stopping with the best plan so far; " : "")
            + (place.map { "\($0), " } ?? "")
        guard let progress, let programme, phase == .solve || phase == .settle else {
            return "\(prefix)\(phase.text), \(seconds)"
        }
        let goal = programme.goals[progress.goal]
        let place = "goal \(progress.goal + 1) of \(programme.goals.count)"
        var parts = ["\(place): \(state(of: progress, goal, in: programme))"]
        switch progress.work {
        case .nodes(let count): parts.append(count == 1 ? "1 node" : "\(count) nodes")
        case .passes(let count): parts.append(count == 1 ? "1 pass" : "\(count) passes")
        }
        if phase == .settle { parts.append(phase.text) }
        parts.append("\(seconds) (\(ShownText.escaped(goal.text)))")
        return prefix + parts.joined(separator: ", ")
    }

    /// The gap of the best plan; the bound where there is none, or one that is worth nothing.
    private func state(
        of progress: PlanningProgress, _ goal: Goal, in programme: Programme
    ) -> String {
        let plan = progress.value == nil ? "no plan yet, " : ""
        guard progress.bound.isFinite else { return plan + "no bound yet" }
        guard let value = progress.value else {
            return plan + bound(progress.bound, of: goal, in: programme)
        }
        let distance = (value - progress.bound).magnitude
        let share = distance == 0 ? 0 : distance / max(value.magnitude, progress.bound.magnitude)
        let gap = "gap \(ProgressText.number(share * 100, digits: 1...2)) %"
        return share < 1 ? gap : "\(gap), \(bound(progress.bound, of: goal, in: programme))"
    }

    /// The bound that plans cannot pass, in the unit in which the scenario shows amounts.
    private func bound(_ bound: Double, of goal: Goal, in programme: Programme) -> String {
        guard goal.measure.isMoney else {
            return "bound \(ProgressText.number(bound, digits: 1...6))"
        }
        let amount = bound / Double(programme.moneyUnit.minorUnits)
        return "bound \(ProgressText.number(amount, digits: 1...6)) \(programme.moneyUnit.rawValue)"
    }

    private static func number(_ value: Double, digits: ClosedRange<Int>) -> String {
        value.formatted(
            .number.precision(.significantDigits(digits)).locale(Locale(identifier: "en_US")))
    }
}
