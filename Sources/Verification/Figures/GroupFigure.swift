public import Funding

/// What a plan does for the projects or works that share a value, for example a district or a class.
public struct GroupFigure: Hashable, Sendable {
    /// The value that they share; empty where the cell is blank.
    public var label: String
    /// The number of projects with the value, or with a work that has it.
    public var projects: Int
    /// The number of those that are funded, or that have such a work funded.
    public var fundedProjects: Int
    /// The number of works.
    public var works: Int
    /// The number of works that are funded.
    public var fundedWorks: Int
    /// The cost of the funded works.
    public var cost: Money
    /// What each source pays for them, in the order of ``Programme/sources``.
    public var payments: [Money]

    /// Creates an empty figure.
    public init(label: String, sourceCount: Int) {
        self.label = label
        (projects, fundedProjects, works, fundedWorks) = (0, 0, 0, 0)
        (cost, payments) = (.zero, Array(repeating: .zero, count: sourceCount))
    }
}
