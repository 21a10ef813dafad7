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

    /// Whether the measure is an amount of money in minor units (per unit, for a burden).
    public var isMoney: Bool {
        switch self {
        case .payments, .largestBurden: true
        case .projects, .works, .columnSum: false
        }
    }
}
