internal import Funding
internal import Planning

/// Says how far a goal is reached and what is proved of it.
struct GoalText {
    let outcome: GoalOutcome
    let goal: Goal
    let measure: MeasureText
    private let phrasing: Phrasing

    init(outcome: GoalOutcome, programme: Programme, phrasing: Phrasing) {
        (self.outcome, self.phrasing) = (outcome, phrasing)
        goal = programme.goals[outcome.goal]
        measure = MeasureText(
            measure: goal.measure, programme: programme, phrasing: phrasing)
    }

    /// The best value that a settled plan may have, or `nil` where no bound is proved.
    var bound: Ratio? { outcome.bound.map { measure.attainable($0, goal.sense) } }

    /// The distance from value to bound relative to the larger of the two, rounded up to the next
    /// millionth, or `nil` without a bound.
    var gap: Ratio? {
        guard let bound else { return nil }
        let isReached = goal.sense == .maximize ? bound <= outcome.value : bound >= outcome.value
        if isReached { return .zero }
        let larger = max(outcome.value.magnitude, bound.magnitude)
        let million: Int128 = 1_000_000
        let exact = try? bound.subtracting(outcome.value).magnitude.divided(by: larger)
            .multiplied(by: Ratio(million))
        if let exact { return Ratio(exact.ceiling, million) }
        guard let gap = outcome.relativeGap, gap.isFinite, gap < 1e12 else { return nil }
        return Ratio(Int128((gap * 1e6).rounded(.up)), million)
    }

    /// One sentence with value, bound and gap.
    var sentence: String {
        let value = measure.text(of: outcome.value)
        guard let bound, let gap else {
            return phrasing.sentence(.goalUnbounded, goal.text, value)
        }
        guard gap > .zero else { return phrasing.sentence(.goalMet, goal.text, value) }
        return phrasing.sentence(
            goal.sense == .maximize ? .goalAtMost : .goalAtLeast, goal.text, value,
            measure.text(of: bound), phrasing.text(ofShare: gap))
    }
}
