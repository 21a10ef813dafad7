import Funding
import TestSupport
import Testing
import Verification

/// One work of 9·10^15 fen, the most that Fundmix takes, settled to the fen.
@Suite struct ExactnessTests {
    private static let cost: Int64 = 9_000_000_000_000_000

    private func violations(
        city: Int64, _ sense: RuleLimit.Sense, _ bound: RuleBound, unit: Int64 = 1
    ) -> [Violation] {
        var builder = ProgrammeBuilder(unit: unit, projectNumbers: ["area"])
        builder.addSource("city")
        builder.addSource("rest")
        builder.addProject("P", ["area": .hundredths(1)])
        builder.addWork("W", cost: ExactnessTests.cost)
        builder.programme.rules = [
            FundingRule(
                id: "rule", payers: PayerSet(sources: [0], text: "city"), scope: .project,
                limits: [RuleLimit(sense, bound)])
        ]
        let amounts = [city, ExactnessTests.cost - city]
        let plan = Plan(
            starts: [0], fundedWorks: [true],
            payments: amounts.enumerated().map {
                Payment(
                    work: 0, source: $0.offset, period: 0, amount: Money(minorUnits: $0.element))
            })
        return PlanVerifier.violations(of: plan, in: builder.programme)
    }

    @Test(arguments: [(Int64(0), true), (1, true), (-1, false)])
    func oneFenDecidesAThirdOfNineQuadrillion(difference: Int64, holds: Bool) {
        let third = ExactnessTests.cost / 3
        let found = violations(city: third + difference, .atLeast, .shareOfCost(Ratio(1, 3)))
        #expect(found.isEmpty == holds)
    }

    @Test(arguments: [(Int64(0), true), (1, false)])
    func oneFenDecidesASeventh(difference: Int64, holds: Bool) {
        // A seventh is 1,285,714,285,714,285 fen and five sevenths of a fen.
        let found = violations(
            city: 1_285_714_285_714_285 + difference, .atMost, .shareOfCost(Ratio(1, 7)))
        #expect(found.isEmpty == holds)
    }

    @Test(arguments: [(Int64(-1), false), (0, true), (1, true), (2, false)])
    func exactShareAllowsBothNeighbours(difference: Int64, holds: Bool) {
        let found = violations(
            city: 1_285_714_285_714_285 + difference, .exactly, .shareOfCost(Ratio(1, 7)))
        #expect(found.isEmpty == holds)
    }

    @Test func shareBesideTheBoundByATraceIsSeen() {
        let denominator: Int128 = 1_000_000_000_000_000_000
        let third = ExactnessTests.cost / 3
        let above = Ratio(denominator + 1, 3 * denominator)
        #expect(violations(city: third, .atLeast, .shareOfCost(above)).count == 1)
        #expect(violations(city: third, .atMost, .shareOfCost(above)).isEmpty)
    }

    @Test func boundOfManyDigitsIsComparedWithoutOverflow() {
        // The comparison multiplies 9·10^15 by a denominator near 10^38, far beyond 128 bits.
        let denominator = Int128.max
        let bound = RuleBound.steps(
            StepTable(
                by: ColumnReference(.project, index: 0, name: "area"),
                steps: [
                    StepTable.Step(
                        from: .zero, value: .minorUnits(Ratio(denominator - 1, denominator)))
                ]))
        #expect(violations(city: 1, .atLeast, bound).isEmpty)
        #expect(violations(city: 1, .atMost, bound).count == 1)
        #expect(violations(city: 5, .exactly, bound).count == 1)
    }

    @Test func messageShowsBothFiguresToTheFen() {
        let found = violations(city: 1, .atLeast, .shareOfCost(Ratio(1, 7)))
        #expect(
            found.map(\.message) == [
                "'city' pay 0.01 元 for project 'P', where rule 'rule' demands at least "
                    + "12,857,142,857,142.85 元 and 5/7 fen"
            ])
    }
}
