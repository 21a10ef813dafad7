import GLPKSolver
import TestSupport
import Testing

@testable import Optimization

@Suite struct BlockSolverTests {
    private let solver = GLPKLinearSolver()

    @Test(arguments: 0..<200) func boundIsNeverBelowTheProvedOptimum(seed: Int) throws {
        let instance = BlockCase(seed: seed, blocks: 2 + seed % 9)
        let truth = try ProvenSearch(solver: solver).run(instance.whole) { _, objective in
            .accepted(objective: objective)
        }
        let run = try Run(instance, threads: 1)
        #expect(run.brokenPoints == 0)
        if truth.status == .infeasible {
            #expect(run.points == 0)
            return
        }
        let optimum = instance.weight * (try #require(truth.objective))
        let room = 1e-9 * max(1, optimum.magnitude)
        #expect(run.solution.bound >= optimum - room)
        if let objective = run.solution.objective { #expect(objective <= optimum + room) }
    }

    /// Every number of blocks from 3 to 42 once, and some twice.
    @Test(arguments: 0..<60) func numberOfThreadsChangesNothing(seed: Int) throws {
        let instance = BlockCase(seed: seed, blocks: 3 + seed % 40)
        let one = try Run(instance, threads: 1)
        for threads in [2, 3] {
            let many = try Run(instance, threads: threads)
            #expect(many.solution.bound == one.solution.bound)
            #expect(many.solution.objective == one.solution.objective)
            #expect(many.solution.prices.values == one.solution.prices.values)
            #expect(many.values == one.values)
        }
    }

    @Test(arguments: 0..<50) func pointsKeepAllConstraintsExactly(seed: Int) throws {
        let instance = BlockCase(seed: seed, blocks: 20 + seed % 40)
        #expect(try Run(instance, threads: 2).brokenPoints == 0)
    }

    @Test(arguments: 0..<60) func pricesOfBeforeProveABoundToo(seed: Int) throws {
        let instance = BlockCase(seed: seed, blocks: 12)
        let first = try Run(instance, threads: 1)
        let second = try Run(instance, threads: 1, prices: first.solution.prices)
        guard first.solution.bound.isFinite else { return }
        // Both are bounds on the same plans, so no plan of one run beats the other's bound.
        let room = 1e-9 * max(1, first.solution.bound.magnitude)
        if let objective = second.solution.objective {
            #expect(objective <= first.solution.bound + room)
        }
        #expect(
            second.solution.bound <= first.solution.bound + 1e-3
                * max(1, first.solution.bound.magnitude))
    }

    /// The method is no use where it rarely finds what there is.
    @Test func mostProgramsAreSolvedNearly() throws {
        var (possible, found, near, contradicted, empty) = (0, 0, 0, 0, 0)
        for seed in 0..<100 {
            let instance = BlockCase(seed: seed, blocks: 20)
            let truth = try ProvenSearch(solver: solver).run(instance.whole) { _, objective in
                .accepted(objective: objective)
            }
            let run = try Run(instance, threads: 2)
            guard let optimum = truth.objective.map({ $0 * instance.weight }) else {
                empty += 1
                contradicted += run.solution.bound == -.infinity ? 1 : 0
                continue
            }
            possible += 1
            guard let objective = run.solution.objective else { continue }
            found += 1
            near += optimum - objective <= 0.05 * optimum.magnitude ? 1 : 0
        }
        #expect(possible > 40, "\(possible)")
        #expect(found * 10 >= possible * 9, "\(found) of \(possible)")
        #expect(near * 10 >= possible * 8, "\(near) of \(possible)")
        #expect(contradicted * 10 >= empty * 8, "\(contradicted) of \(empty)")
    }
}

/// A solve of a case, and what its judge saw.
private struct Run {
    var solution: BlockSolver.Solution
    /// The points that the judge was given, and those that broke a constraint or were not whole.
    var points = 0
    var brokenPoints = 0
    /// All values of all points.
    var values: [[Double]] = []

    init(_ instance: BlockCase, threads: Int, prices: BlockPrices? = nil) throws {
        let (program, variables) = instance.compiled()
        let solver = BlockSolver(
            program, workers: Workers(count: threads), solver: GLPKLinearSolver(),
            options: SolveOptions(relativeGap: 1e-6))
        var (points, broken) = (0, 0)
        var values: [[Double]] = []
        solution = try solver.solve(
            instance.objective, from: prices,
            judge: { point in
                points += 1
                let all = variables.indices.map { point.value(of: $0) }
                values.append(all)
                var whole = [Int](repeating: 0, count: instance.program.variables.count)
                if instance.allowance < .infinity {
                    whole[instance.parameter.index] = Int(instance.allowance)
                } else {
                    whole[instance.parameter.index] = 1_000_000
                }
                for (variable, value) in zip(variables, all) {
                    if value != value.rounded() { broken += 1 }
                    whole[variable.index] = Int(value.rounded())
                }
                guard let objective = instance.exactObjective(at: whole) else {
                    broken += 1
                    return nil
                }
                return instance.weight * Double(objective)
            })
        (self.points, brokenPoints, self.values) = (points, broken, values)
    }
}
