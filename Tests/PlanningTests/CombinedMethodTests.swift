import Funding
import GLPKSolver
import Planning
import TestSupport
import Testing
import Verification

/// The search that follows the price method where that leaves a gap.
@Suite struct CombinedMethodTests {
    /// One budget, and projects of which no set uses it to the last yuan at the best price.
    private static func programme(seed: Int) -> Programme {
        var random = SeededGenerator(seed: UInt64(seed) &+ 90_001)
        var builder = ProgrammeBuilder(projectNumbers: ["households"])
        var total: Int64 = 0
        for project in 0..<40 {
            let cost = Int64.random(in: 200...999, using: &random)
            let households = cost / 3 + Int64.random(in: 0...150, using: &random)
            builder.addProject("P\(project)", ["households": .hundredths(100 * households)])
            builder.addWork("W", cost: 100 * cost)
            total += cost
        }
        builder.addSource("city", budget: .whole(.total(Money(minorUnits: 100 * (total / 2)))))
        let households = Measure.columnSum(builder.project("households"), where: .always)
        builder.programme.goals = [Goal(id: "most", .maximize, households, text: "")]
        return builder.programme
    }

    @Test(arguments: 0..<5) func searchProvesWhatPricesLeaveOpen(seed: Int) throws {
        let programme = Self.programme(seed: seed)
        let blocks = try #require(try BlockOutcome.make(programme))
        #expect(blocks.status == .feasible)
        let outcome = try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0)
        ).plan(programme)
        #expect(outcome.method == .blocksAndSearch)
        #expect(outcome.status == .proved)
        #expect(outcome.isOptimal)
        #expect(outcome.stop == nil)
        let plan = try #require(outcome.plan)
        #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        let best = try #require(outcome.goals.first)
        let left = try #require(blocks.goals.first)
        #expect(left.achieved <= best.achieved)
        if let bound = left.bound { #expect(bound >= best.achieved) }
        #expect(best.achieved == Self.optimum(of: programme))
    }

    @Test func nothingIsSearchedWherePricesProveEnough() throws {
        let outcome = try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0.05)
        ).plan(Self.programme(seed: 0))
        #expect(outcome.method == .blocks)
        #expect(outcome.status == .proved)
    }

    /// The most households that the budget can fund, for every amount of it in turn.
    private static func optimum(of programme: Programme) -> Ratio {
        guard case .whole(.total(let budget)) = programme.sources[0].budget,
            case .columnSum(let column, _) = programme.goals[0].measure
        else { return .zero }
        var most = [Int128](repeating: 0, count: Int(budget.minorUnits / 100) + 1)
        for (project, work) in programme.works.enumerated() {
            let cost = Int(work.cost.minorUnits / 100)
            let households = programme.column(column).number(at: project)?.floor ?? 0
            for amount in stride(from: most.count - 1, through: cost, by: -1) {
                most[amount] = max(most[amount], most[amount - cost] + households)
            }
        }
        return Ratio(most.last ?? 0)
    }
}
