/// The leaves of a finished part of a search, counted by the evidence that closed them.
public struct ClosedNodes: Hashable, Sendable {
    /// Leaves whose dual bound, checked again with outward rounding, reaches the incumbent.
    public var byBound = 0
    /// Leaves that a Farkas ray, checked again with outward rounding, proves empty.
    public var byFarkasRay = 0
    /// Leaves that bound propagation with outward rounding proves empty.
    public var byPropagation = 0
    /// Assignments that the judge proved to have no answer.
    public var byVerdict = 0
    /// Assignments with an accepted answer; their checked bound counts in the objective bound.
    public var byAcceptedPoint = 0
    /// Assignments without evidence of any kind; they count in the objective bound.
    public var withoutEvidence = 0

    /// All closed leaves.
    public var total: Int {
        byBound + byFarkasRay + byPropagation + byVerdict + byAcceptedPoint + withoutEvidence
    }

    /// Creates empty counts.
    public init() {}
}
