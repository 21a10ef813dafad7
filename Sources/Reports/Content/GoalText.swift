internal import Funding
internal import Planning

/// Says how far a goal is reached and what is proved of it.
struct GoalText {
    let outcome: GoalOutcome
    let goal: Goal
    let measure: MeasureText
    private let phrasing: Phrasing
    /// Whether the bound speaks of plans with the projects that an order chooses.
    private let isRanked: Bool

    init(
        outcome: GoalOutcome, programme: Programme, phrasing: Phrasing, isRanked: Bool = false
    ) {
        (self.outcome, self.phrasing, self.isRanked) = (outcome, phrasing, isRanked)
        goal = programme.goals[outcome.goal]
        measure = MeasureText(
            measure: goal.measure, programme: programme, phrasing: phrasing)
    }

    /// The goal in words, for example 'maximize the sum of 'Households''.
    var description: String {
        phrasing.sentence(
            goal.sense == .maximize ? .goalMaximize : .goalMinimize, measure.description)
    }

    /// The distance from the achieved value to the bound relative to the larger of the two, rounded up to the next
    /// millionth, or `nil` without a bound.
    var gap: Ratio? {
        guard let bound = outcome.bound else { return nil }
        if outcome.isOptimal { return .zero }
        let larger = max(outcome.achieved.magnitude, bound.magnitude)
        let million: Int128 = 1_000_000
        let exact = try? bound.subtracting(outcome.achieved).magnitude.divided(by: larger)
            .multiplied(by: Ratio(million))
        if let exact { return Ratio(exact.ceiling, million) }
        guard let gap = outcome.relativeGap, gap.isFinite, gap < 1e12 else { return nil }
        return Ratio(Int128((gap * 1e6).rounded(.up)), million)
    }

    /// What is reached, with bound and gap, and what later goals drew on it.
    var sentences: [String] {
        let drawn = phrasing.sentence(
            .goalDrawn, measure.text(of: outcome.value), phrasing.text(ofShare: goal.within))
        return [reached] + (outcome.value == outcome.achieved ? [] : [drawn])
    }

    private var reached: String {
        let value = measure.text(of: outcome.achieved)
        guard let bound = outcome.bound, let gap else {
            return phrasing.sentence(.goalUnbounded, description, value)
        }
        guard gap > .zero else {
            return phrasing.sentence(isRanked ? .rankedGoalMet : .goalMet, description, value)
        }
        let limit: Sentence =
            goal.sense == .maximize
            ? isRanked ? .rankedGoalAtMost : .goalAtMost
            : isRanked ? .rankedGoalAtLeast : .goalAtLeast
        return phrasing.sentence(
            limit, description, value, measure.text(of: bound), phrasing.text(ofShare: gap))
    }
}
