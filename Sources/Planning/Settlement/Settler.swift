import Funding
import Optimization

/// Finds payments in whole settlement units for a fixed choice of projects and works (取整).
///
/// Most rule sets make the payments a network, whose linear programs have whole corners once their
/// limits are whole. So a linear program is solved and its corner rounded; what floating-point
/// arithmetic loses on large amounts is regained by solving again for the small distances from the
/// rounded corner. Where the corner is not whole by nature, the distances are searched as integers.
/// Every answer is checked in exact integers here, and by the verifier afterwards.
struct Settler {
    /// What came of settling a choice.
    enum Result {
        /// Whole payments, one number of settlement units per column of the system, with a proved
        /// bound on the cost of all whole payments where one was found.
        case settled([Int64], bound: Double?)
        /// No whole payments were found, though there may be some.
        case notFound
        /// It is proved that no whole payments meet the limits.
        case impossible
    }

    /// How hard whole payments are looked for.
    enum Effort {
        /// Near the corner only: for payments that would be nicer than those there are.
        case light
        /// Everywhere: for payments where there are none yet.
        case full
    }

    /// How often a corner is corrected before its payments are searched as integers.
    private static let corrections = 3
    /// How many settlement units a payment moves at most in a correction.
    private static let reach = Int64(1) << 20
    /// How many nodes the search for whole payments near a corner may take.
    private static let nearNodeLimit = 200
    /// How many nodes the search for whole payments anywhere may take.
    private static let nodeLimit = 2_000

    /// The solver of the linear programs.
    let solver: any LinearSolver
    /// Deadline, cancellation, and the gap below which it is not worth while to look for cheaper
    /// payments.
    let options: SolveOptions
    /// How much work settling was.
    private(set) var statistics = SolveStatistics()

    /// Creates a settler.
    init(solver: any LinearSolver, options: SolveOptions) {
        self.solver = solver
        self.options = SolveOptions(
            deadline: options.deadline, relativeGap: options.relativeGap,
            cancellation: options.cancellation)
    }

    /// Finds whole values for a system, as cheap as the linear program allows.
    ///
    /// - Parameters:
    ///   - system: The limits.
    ///   - costs: The objective coefficient of each column, to be minimised.
    ///   - effort: How hard to look.
    /// - Returns: Whole payments, or whether it is proved that there are none.
    /// - Throws: `SolverError` when the solver breaks.
    mutating func settle(
        _ system: WholeSystem, costs: [Double], effort: Effort = .full
    ) throws(SolverError) -> Result {
        guard !system.isContradictory else { return .impossible }
        var center = [Int64](repeating: 0, count: system.variables.count)
        var corner: Double?
        // The limits of a fixed choice are tighter than those of the whole program, which knows
        // fractions of projects: what its linear program proves is worth keeping.
        var bound: Double?
        var start: [Int64]?
        var isFractional = [Bool](repeating: false, count: center.count)
        if system.isMet(by: center), costs.allSatisfy({ $0 == 0 }) {
            return .settled(center, bound: nil)
        }
        for correction in 0...Settler.corrections {
            let program = system.program(
                around: center, costs: costs,
                reach: correction == 0 ? .anywhere : .within(Settler.reach), isInteger: false)
            let result = try solver.solve(program, options: options)
            statistics += result.statistics
            guard result.status == .optimal else { break }
            if correction == 0 {
                corner = result.objective
                bound = Settler.bound(program, result.dualValues, costs)
            }
            for (index, distance) in result.values.enumerated() {
                isFractional[index] = (distance - distance.rounded()).magnitude > 1e-6
                let moved = center[index] + Int64(distance.rounded())
                center[index] = min(max(0, moved), system.uppers[index])
            }
            guard system.isMet(by: center) else { continue }
            start = center
            // A corner that is not whole may round to payments that keep all limits and cost too much.
            if effort == .light || isWithin(options.relativeGap, center, corner, costs) {
                return .settled(center, bound: bound)
            }
            break
        }
        let result = try searchWhole(
            system, around: center, start: start, fractional: isFractional, corner: corner,
            costs: costs, effort)
        guard case .settled(let values, let found) = result else { return result }
        return .settled(values, bound: [bound, found].compactMap { $0 }.max())
    }

    /// Searches whole payments: first with only the columns movable that share a row with one that is
    /// not whole, then near the corner, then everywhere, where there are none nearer or where they
    /// cost so much more than the corner that it matters.
    ///
    /// - Parameters:
    ///   - system: The limits.
    ///   - center: A rounded corner of the linear program.
    ///   - start: Whole payments that are known, or `nil`.
    ///   - isFractional: Which columns were not whole at the corner.
    ///   - corner: What the corner cost before rounding, or `nil` where there was none.
    ///   - costs: The objective coefficient of each column, to be minimised.
    ///   - effort: How hard to look.
    /// - Returns: Whole payments, or whether it is proved that there are none.
    /// - Throws: `SolverError` when the solver breaks.
    private mutating func searchWhole(
        _ system: WholeSystem, around center: [Int64], start: [Int64]?,
        fractional isFractional: [Bool], corner: Double?, costs: [Double], _ effort: Effort
    ) throws(SolverError) -> Result {
        var start = start
        let reaches = [
            WholeSystem.Reach.only(system.neighbors(of: isFractional), within: 64), .within(64),
        ]
        for reach in reaches {
            let found = try search(system, around: start ?? center, reach, costs, start != nil)
            start = found.values ?? start
            if let start, isWithin(1e-12, start, corner, costs) {
                return .settled(start, bound: nil)
            }
            guard effort == .full else {
                return start.map { .settled($0, bound: nil) } ?? .notFound
            }
        }
        if let start, isWithin(options.relativeGap, start, corner, costs) {
            return .settled(start, bound: nil)
        }
        let all = try search(system, around: start ?? center, .anywhere, costs, start != nil)
        if all.isImpossible { return .impossible }
        guard let values = all.values ?? start else { return .notFound }
        return .settled(values, bound: all.bound)
    }

    /// Whether whole payments cost so little more than the corner that the next, wider search is not
    /// worth it: nothing while searches are small, the gap asked for before everything is searched.
    private func isWithin(
        _ share: Double, _ values: [Int64], _ corner: Double?, _ costs: [Double]
    ) -> Bool {
        guard let corner else { return false }
        let cost = zip(costs, values).reduce(0) { $0 + $1.0 * Double($1.1) }
        return cost - (corner - 1e-6).rounded(.up) <= share * corner.magnitude
    }

    /// What a search for whole payments found: the best values, a proved bound on their cost, and
    /// whether it is proved that there are none.
    private typealias Found = (values: [Int64]?, bound: Double?, isImpossible: Bool)

    private mutating func search(
        _ system: WholeSystem, around center: [Int64], _ reach: WholeSystem.Reach,
        _ costs: [Double], _ isStart: Bool
    ) throws(SolverError) -> Found {
        var program = system.program(
            around: center, costs: costs, reach: reach, isInteger: true)
        // With the cost of the centre the gap is one of the whole cost, not of the small distances.
        program.objective.constant = zip(costs, center).reduce(0) { $0 + $1.0 * Double($1.1) }
        var options = options
        options.relativeGap = 0
        if case .anywhere = reach {
            options.nodeLimit = Settler.nodeLimit
        } else {
            options.nodeLimit = Settler.nearNodeLimit
        }
        var best: (values: [Int64], cost: Double)?
        let incumbent = isStart ? SearchIncumbent(objective: program.objective.constant) : nil
        let result = try ProvenSearch(solver: solver, options: options).run(
            program, incumbent: incumbent
        ) { distances, cost in
            let whole = zip(center, distances).map { $0 + Int64($1) }
            guard system.isMet(by: whole) else { return .refused }
            if best.map({ cost < $0.cost }) ?? true { best = (whole, cost) }
            return .accepted(objective: cost)
        }
        statistics += result.statistics
        let bound = result.isBoundContradicted ? nil : result.objectiveBound
        return (
            best?.values, bound.map { Settler.attainable($0, costs) }, result.status == .infeasible
        )
    }

    /// The bound on the cost of whole payments that the multipliers of a linear program prove.
    private static func bound(
        _ program: LinearProgram, _ multipliers: [Double], _ costs: [Double]
    ) -> Double? {
        guard multipliers.count == program.constraints.count else { return nil }
        let bound = DualBound(program).bound(multipliers: multipliers)
        return bound.isFinite ? attainable(bound, costs) : nil
    }

    /// The least cost not below a bound that whole payments can have: a whole one, if all costs are.
    private static func attainable(_ bound: Double, _ costs: [Double]) -> Double {
        costs.allSatisfy { $0 == $0.rounded() } ? bound.rounded(.up) : bound
    }
}
