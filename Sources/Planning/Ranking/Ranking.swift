public import Funding

/// What came of choosing projects in the order of a ``RankedSelection``: who was accepted, and what
/// each of the others lacks.
public struct Ranking: Hashable, Sendable {
    /// What was decided about a project or work.
    public enum Decision: Hashable, Sendable {
        /// It is funded.
        case accepted
        /// It is proved that it does not fit beside those accepted before it.
        case doesNotFit(Witness)
        /// It comes behind a project (position) that does not fit, and the order ends there.
        case behind(project: Int)
        /// Neither a plan with it was found nor is it proved that there is none; it is not funded.
        case open
    }

    /// What shows that something does not fit.
    public enum Witness: Hashable, Sendable {
        /// What the budgets of some sources (positions) must at least pay for it, beside all that was
        /// accepted before, and what these need not use for the latter: less than is needed.
        case money(sources: [Int], needed: Money, left: Money)
        /// These limits contradict each other as soon as it is funded.
        case limits([Limit])
        /// A search went through so many branches, and each is proved to hold no plan.
        case search(branches: Int)
    }

    /// A limit that stands in the way.
    public enum Limit: Hashable, Sendable {
        /// The budget of a source (position).
        case budget(Int)
        /// A rule (position).
        case rule(Int)
        /// A choice (position).
        case choice(Int)
        /// The order of the classes.
        case classOrder
    }

    /// A project in the order.
    public struct Entry: Hashable, Sendable {
        /// Where it stands, and why there.
        public var standing: SelectionOrder.Standing
        /// What was decided.
        public var decision: Decision

        /// Creates an entry.
        public init(standing: SelectionOrder.Standing, decision: Decision) {
            (self.standing, self.decision) = (standing, decision)
        }
    }

    /// An optional work in the order of the second pass.
    public struct WorkEntry: Hashable, Sendable {
        /// The position of the work.
        public var work: Int
        /// What was decided.
        public var decision: Decision

        /// Creates an entry.
        public init(work: Int, decision: Decision) { (self.work, self.decision) = (work, decision) }
    }

    /// The projects, the first one first.
    public var entries: [Entry]
    /// The optional works that were tried, the first one first.
    public var works: [WorkEntry]
    /// What the first goal reaches where no order is followed, with its bound; `nil` where that was
    /// not asked for or no plan was found in time.
    public var optimum: GoalOutcome?

    /// Creates a result.
    public init(entries: [Entry], works: [WorkEntry] = [], optimum: GoalOutcome? = nil) {
        (self.entries, self.works, self.optimum) = (entries, works, optimum)
    }

    /// Whether every decision is proved: a plan shows what is accepted, and evidence that was checked
    /// again shows what does not fit.
    public var isProved: Bool {
        entries.allSatisfy { $0.decision != .open } && works.allSatisfy { $0.decision != .open }
    }

    /// The accepted projects, in their order.
    public var acceptedProjects: [Int] {
        entries.filter { $0.decision == .accepted }.map(\.standing.project)
    }
}
