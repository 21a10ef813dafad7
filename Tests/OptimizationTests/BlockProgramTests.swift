import TestSupport
import Testing

@testable import Optimization

@Suite struct BlockProgramTests {
    @Test(arguments: 0..<200) func patternsAreThoseThatEveryRowAllows(seed: Int) {
        let (program, rows) = Self.choices(seed: seed)
        let compiled = Self.compile(program).program
        var allowed: [UInt64] = []
        for pattern in 0..<(UInt64(1) << UInt64(program.variables.count)) {
            let values = program.variables.indices.map { Int(pattern >> UInt64($0) & 1) }
            let isInside = zip(program.variables, values).allSatisfy {
                Double($1) >= $0.bounds.lower && Double($1) <= $0.bounds.upper
            }
            let isKept = rows.allSatisfy { row in
                let sum = zip(row.factors, values).reduce(0) { $0 + $1.0 * $1.1 }
                return sum >= row.least && sum <= row.most
            }
            if isInside && isKept { allowed.append(pattern) }
        }
        #expect(compiled.count == 1)
        #expect((0..<compiled.patternCount).map { compiled.patterns[$0] }.sorted() == allowed)
        #expect(!compiled.hasLargeBlocks)
    }

    /// 12 · fund − pay1 − pay2 = 0; pay1 ≤ 5 · fund; 4 · pay1 + 4 · pay2 ≥ 3 · fund.
    ///
    /// The second row is a limit on a payment, the first and the third share one row of the kernel.
    @Test func rowsAreSortedByWhatTheyLimit() {
        var (program, fund, payments) = Self.funded(cost: 12, payers: 2)
        Self.add(&program, [(1, payments[0]), (-5, fund)], .atMost(0))
        Self.add(
            &program, [(4, payments[0]), (4, payments[1]), (-3, fund)], .atLeast(0))
        let compiled = Self.compile(program, maximized: [Term(1, payments[0])]).program
        let block = compiled.blocks[0]
        #expect(block.rowCount == 1)
        #expect(block.limitCount == 3)
        #expect(block.patternCount == 2)
        #expect(Self.best(compiled) == 5)
    }

    /// Three rows with one left side; the narrowest limits count: 4 ≤ pay1 + pay2 ≤ 6.
    @Test func parallelRowsKeepAllTheirLimits() {
        var (program, _, payments) = Self.payments(upTo: 10, count: 2)
        let (first, second) = (payments[0], payments[1])
        Self.add(&program, [(1, first), (1, second)], .atMost(8))
        Self.add(&program, [(-3, first), (-3, second)], .atLeast(-18))
        Self.add(&program, [(0.5, first), (0.5, second)], Bounds(2, 40))
        let sum = [Term(1, first), Term(1, second)]
        let most = Self.compile(program, maximized: sum).program
        #expect(most.blocks[0].rowCount == 1)
        #expect(Self.best(most) == 6)
        #expect(Self.best(most, price: -1) == -4)
    }

    /// Left sides that differ in the last digit are two rows.
    @Test func nearlyParallelRowsStayApart() {
        var (program, _, payments) = Self.payments(upTo: 10, count: 2)
        Self.add(&program, [(1, payments[0]), (1, payments[1])], .atMost(8))
        Self.add(&program, [(1, payments[0]), ((1.0).nextUp, payments[1])], .atMost(6))
        #expect(Self.compile(program).program.blocks[0].rowCount == 2)
    }

    /// pay1 + pay2 ≤ 2 · threshold, beside pay1 + pay2 = 12 · fund written the other way round: as a
    /// multiple of that row the threshold would be a lower end, and so it has a row of its own.
    @Test(arguments: [0.0, 3, 5.5, 6, 100, .infinity])
    func parameterStaysOutOfARowWithTheOtherSign(threshold: Double) {
        var (program, _, payments) = Self.funded(cost: 12, payers: 2)
        let parameter = program.add(Variable(name: "threshold", bounds: Bounds(0, 100)))
        Self.add(
            &program, [(1, payments[0]), (1, payments[1]), (-2, parameter)], .atMost(0))
        let compiled = Self.compile(
            program, maximized: payments.map { Term(1, $0) }, parameters: [parameter]
        ).program
        #expect(compiled.blocks[0].rowCount == 2)
        // All or nothing: 12 where twice the threshold is at least 12, nothing below.
        #expect(Self.best(compiled, parameters: [threshold]) == (threshold >= 6 ? 12 : 0))
    }

    /// −pay ≤ −2 · threshold: the parameter moves a lower end, alone and in a row.
    @Test(arguments: [1, 2]) func parameterMovesALowerEnd(count: Int) {
        var (program, _, payments) = Self.payments(upTo: 10, count: count)
        let parameter = program.add(Variable(name: "threshold", bounds: Bounds(0, 100)))
        Self.add(
            &program, payments.map { (-1, $0) } + [(2, parameter)], .atMost(0))
        let compiled = Self.compile(
            program, maximized: payments.map { Term(-1, $0) }, parameters: [parameter]
        ).program
        #expect(Self.best(compiled, parameters: [3]) == -6)
        #expect(Self.best(compiled, parameters: [.infinity]) == 0)
    }

    /// any ≥ work[w] for two works and any ≤ Σ work: 0 without works, 1 with one or both.
    @Test func anyOfTwoWorksIsOneOrNothing() {
        var program = LinearProgram(name: "any")
        let works = (0..<2).map {
            program.add(
                Variable(name: "work(\($0))", bounds: Bounds(0, 1), isInteger: true, block: 0))
        }
        let any = program.add(Variable(name: "any", bounds: Bounds(0, 1), block: 0))
        for work in works { Self.add(&program, [(1, work), (-1, any)], .atMost(0)) }
        Self.add(&program, [(1, works[0]), (1, works[1]), (-1, any)], .atLeast(0))
        let compiled = Self.compile(program, maximized: [Term(1, any)]).program
        #expect(compiled.blocks[0].rowCount == 0)
        #expect(compiled.patternCount == 4)
        let most = Self.values(compiled, price: 1)
        let least = Self.values(compiled, price: -1)
        for pattern in 0..<4 {
            let isAny = compiled.patterns[pattern] != 0
            #expect(most[pattern] == (isAny ? 1 : 0))
            #expect(least[pattern] == (isAny ? -1 : 0))
        }
    }

    /// later ≤ complete and complete ≤ earlier: the later work never without the earlier one.
    @Test func classOrderForbidsTheLaterWorkAlone() {
        var program = LinearProgram(name: "order")
        let works = (0..<2).map {
            program.add(
                Variable(name: "work(\($0))", bounds: Bounds(0, 1), isInteger: true, block: 0))
        }
        let complete = program.add(Variable(name: "complete", bounds: Bounds(0, 1), block: 0))
        Self.add(&program, [(1, works[0]), (-1, complete)], .atLeast(0))
        Self.add(&program, [(1, works[1]), (-1, complete)], .atMost(0))
        let compiled = Self.compile(program, maximized: [Term(1, works[1])]).program
        let values = Self.values(compiled, price: 1)
        let found = (0..<4).map { (compiled.patterns[$0], values[$0]) }
            .sorted { $0.0 < $1.0 }.map(\.1)
        #expect(found == [0, 0, -.infinity, 1])
    }

    @Test func blockWithTooManyPatternsIsLarge() {
        #expect(!Self.compile(Self.free(integers: 14)).program.hasLargeBlocks)
        let large = Self.compile(Self.free(integers: 15)).program
        #expect(large.hasLargeBlocks)
        #expect(large.patternCount == 0)
        #expect(Self.compile(Self.free(integers: 63)).program.hasLargeBlocks)
    }

    @Test func manyIntegersWithFewPatternsAreListed() {
        var program = Self.free(integers: 62)
        for index in 1..<62 {
            Self.add(&program, [(1, VariableID(index)), (-1, VariableID(index - 1))], .exactly(0))
        }
        let compiled = Self.compile(program).program
        #expect(compiled.patternCount == 2)
        #expect(!compiled.hasLargeBlocks)
    }

    @Test(arguments: 0..<100) func programsAppendedAreTheProgramOfAll(seed: Int) {
        let (left, right) = (BlockCase(seed: seed, blocks: 3), BlockCase(seed: seed, blocks: 5))
        let both = BlockProgram(sharedCount: 0)
        var sums: [Double] = []
        for instance in [left, right] {
            let compiled = instance.compiled().program
            sums += (0..<compiled.count).map { Self.best(compiled, block: $0, instance) }
            // The second program's shared constraints lie behind the first one's, backwards.
            let first = both.sharedCount
            both.append(
                contentsOf: compiled,
                shared: (0..<compiled.sharedCount).map { first + compiled.sharedCount - 1 - $0 })
        }
        #expect(both.count == 8)
        #expect(both.sharedCount == left.shared.count + right.shared.count)
        for block in 0..<8 {
            #expect(Self.best(both, block: block, block < 3 ? left : right) == sums[block])
        }
    }
}

// MARK: - Programs

extension BlockProgramTests {
    /// A row in whole numbers.
    private struct WholeRow {
        var factors: [Int]
        var least: Int
        var most: Int
    }

    /// Random rows over up to nine choices, in no particular order.
    private static func choices(seed: Int) -> (program: LinearProgram, rows: [WholeRow]) {
        var generator = SeededGenerator(seed: UInt64(seed) &+ 404)
        var program = LinearProgram(name: "choices")
        let count = Int.random(in: 1...9, using: &generator)
        for index in 0..<count {
            let kind = Int.random(in: 0...11, using: &generator)
            program.add(
                Variable(
                    name: "choice(\(index))",
                    bounds: kind == 0 ? .exactly(0) : kind == 1 ? .exactly(1) : Bounds(0, 1),
                    isInteger: true, block: 0))
        }
        var rows: [WholeRow] = []
        for _ in 0..<Int.random(in: 0...5, using: &generator) {
            let scale = [1, 1, 1_000_000_007].randomElement(using: &generator) ?? 1
            var factors = (0..<count).map { _ in
                scale * Int.random(in: -2...2, using: &generator)
            }
            if factors.allSatisfy({ $0 == 0 }) { factors[0] = scale }
            let least = scale * Int.random(in: -4...1, using: &generator)
            let row = WholeRow(
                factors: factors, least: least,
                most: least + scale * Int.random(in: 0...4, using: &generator))
            rows.append(row)
            let terms = factors.enumerated().filter { $0.element != 0 }
                .map { (Double($0.element), VariableID($0.offset)) }
            add(
                &program, terms.shuffled(using: &generator),
                Bounds(Double(row.least), Double(row.most)))
        }
        return (program, rows)
    }

    private static func free(integers: Int) -> LinearProgram {
        var program = LinearProgram(name: "free")
        for index in 0..<integers {
            program.add(
                Variable(
                    name: "choice(\(index))", bounds: Bounds(0, 1), isInteger: true, block: 0))
        }
        return program
    }

    private static func payments(upTo most: Double, count: Int) -> (
        program: LinearProgram, fund: VariableID, payments: [VariableID]
    ) {
        var program = LinearProgram(name: "payments")
        let fund = program.add(
            Variable(name: "fund", bounds: Bounds(0, 1), isInteger: true, block: 0))
        let payments = (0..<count).map {
            program.add(Variable(name: "pay(\($0))", bounds: Bounds(0, most), block: 0))
        }
        return (program, fund, payments)
    }

    /// A project that is paid in full or not at all.
    private static func funded(cost: Double, payers: Int) -> (
        program: LinearProgram, fund: VariableID, payments: [VariableID]
    ) {
        var made = payments(upTo: cost, count: payers)
        add(&made.program, [(cost, made.fund)] + made.payments.map { (-1, $0) }, .exactly(0))
        return made
    }

    private static func add(
        _ program: inout LinearProgram, _ terms: [(Double, VariableID)], _ bounds: Bounds
    ) {
        program.add(
            Constraint(
                name: "row(\(program.constraints.count))",
                terms: terms.map { Term($0.0, $0.1) }, bounds: bounds, owner: .block(0)))
    }

    private static func compile(
        _ program: LinearProgram, maximized: [Term] = [], parameters: [VariableID] = []
    ) -> (program: BlockProgram, variables: [VariableID]) {
        BlockProgram.compile(
            program, shared: [BlockProgram.SharedTerms(shared: 0, terms: maximized)],
            sharedCount: 1, parameters: parameters)
    }

    // MARK: - Values

    /// The best value of the first block at a price of the only shared constraint.
    private static func best(
        _ program: BlockProgram, price: Double = 1, parameters: [Double] = []
    ) -> Double {
        values(program, price: price, parameters: parameters).max() ?? -.infinity
    }

    /// The value of each pattern of the first block, to nine digits behind the point.
    private static func values(
        _ program: BlockProgram, price: Double, parameters: [Double] = []
    ) -> [Double] {
        let kernel = BlockKernel(program)
        let block = program.blocks[0]
        let bases = BlockResponses(program, workers: Workers(count: 1)).bases
        let prices = FlatStorage(repeating: price, count: 1)
        withExtendedLifetime((bases, prices)) {
            _ = kernel.respond(
                block, prices: prices.view(), parameters: parameters, basis: bases.view(),
                keepsBasis: true, BlockKernel.Question(slack: .infinity))
        }
        return (0..<block.patternCount).map { (kernel.patternValues[$0] * 1e9).rounded() / 1e9 }
    }

    /// The best value of a block of a case where every shared constraint has the same price.
    private static func best(
        _ program: BlockProgram, block: Int, _ instance: BlockCase
    ) -> Double {
        let prices = FlatStorage(repeating: 0.75, count: program.sharedCount)
        let bases = BlockResponses(program, workers: Workers(count: 1)).bases
        let place = program.blocks[block]
        return withExtendedLifetime((bases, prices)) {
            BlockKernel(program).respond(
                place, prices: prices.view(), parameters: [instance.allowance],
                basis: bases.view(from: place.firstRow), keepsBasis: true
            ).value
        }
    }
}
