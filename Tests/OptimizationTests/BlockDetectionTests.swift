import Optimization
import TestSupport
import Testing

@Suite struct BlockDetectionTests {
    /// What a program with owners is like as a block program.
    private struct Shape {
        var sharedCount: Int
        var blockCount: Int
        var largestIntegerCount: Int
        var largestVariableCount: Int

        init(_ program: LinearProgram) {
            sharedCount = program.constraints.count { $0.owner == .shared }
            let blocks = Dictionary(grouping: program.variables.filter { $0.block != nil }) {
                $0.block ?? 0
            }
            blockCount = blocks.count
            largestIntegerCount = blocks.values.map { $0.count(where: \.isInteger) }.max() ?? 0
            largestVariableCount = blocks.values.map(\.count).max() ?? 0
        }
    }

    /// What owners and blocks contradict each other in, empty when nothing.
    private func contradictions(in program: LinearProgram) -> [String] {
        var found: [String] = []
        for constraint in program.constraints {
            let blocks = Set(constraint.terms.map { program[$0.variable].block })
            if case .block(let owner) = constraint.owner, blocks != [owner] {
                found.append("\(constraint.name) of block \(owner) touches \(blocks)")
            }
        }
        let firsts = program.variables.compactMap(\.block)
        var next = 0
        for block in firsts {
            if block > next { found.append("block \(block) comes before block \(next)") }
            if block == next { next += 1 }
        }
        return found
    }

    private func blocks(_ program: LinearProgram) -> [Int?] { program.variables.map(\.block) }

    private func owners(_ program: LinearProgram) -> [ConstraintOwner] {
        program.constraints.map(\.owner)
    }

    /// A program in which only what ties what matters: one list of variables per constraint.
    private func program(_ kinds: [Bool], _ constraints: [[Int]]) -> LinearProgram {
        var program = LinearProgram()
        for isInteger in kinds {
            program.add(Variable(name: "x", bounds: Bounds(0, 1), isInteger: isInteger))
        }
        for members in constraints {
            program.add(
                Constraint(
                    name: "row", terms: members.map { Term(1, VariableID($0)) },
                    bounds: .atMost(1), owner: .shared))
        }
        return program
    }

    // MARK: - By hand

    // Two projects with two payments each; the budget has a payment of both.
    @Test func budgetTiesTwoProjects() {
        let detected = BlockDetection(largestIntegerCount: 1).detect(
            program(
                [true, false, false, true, false, false],
                [[0, 1, 2], [1, 2, 4, 5], [3, 4, 5]]))
        #expect(blocks(detected) == [0, 0, 0, 1, 1, 1])
        #expect(owners(detected) == [.block(0), .shared, .block(1)])
    }

    // The same where the limit is on all variables.
    @Test func limitOnVariablesSeparatesToo() {
        let detected = BlockDetection(largestVariableCount: 3).detect(
            program(
                [false, false, false, false, false, false],
                [[0, 1, 2], [1, 2, 4, 5], [3, 4, 5]]))
        #expect(blocks(detected) == [0, 0, 0, 1, 1, 1])
        #expect(owners(detected) == [.block(0), .shared, .block(1)])
    }

    @Test func whatFitsIsOneBlock() {
        let detected = BlockDetection().detect(
            program(
                [true, false, false, true, false, false],
                [[0, 1, 2], [1, 2, 4, 5], [3, 4, 5]]))
        #expect(blocks(detected) == [0, 0, 0, 0, 0, 0])
        #expect(owners(detected) == [.block(0), .block(0), .block(0)])
    }

    @Test func whatNothingTiesFallsApart() {
        let detected = BlockDetection().detect(
            program([true, false, true, false], [[0, 1], [2, 3], [0, 1]]))
        #expect(blocks(detected) == [0, 0, 1, 1])
        #expect(owners(detected) == [.block(0), .block(1), .block(0)])
    }

    // The shared constraint has three terms, the longest constraint of each block has four.
    @Test func longConstraintOfOneBlockIsNotShared() {
        let block = [[0, 1], [1, 2], [2, 3], [0, 1, 2, 3]]
        let detected = BlockDetection(largestIntegerCount: 1).detect(
            program(
                (0..<12).map { $0.isMultiple(of: 4) },
                (0..<3).flatMap { number in block.map { $0.map { $0 + 4 * number } } }
                    + [[1, 5, 9]]))
        #expect(blocks(detected) == (0..<12).map { $0 / 4 })
        #expect(owners(detected).count { $0 == .shared } == 1)
        #expect(owners(detected).last == .shared)
    }

    // Variable 2 is in the shared constraint only, variable 3 in a constraint of its own.
    @Test func lonelyVariableHasABlockOnlyWhenWhole() {
        let detected = BlockDetection(largestIntegerCount: 1).detect(
            program([true, false, false, false, true], [[0, 1], [0, 2, 4], [3]]))
        #expect(blocks(detected) == [0, 0, nil, nil, 1])
        #expect(owners(detected) == [.block(0), .shared, .shared])
    }

    @Test func statedOwnersCountForNothing() {
        var stated = program([true, false, true, false], [[0, 1], [2, 3]])
        stated[VariableID(0)].block = 7
        stated[ConstraintID(0)].owner = .block(3)
        let detected = BlockDetection().detect(stated)
        #expect(blocks(detected) == [0, 0, 1, 1])
        #expect(owners(detected) == [.block(0), .block(1)])
    }

    // MARK: - Without structure

    @Test(arguments: [3, 300])
    func programWithoutStructureIsOneBlock(count: Int) {
        let detected = BlockDetection().detect(
            program(
                Array(repeating: true, count: count),
                Array(repeating: Array(0..<count), count: 4)))
        #expect(Set(blocks(detected)) == [0])
        #expect(Set(owners(detected)) == [.block(0)])
    }

    @Test func emptyProgramStaysEmpty() {
        #expect(BlockDetection().detect(LinearProgram()) == LinearProgram())
    }

    @Test func programWithoutConstraintsFallsApart() {
        #expect(blocks(BlockDetection().detect(program([true, false, true], []))) == [0, nil, 1])
    }

    @Test func constraintWithoutTermsIsShared() {
        let detected = BlockDetection().detect(program([true, false], [[], [0, 1]]))
        #expect(owners(detected) == [.shared, .block(0)])
        #expect(owners(BlockDetection().detect(program([], [[]]))) == [.shared])
    }

    @Test func blockNeedsRoomForAVariable() async {
        await #expect(processExitsWith: .failure) { _ = BlockDetection(largestIntegerCount: 0) }
        await #expect(processExitsWith: .failure) { _ = BlockDetection(largestVariableCount: 0) }
    }

    // MARK: - At random

    /// The project of a variable or a constraint, as its name says; `nil` for a budget.
    private func project(in name: String) -> Int? {
        guard let start = name.firstIndex(of: "P") else { return nil }
        return Int(name[start...].dropFirst().prefix(while: \.isNumber))
    }

    @Test(arguments: 0..<200)
    func municipalProgramFallsIntoItsProjects(seed: Int) {
        let program = MunicipalCase(
            projects: 5 + seed / 5, districts: 1 + seed / 40, budgetShare: 0.5, seed: seed,
            isIntegral: true
        ).program
        let detected = BlockDetection().detect(program)
        #expect(contradictions(in: detected) == [])
        let statedCount = program.constraints.count { project(in: $0.name) == nil }
        #expect(Shape(detected).sharedCount <= statedCount)
        #expect(Shape(detected).largestIntegerCount <= 12)
        #expect(Shape(detected).largestVariableCount <= 230)
        // A project is never torn apart, though small ones may come together.
        let pairs = zip(program.variables, detected.variables)
        let parts = Dictionary(grouping: pairs) { project(in: $0.0.name) }
        #expect(parts.values.allSatisfy { Set($0.map(\.1.block)).count == 1 })
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func blocksOfARandomProgramKeepToTheLimits(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...60, using: &generator)
        let kinds = (0..<count).map { _ in Bool.random(using: &generator) }
        let constraints = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
            let length = Int.random(in: 0...min(count, 6), using: &generator)
            return Array((0..<count).shuffled(using: &generator).prefix(length))
        }
        let program = program(kinds, constraints)
        let detection = BlockDetection(largestIntegerCount: 4, largestVariableCount: 9)
        let detected = detection.detect(program)
        #expect(contradictions(in: detected) == [])
        let shape = Shape(detected)
        #expect(
            shape.blockCount == 1
                || (shape.largestIntegerCount <= 4 && shape.largestVariableCount <= 9))
        // All that a detection may change is where things belong.
        var erased = detected
        for index in kinds.indices { erased[VariableID(index)].block = nil }
        for index in constraints.indices { erased[ConstraintID(index)].owner = .shared }
        #expect(erased == program)
    }

    // What is planted: blocks whose constraints form a chain, and a few constraints across them.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func plantedBlocksAreFound(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let sizes = (0..<Int.random(in: 4...30, using: &generator)).map { _ in
            Int.random(in: 7...12, using: &generator)
        }
        var members: [[Int]] = []
        for size in sizes {
            let start = members.last?.last.map { $0 + 1 } ?? 0
            members.append(Array(start..<start + size))
        }
        var constraints = members.flatMap { zip($0, $0.dropFirst()).map { [$0, $1] } }
        let sharedCount = Int.random(in: 1...4, using: &generator)
        for _ in 0..<sharedCount {
            constraints.append(members.compactMap { $0.randomElement(using: &generator) })
        }
        constraints.shuffle(using: &generator)
        let kinds = Array(repeating: true, count: sizes.reduce(0, +))
        let detected = BlockDetection().detect(program(kinds, constraints))
        #expect(
            blocks(detected)
                == members.indices.flatMap { index in members[index].map { _ in index } })
        #expect(Shape(detected).sharedCount == sharedCount)
    }
}
