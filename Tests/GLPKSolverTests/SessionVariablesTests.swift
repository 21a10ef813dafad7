import GLPKSolver
import Optimization
import TestSupport
import Testing

@Suite struct SessionVariablesTests {
    private let solver = GLPKLinearSolver()

    /// Two sources, a large one and a cheap one, that pay at least 5.
    private func coverSession() throws -> any LinearSession {
        try solver.makeSession(
            LinearProgram(
                (.minimize, [2, 3, 9]), bounds: [Bounds(0, 3), Bounds(0, 10), Bounds(0, 10)],
                constraints: [([1, 1, 1], .atLeast(5))]))
    }

    private let large = Variable(name: "large", bounds: Bounds(0, 10))

    @Test(arguments: SimplexMethod.allCases)
    func variableThatDoesNotPayChangesNothing(method: SimplexMethod) throws {
        let session = try coverSession()
        #expect(try session.solve(options: SolveOptions(method: method)).objective == 12)
        try session.add(large, cost: 4, terms: [(ConstraintID(0), 1)])
        let result = try session.solve(options: SolveOptions(method: method))
        #expect(result.values == [3, 2, 0, 0])
        #expect(result.statistics.iterations == 0)
        #expect(result.statistics.restarts == 0)
    }

    @Test(arguments: SimplexMethod.allCases)
    func basisSurvivesTheRemovalOfWhatIsNotInIt(method: SimplexMethod) throws {
        let session = try coverSession()
        _ = try session.solve(options: SolveOptions(method: method))
        try session.removeVariables([2])
        let result = try session.solve(options: SolveOptions(method: method))
        #expect(result.values == [3, 2])
        #expect(result.statistics.iterations == 0)
        #expect(result.statistics.restarts == 0)
    }

    // The second variable lies between its bounds, so it is in the basis. Then 3·2 + 2·9.
    @Test(arguments: SimplexMethod.allCases)
    func removalFromTheBasisIsNotNumericalTrouble(method: SimplexMethod) throws {
        let session = try coverSession()
        _ = try session.solve(options: SolveOptions(method: method))
        try session.removeVariables([1])
        let result = try session.solve(options: SolveOptions(method: method))
        #expect(result.objective == 24)
        #expect(result.statistics.restarts == 0)
    }

    // The primal simplex goes from the last point to better ones, so that a limit leaves one.
    @Test func pointImprovesUnderAnIterationLimit() throws {
        var generator = SeededGenerator(seed: 11)
        let master = RandomMaster(using: &generator)
        let session = try solver.makeSession(master.restricted)
        var options = SolveOptions(method: .primal, precision: .coarse)
        let start = try #require(try session.solve(options: options).objective)
        for index in master.program.variables.indices.dropFirst(master.penalties.count) {
            try session.add(
                master.program.variables[index], cost: master.costs[index],
                terms: master.terms[index])
        }
        options.iterationLimit = 10
        let limited = try session.solve(options: options)
        #expect(limited.status == .workLimit)
        #expect(limited.values.count == master.program.variables.count)
        let middle = try #require(limited.objective)
        options.iterationLimit = nil
        let end = try #require(try session.solve(options: options).objective)
        #expect(start > middle && middle > end)
    }

    // A variable enters while its reduced cost shows a gain, and leaves when it is far from one: the
    // prices are right if this ends at the optimum of the whole program.
    @Test(arguments: 0..<50 as Range<UInt64>)
    func pricedVariablesLeadToTheOptimumOfTheWhole(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let master = RandomMaster(using: &generator)
        let whole = try solver.solve(master.program, options: SolveOptions())
        var inside = master.penalties
        let session = try solver.makeSession(master.restricted)
        let options = SolveOptions(
            method: seed.isMultiple(of: 2) ? .primal : .dual, precision: .coarse)
        var result = try session.solve(options: options)
        for round in 0..<200 {
            let prices = result.dualValues
            let outside = Set(master.program.variables.indices).subtracting(inside).sorted()
            let entering = outside.filter { master.reducedCost(of: $0, at: prices) < -1e-7 }
            if entering.isEmpty { break }
            // Later on nothing leaves, as a variable could come and go for ever where prices tie.
            let leaving = inside.indices.dropFirst(master.penalties.count).filter {
                round < 20 && master.reducedCost(of: inside[$0], at: prices) > 50
            }
            try session.removeVariables(Array(leaving))
            for position in leaving.reversed() { inside.remove(at: position) }
            for index in entering.prefix(7) {
                try session.add(
                    master.program.variables[index], cost: master.costs[index],
                    terms: master.terms[index])
                inside.append(index)
            }
            result = try session.solve(options: options)
            #expect(result.status == .optimal)
        }
        let (reached, best) = (try #require(result.objective), try #require(whole.objective))
        #expect(reached.isClose(to: best, tolerance: 1e-7))
    }

    // MARK: - What is refused

    /// A variable that is not taken.
    struct Refused: Sendable {
        var bounds = Bounds(0, 1)
        var cost = 1.0
        var rows = [0]
        var coefficients = [1.0]
    }

    static let refused: [Refused] = [
        Refused(bounds: Bounds(0, .infinity)), Refused(bounds: Bounds(.nan, 1)),
        Refused(bounds: Bounds(2, 1)), Refused(bounds: Bounds(0, 1e16)),
        Refused(cost: .nan), Refused(cost: .infinity), Refused(cost: 1e16),
        Refused(coefficients: [.nan]), Refused(coefficients: [-.infinity]),
        Refused(rows: [0, 0], coefficients: [1, 2]), Refused(rows: [1]), Refused(rows: [-1]),
        Refused(coefficients: [1e-16]),
    ]

    @Test(arguments: refused)
    func variableThatGLPKMustNotSeeIsRefused(refused: Refused) throws {
        let session = try coverSession()
        #expect(throws: SolverError.self) {
            try session.add(
                Variable(name: "new", bounds: refused.bounds), cost: refused.cost,
                terms: zip(refused.rows, refused.coefficients).map { (ConstraintID($0), $1) })
        }
        let result = try session.solve(options: SolveOptions())
        #expect(result.values == [3, 2, 0])
    }

    @Test func integerVariableNeedsWholeBounds() throws {
        let session = try coverSession()
        #expect(throws: SolverError.self) {
            try session.add(
                Variable(name: "new", bounds: Bounds(0, 1.5), isInteger: true), cost: 1, terms: [])
        }
    }

    @Test(arguments: [[3], [-1], [1, 1], [2, 1], [0, 7]])
    func positionsThatDoNotRiseAreRefused(positions: [Int]) throws {
        let session = try coverSession()
        #expect(throws: SolverError.self) { try session.removeVariables(positions) }
        #expect(try session.solve(options: SolveOptions()).values == [3, 2, 0])
    }

    @Test(arguments: [(3, 1.0), (-1, 1), (0, .nan), (0, .infinity), (0, 1e16)])
    func costThatGLPKMustNotSeeIsRefused(variable: Int, cost: Double) throws {
        let session = try coverSession()
        #expect(throws: SolverError.self) { try session.setCost(cost, of: VariableID(variable)) }
        #expect(try session.solve(options: SolveOptions()).objective == 12)
    }

    @Test func termThatIsZeroIsNoTerm() throws {
        let session = try coverSession()
        try session.add(large, cost: -1, terms: [(ConstraintID(0), 0)])
        #expect(try session.solve(options: SolveOptions()).objective == 2)
    }
}
