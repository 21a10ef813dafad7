import GLPKSolver
import Optimization
import TestSupport
import Testing

@Suite struct GLPKSessionTests {
    private let solver = GLPKLinearSolver()

    private func isSame(_ warm: SolveResult, _ cold: SolveResult) -> Bool {
        guard warm.status == cold.status else { return false }
        guard let warm = warm.objective, let cold = cold.objective else { return true }
        return warm.isClose(to: cold, tolerance: 1e-7)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func changesGiveWhatAColdSolveGives(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var program = RandomPrograms.money(using: &generator)
        let session = try solver.makeSession(program)
        let options = SolveOptions(
            method: Bool.random(using: &generator) ? .primal : .dual,
            precision: Bool.random(using: &generator) ? .money : .coarse)
        for _ in 0..<12 {
            let change = RandomPrograms.change(of: program, using: &generator)
            try change.make(in: session)
            change.make(in: &program)
            let warm = try session.solve(options: options)
            let cold = try solver.solve(program, options: SolveOptions())
            #expect(isSame(warm, cold))
            if warm.status == .infeasible {
                let surplus = LinearCertificates.surplus(of: warm.farkasRay, for: program)
                #expect(try #require(surplus) > 0)
            } else {
                let bound = LinearCertificates.bound(of: program, from: warm.dualValues)
                let objective = try #require(warm.objective)
                #expect(try #require(bound).isClose(to: objective, tolerance: 1e-6))
            }
        }
    }

    @Test func failedSolveLeavesNoOldValues() throws {
        let program = LinearProgram(
            (.maximize, [1, 1]), bounds: [Bounds(0, 3), Bounds(0, 3)],
            constraints: [([1, 1], .atMost(4))])
        let session = try solver.makeSession(program)
        #expect(try session.solve(options: SolveOptions()).objective == 4)
        try session.setBounds(.atLeast(7), of: ConstraintID(0))
        let failed = try session.solve(options: SolveOptions())
        #expect(failed.status == .infeasible)
        #expect(failed.values.isEmpty)
        #expect(failed.dualValues.isEmpty)
        #expect(failed.objective == nil)
        try session.setBounds(.atMost(2), of: ConstraintID(0))
        let recovered = try session.solve(options: SolveOptions())
        #expect(recovered.objective == 2)
        #expect(recovered.farkasRay.isEmpty)
    }

    @Test func constraintComesToASessionWithoutAny() throws {
        let program = LinearProgram((.maximize, [1]), bounds: [Bounds(0, 1e9)], constraints: [])
        let session = try solver.makeSession(program)
        #expect(try session.solve(options: SolveOptions()).objective == 1e9)
        try session.add(
            Constraint(
                name: "cap", terms: [Term(3, VariableID(0))], bounds: .atMost(6), owner: .shared))
        let result = try session.solve(options: SolveOptions())
        #expect(result.objective == 2)
        #expect(result.dualValues.count == 1)
        #expect(result.dualValues[0].isClose(to: 1.0 / 3))
    }

    @Test func warmSolveOfAnUnchangedProgramTakesNoIteration() throws {
        var generator = SeededGenerator(seed: 3)
        let session = try solver.makeSession(RandomPrograms.money(using: &generator))
        _ = try session.solve(options: SolveOptions())
        #expect(try session.solve(options: SolveOptions()).statistics.iterations == 0)
    }

    @Test func changeOfWhatDoesNotExistIsRefused() throws {
        let program = LinearProgram(
            (.maximize, [1]), bounds: [Bounds(0, 1)], constraints: [([1], .atMost(1))])
        let session = try solver.makeSession(program)
        #expect(throws: SolverError.self) {
            try session.setBounds(Bounds(0, 1), of: VariableID(1))
        }
        #expect(throws: SolverError.self) {
            try session.setBounds(Bounds(0, 1), of: ConstraintID(1))
        }
        #expect(throws: SolverError.self) {
            try session.setBounds(Bounds(2, 1), of: VariableID(0))
        }
        #expect(throws: SolverError.self) {
            try session.setBounds(Bounds(.nan, 1), of: ConstraintID(0))
        }
        #expect(try session.solve(options: SolveOptions()).objective == 1)
    }
}
