import Funding
import TestSupport
import Testing

@testable import Verification

@Suite struct ParallelCheckTests {
    /// A plan in which every payment is wrong in several ways.
    private static func broken(seed: UInt64) -> (programme: Programme, plan: Plan) {
        var options = RandomProgramme.Options()
        options.isPlanted = false
        options.projects = 4...40
        options.rules = 2...5
        var (programme, plan) = RandomProgramme.makeWithPlan(seed: seed, options: options)
        programme.settlementUnit = Money(minorUnits: 7)
        for index in plan.payments.indices where index % 3 == 0 {
            plan.payments[index].amount = Money(minorUnits: -1)
        }
        return (programme, plan)
    }

    @Test(arguments: UInt64(0)..<200)
    func findingsDoNotDependOnTheProcessors(seed: UInt64) {
        let (programme, plan) = ParallelCheckTests.broken(seed: seed)
        let checks = PlanExamination.promises(of: programme)
        let selections = ProgrammeSelections(of: programme)
        let findings = [1, 2, 5].map { processors in
            PlanExamination.findings(
                of: checks, in: plan, for: programme, selections, processors: processors
            ).finished()
        }
        #expect(findings[0] == findings[1] && findings[0] == findings[2])
        #expect(findings[0] == PlanVerifier.violations(of: plan, in: programme))
    }

    @Test(arguments: UInt64(0)..<200)
    func figuresOfPartsAreThoseOfTheWhole(seed: UInt64) throws {
        let (programme, plan) = ParallelCheckTests.broken(seed: seed)
        let figures = try PlanFigures(of: plan, in: programme)
        let cut = Int(seed) % (programme.projects.count + 1)
        for (position, rule) in programme.rules.enumerated()
        where rule.scope == .work || rule.scope == .project {
            for limit in rule.limits.indices {
                var (parts, whole): ([RuleFigure], [RuleFigure]) = ([], [])
                for projects in [0..<cut, cut..<programme.projects.count] {
                    try figures.forEachFigure(
                        ofRule: position, limit: limit, inProjects: projects
                    ) { parts.append($0) }
                }
                try figures.forEachFigure(ofRule: position, limit: limit) { whole.append($0) }
                #expect(parts == whole)
            }
        }
    }

    @Test func listsAddUpAsOneWouldHave() {
        let (all, first, second) = (ViolationList(), ViolationList(), ViolationList())
        for number in 0..<2_500 {
            let code = ["often", "seldom"][number % 50 == 7 ? 1 : 0]
            all.add(code, [], "\(number)")
            (number < 700 ? first : second).add(code, [], "\(number)")
        }
        first.add(second.content)
        #expect(first.finished() == all.finished())
        #expect(all.finished().count == 1_051)
    }

    @Test func partOfAGroupHasNoLimitOfItsOwn() async {
        await #expect(processExitsWith: .failure) {
            var builder = ProgrammeBuilder()
            builder.addSource("city")
            builder.addProject("P1")
            builder.addWork("W1", cost: 100)
            builder.addProject("P2")
            builder.programme.rules = [
                FundingRule(
                    id: "cap", payers: PayerSet(sources: [0], text: "city"), scope: .programme,
                    limits: [RuleLimit(.atMost, .shareOfCost(.one))])
            ]
            let programme = builder.programme
            try PlanFigures(of: Plan.nothing(in: programme), in: programme)
                .forEachFigure(ofRule: 0, limit: 0, inProjects: 0..<1) { _ in }
        }
    }
}
