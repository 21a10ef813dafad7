import GLPKSolver
import TestSupport
import Testing

@testable import Optimization

@Suite struct BlockKernelTests {
    private let solver = GLPKLinearSolver()

    @Test(arguments: 0..<200) func responseIsTheBestOfAllPatterns(seed: Int) throws {
        let instance = BlockCase(seed: seed, blocks: 3)
        let asked = Asked(instance, seed: seed)
        for block in 0..<asked.program.count {
            let answer = asked.respond(block)
            guard let truth = try asked.best(ofBlock: block, solver) else {
                #expect(answer.pattern == -1)
                #expect(answer.value == -.infinity)
                continue
            }
            #expect(answer.value.isClose(to: truth, tolerance: 1e-7))
            #expect(try asked.isPoint(ofBlock: block, value: answer.value, solver))
        }
    }

    @Test(arguments: 0..<200) func proofIsAtTheTruthAndNeverBelow(seed: Int) throws {
        let instance = BlockCase(seed: seed, blocks: 3)
        let asked = Asked(instance, seed: seed)
        for block in 0..<asked.program.count {
            let answer = asked.respond(block)
            let proof = asked.provedBound(block, hint: max(0, answer.pattern))
            guard let truth = try asked.best(ofBlock: block, solver) else {
                #expect(proof == -.infinity)
                continue
            }
            let room = 1e-9 * max(1, truth.magnitude)
            #expect(proof >= answer.value - 1e-12 * max(1, truth.magnitude))
            #expect(proof >= truth - room)
            #expect(proof <= truth + 10 * room)
        }
    }

    /// Wherever the kernel begins, bases and hints change no answer beyond rounding.
    @Test(arguments: 0..<200) func answersDoNotDependOnWhatWasAskedBefore(seed: Int) {
        let instance = BlockCase(seed: seed, blocks: 3)
        let (fresh, warm) = (Asked(instance, seed: seed), Asked(instance, seed: seed + 1_000))
        for block in 0..<fresh.program.count { _ = warm.respond(block) }
        for shared in 0..<fresh.program.sharedCount { warm.prices[shared] = fresh.prices[shared] }
        for block in 0..<fresh.program.count {
            let (first, second) = (fresh.respond(block), warm.respond(block))
            guard first.pattern >= 0 else {
                #expect(second.pattern < 0)
                continue
            }
            #expect(first.value.isClose(to: second.value, tolerance: 1e-10))
            let hint = max(0, fresh.program.blocks[block].patternCount - 1)
            #expect(
                fresh.provedBound(block, hint: hint)
                    .isClose(to: warm.provedBound(block, hint: 0), tolerance: 1e-8))
        }
    }

    @Test(arguments: 0..<200) func valueOfEveryPatternIsKnownWithinTheSlack(seed: Int) throws {
        let instance = BlockCase(seed: seed, blocks: 2)
        let asked = Asked(instance, seed: seed)
        for block in 0..<asked.program.count {
            let answer = asked.respond(block, BlockKernel.Question(slack: .infinity))
            guard answer.pattern >= 0 else { continue }
            for pattern in 0..<asked.program.blocks[block].patternCount {
                let known = asked.kernel.patternValues[pattern]
                guard let truth = try asked.value(ofBlock: block, pattern: pattern, solver) else {
                    #expect(known == -.infinity)
                    continue
                }
                #expect(known.isClose(to: truth, tolerance: 1e-7))
            }
        }
    }
}

/// A compiled case with random prices, and the truth about it.
private struct Asked {
    let instance: BlockCase
    let program: BlockProgram
    let variables: [VariableID]
    let kernel: BlockKernel
    let prices: FlatStorage<Double>
    private let bases: FlatStorage<UInt16>

    init(_ instance: BlockCase, seed: Int) {
        self.instance = instance
        (program, variables) = instance.compiled()
        kernel = BlockKernel(program)
        bases = BlockResponses(program, workers: Workers(count: 1)).bases
        prices = FlatStorage(repeating: 0, count: program.sharedCount)
        var generator = SeededGenerator(seed: UInt64(seed) &+ 99)
        for shared in 0..<program.sharedCount {
            // Whole prices make ties, broken ones do not.
            prices[shared] =
                seed % 2 == 0
                ? Double(Int.random(in: -3...3, using: &generator))
                : Double.random(in: -2...2, using: &generator)
        }
    }

    func respond(_ block: Int, _ question: BlockKernel.Question = .init()) -> BlockKernel.Answer {
        let place = program.blocks[block]
        return kernel.respond(
            place, prices: prices.view(), parameters: [instance.allowance],
            basis: bases.view(from: place.firstRow), keepsBasis: true, question)
    }

    func provedBound(_ block: Int, hint: Int) -> Double {
        let place = program.blocks[block]
        return kernel.provedBound(
            place, prices: prices.view(), parameters: [instance.allowance],
            basis: bases.view(from: place.firstRow), hint: hint)
    }

    /// The best value of a block over its integer variables; `nil` where it has no point.
    func best(ofBlock block: Int, _ solver: any LinearSolver) throws -> Double? {
        let count = program.blocks[block].integerCount
        return try (0..<(1 << count)).compactMap {
            try solve(block, mask: UInt64($0), solver).objective
        }.max()
    }

    /// The value of a listed pattern; `nil` where it has no point.
    func value(ofBlock block: Int, pattern: Int, _ solver: any LinearSolver) throws -> Double? {
        let place = program.blocks[block]
        return try solve(block, mask: program.patterns[place.firstPattern + pattern], solver)
            .objective
    }

    /// Whether the kernel's point is one of the block and has a value.
    func isPoint(ofBlock block: Int, value: Double, _ solver: any LinearSolver) throws -> Bool {
        let place = program.blocks[block]
        var alone = alone(block)
        for offset in 0..<place.continuousCount + place.integerCount {
            let position = place.firstVariable + offset
            let amount = program.trueValue(kernel.point[offset], place, offset)
            let room = offset < place.continuousCount ? 1e-7 * max(1, amount.magnitude) : 0
            let variable = variables[position]
            let bounds = alone[variable].bounds
            alone[variable].bounds = Bounds(
                max(bounds.lower, amount - room), min(bounds.upper, amount + room))
            if alone[variable].bounds.isEmpty { return false }
        }
        let result = try solver.solve(alone.integralityRelaxation, options: SolveOptions())
        return result.objective.map { $0.isClose(to: value, tolerance: 1e-5) } ?? false
    }

    private func solve(_ block: Int, mask: UInt64, _ solver: any LinearSolver) throws
        -> SolveResult
    {
        var alone = alone(block)
        for (place, position) in program.variables(ofBlock: block).integer.enumerated() {
            let value = mask >> UInt64(place) & 1 == 1 ? 1.0 : 0.0
            let bounds = alone[variables[position]].bounds
            guard value >= bounds.lower, value <= bounds.upper else {
                return SolveResult(status: .infeasible)
            }
            alone[variables[position]].bounds = .exactly(value)
        }
        return try solver.solve(alone.integralityRelaxation, options: SolveOptions())
    }

    /// The rows of a block with its value at the prices as objective.
    private func alone(_ block: Int) -> LinearProgram {
        var alone = LinearProgram(name: "block")
        for variable in instance.program.variables { alone.add(variable) }
        for constraint in instance.program.constraints where constraint.owner == .block(block) {
            let isMoved = constraint.terms.contains { $0.variable == instance.parameter }
            if isMoved, instance.allowance == .infinity { continue }
            alone.add(constraint)
        }
        var worths: [VariableID: Double] = [:]
        for shared in instance.shared {
            for term in shared.terms where alone[term.variable].block == block {
                worths[term.variable, default: 0] += term.coefficient * prices[shared.shared]
            }
        }
        alone.objective = Objective(
            .maximize,
            terms: worths.sorted { $0.key < $1.key }.map { Term($0.value, $0.key) })
        return alone
    }
}

extension BlockProgram {
    /// A kernel's value in the variable's own unit.
    fileprivate func trueValue(_ value: Double, _ block: Block, _ variable: Int) -> Double {
        guard variable < block.continuousCount else { return value }
        return value * BlockProgram.unit(ofUpper: variableUpper[block.firstVariable + variable])
    }
}
