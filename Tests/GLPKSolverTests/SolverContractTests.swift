import GLPKSolver
import Optimization
import TestSupport
import Testing

@Suite struct SolverContractTests {
    static let solvers: [any LinearSolver] = [GLPKLinearSolver(), EnumerationSolver()]

    @Test(arguments: solvers, SolverContract.cases)
    func answerIsTheKnownOne(solver: any LinearSolver, contract: ContractCase) throws {
        let result = try solver.solve(contract.program, options: SolveOptions())
        #expect(contract.mistakes(of: result) == [])
    }

    @Test(arguments: solvers, SolverContract.linearCases)
    func sessionAnswersAsASingleSolve(solver: any LinearSolver, contract: ContractCase) throws {
        let session = try solver.makeSession(contract.program)
        #expect(contract.mistakes(of: try session.solve(options: SolveOptions())) == [])
        #expect(contract.mistakes(of: try session.solve(options: SolveOptions())) == [])
    }

    @Test(arguments: solvers, SolverContract.integerCases)
    func sessionSolvesTheRelaxation(solver: any LinearSolver, contract: ContractCase) throws {
        let whole = try solver.solve(contract.program, options: SolveOptions())
        let relaxed = try solver.makeSession(contract.program).solve(options: SolveOptions())
        guard let objective = whole.objective, let bound = relaxed.objective else {
            #expect(whole.objective == nil)
            return
        }
        let isMaximum = contract.program.objective.sense == .maximize
        #expect(isMaximum ? bound >= objective - 1e-9 : bound <= objective + 1e-9)
    }

    static let manners: [SolveOptions] = SimplexMethod.allCases.flatMap { method in
        SimplexPrecision.allCases.map { SolveOptions(method: method, precision: $0) }
    }

    @Test(arguments: manners, SolverContract.cases)
    func eachMethodGivesTheKnownAnswer(options: SolveOptions, contract: ContractCase) throws {
        let result = try GLPKLinearSolver().solve(contract.program, options: options)
        #expect(contract.mistakes(of: result) == [])
    }

    @Test(arguments: solvers, SolverContract.sessionCases)
    func changedProgramHasTheKnownAnswers(
        solver: any LinearSolver, contract: SessionCase
    ) throws {
        #expect(try contract.mistakes(of: solver, options: SolveOptions()) == [])
    }

    @Test(arguments: manners, SolverContract.sessionCases)
    func eachMethodFollowsChanges(options: SolveOptions, contract: SessionCase) throws {
        #expect(try contract.mistakes(of: GLPKLinearSolver(), options: options) == [])
    }

    @Test(arguments: solvers)
    func solverNamesItself(solver: any LinearSolver) {
        #expect(!solver.identification.isEmpty)
    }

    @Test(arguments: solvers)
    func constantOfTheObjectiveIsAdded(solver: any LinearSolver) throws {
        var program = LinearProgram(
            (.maximize, [2]), bounds: [Bounds(0, 3)], integers: [0],
            constraints: [([2], .atMost(5))])
        program.objective.constant = 100
        #expect(try solver.solve(program, options: SolveOptions()).objective == 104)
    }
}
