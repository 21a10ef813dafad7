/// Finds good prices for all blocks of a program: first on samples, then on all of them.
final class PriceSearch {
    let responses: BlockResponses
    let objective: BlockObjective
    private let solver: any LinearSolver
    private let options: SolveOptions
    private let leastWorth: Double
    private(set) var statistics = SolveStatistics()
    /// The stage over the largest sample, where there is one.
    private(set) var sampled: PriceStage?
    /// Whether the samples foresee no better prices than those that they led to, or prices of a
    /// similar program are at hand: they may do as they are.
    private(set) var isClose = false
    /// Whether the prices were improved over all blocks.
    private(set) var isFinished = false
    /// The stage over all blocks, once it began.
    private(set) var last: PriceStage?

    init(
        _ responses: BlockResponses, _ objective: BlockObjective, solver: any LinearSolver,
        options: SolveOptions
    ) {
        (self.responses, self.objective) = (responses, objective)
        (self.solver, self.options) = (solver, options)
        leastWorth = objective.leastWorth(in: responses)
    }

    /// Finds good prices with few passes over all blocks: those of a similar program, or from samples
    /// where there are many blocks, or else from all of them.
    ///
    /// - Parameters:
    ///   - start: Prices of a similar program, or `nil`.
    ///   - tolerance: The share of the bound by which no other prices should improve it.
    ///   - report: Called with each better bound over all blocks, or `nil`.
    /// - Returns: Prices with their bound; minus infinity where some block has no pattern.
    /// - Throws: `SolverError` when the solver breaks.
    func approach(
        from start: [Double]?, tolerance: Double, report: ((Double) -> Void)? = nil
    ) throws(SolverError) -> PriceStage.Center {
        var center = PriceStage.Center(prices: [], radius: [])
        var previous = 0.0
        let sizes = sampleSizes(responses.program.count)
        for size in start == nil ? sizes : sizes.suffix(1) {
            let stage = stage(size)
            let current: PriceStage.Center
            if sampled != nil {
                let share = 3 / Double(size / 8).squareRoot()
                current = PriceStage.Center(
                    prices: center.prices,
                    radius: radius(
                        around: center.prices, relative: max(0.01, share), worth: previous))
            } else {
                current = try first(of: stage, from: start)
            }
            var improved = current
            try stage.improve(&improved, tolerance: max(3e-5, tolerance), mostSteps: 120)
            if let master = stage.master { statistics += master.statistics }
            // A sample without a point says nothing of the prices of all blocks.
            if !stage.isContradicted(improved.bound) {
                previous = improved.bound / max(1e-12, stage.fraction)
                (center, sampled) = (improved, stage)
            }
            if stage.isStopped { break }
        }
        let all = stage(responses.program.count)
        last = all
        if let sampled {
            center = try corrected(center, sampled, all)
            report?(center.bound)
        } else {
            center = try first(of: all, from: start)
            isClose = start != nil && objective.shared != nil
            report?(center.bound)
            if !isClose { try finish(&center, tolerance: tolerance, report: report) }
        }
        return center
    }

    /// Improves prices over all blocks until no others improve their bound by more than a share.
    ///
    /// - Parameters:
    ///   - center: What ``approach(from:tolerance:report:)`` found.
    ///   - tolerance: The share.
    ///   - report: Called with each better bound, or `nil`.
    /// - Throws: `SolverError` when the solver breaks.
    func finish(
        _ center: inout PriceStage.Center, tolerance: Double, report: ((Double) -> Void)? = nil
    ) throws(SolverError) {
        guard let last else { return }
        isFinished = true
        try last.improve(&center, tolerance: tolerance, mostSteps: 200, report: report)
        if let master = last.master { statistics += master.statistics }
    }

    private func stage(_ size: Int) -> PriceStage {
        PriceStage(
            responses, objective, blocks: sample(size, of: responses.program.count),
            groupCount: 400, leastWorth: leastWorth, solver: solver, options: options)
    }

    /// Where a stage begins that no other went before.
    private func first(
        of stage: PriceStage, from start: [Double]?
    ) throws(SolverError) -> PriceStage.Center {
        if let start {
            let prices = objective.cleaned(start)
            let bound = try stage.evaluate(prices)
            return PriceStage.Center(
                prices: prices, radius: radius(around: prices, relative: 0.1, worth: bound),
                bound: bound)
        }
        let zero = [Double](repeating: 0, count: objective.bounds.count)
        let worth = try stage.evaluate(zero) / stage.fraction
        let prices = firstPrices(worth: worth)
        return PriceStage.Center(
            prices: prices, radius: radius(around: prices, relative: 3, worth: worth))
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
        var isNew = true
        for _ in 0..<6 where !stage.isStopped {
            if isNew { try sampled.correct(at: best.prices, toward: stage.activities) }
            let model = try sampled.evaluate(best.prices)
            var trial = PriceStage.Center(
                prices: best.prices,
                radius: radius(around: best.prices, relative: relative, worth: best.bound))
            try sampled.improve(&trial, tolerance: 1e-6, mostSteps: 30, mostExpansions: 0)
            let foreseen = (model - trial.bound) / sampled.fraction
            // In a tiny box little is foreseen whatever the prices are worth.
            isClose = relative > 5e-4 && foreseen < 3e-6 * best.bound.magnitude
            if foreseen < 3e-6 * best.bound.magnitude { break }
            let bound = try stage.evaluate(trial.prices)
            isNew = bound < best.bound
            if isNew {
                best = PriceStage.Center(prices: trial.prices, radius: trial.radius, bound: bound)
            }
            relative *= 0.3
        }
        best.radius = radius(around: best.prices, relative: 0.003, worth: best.bound)
        return best
    }

    /// The sizes of samples, each eight times the one before.
    private func sampleSizes(_ count: Int) -> [Int] {
        let least = max(250, 5 * objective.bounds.count)
        var sizes = [count]
        while let smaller = sizes.last.map({ $0 / 8 }), smaller >= least { sizes.append(smaller) }
        return sizes.dropFirst().reversed()
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
        let active = prices.indices.filter { !objective.bounds[$0].isFree }
        let count = Double(max(1, active.count))
        let average = active.reduce(0) { $0 + prices[$1].magnitude / units[$1] } / count
        return prices.indices.map {
            relative * max(prices[$0].magnitude, units[$0] * max(average, 0.1 / count) * 0.3)
        }
    }
}
