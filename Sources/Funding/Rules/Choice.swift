/// A project, or one work of a project, that a choice speaks of.
public struct ChoiceItem: Hashable, Sendable {
    /// The position of the project.
    public var project: Int
    /// The position of the work, or `nil` for the project as such.
    public var work: Int?

    /// Creates an item.
    public init(project: Int, work: Int? = nil) { (self.project, self.work) = (project, work) }
}

/// A condition on what is chosen (选择约束).
public struct Choice: Hashable, Sendable {
    /// What a choice demands.
    public enum Demand: Hashable, Sendable {
        /// All of these are funded.
        case must([ChoiceItem])
        /// None of these is funded.
        case never([ChoiceItem])
        /// All of these are funded, or none.
        case together([ChoiceItem])
        /// Exactly one of these is funded.
        case exactlyOne([ChoiceItem])
        /// At most one of these is funded.
        case atMostOne([ChoiceItem])
        /// The first is funded only if all the others are.
        case needs(ChoiceItem, [ChoiceItem])
        /// A quantity stands in a relation to a value (target), `atLeast` or `atMost`.
        case target(Measure, RuleLimit.Sense, Ratio)
        /// A quantity is at least or at most a share of another (limit on a share of what is funded).
        case share(Measure, RuleLimit.Sense, Ratio, of: Measure)

        /// The projects and works that it speaks of; empty where it speaks of sums.
        public var items: [ChoiceItem] {
            switch self {
            case .must(let items), .never(let items), .together(let items), .exactlyOne(let items),
                .atMostOne(let items):
                items
            case .needs(let item, let others): [item] + others
            case .target, .share: []
            }
        }
    }

    /// The identifier; the reader makes one where none is written.
    public var id: String
    /// What is demanded.
    public var demand: Demand
    /// The choice as written, for reports.
    public var text: String
    /// The document that it comes from.
    public var citation: String?
    /// Whether it is a hard fact that no proposed repair touches.
    public var isFixed: Bool

    /// Creates a choice.
    public init(
        id: String, demand: Demand, text: String, citation: String? = nil, isFixed: Bool = false
    ) {
        (self.id, self.demand, self.text) = (id, demand, text)
        (self.citation, self.isFixed) = (citation, isFixed)
    }
}
