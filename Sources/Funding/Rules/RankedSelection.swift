/// The order in which an office chooses projects, where it does not ask for the best plan (竞争选定,
/// 择优排序).
///
/// All projects that can be funded at all stand in one strict order; see ``SelectionOrder``. In this
/// order, each is accepted if there is a plan that keeps every budget, gate, rule and choice, funds
/// it and all that were accepted before it, and funds none that was refused. Payments stay open to
/// the end: what is decided one after the other is who is funded, not who pays.
///
/// ``WhenFull/stop`` admits only plans that fund nothing behind a project that they leave out: the
/// longest beginning of the order that has a plan is accepted. ``WhenFull/skip`` passes over a
/// project that does not fit and goes on.
///
/// Optional works come in a second pass, in which a work that does not fit is always passed over.
/// The goals then decide what is still open: periods, payments, and works left to them.
public struct RankedSelection: Hashable, Sendable {
    /// A figure that an order looks at.
    public struct Key: Hashable, Sendable {
        /// What is compared.
        public enum Value: Hashable, Sendable {
            /// A numeric column.
            case column(ColumnReference)
            /// The cost of a work, or of the mandatory works of a project.
            case cost
        }

        /// What is compared.
        public var value: Value
        /// Whether the larger figure comes first.
        public var isDescending: Bool

        /// Creates a key.
        public init(_ value: Value, isDescending: Bool) {
            (self.value, self.isDescending) = (value, isDescending)
        }

        /// The name of the column, or `cost`.
        public var name: String {
            switch value {
            case .column(let column): column.name
            case .cost: "cost"
            }
        }
    }

    /// A part of the score: a figure times a weight.
    public struct Part: Hashable, Sendable {
        /// The figure.
        public var key: Key.Value
        /// The weight, of either sign.
        public var weight: Ratio

        /// Creates a part.
        public init(_ key: Key.Value, weight: Ratio) { (self.key, self.weight) = (key, weight) }
    }

    /// A condition whose projects come before those that meet no condition or a later one.
    public struct Tier: Hashable, Sendable {
        /// The condition, on columns of the project only.
        public var condition: Predicate
        /// The condition as written.
        public var text: String

        /// Creates a tier.
        public init(condition: Predicate, text: String) {
            (self.condition, self.text) = (condition, text)
        }
    }

    /// What follows after the first project that does not fit.
    public enum WhenFull: String, Hashable, Sendable, CaseIterable {
        /// Nothing more is accepted.
        case stop
        /// The next one is tried.
        case skip
    }

    /// In which order optional works are tried.
    public enum OptionalWorks: String, Hashable, Sendable, CaseIterable {
        /// Project by project in the order of the projects, within a project class by class.
        case byProject = "by-project"
        /// Class by class, within a class in the order of the projects.
        case byClass = "by-class"
        /// In no order: the goals decide.
        case byGoals = "by-goals"
    }

    /// The parts that the score adds up; the larger score comes first.
    public var score: [Part]
    /// What decides between equal scores, one after the other; last of all the identifier decides.
    public var ties: [Key]
    /// The conditions that come before the score, the first ones first.
    public var tiers: [Tier]
    /// What follows after the first project that does not fit.
    public var whenFull: WhenFull
    /// In which order optional works are tried.
    public var optionalWorks: OptionalWorks
    /// What decides between optional works of one class and project; last the identifier.
    public var workOrder: [Key]
    /// Whether the first goal is optimised without the order too, to see what the order costs.
    public var comparesWithOptimum: Bool
    /// The document that it comes from.
    public var citation: String?

    /// Creates a selection.
    public init(
        score: [Part], ties: [Key] = [], tiers: [Tier] = [], whenFull: WhenFull = .stop,
        optionalWorks: OptionalWorks = .byProject,
        workOrder: [Key] = [Key(.cost, isDescending: false)], comparesWithOptimum: Bool = true,
        citation: String? = nil
    ) {
        (self.score, self.ties, self.tiers) = (score, ties, tiers)
        (self.whenFull, self.optionalWorks) = (whenFull, optionalWorks)
        (self.workOrder, self.comparesWithOptimum) = (workOrder, comparesWithOptimum)
        self.citation = citation
    }
}
