import Funding
import Optimization
import TestSupport
import Testing

@testable import Planning

@Suite struct ExactRowTests {
    @Test func fractionsBecomeWholeNumbers() throws {
        // 1/2 x + 1/3 y <= 7/4, times 6: 3 x + 2 y <= 10.5, and so 10.
        let row = ExactRow(expression: sum([Ratio(1, 2), Ratio(1, 3)]), upper: Ratio(7, 4))
        let constraints = try #require(try row.constraints(name: "r", owner: .block(3)))
        #expect(
            constraints == [
                Constraint(
                    name: "r", terms: [Term(3, VariableID(0)), Term(2, VariableID(1))],
                    bounds: .atMost(10), owner: .block(3))
            ])
    }

    @Test func commonDivisorIsTakenOut() throws {
        let row = ExactRow(
            expression: sum([Ratio(6), Ratio(-9)]), lower: Ratio(-10), upper: Ratio(10))
        let constraint = try #require(try row.constraints(name: "r", owner: .shared)?.first)
        #expect(constraint.terms.map(\.coefficient) == [2, -3])
        #expect(constraint.bounds == Bounds(-3, 3))
    }

    @Test func limitsOfFractionalVariablesStay() throws {
        let row = ExactRow(
            expression: sum([Ratio(2), Ratio(4)]), lower: Ratio(1), upper: Ratio(5),
            isWhole: false)
        let constraint = try #require(try row.constraints(name: "r", owner: .shared)?.first)
        #expect(constraint.bounds == Bounds(0.5, 2.5))
    }

    @Test func constantMovesToTheLimits() throws {
        var expression = sum([Ratio(1)])
        expression.constant = Ratio(4)
        let row = ExactRow(expression: expression, lower: Ratio(5), upper: Ratio(7))
        let constraint = try #require(try row.constraints(name: "r", owner: .shared)?.first)
        #expect(constraint.bounds == Bounds(1, 3))
    }

    @Test func rowWithoutVariablesSaysNothingOrIsBroken() throws {
        var expression = sum([Ratio(1)])
        expression.add(VariableID(0), times: Ratio(-1))
        expression.constant = Ratio(2)
        let holding = ExactRow(expression: expression, lower: Ratio(2), upper: Ratio(2))
        #expect(try holding.constraints(name: "r", owner: .shared) == [])
        let below = ExactRow(expression: expression, lower: Ratio(5, 2))
        #expect(try below.constraints(name: "r", owner: .shared) == nil)
        let above = ExactRow(expression: expression, upper: Ratio(3, 2))
        #expect(try above.constraints(name: "r", owner: .shared) == nil)
    }

    /// 2^54 + 1 lies between two `Double`s, the lower of which is 2^54.
    @Test func coefficientTooLargeIsRoundedSoThatMoreIsAllowed() throws {
        let large = Ratio((Int128(1) << 54) + 1)
        let row = ExactRow(
            expression: sum([large, Ratio(1)]), lower: Ratio(-7), upper: Ratio(9))
        let constraints = try #require(try row.constraints(name: "r", owner: .shared))
        #expect(constraints.map(\.name) == ["r.lower", "r.upper"])
        #expect(constraints.map { $0.terms[0].coefficient } == [0x1p54 + 4, 0x1p54])
        #expect(constraints.map(\.bounds) == [.atLeast(-7), .atMost(9)])
    }

    /// 2 x + 4 y between 3 and 3.5: an even number cannot lie there.
    @Test func limitsWithoutAWholeNumberBetweenThemAreBroken() throws {
        let row = ExactRow(
            expression: sum([Ratio(2), Ratio(4)]), lower: Ratio(3), upper: Ratio(7, 2))
        #expect(try row.constraints(name: "r", owner: .shared) == nil)
    }

    /// Every variable here is ≥ 0, as all variables of a formulation are.
    @Test(arguments: 0..<200) func wholePointsOfTheRowMeetItsConstraints(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let count = Int.random(in: 1...5, using: &random)
        let isLarge = seed % 2 == 0
        let expression = sum(
            (0..<count).map { _ in
                let most: Int128 = isLarge ? 1 << 60 : 1_000
                let part = Int128.random(in: -most...most, using: &random)
                return Ratio(
                    part == 0 ? 1 : part, Int128.random(in: 1...(isLarge ? 9 : 40), using: &random))
            })
        // Limits at the values of whole points, so that rounding by the least bit would lose one.
        let points = try (0..<8).map { _ in
            let point = (0..<count).map { _ in
                Int128.random(in: 0...(isLarge ? 1 << 20 : 50), using: &random)
            }
            return (point: point, value: try value(of: expression, at: point))
        }
        let limits = points.map(\.value).sorted()
        let (lower, upper) = (limits[1], limits[6])
        let row = ExactRow(
            expression: expression, lower: seed % 3 == 0 ? nil : lower,
            upper: seed % 3 == 1 ? nil : upper, isWhole: seed % 5 != 0)
        let constraints = try #require(try row.constraints(name: "r", owner: .shared))
        let areKept = try points.allSatisfy { point, value in
            let isInside =
                row.lower.map { value >= $0 } ?? true && row.upper.map { value <= $0 } ?? true
            return try !isInside || constraints.allSatisfy { try isMet($0, at: point) }
        }
        #expect(areKept)
        // Where nothing had to be rounded, what the row forbids is forbidden.
        guard !isLarge else { return }
        let areExact = try points.allSatisfy { point, value in
            let isInside =
                row.lower.map { value >= $0 } ?? true && row.upper.map { value <= $0 } ?? true
            return try isInside || !constraints.allSatisfy { try isMet($0, at: point) }
        }
        #expect(areExact)
    }

    /// 2^60 + 1 is no `Double`; the nearest lies below it.
    @Test func limitTooLargeIsRoundedOutward() throws {
        let limit = Ratio((Int128(1) << 60) + 1)
        let atMost = ExactRow(expression: sum([Ratio(1), Ratio(1)]), upper: limit)
        #expect(
            try atMost.constraints(name: "r", owner: .shared)?.first?.bounds.upper == 0x1p60 + 256)
        let atLeast = ExactRow(
            expression: sum([Ratio(-1), Ratio(-1)]), lower: limit.negated)
        #expect(
            try atLeast.constraints(name: "r", owner: .shared)?.first?.bounds.lower == -0x1p60 - 256
        )
    }

    @Test(arguments: 0..<200) func roundedNumbersEncloseTheFraction(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let most = Int128(1) << Int128.random(in: 1...100, using: &random)
        let value = Ratio(
            Int128.random(in: -most...most, using: &random),
            Int128.random(in: 1...1_000, using: &random))
        let (down, up) = (ExactRow.roundedDown(value), ExactRow.roundedUp(value))
        let (below, above) = (try #require(ExactRow.exact(down)), try #require(ExactRow.exact(up)))
        #expect(below <= value)
        #expect(value <= above)
        #expect(up <= down.nextUp.nextUp.nextUp)
    }

    @Test func numbersWithoutAFactorInReachAreNone() {
        // Denominators whose product is beyond 2^53.
        #expect(ExactRow.wholeNumbers([Ratio(1, 94_906_267), Ratio(1, 94_906_297)]) == nil)
        #expect(ExactRow.wholeNumbers([Ratio((Int128(1) << 53) + 1), Ratio(2)]) == nil)
        let whole = ExactRow.wholeNumbers([Ratio(4, 3), Ratio(-2, 9)])
        #expect(whole?.numbers == [6, -1])
        #expect(whole?.factor == Ratio(9, 2))
    }

    private func sum(_ coefficients: [Ratio]) -> LinearExpression {
        LinearExpression(
            terms: coefficients.enumerated().map { (VariableID($0.offset), $0.element) })
    }

    private func value(of expression: LinearExpression, at point: [Int128]) throws -> Ratio {
        try expression.terms.reduce(expression.constant) {
            try $0.adding(try $1.coefficient.multiplied(by: Ratio(point[$1.variable.index])))
        }
    }

    /// Whether a point meets a constraint exactly, without any rounding.
    private func isMet(_ constraint: Constraint, at point: [Int128]) throws -> Bool {
        let value = try constraint.terms.reduce(Ratio.zero) {
            let coefficient = try #require(ExactRow.exact($1.coefficient))
            return try $0.adding(coefficient.multiplied(by: Ratio(point[$1.variable.index])))
        }
        func holds(_ limit: Double, _ relation: (Ratio, Ratio) -> Bool) throws -> Bool {
            guard limit.isFinite else { return true }
            return relation(value, try #require(ExactRow.exact(limit)))
        }
        return try holds(constraint.bounds.lower, >=) && holds(constraint.bounds.upper, <=)
    }
}
