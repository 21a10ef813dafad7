/// Looks for the prices with the least bound over some of the blocks, or all of them.
///
/// A box-stabilised column generation: the master proposes prices within a box around the best known
/// ones, all blocks respond, the centre moves where the bound improves, and the box grows and
/// shrinks with how well the master foresaw it.
final class PriceStage {
    /// The best prices known, with their bound over the stage's blocks.
    struct Center {
        var prices: [Double]
        var radius: [Double]
        var bound = Double.infinity
    }

    let responses: BlockResponses
    let objective: BlockObjective
    /// The blocks that take part, in the order of their groups.
    let order: [Int]
    let groups: [BlockGroup]
    /// The share of all blocks that take part.
    let fraction: Double
    /// The least size of the objective over the stage's blocks that anything is measured against.
    private let leastWorth: Double
    /// All price vectors that blocks responded to, by origin of columns.
    private(set) var history: [[Double]] = []
    private(set) var master: PriceMaster?
    /// The activities of the last evaluation, as if all blocks had taken part.
    private(set) var activities: [Double] = []
    /// What was added to the bounds so that the stage's blocks stand for all others.
    private var shift: [Double]
    private let solver: any LinearSolver
    private let options: SolveOptions
    private(set) var statistics = SolveStatistics()

    init(
        _ responses: BlockResponses, _ objective: BlockObjective, blocks: [Int], groupCount: Int,
        leastWorth: Double, solver: any LinearSolver, options: SolveOptions
    ) {
        (self.responses, self.objective) = (responses, objective)
        (self.solver, self.options) = (solver, options)
        order = responses.order(blocks)
        groups = responses.groups(of: order, about: groupCount)
        shift = Array(repeating: 0, count: objective.bounds.count)
        fraction = blocks.isEmpty ? 1 : Double(blocks.count) / Double(responses.program.count)
        self.leastWorth = leastWorth * fraction
    }

    /// The bound at prices, with the responses as columns of the master.
    @discardableResult
    func evaluate(_ prices: [Double]) throws(SolverError) -> Double {
        let answers = responses.ask(objective.worths(at: prices), order: order, groups: groups)
        var bound = objective.boundWorth(at: prices, fraction: fraction)
        for (price, shift) in zip(prices, shift) { bound += price * shift * fraction }
        var sums = [Double](repeating: 0, count: prices.count)
        for answer in answers {
            bound += answer.value
            answer.activities.add(times: 1 / fraction, to: &sums)
        }
        activities = sums
        guard bound > -.infinity else { return bound }
        let master: PriceMaster
        if let known = self.master {
            master = known
        } else {
            master = try openMaster(worth: max(leastWorth, bound.magnitude))
            self.master = master
        }
        for (unit, answer) in answers.enumerated() {
            try master.add(answer.activities, unit: unit, origin: history.count)
        }
        history.append(prices)
        return bound
    }

    private func openMaster(worth: Double) throws(SolverError) -> PriceMaster {
        try PriceMaster(
            objective, largestActivities: responses.largestActivities, fraction: fraction,
            unitCount: groups.count, worth: worth, solver: solver, options: options)
    }

    /// Makes the stage's blocks stand for all others near some prices: what more these use there is
    /// taken off the bounds.
    ///
    /// The bound of all blocks and the stage's corrected bound then have the same slope at the prices,
    /// so that the stage's best prices are nearly those of all blocks.
    ///
    /// - Parameters:
    ///   - prices: The prices.
    ///   - all: The activities of all blocks at the prices.
    /// - Throws: `SolverError` when the solver breaks.
    func correct(at prices: [Double], toward all: [Double]) throws(SolverError) {
        try evaluate(prices)
        shift = zip(activities, all).map { $0 - $1 }
        try master?.shiftBounds(shift)
    }

    /// Whether a bound is below what any point is worth, so that there is none.
    func isContradicted(_ bound: Double) -> Bool {
        bound < -101 * leastWorth
    }

    var isStopped: Bool { options.stop != nil }

    /// Improves a centre until the master foresees no more than a share of the bound.
    ///
    /// - Parameters:
    ///   - center: The prices to start from; better ones replace them.
    ///   - tolerance: The share of the bound at which to stop.
    ///   - mostSteps: The number of passes after which to stop.
    ///   - mostExpansions: How often the box grows where it is what stops the centre.
    ///   - report: Called after each pass, or `nil`.
    /// - Throws: `SolverError` when the solver breaks.
    func improve(
        _ center: inout Center, tolerance: Double, mostSteps: Int, mostExpansions: Int = 12,
        report: ((Double) -> Void)? = nil
    ) throws(SolverError) {
        if center.bound == .infinity { center.bound = try evaluate(center.prices) }
        guard center.bound > -.infinity, let master else { return }
        report?(center.bound)
        var expansions = 0
        var step = 0
        while step < mostSteps, !isStopped, !isContradicted(center.bound) {
            try master.setBox(center: center.prices, radius: center.radius)
            guard try master.solve() else { break }
            let foreseen = center.bound - master.objective
            let isAtBox = master.bought > 1e-7 || master.sold > 1e-7
            if foreseen < tolerance * max(leastWorth, center.bound.magnitude) {
                guard isAtBox, expansions < mostExpansions else { break }
                expansions += 1
                for index in center.radius.indices { center.radius[index] *= 4 }
                continue
            }
            step += 1
            let prices = objective.cleaned(master.prices)
            // Before new columns come: what a column loses is known from the last solve.
            try master.purge(
                most: max(30 * groups.count, 4 * (master.active.count + groups.count)),
                oldest: history.count - 4)
            let bound = try evaluate(prices)
            let kept = (center.bound - bound) / foreseen
            if bound < center.bound {
                (center.bound, center.prices) = (bound, prices)
                report?(bound)
                if kept > 0.4, isAtBox, mostExpansions > 0 {
                    for index in center.radius.indices { center.radius[index] *= 2 }
                } else if kept < 0.1 {
                    for index in center.radius.indices { center.radius[index] *= 0.7 }
                }
            } else {
                for index in center.radius.indices {
                    center.radius[index] *= kept < -1 ? 0.4 : 0.6
                }
            }
        }
    }
}
