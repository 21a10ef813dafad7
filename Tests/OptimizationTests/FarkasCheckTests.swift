import Optimization
import Testing
import TestSupport

@Suite struct FarkasCheckTests {
    /// Two projects of 10¹¹ fen each that one source must pay.
    private func program(budget: Double) -> LinearProgram {
        var program = LinearProgram()
        let cost = 100_000_000_003.0
        let first = program.add(Variable(name: "pay(P1)", bounds: Bounds(0, cost)))
        let second = program.add(Variable(name: "pay(P2)", bounds: Bounds(0, cost)))
        for payment in [first, second] {
            program.add(
                Constraint(
                    name: "paid(\(payment.index))", terms: [Term(1, payment)],
                    bounds: .exactly(cost), owner: .shared))
        }
        program.add(
            Constraint(
                name: "budget", terms: [Term(1, first), Term(1, second)],
                bounds: .atMost(budget), owner: .shared))
        return program
    }

    @Test func oneMissingFenIsProved() {
        let check = FarkasCheck(program(budget: 200_000_000_005))
        #expect(check.provesInfeasibility([1, 1, -1]))
    }

    @Test func noiseInTheRayIsRoundedAway() {
        let check = FarkasCheck(program(budget: 200_000_000_005))
        #expect(check.provesInfeasibility([0.7 + 1e-9, 0.7 - 1e-9, -0.7]))
    }

    @Test func enoughMoneyIsNeverProvedMissing() {
        let check = FarkasCheck(program(budget: 200_000_000_006))
        #expect(!check.provesInfeasibility([1, 1, -1]))
        #expect(!check.provesInfeasibility([0.7 + 1e-9, 0.7 - 1e-9, -0.7]))
    }

    @Test func theWrongSignProvesNothing() {
        let check = FarkasCheck(program(budget: 200_000_000_005))
        #expect(!check.provesInfeasibility([-1, -1, 1]))
        #expect(!check.provesInfeasibility([0, 0, 0]))
        #expect(!check.provesInfeasibility([.nan, .infinity, -1]))
    }

    @Test func boundsOfANodeCanMakeTheContradiction() {
        let check = FarkasCheck(program(budget: 200_000_000_006))
        let tight = [Bounds(0, 100_000_000_002), Bounds(0, 100_000_000_003)]
        #expect(check.provesInfeasibility([1, 0, 0], bounds: tight))
    }

    @Test(arguments: 0..<200)
    func randomRaysNeverProveAPossibleProgramEmpty(seed: Int) {
        let instance = IntegerCase(seed: seed)
        guard instance.optimum != nil else { return }
        let check = FarkasCheck(instance.program)
        var generator = SeededGenerator(seed: UInt64(seed))
        let proofs = (0..<200).filter { _ in
            check.provesInfeasibility(
                instance.program.constraints.map { _ in Double.random(in: -1...1, using: &generator)
                })
        }
        #expect(proofs.isEmpty)
    }
}
