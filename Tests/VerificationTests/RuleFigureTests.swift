import Funding
import TestSupport
import Testing
import Verification

@Suite struct RuleFigureTests {
    @Test(arguments: RuleExamples.all)
    func everyCellOfTheTableIsAsWorkedOut(example: RuleExample) throws {
        let figures = try PlanFigures(of: example.plan, in: example.programme)
            .ruleFigures(ofRule: 0)
        var found: [String: [Ratio]] = [:]
        for figure in figures {
            let place = name(figure.scope, in: example.programme)
            found[place] = [
                try figure.bound.divided(by: Ratio(100)),
                try figure.actual.exact.divided(by: Ratio(100)),
            ]
        }
        #expect(
            found == example.expected.mapValues { [$0.bound, Ratio(Int128($0.actual))] })
        #expect(figures.count == example.expected.count)
    }

    @Test(arguments: RuleExamples.all, RuleLimit.Sense.allCases)
    func planIsRejectedWhereALimitOfTheTableIsBroken(
        example: RuleExample, sense: RuleLimit.Sense
    ) {
        let violations = PlanVerifier.violations(of: example.plan, in: example.with(sense))
        #expect(violations.isEmpty == example.holds(sense))
        #expect(violations.allSatisfy { $0.code == "verification-rule" })
    }

    @Test(arguments: RuleExamples.all, RuleLimit.Sense.allCases)
    func plainReadingOfTheDefinitionAgrees(example: RuleExample, sense: RuleLimit.Sense) throws {
        let programme = example.with(sense)
        let figures = try RuleOracle.figures(
            of: programme.rules[0].limits[0], in: programme.rules[0], plan: example.plan,
            programme: programme)
        #expect(figures.allSatisfy(\.holds) == example.holds(sense))
    }

    private func name(_ scope: RuleFigure.Scope, in programme: Programme) -> String {
        switch scope {
        case .work(let work):
            "\(programme.projects[programme.works[work].project].id)/\(programme.works[work].id)"
        case .project(let project): programme.projects[project].id
        case .group(let label): label
        case .period(let period): programme.periods[period]
        case .programme: "all"
        }
    }
}
