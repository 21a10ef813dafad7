/// Money that a running work (续建) has or was promised: a fact that every plan keeps.
///
/// A project with a commitment is funded whatever the goals say, and whatever its gates say by now.
/// Paid money cannot come back: the plan contains at least this payment in its period. What the works'
/// costs leave open in a period may be paid by anybody, so that a period whose costs are paid in full
/// is fixed to the fen. Promised money is at least this much more from the source.
public struct Commitment: Hashable, Sendable {
    /// Whether the money has left its source.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// It has been paid.
        case paid
        /// It is promised.
        case promised
    }

    /// When the money is paid.
    public enum Time: Hashable, Sendable {
        /// Before the first period: it has paid a part of the work, and no budget of the programme.
        case before
        /// In the period at a position in ``Programme/periods``; 0 when there are no periods.
        case period(Int)
        /// In any periods of the programme.
        case any
    }

    /// The position of the work in ``Programme/works``.
    public var work: Int
    /// The position of the source in ``Programme/sources``.
    public var source: Int
    /// When it is paid; paid money is never paid at any time.
    public var time: Time
    /// The amount, ≥ 0 and a whole multiple of ``Programme/settlementUnit``.
    public var amount: Money
    /// Whether it has been paid.
    public var state: State

    /// Creates a commitment.
    public init(work: Int, source: Int, time: Time, amount: Money, state: State) {
        (self.work, self.source, self.time) = (work, source, time)
        (self.amount, self.state) = (amount, state)
    }
}

/// When the works of a project must be paid in full.
public enum FinishRule: String, Hashable, Sendable, CaseIterable {
    /// In any of the programme's periods.
    case withinPeriods = "within-periods"
    /// In the period in which the project starts: what is in the plan of a year is done in that year.
    case samePeriod = "same-period"
}
