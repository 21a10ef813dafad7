/// A quantity of a plan that goals optimise and that targets and limits bound.
public indirect enum Measure: Hashable, Sendable {
    /// The number of funded projects that meet a condition.
    case projects(where: Predicate)
    /// The number of funded works that meet a condition.
    case works(where: Predicate)
    /// The sum of a numeric column over the funded projects, or the funded works, that meet a
    /// condition; a column of works is summed over works.
    case columnSum(ColumnReference, where: Predicate)
    /// What payers pay for works that meet a condition, in minor units (fen).
    case payments(PayerSet, where: Predicate)
    /// The largest value, over the funded projects, of what payers pay for works that meet a
    /// condition divided by a numeric column of the project, in minor units per unit.
    case largestBurden(PayerSet, per: ColumnReference, where: Predicate)
    /// The number of projects that are funded now and were not in ``Programme/published``, or the
    /// other way round; 0 without a published plan.
    case changedProjects
    /// The published money that no longer goes from its source to its work, in minor units.
    ///
    /// Σ over works w and sources s of max(0, published[w,s] − paid[w,s]), each over all periods; where
    /// both plans spend the same in all, half the sum of all differences. 0 without a published plan.
    case movedMoney

    /// Whether the measure compares a plan with ``Programme/published``.
    public var comparesPlans: Bool { self == .changedProjects || self == .movedMoney }

    /// Whether the measure is an amount of money in minor units (per unit, for a burden).
    public var isMoney: Bool {
        switch self {
        case .payments, .largestBurden, .movedMoney: true
        case .projects, .works, .columnSum, .changedProjects: false
        }
    }
}
