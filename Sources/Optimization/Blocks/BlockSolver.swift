/// The price method: solves a program of many small blocks, with a bound that needs no trust.
///
/// Prices of the shared constraints let every block be solved alone; the best prices give a bound that
/// holds for every plan, and nearly decide which pattern each block takes. A search over the few
/// blocks that are in question makes a plan. See the DocC page "Many blocks".
///
/// Equal input gives an equal result, whatever the number of threads; only the deadline and the
/// cancellation depend on time.
public final class BlockSolver {
    /// How far a solve went.
    public struct Solution {
        /// The proved bound on the objective's activity times its weight: no plan has more.
        ///
        /// Minus infinity where it is proved that there is no plan.
        public var bound: Double
        /// The best objective that the judge accepted, or that was known before.
        public var objective: Double?
        /// The prices behind the bound, to start from next time.
        public var prices: BlockPrices
        /// The reason why it ended early, or `nil`.
        public var limit: TerminationStatus?
        /// How much work it was.
        public var statistics: SolveStatistics
    }

    /// How far a solve has come.
    public struct Progress: Sendable {
        /// The best objective so far.
        public var objective: Double?
        /// The bound so far, in plain arithmetic.
        public var bound: Double
        /// The passes over all blocks so far.
        public var passes: Double
    }

    let responses: BlockResponses
    let solver: any LinearSolver
    let options: SolveOptions
    var statistics = SolveStatistics()

    /// Prepares a program.
    ///
    /// - Parameters:
    ///   - program: The blocks, none of them large.
    ///   - workers: The threads.
    ///   - solver: What solves masters.
    ///   - options: The gap to reach, deadline and cancellation; a node limit is not heeded, because
    ///     the work is limited by counts of its own.
    public init(
        _ program: BlockProgram, workers: Workers, solver: any LinearSolver, options: SolveOptions
    ) {
        responses = BlockResponses(program, workers: workers)
        (self.solver, self.options) = (solver, options)
    }

    /// Looks for the best plan.
    ///
    /// - Parameters:
    ///   - objective: What is optimised, within which bounds.
    ///   - prices: Prices of a similar objective to start from, or `nil`.
    ///   - known: The objective of a plan that is known, or `nil`.
    ///   - judge: Gets a point with whole values; gives its exact objective times the weight, or `nil`
    ///     where it is no plan.
    ///   - progress: Called now and then, or `nil`.
    /// - Returns: What was proved and found.
    /// - Throws: `SolverError` when the solver breaks.
    public func solve(
        _ objective: BlockObjective, from prices: BlockPrices? = nil, known: Double? = nil,
        judge: (BlockPoint) -> Double?, progress: ((Progress) -> Void)? = nil
    ) throws(SolverError) -> Solution {
        responses.parameters = objective.parameters
        let search = PriceSearch(responses, objective, solver: solver, options: options)
        let tolerance = min(2e-6, max(1e-9, options.relativeGap / 20))
        var best = known
        let report = { (bound: Double) in
            progress?(Progress(objective: best, bound: bound, passes: self.responses.passes))
            return
        }
        var center = try search.approach(
            from: prices?.values, tolerance: tolerance, report: report)
        var solution = Solution(
            bound: provedBound(objective, center.prices), objective: known,
            prices: BlockPrices(center.prices), limit: nil, statistics: SolveStatistics())
        // Prices from samples are good enough where the choices that they leave open fund a plan.
        for isFinished in search.isClose ? [false, true] : [true] {
            if isFinished, !search.isFinished {
                try search.finish(&center, tolerance: tolerance, report: report)
                let bound = provedBound(objective, center.prices)
                if bound < solution.bound { solution.prices.values = center.prices }
                solution.bound = min(solution.bound, bound)
            }
            if known == nil, isContradicted(objective, center.prices, bound: solution.bound) {
                solution.bound = -.infinity
                break
            }
            guard let stage = isFinished ? search.last : search.sampled ?? search.last,
                solution.bound.isFinite, !isStopped, !isReached(known, solution.bound)
            else { break }
            let recovery = PlanRecovery(
                self, objective, stage: stage, center: center, bound: solution.bound,
                companions: isFinished ? [] : prices?.companions ?? [], isRough: !isFinished)
            let isEnough = try recovery.run { point in
                guard let value = judge(point) else { return nil }
                if best.map({ value > $0 }) ?? true { best = value }
                progress?(
                    Progress(
                        objective: best, bound: recovery.bound, passes: self.responses.passes))
                return value
            }
            if recovery.bound < solution.bound {
                center = recovery.center
                (solution.bound, solution.prices.values) = (recovery.bound, center.prices)
            }
            solution.prices.companions = recovery.companions
            if isEnough || isReached(best, solution.bound) { break }
        }
        statistics += search.statistics
        solution.objective = best
        solution.limit = options.stop
        statistics.iterations += responses.kernels.reduce(0) { $0 + $1.simplex.pivots }
        statistics.linearPrograms += responses.kernels.reduce(0) { $0 + $1.programs }
        solution.statistics = statistics
        return solution
    }

    /// The bound that prices prove, every block's by weak duality with outward rounding.
    ///
    /// - Complexity: O(*p*·*z*) for *p* patterns and *z* coefficients.
    func provedBound(_ objective: BlockObjective, _ prices: [Double]) -> Double {
        let prices = objective.cleaned(prices)
        let responses = responses
        // The objective's own price is added to its weight; the sum is rounded, and so the difference
        // is put back on the bound's side by a price that is exactly what the blocks saw.
        let worths = objective.worths(at: prices)
        responses.setWorths(worths)
        let piece = 256
        let count = responses.program.count
        let parts = responses.workers.map((count + piece - 1) / piece) { worker, index in
            var sum = EnclosedSum()
            for position in index * piece..<min(count, (index + 1) * piece) {
                let block = responses.program.blocks[position]
                let bound = responses.kernels[worker].provedBound(
                    block, prices: responses.worths, parameters: responses.parameters,
                    basis: responses.bases.view(from: block.firstRow),
                    hint: Int(responses.hints[position]))
                // A sum knows no infinite numbers.
                if bound == -.infinity { return bound }
                sum.add(bound)
            }
            return sum.upper
        }
        if parts.contains(-.infinity) { return -.infinity }
        var total = EnclosedSum()
        for part in parts { total.add(part) }
        for (shared, price) in prices.enumerated() where price != 0 {
            let bounds = objective.bounds[shared]
            // What the blocks saw is weight − worth for the objective, and minus the worth for others.
            let seen = shared == objective.shared ? objective.weight - worths[shared] : price
            total.addProduct(seen, seen > 0 ? bounds.upper : bounds.lower)
        }
        return total.upper
    }

    /// Whether an objective is within the gap asked for of a bound.
    func isReached(_ objective: Double?, _ bound: Double) -> Bool {
        guard let objective else { return false }
        return bound - objective <= options.relativeGap * max(bound.magnitude, objective.magnitude)
    }

    /// Whether prices prove that the shared constraints contradict the blocks.
    private func isContradicted(
        _ objective: BlockObjective, _ prices: [Double], bound: Double
    ) -> Bool {
        if bound == -.infinity { return true }
        var feasibility = objective
        feasibility.shared = nil
        return provedBound(feasibility, prices) < 0
    }

    /// Whether the deadline passed or somebody asked to stop.
    var isStopped: Bool { options.stop != nil }
}
