import TestSupport
import Testing

@testable import Optimization

/// What brings a settled point in order where rounding, or too many blocks, break shared constraints.
@Suite struct BlockSettlementTests {
    /// Budgets that only another split of the projects uses, and that to the last unit.
    @Test(arguments: 0..<20) func budgetsAreUsedToTheLastUnit(seed: Int) {
        let blocks = PaidBlocks(seed: seed, count: 30, sources: 3, required: 30)
        var budgets = blocks.uses
        var random = SeededGenerator(seed: UInt64(seed))
        for source in 0..<3 {
            let moved = Int.random(in: 1...400, using: &random)
            budgets[source] -= moved
            budgets[(source + 1) % 3] += moved
        }
        #expect(budgets != blocks.uses)
        #expect(SettlementRepair(blocks.settlement(budgets: budgets)).run(blocks.point))
        #expect(blocks.uses == budgets)
        #expect(blocks.isWhole)
        #expect(blocks.funded == Set(blocks.costs.indices))
    }

    /// What is paid does not change in sum, and so one budget stays broken.
    @Test(arguments: 0..<10) func budgetsThatLackAUnitAreNotKept(seed: Int) {
        let blocks = PaidBlocks(seed: seed, count: 30, sources: 3, required: 30)
        var budgets = blocks.uses
        budgets[seed % 3] -= 1
        #expect(!SettlementRepair(blocks.settlement(budgets: budgets)).run(blocks.point))
        #expect(blocks.isWhole)
        #expect(blocks.uses.reduce(0, +) == blocks.costs.reduce(0, +))
    }

    // MARK: - Taking blocks out

    /// With one budget, the projects that bring least for their cost go until the others can be paid.
    @Test(arguments: 0..<40) func blocksThatBringLeastAreTakenOut(seed: Int) {
        let blocks = PaidBlocks(seed: seed, count: 25, sources: 1)
        let total = blocks.costs.reduce(0, +)
        let budget = total * (seed % 4) / 4
        let order = blocks.costs.indices.sorted { left, right in
            // Cross products: the quotients of whole numbers without their rounding.
            let (one, other) = (
                blocks.worths[left] * blocks.costs[right], blocks.worths[right] * blocks.costs[left]
            )
            return one != other ? one < other : left < right
        }
        var (left, kept) = (total, Set(blocks.costs.indices))
        for project in order where left > budget {
            left -= blocks.costs[project]
            kept.remove(project)
        }
        #expect(blocks.settlement(budgets: [budget]).dropExcess(blocks.point))
        #expect(blocks.funded == kept)
        #expect(blocks.uses == [left])
        #expect(blocks.isWhole)
    }

    @Test(arguments: 0..<40) func everyBudgetIsKept(seed: Int) {
        let blocks = PaidBlocks(seed: seed, count: 40, sources: 4, required: 2)
        let before = blocks.uses
        let required = blocks.costs[0] + blocks.costs[1]
        let budgets = before.enumerated().map { required + $1 * ($0 + seed % 3) / 5 }
        #expect(blocks.settlement(budgets: budgets).dropExcess(blocks.point))
        #expect(zip(blocks.uses, budgets).allSatisfy { $0 <= $1 })
        #expect(blocks.isWhole)
        #expect(blocks.funded.isSuperset(of: [0, 1]))
    }

    @Test func pointThatKeepsItsBudgetsStaysAsItIs() {
        let blocks = PaidBlocks(seed: 1, count: 10, sources: 3)
        let uses = blocks.uses
        #expect(blocks.settlement(budgets: uses).dropExcess(blocks.point))
        #expect(blocks.uses == uses)
        #expect(blocks.funded.count == 10)
    }

    @Test func blocksThatMustBeFundedStay() {
        let blocks = PaidBlocks(seed: 2, count: 12, sources: 1, required: 3)
        let budget = blocks.costs.prefix(3).reduce(0, +) - 1
        #expect(!blocks.settlement(budgets: [budget]).dropExcess(blocks.point))
        #expect(blocks.funded == [0, 1, 2])
        #expect(blocks.isWhole)
    }

    /// Taking blocks out repairs no constraint that asks for more.
    @Test func worthThatIsAskedForIsMissed() {
        let blocks = PaidBlocks(seed: 3, count: 12, sources: 1)
        let most = Double(blocks.worths.reduce(0, +))
        let settlement = blocks.settlement(
            budgets: [blocks.costs.reduce(0, +) - 1], worth: .atLeast(most))
        #expect(!settlement.dropExcess(blocks.point))
        #expect(blocks.isWhole)
    }
}
