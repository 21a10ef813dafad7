/// A condition on a project's columns (准入条件); a project that fails it is not considered.
public struct Gate: Hashable, Sendable {
    /// The identifier.
    public var id: String
    /// The name in reports, if it has one.
    public var title: LocalizedText?
    /// The condition, on columns of the project only.
    public var condition: Predicate
    /// The condition as written.
    public var text: String
    /// The document that it comes from.
    public var citation: String?
    /// Whether it is a hard fact that no proposed repair touches.
    public var isFixed: Bool

    /// Creates a gate.
    public init(
        id: String, title: LocalizedText? = nil, condition: Predicate, text: String,
        citation: String? = nil, isFixed: Bool = false
    ) {
        (self.id, self.title, self.condition, self.text) = (id, title, condition, text)
        (self.citation, self.isFixed) = (citation, isFixed)
    }
}
