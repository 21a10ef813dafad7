import GLPKSolver
import TestSupport

@testable import Optimization

/// Projects that several sources pay together, and a settled point of them.
///
/// A block is a project: paid in full, by the sources that may pay it, or nothing. The first shared
/// constraint is the worth of what is funded, the others are what each source pays.
struct PaidBlocks {
    let costs: [Int]
    let worths: [Int]
    /// The sources that may pay each project, in order.
    let payers: [[Int]]
    let sources: Int
    let program: BlockProgram
    /// Everything funded, by chance shares of the payers of each project.
    let point: BlockPoint
    private let places: [VariableID: Int]
    private let funds: [VariableID]
    private let payments: [[VariableID]]

    /// Makes projects.
    ///
    /// - Parameters:
    ///   - seed: Where chance starts.
    ///   - count: The number of projects.
    ///   - sources: The number of sources; each project has one to all of them.
    ///   - required: The number of projects that must be funded, the first ones.
    init(seed: Int, count: Int, sources: Int, required: Int = 0) {
        var random = SeededGenerator(seed: UInt64(seed) &+ 40_009)
        let costs = (0..<count).map { _ in Int.random(in: 10...9_999, using: &random) }
        let worths = (0..<count).map { _ in Int.random(in: 1...999, using: &random) }
        let payers = (0..<count).map { _ -> [Int] in
            let most = Int.random(in: 1...sources, using: &random)
            return Array((0..<sources).shuffled(using: &random).prefix(most)).sorted()
        }
        var blocks = LinearProgram(name: "paid")
        var (funds, payments): ([VariableID], [[VariableID]]) = ([], [])
        for project in 0..<count {
            let cost = Double(costs[project])
            let fund = blocks.add(
                Variable(
                    name: "fund(\(project))", bounds: Bounds(project < required ? 1 : 0, 1),
                    isInteger: true, block: project))
            let paid = payers[project].map { source in
                blocks.add(
                    Variable(
                        name: "pay(\(project),\(source))", bounds: Bounds(0, cost),
                        block: project))
            }
            blocks.add(
                Constraint(
                    name: "paid(\(project))",
                    terms: paid.map { Term(1, $0) } + [Term(-cost, fund)], bounds: .exactly(0),
                    owner: .block(project)))
            funds.append(fund)
            payments.append(paid)
        }
        var shared = [
            BlockProgram.SharedTerms(
                shared: 0, terms: zip(worths, funds).map { Term(Double($0), $1) })
        ]
        for source in 0..<sources {
            let terms = zip(payers, payments).flatMap { payers, payments in
                zip(payers, payments).filter { $0.0 == source }.map { Term(1, $0.1) }
            }
            shared.append(BlockProgram.SharedTerms(shared: source + 1, terms: terms))
        }
        let compiled = BlockProgram.compile(
            blocks, shared: shared, sharedCount: sources + 1, parameters: [])
        program = compiled.program
        places = Dictionary(
            uniqueKeysWithValues: compiled.variables.enumerated().map { ($1, $0) })
        (self.costs, self.worths, self.payers, self.sources) = (costs, worths, payers, sources)
        (self.funds, self.payments) = (funds, payments)
        point = BlockPoint(program)
        for project in 0..<count {
            // Nothing is listed before everything.
            point.patterns[project] = Int32(program.blocks[project].patternCount - 1)
        }
        point.writePatterns()
        for project in 0..<count {
            var left = costs[project]
            for (order, variable) in payments[project].enumerated() {
                let isLast = order == payments[project].count - 1
                let part = isLast ? left : Int.random(in: 0...left, using: &random)
                set(variable, Double(part))
                left -= part
            }
        }
    }

    /// What each source pays in the point.
    var uses: [Int] { point.activities().dropFirst().map { Int($0) } }

    /// The projects that the point funds.
    var funded: Set<Int> { Set(costs.indices.filter { value(funds[$0]) == 1 }) }

    /// Whether every project is paid in full with whole amounts, or gets nothing.
    var isWhole: Bool {
        costs.indices.allSatisfy { project in
            let paid = payments[project].map(value)
            return paid.allSatisfy { $0 >= 0 && $0 == $0.rounded() }
                && paid.reduce(0, +) == Double(costs[project]) * value(funds[project])
        }
    }

    /// What brings a point of the projects in order, within budgets.
    func settlement(budgets: [Int], worth: Bounds = .free) -> BlockSettlement {
        let bounds = [worth] + budgets.map { .atMost(Double($0)) }
        return BlockSettlement(
            responses: BlockResponses(program, workers: Workers(count: 1)),
            objective: BlockObjective(shared: 0, weight: 1, bounds: bounds),
            solver: GLPKLinearSolver(), options: SolveOptions())
    }

    private func value(_ variable: VariableID) -> Double {
        places[variable].map(point.value(of:)) ?? .nan
    }

    private func set(_ variable: VariableID, _ value: Double) {
        if let place = places[variable] { point.values[place] = value }
    }
}
