import GLPKSolver
import Optimization
import Synchronization
import Testing
import TestSupport

@Suite struct ProvenSearchTests {
    private let solver = GLPKLinearSolver()

    @Test(arguments: 0..<300)
    func wholeNumberProgramsAreSolvedToTheTruth(seed: Int) throws {
        let instance = IntegerCase(seed: seed)
        let result = try ProvenSearch(solver: solver).run(instance.program, judge: instance.judge)
        let optimum = instance.optimum
        #expect(result.objective == optimum)
        #expect(result.status == (optimum == nil ? .infeasible : .optimal))
        #expect(result.limit == nil)
        #expect(!result.isBoundContradicted)
        #expect(isProved(result, for: instance.program, optimum))
    }

    @Test(arguments: 0..<300)
    func fundingProgramsAreSolvedToTheTruth(seed: Int) throws {
        let instance = FundingCase(seed: seed)
        let result = try ProvenSearch(solver: solver).run(instance.program, judge: instance.judge)
        let optimum = instance.optimum
        #expect(result.objective == optimum)
        #expect(result.status == (optimum == nil ? .infeasible : .optimal))
        #expect(isProved(result, for: instance.program, optimum))
    }

    @Test(arguments: 0..<24)
    func municipalProgramsMatchTheSolversOwnSearch(seed: Int) throws {
        let instance = MunicipalCase(
            projects: 6, districts: 2, budgetShare: 0.4 + Double(seed % 4) * 0.2, seed: seed,
            isIntegral: seed % 2 == 0)
        let result = try ProvenSearch(solver: solver).run(instance.program) { _, objective in
            .accepted(objective: seed % 2 == 0 ? objective.rounded() : objective)
        }
        let other = try solver.solve(instance.program, options: SolveOptions())
        let expected = try #require(other.objective)
        let found = try #require(result.objective)
        #expect(result.status == .optimal)
        #expect((found - expected).magnitude <= 1e-9 * expected.magnitude)
    }

    /// Whether the bound of a result is none that a point could pass.
    private func isProved(
        _ result: SearchResult, for program: LinearProgram, _ optimum: Double?
    ) -> Bool {
        guard let optimum else { return result.objectiveBound == nil }
        guard let bound = result.objectiveBound else { return false }
        return program.objective.sense == .minimize ? bound <= optimum : bound >= optimum
    }

    @Test(arguments: 0..<100)
    func refusedAssignmentsCountInTheBound(seed: Int) throws {
        let instance = FundingCase(seed: seed)
        var asked: Set<Int> = []
        var isRepeated = false
        let result = try ProvenSearch(solver: solver).run(instance.program) { point, _ in
            if !asked.insert(instance.choice(in: point)).inserted { isRepeated = true }
            return .refused
        }
        #expect(!isRepeated)
        #expect(result.objective == nil)
        #expect(result.closedNodes.byAcceptedPoint == 0)
        guard let optimum = instance.optimum else { return }
        #expect(result.status == .noPointFound)
        #expect(result.closedNodes.withoutEvidence > 0)
        #expect(isProved(result, for: instance.program, optimum))
    }

    @Test(arguments: 0..<100)
    func excludedAssignmentsLeaveTheSecondBest(seed: Int) throws {
        let instance = FundingCase(seed: seed)
        let choices = (0..<(1 << instance.costs.count)).compactMap { choice in
            instance.objective(ofChoice: choice).map { (choice, $0) }
        }
        let isBetter: (Int, Int) -> Bool = instance.minimizesFirstSource ? { $0 < $1 } : { $0 > $1 }
        guard let best = choices.min(by: { isBetter($0.1, $1.1) }) else { return }
        let second = choices.filter { $0.0 != best.0 }.min { isBetter($0.1, $1.1) }
        let result = try ProvenSearch(solver: solver).run(instance.program) { point, objective in
            instance.choice(in: point) == best.0 ? .excluded : instance.judge(point, objective)
        }
        #expect(result.objective == second.map { Double($0.1) })
        #expect(result.status == (second == nil ? .infeasible : .optimal))
    }

    @Test(arguments: 0..<50)
    func everythingExcludedIsInfeasible(seed: Int) throws {
        let instance = FundingCase(seed: seed)
        let result = try ProvenSearch(solver: solver).run(instance.program) { _, _ in .excluded }
        #expect(result.status == .infeasible)
        #expect(result.objectiveBound == nil)
        #expect((result.closedNodes.byVerdict > 0) == (instance.optimum != nil))
    }

    @Test(arguments: 0..<50)
    func aKnownIncumbentIsBeatenOrProved(seed: Int) throws {
        let instance = FundingCase(seed: seed)
        guard let optimum = instance.optimum else { return }
        let known = SearchIncumbent(objective: optimum)
        let result = try ProvenSearch(solver: solver).run(
            instance.program, incumbent: known, judge: instance.judge)
        #expect(result.status == .optimal)
        #expect(result.objective == optimum)
        let worse = SearchIncumbent(
            objective: instance.minimizesFirstSource ? optimum + 1 : optimum - 1)
        let improved = try ProvenSearch(solver: solver).run(
            instance.program, incumbent: worse, judge: instance.judge)
        #expect(improved.objective == optimum)
    }

    @Test(arguments: 0..<20)
    func equalInputGivesAnEqualSearch(seed: Int) throws {
        let instance = FundingCase(seed: seed)
        let results = try (0..<3).map { _ in
            try ProvenSearch(solver: solver).run(instance.program, judge: instance.judge)
        }
        #expect(results[0] == results[1])
        #expect(results[1] == results[2])
    }

    @Test func anAnswerThatBeatsTheBoundIsReported() throws {
        let instance = try #require(
            (0..<50).lazy.map(FundingCase.init).first { $0.optimum ?? 0 > 0 })
        let better = instance.minimizesFirstSource ? -1e12 : 1e12
        let result = try ProvenSearch(solver: solver).run(instance.program) { _, _ in
            .accepted(objective: better)
        }
        #expect(result.isBoundContradicted)
        #expect(result.status == .feasible)
    }

    @Test func theNodeLimitEndsTheSearchWithAProvedBound() throws {
        let program = EqualSumCase.program
        let options = SolveOptions(nodeLimit: 20)
        let result = try ProvenSearch(solver: solver, options: options).run(program) { _, value in
            .accepted(objective: value)
        }
        #expect(result.limit == .workLimit)
        #expect(result.statistics.nodes == 20)
        #expect(result.status == .noPointFound)
        let bound = try #require(result.objectiveBound)
        #expect(bound >= 0)
    }

    @Test func aPassedDeadlineEndsTheSearchAtOnce() throws {
        let options = SolveOptions(deadline: .now)
        let result = try ProvenSearch(solver: solver, options: options).run(EqualSumCase.program) {
            _, _ in .refused
        }
        #expect(result.limit == .timeLimit)
        #expect(result.status == .noPointFound)
        #expect(result.objectiveBound == .infinity)
    }

    @Test func cancellationEndsTheSearch() throws {
        let cancellation = Cancellation()
        let options = SolveOptions(cancellation: cancellation)
        let result = try ProvenSearch(solver: solver, options: options).run(
            EqualSumCase.program, judge: { _, _ in .refused },
            progress: { if $0.nodes >= 100 { cancellation.cancel() } })
        #expect(result.limit == .cancelled)
        #expect(result.statistics.nodes >= 100)
    }

    @Test func aProgramWithoutIntegersIsOneNode() throws {
        var program = LinearProgram()
        let x = program.add(Variable(name: "x", bounds: Bounds(0, 3)))
        let y = program.add(Variable(name: "y", bounds: Bounds(0, 10)))
        program.add(
            Constraint(
                name: "sum", terms: [Term(1, x), Term(1, y)], bounds: .atMost(4), owner: .shared))
        program.objective = Objective(.maximize, terms: [Term(3, x), Term(2, y)])
        let result = try ProvenSearch(solver: solver).run(program) { _, objective in
            .accepted(objective: objective)
        }
        #expect(result.status == .optimal)
        #expect(result.objective == 11)
        #expect(result.statistics.nodes == 1)
    }

    @Test func aBrokenSolverProvesNothing() throws {
        let instance = FundingCase(seed: 3)
        let result = try ProvenSearch(solver: LyingSolver()).run(
            instance.program, judge: instance.judge)
        #expect(result.status != .infeasible)
        #expect(result.status == .noPointFound)
        #expect(result.closedNodes.byFarkasRay == 0)
    }
}

/// A market-split program: rows of large numbers whose sums must hit a value exactly, which keeps
/// any branch and bound busy for long.
enum EqualSumCase {
    static var program: LinearProgram {
        var generator = SeededGenerator(seed: 11)
        var program = LinearProgram()
        let choices = (0..<30).map {
            program.add(Variable(name: "take(\($0))", bounds: Bounds(0, 1), isInteger: true))
        }
        for row in 0..<4 {
            let factors = choices.map { _ in Int.random(in: 0..<100, using: &generator) }
            program.add(
                Constraint(
                    name: "split(\(row))",
                    terms: zip(factors, choices).map { Term(Double($0), $1) },
                    bounds: .exactly(Double(factors.reduce(0, +) / 2)), owner: .shared))
        }
        program.objective = Objective(.maximize, terms: choices.map { Term(1, $0) })
        return program
    }
}

/// A solver that calls every program infeasible, with a ray that proves nothing.
private struct LyingSolver: LinearSolver {
    var identification: String { "liar" }

    func solve(
        _ program: LinearProgram, options: SolveOptions
    ) throws(SolverError) -> SolveResult {
        try makeSession(program).solve(options: options)
    }

    func makeSession(_ program: LinearProgram) throws(SolverError) -> any LinearSession {
        LyingSession(rows: program.constraints.count)
    }
}

private final class LyingSession: LinearSession {
    private var rows: Int

    init(rows: Int) { self.rows = rows }

    func setBounds(_ bounds: Bounds, of variable: VariableID) {}
    func setBounds(_ bounds: Bounds, of constraint: ConstraintID) {}
    func setObjective(_ objective: Objective) {}
    func setCost(_ cost: Double, of variable: VariableID) {}
    func add(_ constraint: Constraint) { rows += 1 }
    func add(
        _ variable: Variable, cost: Double,
        terms: [(constraint: ConstraintID, coefficient: Double)]
    ) {}
    func removeVariables(_ positions: [Int]) {}

    func solve(options: SolveOptions) -> SolveResult {
        SolveResult(status: .infeasible, farkasRay: [Double](repeating: 1, count: rows))
    }
}
