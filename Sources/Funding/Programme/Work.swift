/// A part of a project with a cost (改造内容), funded in full or not at all.
///
/// Its kind, component and further columns lie in ``Programme/workData`` under the same position.
public struct Work: Hashable, Sendable {
    /// The identifier, unique within its project.
    public var id: String
    /// The position of its project in ``Programme/projects``.
    public var project: Int
    /// The position of its class in ``Programme/classes``.
    public var classIndex: Int
    /// What it costs, less what was paid before the first period; ≥ 0 and a whole multiple of
    /// ``Programme/settlementUnit``.
    public var cost: Money
    /// The position of its spending profile in ``Programme/profiles``; `nil` pays all at the start.
    public var profile: Int?

    /// Creates a work.
    public init(id: String, project: Int, classIndex: Int, cost: Money, profile: Int? = nil) {
        (self.id, self.project, self.classIndex) = (id, project, classIndex)
        (self.cost, self.profile) = (cost, profile)
    }
}

/// A class of works (类别); the order of ``Programme/classes`` is the order of importance.
public struct WorkClass: Hashable, Sendable {
    /// The identifier.
    public var id: String
    /// The name in reports, if it differs from the identifier.
    public var title: LocalizedText?
    /// Whether works of this class are done whenever their project is.
    public var isMandatory: Bool

    /// Creates a class.
    public init(id: String, title: LocalizedText? = nil, isMandatory: Bool) {
        (self.id, self.title, self.isMandatory) = (id, title, isMandatory)
    }
}

/// What a later class may do while an earlier one is left out.
public enum ClassOrder: String, Hashable, Sendable, CaseIterable {
    /// Classes do not look at each other.
    case none
    /// Within a project, no work of a later class while one of an earlier class is left out.
    case project
    /// In the whole programme, no work of a later class while a work of an earlier class of any
    /// project that passes its gates is left out.
    case programme
}

/// How the cost of a work spreads over the periods from its project's start.
public struct SpendingProfile: Hashable, Sendable {
    /// The identifier.
    public var id: String
    /// Relative weights of the start period and those after it, each ≥ 0, not all 0.
    public var weights: [Int64]

    /// Creates a profile.
    public init(id: String, weights: [Int64]) { (self.id, self.weights) = (id, weights) }
}
