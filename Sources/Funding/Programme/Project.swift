/// What is decided on: a community, or a bundle of communities (项目).
///
/// A project is funded only with at least one of its works: one that nothing is done for would count
/// towards goals without costing anything.
/// Its further columns lie in ``Programme/projectData`` under the same position.
public struct Project: Hashable, Sendable {
    /// The identifier, unique in the programme.
    public var id: String
    /// The name in reports, if it differs from the identifier.
    public var name: String?
    /// The positions of its works in ``Programme/works``; they lie together.
    public var works: Range<Int>
    /// The period in which it must start if it is funded, or `nil` for any.
    public var requiredStart: Int?
    /// The last period in which it may start, or `nil` for any: a year's plan may be advanced and not
    /// put off.
    public var latestStart: Int?

    /// Creates a project.
    public init(
        id: String, name: String? = nil, works: Range<Int>, requiredStart: Int? = nil,
        latestStart: Int? = nil
    ) {
        (self.id, self.name, self.works) = (id, name, works)
        (self.requiredStart, self.latestStart) = (requiredStart, latestStart)
    }
}
