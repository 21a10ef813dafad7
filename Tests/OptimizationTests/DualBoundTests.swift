import Optimization
import Testing
import TestSupport

@Suite struct DualBoundTests {
    @Test(arguments: 0..<200)
    func randomMultipliersNeverPassTheOptimum(seed: Int) throws {
        let instance = IntegerCase(seed: seed)
        guard let optimum = instance.optimum else { return }
        let bound = DualBound(instance.program)
        var generator = SeededGenerator(seed: UInt64(seed))
        let best = (0..<200).map { _ in
            let multipliers = instance.program.constraints.map { _ in
                Double.random(in: -3...3, using: &generator)
            }
            return bound.bound(multipliers: multipliers)
        }
        if instance.program.objective.sense == .minimize {
            #expect(best.allSatisfy { $0 <= optimum })
        } else {
            #expect(best.allSatisfy { $0 >= optimum })
        }
    }

    @Test func solverMultipliersReachTheOptimumOfALinearProgram() throws {
        // max 3x + 2y, x + y ≤ 4, x ≤ 3, y ≤ 10: x = 3, y = 1, objective 11, y(row) = 2.
        var program = LinearProgram()
        let x = program.add(Variable(name: "x", bounds: Bounds(0, 3)))
        let y = program.add(Variable(name: "y", bounds: Bounds(0, 10)))
        program.add(
            Constraint(
                name: "sum", terms: [Term(1, x), Term(1, y)], bounds: .atMost(4), owner: .shared))
        program.objective = Objective(.maximize, terms: [Term(3, x), Term(2, y)], constant: 0.5)
        let bound = DualBound(program)
        #expect(bound.bound(multipliers: [2]) == 11.5)
        // Without multipliers the box bounds the objective: 9 + 20 and the constant.
        #expect(bound.bound(multipliers: [0]) == 29.5)
        // A maximized program has no use for a multiplier that stands on a missing lower bound.
        #expect(bound.bound(multipliers: [-2]) == 29.5)
        #expect(bound.bound(multipliers: [.nan]) == 29.5)
        #expect(bound.bound(multipliers: [2], bounds: [Bounds(0, 1), Bounds(0, 10)]) == 9.5)
    }

    @Test func integralObjectivesRoundToTheNextWholeValue() {
        // min x + y with 2x + 2y ≥ 3 over whole x, y: relaxation 1.5, so no point is below 2.
        var program = LinearProgram()
        let x = program.add(Variable(name: "x", bounds: Bounds(0, 5), isInteger: true))
        let y = program.add(Variable(name: "y", bounds: Bounds(0, 5), isInteger: true))
        program.add(
            Constraint(
                name: "need", terms: [Term(2, x), Term(2, y)], bounds: .atLeast(3), owner: .shared))
        program.objective = Objective(.minimize, terms: [Term(1, x), Term(1, y)], isIntegral: true)
        #expect(DualBound(program).bound(multipliers: [0.5]) == 2)
        program.objective.isIntegral = false
        #expect(DualBound(program).bound(multipliers: [0.5]) == 1.5)
    }

    @Test func unboundedVariablesLeaveNoBound() {
        var program = LinearProgram()
        let x = program.add(Variable(name: "x", bounds: .free))
        program.objective = Objective(.minimize, terms: [Term(1, x)])
        #expect(DualBound(program).bound(multipliers: []) == -.infinity)
    }

    @Test func hugeMultipliersLeaveNoFalseBound() {
        var program = LinearProgram()
        let x = program.add(Variable(name: "x", bounds: Bounds(0, 1e300)))
        program.add(
            Constraint(name: "r", terms: [Term(1e300, x)], bounds: .atLeast(1), owner: .shared))
        program.objective = Objective(.minimize, terms: [Term(1, x)])
        #expect(DualBound(program).bound(multipliers: [1e300]) == -.infinity)
    }

    @Test func aMissingMultiplierIsAMistake() async {
        await #expect(processExitsWith: .failure) {
            var program = LinearProgram()
            let x = program.add(Variable(name: "x", bounds: Bounds(0, 1)))
            program.add(
                Constraint(name: "r", terms: [Term(1, x)], bounds: .atMost(1), owner: .shared))
            _ = DualBound(program).bound(multipliers: [])
        }
    }
}
