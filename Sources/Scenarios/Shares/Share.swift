public import CostSharing
public import Diagnostics
public import Funding

/// What a share.yaml can ask for.
public enum ShareKind: String, Hashable, Sendable, CaseIterable {
    /// A pool that is split over regions by the factor method.
    case grant
    /// A cost that is split over households.
    case bills
    /// Debts that are held against the income that repays them.
    case bond
    /// Investments that are held against what they earn.
    case ledger
}

/// A calculation of shares as read, with its answer: reading finds all that could hinder it.
public struct Share: Sendable {
    /// What is calculated, and what came of it.
    public enum Content: Sendable {
        /// A grant and what each region gets.
        case grant(FactorGrant, GrantAllocation)
        /// Bills of stair units.
        case bills(HouseholdBills, [UnitBills])
        /// Debts and what each least coverage makes of them: a list of projects for each.
        case bond(BondCalculation, [[BondCalculation.Verdict]])
        /// Investments with their ledgers.
        case ledger(LedgerCalculation)

        /// The kind of calculation.
        public var kind: ShareKind {
            switch self {
            case .grant: .grant
            case .bills: .bills
            case .bond: .bond
            case .ledger: .ledger
            }
        }
    }

    /// What is calculated, and what came of it.
    public var content: Content
    /// The title in reports.
    public var title: LocalizedText
    /// The unit in which reports show amounts.
    public var moneyUnit: MoneyUnit
    /// The document that the calculation follows, as cited.
    public var citation: String?
    /// What somebody should look at, in order of place.
    public var warnings: [Diagnostic]
    /// Every value of the document in force, in the order of the document.
    public var effectiveValues: [EffectiveValue]
    /// The files that were read, in the order of reading.
    public var files: [InputFile]
    /// The names of the variants that the document has, in its order.
    public var variants: [String]
    /// The name of the variant that was applied.
    public var variant: String?
}
