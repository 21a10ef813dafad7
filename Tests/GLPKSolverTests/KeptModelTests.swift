import GLPKSolver
import Optimization
import TestSupport
import Testing

/// The models on which GLPK aborts, loops, cycles or answers wrongly with its usual settings.
@Suite(.timeLimit(.minutes(1))) struct KeptModelTests {
    @Test(arguments: [("wrong-with-cuts-1709", 1709.0), ("wrong-with-cuts-117957", 117_957)])
    func optimumIsTheTrueOne(name: String, optimum: Double) throws {
        let program = try LPReader.model(named: name)
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        #expect(result.status == .optimal)
        #expect(result.objective == optimum)
    }

    // 3·(y + z) would lie in -4...-1 and 2·(y + z) in 0...1; -2·y of the other model would be 1.
    @Test(arguments: ["presolve-abort", "presolve-hang"])
    func contradictionIsFoundWithARay(name: String) throws {
        let program = try LPReader.model(named: name)
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        #expect(result.status == .infeasible)
        let surplus = LinearCertificates.surplus(of: result.farkasRay, for: program)
        #expect(try #require(surplus) > 0)
    }

    @Test func cyclingModelIsSolvedAsByTryingAllChoices() throws {
        let program = try LPReader.model(named: "cycling")
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        let expected = try EnumerationSolver().solve(program, options: SolveOptions())
        let optimum = try #require(expected.objective)
        let contract = ContractCase("cycling", program, optimum: optimum)
        #expect(contract.mistakes(of: result) == [])
    }
}
