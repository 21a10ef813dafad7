import GLPKSolver
import Optimization
import TestSupport
import Testing

@Suite struct MoneyTests {
    /// What a solver got wrong; an honest failure is not wrong.
    private func mistake(in instance: MoneyInstance) -> String? {
        guard let result = try? GLPKLinearSolver().solve(instance.program, options: SolveOptions())
        else { return nil }
        switch (result.status, instance.optimum) {
        case (.infeasible, nil): return nil
        case (.optimal, let optimum?) where result.objective == Double(optimum): return nil
        default: return "\(result.status) \(String(describing: result.objective))"
        }
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func choicesAreRightToTheFen(seed: UInt64) throws {
        let instance = MoneyInstance(seed: seed, paymentsBySource: false)
        let result = try GLPKLinearSolver().solve(instance.program, options: SolveOptions())
        #expect(result.status == (instance.optimum == nil ? .infeasible : .optimal))
        #expect(result.objective == instance.optimum.map(Double.init))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func paymentsAreRightOrFailHonestly(seed: UInt64) {
        let instance = MoneyInstance(seed: seed, paymentsBySource: true)
        #expect(mistake(in: instance) == nil, "\(instance)")
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func whatCanBePaidIsFound(seed: UInt64) throws {
        let instance = MoneyInstance(seed: seed, paymentsBySource: true)
        guard let optimum = instance.optimum else { return }
        let result = try GLPKLinearSolver().solve(instance.program, options: SolveOptions())
        #expect(result.objective == Double(optimum), "\(instance)")
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func enumerationAgreesWithTheInstancesOwnAnswer(seed: UInt64) throws {
        let instance = MoneyInstance(seed: seed, paymentsBySource: false)
        let result = try EnumerationSolver().solve(instance.program, options: SolveOptions())
        // Its tolerance of 10⁻⁹ may let one fen in 10¹¹ pass, never forbid what is right.
        guard let optimum = instance.optimum else { return }
        #expect(try #require(result.objective) >= Double(optimum))
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func smallMixedProgramsAgreeWithEnumeration(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bounds =
            (0..<4).map { _ in Bounds(0, Double(Int.random(in: 1...3, using: &generator))) }
            + (0..<2).map { _ in Bounds(0, Double(Int.random(in: 10...50, using: &generator))) }
        let constraints = (0..<3).map { _ in
            RandomPrograms.constraint(bounds, using: &generator)
        }
        let costs = bounds.map { _ in Double(Int.random(in: -9...9, using: &generator)) }
        let program = LinearProgram(
            (.maximize, costs), bounds: bounds, integers: [0, 1, 2, 3], constraints: constraints)
        let expected = try EnumerationSolver().solve(program, options: SolveOptions())
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        let contract = ContractCase("seed \(seed)", program, optimum: expected.objective)
        #expect(contract.mistakes(of: result) == [])
    }
}
