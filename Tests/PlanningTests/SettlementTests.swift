import Funding
import GLPKSolver
import Optimization
import TestSupport
import Testing

@testable import Planning

@Suite struct SettlementTests {
    /// d ∈ {0,1} is fixed to 1; x, y ∈ [0,10] are payments, t is a threshold capped at 2.5.
    private func program() -> LinearProgram {
        var program = LinearProgram()
        program.add(Variable(name: "d", bounds: Bounds(0, 1), isInteger: true))
        program.add(Variable(name: "x", bounds: Bounds(0, 10)))
        program.add(Variable(name: "y", bounds: Bounds(0, 10)))
        program.add(Variable(name: "t", bounds: Bounds(0, 10)))
        return program
    }

    private func row(_ coefficients: [Double], _ bounds: Bounds) -> Constraint {
        Constraint(
            name: "r",
            terms: coefficients.enumerated().filter { $0.element != 0 }.map {
                Term($0.element, VariableID($0.offset))
            }, bounds: bounds, owner: .shared)
    }

    private func system(
        _ rows: [Constraint], isRoundedUp: Bool = true, rounded: [ExactRow] = []
    ) -> WholeSystem {
        var program = program()
        for row in rows { program.add(row) }
        let cap = WholeSystem.Cap(value: Ratio(5, 2), isRoundedUp: isRoundedUp)
        return WholeSystem(
            program, fixed: [1, nil, nil, nil], caps: [VariableID(3): cap], rounded: rounded)
    }

    @Test func fixedChoiceMovesIntoTheLimits() {
        let system = system([row([-8, 1, 1, 0], .exactly(0))])
        #expect(system.variables.map(\.index) == [1, 2])
        #expect(system.uppers == [10, 10])
        #expect(system.rows.map(\.lower) == [8])
        #expect(system.rows.map(\.upper) == [8])
        #expect(system.isMet(by: [3, 5]))
        #expect(!system.isMet(by: [3, 4]))
        #expect(!system.isMet(by: [-1, 9]))
        #expect(!system.isMet(by: [11, -3]))
    }

    @Test func limitsMoveInwardToWhatWholeNumbersReach() {
        let system = system([row([0, 4, 4, 0], Bounds(3, 11))])
        #expect(system.isMet(by: [1, 1]))
        #expect(!system.isMet(by: [0, 0]))
        #expect(!system.isMet(by: [2, 1]))
    }

    /// x ≤ 3 t and t = 2.5: 7.5, and the next whole number may be left open.
    @Test func capIsExactOrRoundedUpToTheNextWholeNumber() {
        let cap = row([0, 1, 0, -3], .atMost(0))
        #expect(system([cap]).isMet(by: [8, 0]))
        #expect(!system([cap]).isMet(by: [9, 0]))
        #expect(system([cap], isRoundedUp: false).isMet(by: [7, 0]))
        #expect(!system([cap], isRoundedUp: false).isMet(by: [8, 0]))
    }

    @Test func brokenRowWithoutPaymentsIsAContradiction() {
        #expect(system([row([1, 0, 0, 0], .atMost(0))]).isContradictory)
        #expect(system([row([2, 0, 0, 0], .atLeast(3))]).isContradictory)
        #expect(!system([row([1, 0, 0, 0], .exactly(1))]).isContradictory)
    }

    /// The solver's 0.1 x + 1/3 y ≤ 2 d is no row of whole numbers; 3 x + 10 y ≤ 60 is the exact one.
    @Test func roundedRowIsReplacedByItsExactOne() {
        let rounded = row([-2, 0.1, 1.0 / 3, 0], .atMost(0))
        #expect(system([rounded]).rows.isEmpty)
        let exact = ExactRow(
            expression: LinearExpression(terms: [
                (VariableID(0), Ratio(-2)), (VariableID(1), Ratio(1, 10)),
                (VariableID(2), Ratio(1, 3)),
            ]), upper: .zero)
        let system = system([rounded], rounded: [exact])
        #expect(system.rows.count == 1)
        #expect(system.isMet(by: [10, 3]))
        #expect(!system.isMet(by: [7, 4]))
    }

    @Test func contradictionIsImpossible() throws {
        #expect(try settle(system([row([1, 0, 0, 0], .atMost(0))]), [1, 1]) == nil)
    }

    @Test func wholeCornerIsTakenWithItsProof() throws {
        let result = try #require(
            try settle(
                system([row([-8, 1, 1, 0], .exactly(0)), row([0, 1, 0, 0], .atMost(3))]), [1, 2]))
        #expect(result.values == [3, 5])
        #expect(result.bound == 13)
    }

    /// 2x + 2y = 8 and x − y = 1 has the only corner x = 2.5, y = 1.5.
    @Test func cornerThatNoWholePaymentsMeetIsProvedImpossible() throws {
        let system = system([
            row([-8, 2, 2, 0], .exactly(0)), row([0, 1, -1, 0], .exactly(1)),
        ])
        #expect(try settle(system, [0, 0]) == nil)
    }

    /// x ≥ y/3 with x + y = 10 has its corner at x = 2.5; the cheapest whole payments have x = 3.
    @Test func shareOfOtherPayersIsSettledToTheNextUnit() throws {
        let system = system([
            row([-10, 1, 1, 0], .exactly(0)), row([0, 3, -1, 0], .atLeast(0)),
        ])
        let result = try #require(try settle(system, [1, 0]))
        #expect(result.values == [3, 7])
        #expect(result.bound == 3)
    }

    @Test(arguments: 0..<200) func cheapestWholePaymentsAreFound(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        func number(_ range: ClosedRange<Int>) -> Double {
            Double(Int.random(in: range, using: &random))
        }
        let system = system(
            (0..<3).map { _ in
                let least = number(-12...4)
                return row(
                    [0, number(-4...4), number(-4...4), 0], Bounds(least, least + number(0...15)))
            })
        let costs = [number(-3...3), number(-3...3)]
        let all = (0...10).flatMap { x in (0...10).map { [Int64(x), Int64($0)] } }
        let cheapest = all.filter(system.isMet(by:)).map { cost(of: $0, costs) }.min()
        let result = try settle(system, costs)
        if system.isContradictory {
            #expect(result == nil)
        } else {
            #expect(result.map { cost(of: $0.values, costs) } == cheapest)
            if let result, let cheapest, let bound = result.bound { #expect(bound <= cheapest) }
        }
    }

    private func cost(of values: [Int64], _ costs: [Double]) -> Double {
        zip(costs, values).reduce(0) { $0 + $1.0 * Double($1.1) }
    }

    /// The settled values, or `nil` where it is proved that there are none.
    private func settle(_ system: WholeSystem, _ costs: [Double]) throws -> (
        values: [Int64], bound: Double?
    )? {
        var settler = Settler(solver: GLPKLinearSolver(), options: SolveOptions())
        switch try settler.settle(system, costs: costs) {
        case .settled(let values, let bound):
            #expect(system.isMet(by: values))
            return (values, bound)
        case .notFound:
            Issue.record("nothing found and nothing proved")
            return nil
        case .impossible: return nil
        }
    }
}
