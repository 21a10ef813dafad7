/// The master over a core of blocks whose pattern is in question; all others keep theirs.
///
/// Fixed blocks go in groups whose columns are ways to fund them; a core block is a unit of its own
/// with columns for each of its patterns. A choice of one pattern for each core block under which the
/// master has a point is a plan, up to the rounding of payments.
final class CoreMaster {
    let objective: BlockObjective
    /// The units of the master.
    let units: CoreUnits
    let master: PriceMaster
    /// The bound at the best prices over all blocks and patterns.
    let bound: Double
    /// The size of the objective: what gaps and prices are measured against.
    private let worth: Double
    /// The price vectors behind the columns.
    private(set) var history: [[Double]] = []
    /// The columns of each core block.
    private(set) var columnsOfCore: [[Int]]
    private var known: [Set<SparseActivities>]
    /// The prices at which the restricted program's bound is least.
    private(set) var center: [Double] = []
    /// The objective of the master's relaxation once it was priced out.
    private(set) var relaxation = Double.infinity

    /// Opens the master of a core.
    init(
        _ responses: BlockResponses, _ objective: BlockObjective, best: [Int32],
        core: [NearTies.Core], groupCount: Int, bound: Double, solver: any LinearSolver,
        options: SolveOptions
    ) throws(SolverError) {
        (self.objective, self.bound) = (objective, bound)
        worth = max(objective.leastWorth(in: responses), bound.magnitude)
        units = CoreUnits(responses, best: best, core: core, groupCount: groupCount)
        columnsOfCore = Array(repeating: [], count: core.count)
        known = Array(repeating: [], count: core.count)
        master = try PriceMaster(
            objective, largestActivities: responses.largestActivities, fraction: 1,
            unitCount: units.count, worth: worth, solver: solver, options: options)
    }

    /// The core, by position of blocks.
    var core: [NearTies.Core] { units.core }
    /// The number of units that are groups; core blocks are the units behind them.
    var groupCount: Int { units.groups.count }

    /// Adds the responses at prices as columns: of groups with their patterns, of core blocks for each
    /// pattern in question.
    ///
    /// - Returns: The bound of the restricted program at the prices.
    @discardableResult
    func evaluate(_ prices: [Double]) throws(SolverError) -> Double {
        let origin = history.count
        history.append(prices)
        let answers = units.ask(objective.worths(at: prices))
        var bound = objective.boundWorth(at: prices)
        for (unit, answers) in answers.enumerated() {
            bound += answers.map(\.value).max() ?? 0
            for answer in answers where answer.value > -.infinity {
                try add(answer, unit: unit, origin: origin)
            }
        }
        return bound
    }

    private func add(_ answer: CoreUnits.Answer, unit: Int, origin: Int) throws(SolverError) {
        if unit >= groupCount {
            var key = answer.activities
            // Responses that differ by less than rounding are one column.
            key.values = key.values.map { ($0 * 0x1p20).rounded() }
            key.positions.append(Int32(answer.pattern))
            guard known[unit - groupCount].insert(key).inserted else { return }
            columnsOfCore[unit - groupCount].append(master.columns.count)
        }
        try master.add(answer.activities, unit: unit, origin: origin, pattern: answer.pattern)
    }

    /// Generates columns until the master's relaxation is nearly priced out.
    ///
    /// - Parameters:
    ///   - seeds: Price vectors to begin with, the best one first.
    ///   - tolerance: The share of the bound at which to stop.
    ///   - mostSteps: The passes over all units after which to stop.
    /// - Throws: `SolverError` when the solver breaks.
    func generateColumns(
        seeds: [[Double]], tolerance: Double, mostSteps: Int
    ) throws(SolverError) {
        var least = Double.infinity
        center = seeds[0]
        for seed in seeds {
            let bound = try evaluate(seed)
            if bound < least { (center, least) = (seed, bound) }
        }
        let scale = worth
        var radius = relativeRadius(0.05, around: center)
        var isBoxed = true
        var unboxed = 0
        for step in 0..<2 * mostSteps {
            if isBoxed {
                try master.setBox(center: center, radius: radius)
            } else {
                try master.setBox(center: center, radius: wideRadius(around: center))
            }
            guard try master.solve() else { return }
            relaxation = master.objective
            let gap = (least - relaxation) / scale
            if isBoxed {
                if gap < tolerance || step >= mostSteps {
                    isBoxed = false
                    continue
                }
            } else {
                unboxed += 1
                if master.bought < 1e-7, gap < tolerance || unboxed >= 6 { break }
                if unboxed >= 12 { break }
            }
            let prices = objective.cleaned(master.prices)
            let bound = try evaluate(prices)
            if bound < least {
                (center, least) = (prices, bound)
            } else if isBoxed {
                for index in radius.indices { radius[index] *= 0.6 }
            }
        }
    }

    private func relativeRadius(_ share: Double, around prices: [Double]) -> [Double] {
        let units = prices.indices.map { shared -> Double in
            let size = objective.size(of: shared)
            return size > 1e-9 ? worth / size : 1
        }
        let count = Double(max(1, master.active.count))
        let average = master.active.reduce(0) { $0 + prices[$1].magnitude / units[$1] } / count
        return prices.indices.map {
            share * max(prices[$0].magnitude, units[$0] * max(average, 0.1 / count) * 0.3)
        }
    }

    /// A radius that no sensible price leaves.
    func wideRadius(around prices: [Double]) -> [Double] {
        let average =
            prices.reduce(0) { $0 + $1.magnitude } / Double(max(1, master.active.count))
        return prices.indices.map { shared in
            let size = objective.size(of: shared)
            return 10 * prices[shared].magnitude
                + (size > 1e-9 ? worth / size : 10 * average + 1)
        }
    }

    /// How much of each pattern the master's last answer takes, for each core block.
    func weights() -> [[Int: Double]] {
        columnsOfCore.map { columns in
            var weights: [Int: Double] = [:]
            for column in columns where master.shares[column] > 1e-9 {
                weights[master.columns[column].pattern, default: 0] += master.shares[column]
            }
            return weights
        }
    }
}
