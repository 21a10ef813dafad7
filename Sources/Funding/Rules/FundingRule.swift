/// The sources that a rule or a goal speaks of.
public struct PayerSet: Hashable, Sendable {
    /// The positions of the sources in ``Programme/sources``, ascending and distinct.
    public var sources: [Int]
    /// The payers as written, for example `central, city-budget`.
    public var text: String

    /// Creates a set; the positions are sorted and made distinct.
    public init(sources: [Int], text: String) {
        (self.sources, self.text) = (Set(sources).sorted(), text)
    }
}

/// One sentence about who pays (出资规则): these payers pay at least, at most or exactly this much of
/// these works, in each of these scopes.
public struct FundingRule: Hashable, Sendable {
    /// The identifier.
    public var id: String
    /// The name in reports, if it differs from the identifier.
    public var title: LocalizedText?
    /// Whose payments are limited.
    public var payers: PayerSet
    /// The works that the rule speaks of.
    public var works: Predicate
    /// In what the rule holds, each on its own.
    public var scope: RuleScope
    /// The limits, at least one.
    public var limits: [RuleLimit]
    /// Whether the rule binds also where nothing is funded.
    public var bindsAlways: Bool
    /// The document that it comes from.
    public var citation: String?
    /// Whether it is a hard fact that no proposed repair touches.
    public var isFixed: Bool

    /// Creates a rule.
    ///
    /// - Precondition: A rule with a sliding scale has the scope of works or projects.
    public init(
        id: String, title: LocalizedText? = nil, payers: PayerSet, works: Predicate = .always,
        scope: RuleScope, limits: [RuleLimit], bindsAlways: Bool = false, citation: String? = nil,
        isFixed: Bool = false
    ) {
        (self.id, self.title, self.payers, self.works) = (id, title, payers, works)
        (self.scope, self.limits, self.bindsAlways) = (scope, limits, bindsAlways)
        (self.citation, self.isFixed) = (citation, isFixed)
        precondition(
            scope == .work || scope == .project
                || !limits.contains { if case .slidingScale = $0.bound { true } else { false } },
            "a sliding scale looks at one work or project")
    }
}

/// In what a rule holds: in each of these on its own.
public enum RuleScope: Hashable, Sendable {
    /// In each work.
    case work
    /// In each project.
    case project
    /// In all projects that share a value of a column of the projects, for example a district.
    case group(ColumnReference)
    /// In each period.
    case period
    /// In the whole programme.
    case programme
}

/// One limit of a rule.
public struct RuleLimit: Hashable, Sendable {
    /// Which side is limited.
    public enum Sense: String, Hashable, Sendable, CaseIterable {
        /// At least the bound; strict on settled figures.
        case atLeast = "at-least"
        /// At most the bound; strict on settled figures.
        case atMost = "at-most"
        /// The bound to less than one settlement unit.
        case exactly = "pay"
    }

    /// Which side is limited.
    public var sense: Sense
    /// How much.
    public var bound: RuleBound

    /// Creates a limit.
    public init(_ sense: Sense, _ bound: RuleBound) { (self.sense, self.bound) = (sense, bound) }
}

/// How much a rule's payers pay, in one scope.
///
/// What each bound means where not all is funded is defined with the cases below: `Verification`
/// computes it and `Planning` formulates it, each from the definition and without the other's code.
/// "The matching works" are those that ``FundingRule/works`` holds for. An item counts once where any
/// of its matching works is funded; without such a work, nothing is demanded and nothing allowed,
/// unless the rule binds always.
public enum RuleBound: Hashable, Sendable {
    /// A share of the cost of the funded matching works in the scope; 0.15 is 15 %.
    ///
    /// In a period, of what these works cost in that period. A rule that binds always takes the cost
    /// of all matching works of a work's or project's scope, funded or not.
    case shareOfCost(Ratio)
    /// A share of what other payers pay for the matching works in the scope.
    case shareOfPayments(Ratio, PayerSet)
    /// Minor units (fen) per unit of a numeric column.
    ///
    /// A column of the works counts for each funded matching work; a column of the projects counts
    /// once for each project with a funded matching work. Wider scopes add up what lies inside; a
    /// period, what starts in it.
    case rate(Ratio, per: ColumnReference)
    /// A fixed amount.
    ///
    /// For a work or project, if any matching work is funded; in wider scopes, absolute.
    case amount(Money)
    /// The amount that a numeric column gives, in so many minor units per one of the column.
    ///
    /// Counts like ``rate(_:per:)``.
    case column(ColumnReference, minorUnitsPerOne: Int64)
    /// An amount or a share that depends on the value of a numeric column.
    ///
    /// An amount counts like ``rate(_:per:)``: for each funded matching work if the table looks at or
    /// multiplies by a column of the works or the scope is the work, else once for each project. A
    /// share is of the cost of each funded matching work, at the step of that work or its project.
    case steps(StepTable)
    /// A share or an amount that depends on what some payers pay.
    ///
    /// In the scope of works and projects only.
    case slidingScale(SlidingScale)
}

/// A table of steps: the last step that is not above the value of a column counts.
public struct StepTable: Hashable, Sendable {
    /// What a step gives.
    public enum Value: Hashable, Sendable {
        /// Minor units (fen), or minor units per unit of ``StepTable/per``.
        case minorUnits(Ratio)
        /// A share of the cost of the funded matching works.
        case shareOfCost(Ratio)
    }

    /// One step.
    public struct Step: Hashable, Sendable {
        /// The least value of the column for which the step counts.
        public var from: Ratio
        /// What the step gives.
        public var value: Value

        /// Creates a step.
        public init(from: Ratio, value: Value) { (self.from, self.value) = (from, value) }
    }

    /// The column whose value picks the step.
    public var by: ColumnReference
    /// The steps, ascending; all amounts or all shares.
    public var steps: [Step]
    /// The column that amounts are multiplied by, or `nil` for flat amounts.
    public var per: ColumnReference?

    /// Creates a table.
    public init(by: ColumnReference, steps: [Step], per: ColumnReference? = nil) {
        (self.by, self.steps, self.per) = (by, steps, per)
    }

    /// The value of the last step that is not above a number, or `nil` below the first.
    ///
    /// - Complexity: O(*s*) for *s* steps.
    public func value(at number: Ratio) -> Value? { steps.last { $0.from <= number }?.value }
}
