public import Funding

/// The owners' vote in two stages, as article 278 of the Civil Code orders it.
///
/// Enough must take part, and enough of these must be in favour, each by area and by persons.
public struct ConsentRule: Hashable, Sendable {
    /// A share that must be reached.
    public struct Threshold: Hashable, Sendable {
        /// The share, from 0 to 1.
        public var share: Ratio
        /// Whether the share itself is not enough: more than half.
        public var isStrict: Bool

        /// Creates a threshold.
        public init(_ share: Ratio, isStrict: Bool = false) {
            (self.share, self.isStrict) = (share, isStrict)
        }

        /// Whether a part of a whole reaches it; of nothing, nothing is reached.
        func isMet(by part: Int128, of whole: Int128) -> Bool {
            guard whole > 0 else { return false }
            let reached = Ratio(part, whole)
            return isStrict ? reached > share : reached >= share
        }
    }

    /// The part of area and persons that must take part in the vote.
    public var participation: Threshold
    /// The part of those who take part that must be in favour.
    public var approval: Threshold

    /// Creates a rule; by default that for raising money and altering common parts.
    public init(
        participation: Threshold = Threshold(Ratio(2, 3)),
        approval: Threshold = Threshold(Ratio(3, 4))
    ) {
        (self.participation, self.approval) = (participation, approval)
    }

    /// Counts the votes of flats.
    ///
    /// - Precondition: Areas have at most nine decimals.
    /// - Complexity: O(*n*) for *n* flats.
    public func result(of flats: [Flat]) -> ConsentResult {
        let scale = Int128(1_000_000_000)
        func area(_ isCounted: (Flat) -> Bool) -> Int128 {
            flats.reduce(0) {
                isCounted($1) ? $0 + $1.area.numerator * (scale / $1.area.denominator) : $0
            }
        }
        func persons(_ isCounted: (Flat) -> Bool) -> Int128 {
            flats.reduce(0) { isCounted($1) ? $0 + Int128($1.persons) : $0 }
        }
        let (allArea, allPersons) = (area { _ in true }, persons { _ in true })
        let (votedArea, votedPersons) = (
            area { $0.vote != .absent }, persons { $0.vote != .absent }
        )
        let (yesArea, yesPersons) = (area { $0.vote == .yes }, persons { $0.vote == .yes })
        func share(_ part: Int128, _ whole: Int128) -> Ratio {
            whole > 0 ? Ratio(part, whole) : .zero
        }
        return ConsentResult(
            participationByArea: share(votedArea, allArea),
            participationByPersons: share(votedPersons, allPersons),
            approvalByArea: share(yesArea, votedArea),
            approvalByPersons: share(yesPersons, votedPersons),
            hasParticipation: participation.isMet(by: votedArea, of: allArea)
                && participation.isMet(by: votedPersons, of: allPersons),
            hasApproval: approval.isMet(by: yesArea, of: votedArea)
                && approval.isMet(by: yesPersons, of: votedPersons))
    }
}

/// What came of a vote.
public struct ConsentResult: Hashable, Sendable {
    /// The share of the area whose owners took part.
    public var participationByArea: Ratio
    /// The share of the persons who took part.
    public var participationByPersons: Ratio
    /// The share of the voting area that is in favour.
    public var approvalByArea: Ratio
    /// The share of the voting persons who are in favour.
    public var approvalByPersons: Ratio
    /// Whether enough took part, by area and by persons.
    public var hasParticipation: Bool
    /// Whether enough of these are in favour, by area and by persons.
    public var hasApproval: Bool

    /// Whether both stages are passed.
    public var isPassed: Bool { hasParticipation && hasApproval }
}
