import Foundation
import GLPKSolver
import Optimization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct SolveLimitTests {
    private let solver = GLPKLinearSolver()

    @Test func deadlineOfAMillisecondEndsASearch() throws {
        let options = SolveOptions(deadline: .now + .milliseconds(1))
        let result = try solver.solve(RandomPrograms.hardChoice(), options: options)
        #expect(result.status == .timeLimit)
    }

    @Test func deadlineInThePastEndsBeforeTheFirstIteration() throws {
        let options = SolveOptions(deadline: .now - .seconds(5))
        let result = try solver.solve(RandomPrograms.hardChoice(), options: options)
        #expect(result.status == .timeLimit)
        #expect(result.statistics.iterations == 0)
        #expect(result.values.isEmpty)
    }

    @Test func deadlineLeavesTheBestPointSoFar() throws {
        let program = RandomPrograms.hardChoice()
        let options = SolveOptions(deadline: .now + .milliseconds(300))
        let result = try solver.solve(program, options: options)
        #expect(result.status == .timeLimit)
        let bound = try #require(result.claimedBound)
        #expect(try #require(result.objective) <= bound * (1 + 1e-9))
        #expect(result.values.count == program.variables.count)
    }

    @Test func nodeLimitEndsASearchTheSameWayEachTime() throws {
        let options = SolveOptions(nodeLimit: 50)
        let first = try solver.solve(RandomPrograms.hardChoice(), options: options)
        let second = try solver.solve(RandomPrograms.hardChoice(), options: options)
        #expect(first.status == .workLimit)
        #expect(first.statistics.nodes == 50)
        #expect(first == second)
    }

    @Test func iterationLimitEndsALinearProgram() throws {
        var generator = SeededGenerator(seed: 5)
        var program = LinearProgram()
        let ids = (0..<60).map { index in
            program.add(Variable(name: "x(\(index))", bounds: Bounds(0, 1_000)))
        }
        for row in 0..<40 {
            let terms = ids.map { Term(Double.random(in: 1...9, using: &generator), $0) }
            program.add(
                Constraint(
                    name: "row(\(row))", terms: terms, bounds: .atLeast(5_000), owner: .shared))
        }
        program.objective = Objective(
            .minimize, terms: ids.map { Term(Double.random(in: 1...9, using: &generator), $0) })
        let limited = try solver.solve(program, options: SolveOptions(iterationLimit: 3))
        #expect(limited.status == .workLimit)
        #expect(limited.statistics.iterations == 3)
        let full = try solver.solve(program, options: SolveOptions())
        #expect(full.status == .optimal)
        #expect(full.statistics.iterations > 3)
        // What a dual simplex has when it stops is a bound on the optimum.
        if !limited.dualValues.isEmpty,
            let bound = LinearCertificates.bound(of: program, from: limited.dualValues)
        {
            #expect(bound <= (try #require(full.objective)) * (1 + 1e-9))
        }
    }

    @Test func gapEndsASearchEarlyWithABound() throws {
        let options = SolveOptions(nodeLimit: 100_000, relativeGap: 0.2)
        let result = try solver.solve(RandomPrograms.hardChoice(), options: options)
        #expect(result.status == .feasible)
        let (objective, bound) = (
            try #require(result.objective), try #require(result.claimedBound)
        )
        #expect(bound - objective <= 0.2 * objective)
    }

    @Test func cancellationFromAnotherThreadEndsASearch() throws {
        let cancellation = Cancellation()
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: 0.1)
            cancellation.cancel()
        }
        let options = SolveOptions(cancellation: cancellation)
        let result = try solver.solve(RandomPrograms.hardChoice(), options: options)
        #expect(result.status == .cancelled)
    }

    @Test func cancelledSessionCanGoOn() throws {
        let program = LinearProgram(
            (.maximize, [1, 1]), bounds: [Bounds(0, 3), Bounds(0, 3)],
            constraints: [([1, 1], .atMost(4))])
        let session = try solver.makeSession(program)
        let cancellation = Cancellation()
        cancellation.cancel()
        let cancelled = try session.solve(options: SolveOptions(cancellation: cancellation))
        #expect(cancelled.status == .cancelled)
        #expect(try session.solve(options: SolveOptions()).objective == 4)
    }
}
