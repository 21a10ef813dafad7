import Funding
import GLPKSolver
import Optimization
import TestSupport
import Testing
import Verification

@testable import Planning

@Suite struct FormulationTests {
    @Test(arguments: FormulationCase.all) func textStaysAsItIs(_ example: FormulationCase) throws {
        let text = LPFormat.text(of: try example.program())
        #expect(Snapshot.difference(text, named: "\(example.name).lp") == nil)
    }

    @Test(arguments: FormulationCase.all)
    func bestValueIsTheOneWorkedOutByHand(_ example: FormulationCase) throws {
        let outcome = try plan(example.programme)
        #expect(outcome.isOptimal)
        #expect(outcome.goals.last?.value == example.value)
        let best = try #require(outcome.plan)
        #expect(PlanVerifier.violations(of: best, in: example.programme).isEmpty)
    }

    @Test(arguments: FormulationCase.all)
    func rowsOfAFamilySayWhoseTheyAre(_ example: FormulationCase) throws {
        let program = try example.program()
        for family in example.families {
            let rows = program.constraints.filter { $0.name.hasPrefix(family) }
            #expect(!rows.isEmpty, "no row \(family)…)")
            if let owner = example.owner { #expect(rows.allSatisfy { $0.owner == owner }) }
        }
    }

    @Test(arguments: RuleBoundCase.all) func textOfBoundStaysAsItIs(_ example: RuleBoundCase) throws
    {
        let texts = try RuleBoundCase.scopes.indices.map { scope in
            let program = try Planner.program(of: example.programme(scope: scope), goal: 0).program
            return "\\ scope \(RuleBoundCase.scopes[scope])\n" + LPFormat.text(of: program)
        }
        #expect(Snapshot.difference(texts.joined(), named: "rule-\(example.name).lp") == nil)
    }

    @Test(arguments: RuleBoundCase.all, RuleBoundCase.scopes.indices)
    func mostThatABoundAllowsIsTheOneWorkedOutByHand(_ example: RuleBoundCase, scope: Int) throws {
        let outcome = try plan(example.programme(scope: scope))
        #expect(outcome.isOptimal)
        #expect(outcome.goals[0].value == Ratio(100 * example.most[scope]))
    }

    @Test(arguments: RuleBoundCase.all, RuleBoundCase.scopes.indices)
    func rulesAreSharedBeyondTheProject(_ example: RuleBoundCase, scope: Int) throws {
        let program = try Planner.program(of: example.programme(scope: scope), goal: 0).program
        let owners = program.constraints.filter { $0.name.hasPrefix("rule(") }.map(\.owner)
        let expected: [ConstraintOwner] =
            switch RuleBoundCase.scopes[scope] {
            case .work: [.block(0), .block(0), .block(1)]
            case .project: [.block(0), .block(1)]
            case .group, .period: [.shared, .shared]
            case .programme: [.shared]
            }
        #expect(owners == expected)
    }

    @Test(arguments: 0..<200) func rowsOfABlockHaveItsVariablesOnly(seed: Int) throws {
        var programme = RandomProgramme.make(seed: UInt64(seed))
        let goals = programme.goals
        programme.goals = []
        var formulation = try Formulation.formulate(programme)
        for goal in goals {
            try formulation.hold(goal, at: Ratio(1))
            _ = try formulation.objective(of: goal)
        }
        let program = formulation.program
        let areOwn = program.constraints.allSatisfy { row in
            guard case .block(let block) = row.owner else { return true }
            return row.terms.allSatisfy { program[$0.variable].block == block }
        }
        #expect(areOwn)
        let areExact = program.constraints.allSatisfy { row in
            row.terms.allSatisfy { $0.coefficient != 0 && $0.coefficient.isFinite }
                && Set(row.terms.map(\.variable)).count == row.terms.count && !row.bounds.isEmpty
        }
        #expect(areExact)
    }

    @Test func projectsThatChoicesTieTogetherAreOneBlock() throws {
        var builder = ProgrammeBuilder()
        builder.addSource("city")
        for project in 0..<6 {
            builder.addProject("P\(project)")
            builder.addWork("W", cost: 100)
        }
        let items = (0..<6).map { ChoiceItem(project: $0) }
        // 4 – 3 and 3 – 1 chain up; 5 needs 2; what must be or never is stays alone.
        let demands: [Choice.Demand] = [
            .together([items[4], items[3]]), .atMostOne([items[3], items[1]]),
            .needs(items[5], [items[2]]), .must([items[0], items[1]]),
            .never([items[0], items[2]]),
            .target(.projects(where: .always), .atLeast, .one),
        ]
        builder.programme.choices = demands.enumerated().map {
            Choice(id: "c\($0.offset)", demand: $0.element, text: "")
        }
        let formulation = try Formulation.formulate(builder.programme)
        #expect(formulation.blocks == [0, 1, 2, 1, 1, 2])
        let owners = formulation.program.constraints.filter { $0.name.hasPrefix("choice(") }
            .map(\.owner)
        #expect(
            owners == [
                .block(1), .block(1), .block(2), .block(0), .block(1), .block(0), .block(2),
            ])
    }

    @Test func burdenHasNoSum() async {
        await #expect(processExitsWith: .failure) {
            let base = TwoProjects().builder
            let burden = Measure.largestBurden(
                TwoProjects.city, per: base.project("area"), where: .always)
            _ = try Formulation.formulate(base.programme).expression(of: burden)
        }
    }

    private func plan(_ programme: Programme) throws -> Outcome {
        try Planner(solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0))
            .plan(programme)
    }
}
