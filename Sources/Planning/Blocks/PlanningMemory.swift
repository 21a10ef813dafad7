import Funding
import Synchronization

/// What a planner keeps of the last programme, to plan variants of it in a fraction of the time.
final class PlanningMemory: Sendable {
    /// What is kept.
    struct Contents: Sendable {
        /// The last programme's formulation.
        var formulation: BlockFormulation?
        /// The prices of each goal's shared rows, the best ones first, goals by what they say.
        var prices: [Goal: [[BlockFormulation.SharedSide: Double]]] = [:]
    }

    private let contents = Mutex(Contents())

    /// Creates an empty memory.
    init() {}

    /// A copy of what is kept.
    var copy: Contents { contents.withLock { $0 } }

    /// Changes what is kept.
    func update(_ change: (inout Contents) -> Void) { contents.withLock { change(&$0) } }
}

extension BlockFormulation {
    /// The formulation of a programme that differs from this one's in the amounts of budgets alone;
    /// `nil` where more differs.
    ///
    /// - Throws: `ArithmeticOverflow` when an amount leaves 128 bits.
    /// - Complexity: O(*s*) for the size *s* of the programme, to see that nothing else differs.
    func rebudgeted(_ programme: Programme) throws(ArithmeticOverflow) -> BlockFormulation? {
        guard programme.withoutAmounts == self.programme.withoutAmounts else { return nil }
        var empty = programme
        (empty.projects, empty.works, empty.choices, empty.rules) = ([], [], [], [])
        (empty.commitments, empty.published) = ([], nil)
        let budgets = try Formulation.formulate(empty, extent: .part)
        var formulation = self
        try formulation.take(budgets.sharedRows, of: programme)
        return formulation
    }
}

extension Programme {
    /// The programme with no money in its budgets.
    fileprivate var withoutAmounts: Programme {
        var programme = self
        for source in programme.sources.indices {
            switch programme.sources[source].budget {
            case .open: break
            case .whole(let amount):
                programme.sources[source].budget = .whole(amount.nothing)
            case .grouped(let column, let pots):
                programme.sources[source].budget = .grouped(
                    by: column,
                    pots: pots.map { BudgetPot(group: $0.group, amount: $0.amount.nothing) })
            }
        }
        return programme
    }
}

extension BudgetAmount {
    /// No money, in the same form.
    fileprivate var nothing: BudgetAmount {
        switch self {
        case .total: .total(.zero)
        case .perPeriod(let amounts): .perPeriod(amounts.map { _ in .zero })
        }
    }
}
