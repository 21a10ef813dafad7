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
        for _ in 0..<8 {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0:
                let id = VariableID(Int.random(in: program.variables.indices, using: &generator))
                let upper = RandomPrograms.amount(using: &generator)
                program[id].bounds = Bool.random(using: &generator) ? .exactly(0) : Bounds(0, upper)
                try session.setBounds(program[id].bounds, of: id)
            case 1:
                let id = ConstraintID(
                    Int.random(in: program.constraints.indices, using: &generator))
                let value = RandomPrograms.amount(using: &generator)
                program[id].bounds = Bool.random(using: &generator) ? .atMost(value) : .free
                try session.setBounds(program[id].bounds, of: id)
            case 2:
                let other = RandomPrograms.money(using: &generator).objective
                let terms = other.terms.filter {
                    program.variables.indices.contains($0.variable.index)
                }
                program.objective = Objective(other.sense, terms: terms, constant: 5)
                try session.setObjective(program.objective)
            default:
                let row = RandomPrograms.constraint(
                    program.variables.map(\.bounds), using: &generator)
                let terms = row.coefficients.enumerated().map { Term($1, VariableID($0)) }
                let constraint = Constraint(
                    name: "new", terms: terms, bounds: row.bounds, owner: .shared)
                program.add(constraint)
                try session.add(constraint)
            }
            let warm = try session.solve(options: SolveOptions())
            let cold = try solver.solve(program, options: SolveOptions())
            #expect(isSame(warm, cold))
            if warm.status == .infeasible {
                let surplus = LinearCertificates.surplus(of: warm.farkasRay, for: program)
                #expect(try #require(surplus) > 0)
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
