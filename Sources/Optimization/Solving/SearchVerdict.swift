/// What the owner of a program says of a point with whole integer variables that a search found.
///
/// A point of the program is only a proposal: the domain settles it to whole units, verifies it and
/// knows its exact objective. That answer, not the point's floating objective, is the incumbent.
public enum SearchVerdict: Sendable {
    /// The point was turned into an answer with this exact objective.
    ///
    /// Where it is proved that no answer with the same integer values is better than some value,
    /// that value is the bound; it may be better than what the linear program shows.
    case accepted(objective: Double, bound: Double? = nil)
    /// No answer was found for the point's integer values, though one may exist.
    case refused
    /// It was proved that no answer has the point's integer values.
    case excluded
}
