import GLPKSolver
import TestSupport
import Testing

@testable import Optimization

@Suite struct BoxedSimplexTests {
    private let solver = GLPKLinearSolver()

    /// Maximize 3x + 2y over 0 ≤ x ≤ 4, 0 ≤ y ≤ 5 with −10 ≤ x + y ≤ 6 and −10 ≤ x − y ≤ 1.
    ///
    /// At the optimum x + y = 6 and x − y = 1, so x = 3.5, y = 2.5 and the objective is 15.5. The
    /// multipliers solve u + v = 3 and u − v = 2: u = 2.5, v = 0.5.
    @Test func exampleIsSolvedAsByHand() {
        let simplex = BoxedSimplex(mostVariables: 2, mostConstraints: 2)
        (simplex.objective[0], simplex.objective[1]) = (3, 2)
        simplex.begin(variables: 2, constraints: 2)
        simplex.setCoefficient(1, row: 0, column: 0)
        simplex.setCoefficient(1, row: 0, column: 1)
        simplex.setCoefficient(1, row: 1, column: 0)
        simplex.setCoefficient(-1, row: 1, column: 1)
        for (place, bounds) in [(0.0, 4.0), (0, 5), (-10, 6), (-10, 1)].enumerated() {
            (simplex.lower[place], simplex.upper[place]) = bounds
        }
        #expect(simplex.solve() == .optimal)
        let answer = FlatStorage<Double>(repeating: 0, count: 2)
        simplex.values(into: answer.view())
        #expect(answer[0].isClose(to: 3.5) && answer[1].isClose(to: 2.5))
        #expect(simplex.bound.isClose(to: 15.5))
        simplex.multipliers(into: answer.view())
        #expect(answer[0].isClose(to: 2.5) && answer[1].isClose(to: 0.5))
    }

    @Test(arguments: 0..<200) func programsAreSolvedAsBySolver(seed: Int) throws {
        let instance = BoxedCase(seed: seed)
        let simplex = instance.makeSimplex()
        instance.load(into: simplex)
        try check(simplex.solve(), simplex, instance.program)
    }

    @Test(arguments: 0..<200) func changedBoundsAreSolvedFromTheLastBasis(seed: Int) throws {
        var instance = BoxedCase(seed: seed)
        let simplex = instance.makeSimplex()
        instance.load(into: simplex)
        _ = simplex.solve()
        let objective = instance.program.objective
        instance.change()
        var program = instance.program
        program.objective = objective
        instance.setBounds(in: simplex)
        try check(simplex.solve(), simplex, program)
    }

    @Test(arguments: 0..<200) func storedBasisLeadsToTheSameObjective(seed: Int) throws {
        var instance = BoxedCase(seed: seed)
        let simplex = instance.makeSimplex()
        instance.load(into: simplex)
        _ = simplex.solve()
        let stored = FlatStorage<UInt16>(
            repeating: 0, count: max(1, instance.program.constraints.count))
        simplex.store(into: stored.view())
        instance.change()
        instance.load(into: simplex)
        simplex.restore(stored.view())
        try check(simplex.solve(), simplex, instance.program)
    }

    @Test(arguments: 0..<200) func cutoffEndsOnlyWhatIsNotBetter(seed: Int) throws {
        let instance = BoxedCase(seed: seed)
        let simplex = instance.makeSimplex()
        instance.load(into: simplex)
        guard simplex.solve() == .optimal else { return }
        let optimum = simplex.bound
        instance.load(into: simplex)
        #expect(simplex.solve(cutoff: optimum - 1e-3) == .optimal)
        #expect(simplex.bound.isClose(to: optimum))
        instance.load(into: simplex)
        #expect(simplex.solve(cutoff: optimum + 1e-3) == .cutOff)
        #expect(simplex.bound <= optimum + 1e-3)
        #expect(simplex.bound >= optimum - 1e-9 * max(1, optimum.magnitude))
    }

    /// Compares an end with the solver's answer, and checks point, multipliers and ray.
    private func check(
        _ end: BoxedSimplex.End, _ simplex: BoxedSimplex, _ program: LinearProgram
    ) throws {
        let truth = try solver.solve(program, options: SolveOptions())
        let multipliers = FlatStorage<Double>(
            repeating: 0, count: max(1, program.constraints.count))
        guard let optimum = truth.objective else {
            #expect(truth.status == .infeasible)
            #expect(end == .empty)
            simplex.ray(into: multipliers.view())
            // The simplex stands on upper ends with positive multipliers, the check on lower ones.
            let ray = program.constraints.indices.map { -multipliers[$0] }
            #expect(FarkasCheck(program).provesInfeasibility(ray))
            return
        }
        #expect(end == .optimal)
        #expect(simplex.bound.isClose(to: optimum, tolerance: 1e-7))
        let point = FlatStorage<Double>(repeating: 0, count: program.variables.count)
        simplex.values(into: point.view())
        #expect(isPoint(point, of: program))
        let value = program.objective.terms.reduce(0) {
            $0 + $1.coefficient * point[$1.variable.index]
        }
        #expect(value.isClose(to: optimum, tolerance: 1e-7))
        simplex.multipliers(into: multipliers.view())
        let duals = program.constraints.indices.map { multipliers[$0] }
        let bound = try #require(LinearCertificates.bound(of: program, from: duals))
        #expect(bound.isClose(to: optimum, tolerance: 1e-7))
    }

    private func isPoint(_ point: FlatStorage<Double>, of program: LinearProgram) -> Bool {
        let room = 1e-6
        return program.variables.enumerated().allSatisfy {
            point[$0.offset] >= $0.element.bounds.lower - room
                && point[$0.offset] <= $0.element.bounds.upper + room
        }
            && program.constraints.allSatisfy { constraint in
                let sum = constraint.terms.reduce(0) {
                    $0 + $1.coefficient * point[$1.variable.index]
                }
                return sum >= constraint.bounds.lower - room
                    && sum <= constraint.bounds.upper + room
            }
    }
}
