import GLPKSolver
import Optimization
import TestSupport
import Testing

@Suite struct DualValueTests {
    private static func cover(_ sense: ObjectiveSense) -> LinearProgram {
        let sign: Double = sense == .minimize ? 1 : -1
        return LinearProgram(
            (sense, [2 * sign, 3 * sign]), bounds: [Bounds(0, 3), Bounds(0, 10)],
            constraints: [([1, 1], .atLeast(5)), ([1, 0], .atMost(4))])
    }

    private static func packing(_ sense: ObjectiveSense) -> LinearProgram {
        let sign: Double = sense == .maximize ? 1 : -1
        return LinearProgram(
            (sense, [3 * sign, 2 * sign]), bounds: [Bounds(0, 3), Bounds(0, 10)],
            constraints: [([1, 1], .atMost(4)), ([1, 3], .atMost(7))])
    }

    // One more unit to cover costs 3; one more unit of room brings 2.
    @Test(arguments: [
        (cover(.minimize), [3.0, 0]), (cover(.maximize), [-3, 0]),
        (packing(.maximize), [2, 0]), (packing(.minimize), [-2, 0]),
    ])
    func dualsAreChangesOfTheObjective(program: LinearProgram, duals: [Double]) throws {
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        #expect(result.dualValues == duals)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func dualsProveTheObjective(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let program = RandomPrograms.money(using: &generator)
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        guard result.status == .optimal else {
            let surplus = LinearCertificates.surplus(of: result.farkasRay, for: program)
            #expect(result.status == .infeasible)
            #expect(try #require(surplus) > 0)
            return
        }
        let bound = try #require(LinearCertificates.bound(of: program, from: result.dualValues))
        #expect(bound.isClose(to: try #require(result.objective), tolerance: 1e-7))
    }

    // The first constraint has no part in the contradiction of the others, but a multiplier of the
    // basis stands on it that is small and on the side where it has no bound.
    @Test func rayLeavesOutWhatDoesNotContradict() throws {
        let program = LinearProgram(
            (.minimize, [1, 1, 1]),
            bounds: [Bounds(0, 861), Bounds(0, 62_317), Bounds(-279, 879_889_149)],
            constraints: [
                ([6, 0, 0], .atLeast(3_867)), ([1, 9, 0], .atLeast(347_524)),
                ([0, 0, 6], .atLeast(2_324_717_589)), ([0, 6, 8], .exactly(1_554_994_765)),
            ])
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        let surplus = LinearCertificates.surplus(of: result.farkasRay, for: program)
        #expect(try #require(surplus) > 0)
    }

    @Test func moreOfTheBoundMovesTheObjectiveByTheDual() throws {
        var program = Self.packing(.maximize)
        let before = try GLPKLinearSolver().solve(program, options: SolveOptions())
        program[ConstraintID(0)].bounds = .atMost(4.25)
        let after = try GLPKLinearSolver().solve(program, options: SolveOptions())
        let change = try #require(after.objective) - #require(before.objective)
        #expect(change.isClose(to: 0.25 * before.dualValues[0]))
    }

    @Test(arguments: SolverContract.linearCases + SolverContract.emptyCases)
    func infeasibleProgramHasARayThatProvesIt(contract: ContractCase) throws {
        let result = try GLPKLinearSolver().solve(contract.program, options: SolveOptions())
        guard contract.optimum == nil else {
            #expect(result.farkasRay.isEmpty)
            return
        }
        let surplus = LinearCertificates.surplus(of: result.farkasRay, for: contract.program)
        #expect(try #require(surplus) > 0)
        #expect(result.values.isEmpty)
        #expect(result.objective == nil)
    }

    @Test func finiteBoundsAreNeverUnbounded() throws {
        let program = LinearProgram(
            (.maximize, [1, 1]), bounds: [Bounds(0, 1e12), Bounds(-1e12, 1e12)],
            constraints: [([1, -1], .atLeast(0))])
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        #expect(result.status == .optimal)
        #expect(result.objective == 2e12)
    }
}
