/// Finds good prices for all blocks of a program: first on samples, then on all of them.
final class PriceSearch {
    let responses: BlockResponses
    let objective: BlockObjective
    private let solver: any LinearSolver
    private let options: SolveOptions
    private let leastWorth: Double
    private(set) var statistics = SolveStatistics()
    /// The stage over all blocks, once it ran.
    private(set) var last: PriceStage?

    init(
        _ responses: BlockResponses, _ objective: BlockObjective, solver: any LinearSolver,
        options: SolveOptions
    ) {
        (self.responses, self.objective) = (responses, objective)
        (self.solver, self.options) = (solver, options)
        leastWorth = objective.leastWorth(in: responses.program)
    }

    /// Finds prices whose bound no others improve by more than a share.
    ///
    /// - Parameters:
    ///   - start: Prices of a similar program, or `nil`.
    ///   - tolerance: The share.
    ///   - report: Called with each better bound over all blocks, or `nil`.
    /// - Returns: The best prices with their bound; minus infinity where some block has no pattern.
    /// - Throws: `SolverError` when the solver breaks.
    func run(
        from start: [Double]?, tolerance: Double, report: ((Double) -> Void)? = nil
    ) throws(SolverError) -> PriceStage.Center {
        let count = responses.program.count
        var sizes = start == nil ? sampleSizes(count) : [count]
        if sizes.isEmpty { sizes = [count] }
        var center: PriceStage.Center?
        var previous = 0.0
        var sampled: PriceStage?
        for (index, size) in sizes.enumerated() {
            let isLast = index == sizes.count - 1
            let stage = PriceStage(
                responses, objective, blocks: sample(size, of: count), groupCount: 400,
                leastWorth: leastWorth, solver: solver, options: options)
            var current: PriceStage.Center
            if let known = center, isLast, let sampled {
                current = try corrected(known, sampled, stage)
            } else if let known = center {
                current = PriceStage.Center(
                    prices: known.prices,
                    radius: radius(
                        around: known.prices,
                        relative: max(0.01, 3 / Double(sizes[index - 1]).squareRoot()),
                        worth: previous))
            } else if let start {
                let prices = objective.cleaned(start)
                previous = try stage.evaluate(prices)
                current = PriceStage.Center(
                    prices: prices, radius: radius(around: prices, relative: 0.1, worth: previous))
            } else {
                let zero = [Double](repeating: 0, count: objective.bounds.count)
                let worth = try stage.evaluate(zero) / stage.fraction
                let prices = firstPrices(worth: worth)
                current = PriceStage.Center(
                    prices: prices, radius: radius(around: prices, relative: 3, worth: worth))
            }
            try stage.improve(
                &current, tolerance: isLast ? tolerance : max(3e-5, tolerance),
                mostSteps: isLast ? 200 : 120, report: isLast ? report : nil)
            if let master = stage.master { statistics += master.statistics }
            // A sample without a point says nothing of the prices of all blocks.
            if isLast || !stage.isContradicted(current.bound) {
                previous = current.bound / max(1e-12, stage.fraction)
                center = current
                sampled = stage
            }
            if isLast { last = stage }
            if stage.isStopped && !isLast { break }
        }
        let zero = [Double](repeating: 0, count: objective.bounds.count)
        var result = center ?? PriceStage.Center(prices: zero, radius: zero)
        if last == nil { result.bound = .infinity }
        return result
    }

    /// Prices for all blocks from a sample that is corrected by what all blocks do at its prices.
    ///
    /// A pass over the sample costs an eighth of one over all blocks, and a few corrections bring the
    /// prices nearly as close as a stage over all blocks does.
    private func corrected(
        _ known: PriceStage.Center, _ sampled: PriceStage, _ stage: PriceStage
    ) throws(SolverError) -> PriceStage.Center {
        var best = PriceStage.Center(
            prices: known.prices, radius: known.radius,
            bound: try stage.evaluate(known.prices))
        var relative = 0.01
        for _ in 0..<4 where !stage.isStopped {
            try sampled.correct(at: best.prices, toward: stage.activities)
            var trial = PriceStage.Center(
                prices: best.prices,
                radius: radius(around: best.prices, relative: relative, worth: best.bound))
            try sampled.improve(&trial, tolerance: 1e-6, mostSteps: 30)
            let bound = try stage.evaluate(trial.prices)
            Trace.note("correction \(best.bound) -> \(bound)")
            let gain = best.bound - bound
            guard gain > 0 else { break }
            best = PriceStage.Center(prices: trial.prices, radius: trial.radius, bound: bound)
            if gain < 1e-6 * bound.magnitude { break }
            relative *= 0.3
        }
        best.radius = radius(around: best.prices, relative: 0.003, worth: best.bound)
        return best
    }

    /// The sizes of samples, each eight times the one before, the last one all blocks.
    private func sampleSizes(_ count: Int) -> [Int] {
        let least = max(250, 5 * objective.bounds.count)
        var sizes = [count]
        while let smaller = sizes.last.map({ $0 / 8 }), smaller >= least { sizes.append(smaller) }
        return sizes.reversed()
    }

    /// Every n-th block.
    private func sample(_ size: Int, of count: Int) -> [Int] {
        guard size < count else { return Array(0..<count) }
        return (0..<size).map { min(count - 1, (2 * $0 + 1) * count / (2 * size)) }
    }

    private func firstPrices(worth: Double) -> [Double] {
        let worth = worth.isFinite ? max(leastWorth, worth.magnitude) : leastWorth
        let active = objective.bounds.indices.filter { objective.size(of: $0) > 0 }.count
        return objective.bounds.indices.map { shared in
            let upper = objective.bounds[shared].upper
            guard upper.isFinite, upper > 1e-9 else { return 0 }
            return 0.3 * worth / upper / Double(max(1, active))
        }
    }

    private func radius(around prices: [Double], relative: Double, worth: Double) -> [Double] {
        let worth = worth.isFinite ? max(leastWorth, worth.magnitude) : leastWorth
        let units = prices.indices.map { shared -> Double in
            let size = objective.size(of: shared)
            return size > 1e-9 ? worth / size : 1
        }
        let active = prices.indices.filter {
            objective.bounds[$0].lower > -.infinity || objective.bounds[$0].upper < .infinity
        }
        let count = Double(max(1, active.count))
        let average = active.reduce(0) { $0 + prices[$1].magnitude / units[$1] } / count
        return prices.indices.map {
            relative * max(prices[$0].magnitude, units[$0] * max(average, 0.1 / count) * 0.3)
        }
    }
}
