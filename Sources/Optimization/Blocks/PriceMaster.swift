/// The restricted master: which mix of known responses is best within the shared constraints.
///
/// Maximizes Σ worth of column · λ over λ ≥ 0 with Σ λ = 1 for each unit (a group or a block) and the
/// shared constraints in their bounds. For each shared constraint one variable buys activity away at
/// the centre's price plus a radius, and one sells it at the centre's price less the radius: that
/// keeps the prices of the master in a box around the centre.
///
/// Its answers are proposals; bounds are computed elsewhere.
final class PriceMaster {
    /// What a column is.
    struct Column {
        var unit: Int
        /// The position in the list of price vectors that made it.
        var origin: Int
        /// The pattern of the block that the unit is, or -1 for a group.
        var pattern: Int
        /// The objective's activity times its weight.
        var worth: Double
        var activities: SparseActivities
        var isBanned = false
    }

    /// The shared constraints that limit something, in order.
    let active: [Int]
    private(set) var columns: [Column] = []
    /// The share of each column in the last answer.
    private(set) var shares: [Double] = []
    /// The price of each shared constraint in the last answer, 0 for those that limit nothing.
    private(set) var prices: [Double]
    /// The worth of each unit in the last answer.
    private(set) var unitPrices: [Double] = []
    /// The objective of the last answer.
    private(set) var objective = 0.0
    /// The largest use of a buying variable in the last answer, in shares of its bound.
    private(set) var bought = 0.0
    /// The largest use of a selling variable in the last answer.
    private(set) var sold = 0.0
    private(set) var statistics = SolveStatistics()

    private let session: any LinearSession
    private let position: [Int]
    private let rowScale: [Double]
    /// The size up to which each constraint's coefficients are left out.
    private let leastScaled: [Double]
    private let worthScale: Double
    private let objectivePosition: Int?
    private let unitCount: Int
    private var options: SolveOptions
    private let penalty: Double

    private static let most = 30.0
    /// How much larger than a constraint's bound its coefficients are, at most; bounds that are smaller
    /// still against what the blocks can do do not set its scale.
    private static let mostScaled = 1e6
    /// The share of what all blocks can do that is taken for rounding.
    private static let rounding = 1e-14
    /// The largest cost in a master, whose objective is about 1,000.
    private static let mostCost = 1e12

    private static func limited(_ cost: Double) -> Double { min(mostCost, max(-mostCost, cost)) }

    /// Opens a master without columns.
    ///
    /// - Parameters:
    ///   - objective: What is optimised.
    ///   - largestActivities: The most that the size of each shared constraint's activity can be.
    ///   - fraction: The share of all blocks that take part; bounds are multiplied by it.
    ///   - unitCount: The number of units.
    ///   - worth: About what the optimum will be, for scaling.
    ///   - solver: What solves it.
    ///   - options: Deadline and cancellation.
    /// - Throws: `SolverError` when the solver breaks.
    init(
        _ objective: BlockObjective, largestActivities: [Double], fraction: Double,
        unitCount: Int, worth: Double, solver: any LinearSolver, options: SolveOptions
    ) throws(SolverError) {
        let active = objective.bounds.indices.filter { !objective.bounds[$0].isFree }
        var position = [Int](repeating: -1, count: objective.bounds.count)
        for (index, shared) in active.enumerated() { position[shared] = index }
        worthScale = 1000 / max(1e-9, worth.magnitude)
        var program = LinearProgram(name: "master")
        let rowScale = active.map { shared in
            let (size, largest) = (objective.size(of: shared), largestActivities[shared])
            // A bound of 0 has no size; so much can be bought away that it is always kept.
            let scale =
                size > 0
                ? max(size * fraction, largest / PriceMaster.mostScaled)
                : largest / PriceMaster.most
            return scale > 1e-9 ? 1 / scale : 1
        }
        leastScaled = zip(active, rowScale).map { shared, scale in
            max(1e-10, largestActivities[shared] * scale * PriceMaster.rounding)
        }
        for index in active.indices {
            program.add(
                Variable(name: "buy(\(index))", bounds: Bounds(0, PriceMaster.most)))
            program.add(
                Variable(name: "sell(\(index))", bounds: Bounds(0, PriceMaster.most)))
        }
        for (index, shared) in active.enumerated() {
            let bounds = objective.bounds[shared]
            let factor = fraction * rowScale[index]
            program.add(
                Constraint(
                    name: "shared(\(index))",
                    terms: [Term(-1, VariableID(2 * index)), Term(1, VariableID(2 * index + 1))],
                    bounds: Bounds(bounds.lower * factor, bounds.upper * factor), owner: .shared))
        }
        // A unit's constraint gets a variable of its own, which costs too much to be used while the
        // unit has a column: so the master always has a point.
        for unit in 0..<unitCount {
            let variable = program.add(Variable(name: "none(\(unit))", bounds: Bounds(0, 1)))
            program.add(
                Constraint(
                    name: "unit(\(unit))", terms: [Term(1, variable)], bounds: .exactly(1),
                    owner: .shared))
        }
        penalty = 1e4
        let first = 2 * active.count
        let cost = penalty
        program.objective = Objective(
            .maximize,
            terms: (0..<unitCount).map { Term(-cost, VariableID(first + $0)) }
                + (0..<first).map { Term(-cost, VariableID($0)) })
        var masterOptions = SolveOptions(
            deadline: options.deadline, cancellation: options.cancellation)
        masterOptions.precision = .coarse
        session = try solver.makeSession(program)
        self.options = masterOptions
        (self.active, self.position, self.rowScale) = (active, position, rowScale)
        self.unitCount = unitCount
        objectivePosition = objective.shared
        prices = Array(repeating: 0, count: objective.bounds.count)
        weight = objective.weight
        (self.fraction, bounds) = (fraction, objective.bounds)
    }

    private let weight: Double
    private let fraction: Double
    private let bounds: [Bounds]
    private var firstColumn: Int { 2 * active.count + unitCount }

    /// Prices outside of a box around a centre cost the master money.
    func setBox(center: [Double], radius: [Double]) throws(SolverError) {
        for (index, shared) in active.enumerated() {
            let scale = worthScale / rowScale[index]
            try session.setCost(
                PriceMaster.limited(-(center[shared] + radius[shared]) * scale),
                of: VariableID(2 * index))
            try session.setCost(
                PriceMaster.limited((center[shared] - radius[shared]) * scale),
                of: VariableID(2 * index + 1))
        }
    }

    /// Moves the bounds of the shared constraints.
    ///
    /// - Parameter shift: What is added to the bounds of each, before they are multiplied by the
    ///   fraction.
    /// - Throws: `SolverError` when the solver breaks.
    func shiftBounds(_ shift: [Double]) throws(SolverError) {
        for (index, shared) in active.enumerated() {
            let factor = fraction * rowScale[index]
            try session.setBounds(
                Bounds(
                    (bounds[shared].lower + shift[shared]) * factor,
                    (bounds[shared].upper + shift[shared]) * factor),
                of: ConstraintID(index))
        }
    }

    /// What a shared constraint is multiplied with; 1 where it limits nothing.
    func factor(of shared: Int) -> Double {
        position[shared] >= 0 ? rowScale[position[shared]] : 1
    }

    /// Activities as the master has them, without those that limit nothing or are next to nothing.
    ///
    /// What is left of sums that cancel would only spoil the numbers. What counts as that depends on
    /// nothing but the program, because no coefficient can be taken back once a larger one comes.
    func scaled(_ activities: SparseActivities) -> SparseActivities {
        var result = SparseActivities()
        for (shared, value) in zip(activities.positions, activities.values) {
            let row = position[Int(shared)]
            guard row >= 0 else { continue }
            let scaled = value * rowScale[row]
            guard scaled.magnitude > leastScaled[row] else { continue }
            result.positions.append(shared)
            result.values.append(scaled)
        }
        return result
    }

    /// Adds a column.
    func add(
        _ activities: SparseActivities, unit: Int, origin: Int, pattern: Int = -1
    ) throws(SolverError) {
        var terms: [(constraint: ConstraintID, coefficient: Double)] = []
        var worth = 0.0
        let scaled = scaled(activities)
        for (shared, value) in zip(scaled.positions, scaled.values) {
            terms.append((ConstraintID(position[Int(shared)]), value))
        }
        for (shared, value) in zip(activities.positions, activities.values)
        where Int(shared) == objectivePosition { worth = weight * value }
        terms.append((ConstraintID(active.count + unit), 1))
        try session.add(
            Variable(name: "share(\(columns.count))", bounds: Bounds(0, 2)),
            cost: worth * worthScale, terms: terms)
        columns.append(
            Column(
                unit: unit, origin: origin, pattern: pattern, worth: worth,
                activities: activities))
    }

    /// Makes a column too expensive to be used, or takes that back.
    ///
    /// A cost and not a bound, because the simplex can stall for minutes after bounds change.
    func setBanned(_ isBanned: Bool, column: Int) throws(SolverError) {
        guard columns[column].isBanned != isBanned else { return }
        columns[column].isBanned = isBanned
        let worth = columns[column].worth * worthScale
        try session.setCost(
            isBanned ? worth - 0.3 * penalty : worth, of: VariableID(firstColumn + column))
    }

    /// Solves the master.
    ///
    /// - Returns: Whether it has an answer.
    func solve() throws(SolverError) -> Bool {
        guard let result = try answer() else { return false }
        shares = Array(result.values[firstColumn...])
        objective = (result.objective ?? 0) / worthScale
        for (index, shared) in active.enumerated() {
            prices[shared] = result.dualValues[index] * rowScale[index] / worthScale
        }
        unitPrices = (0..<unitCount).map { result.dualValues[active.count + $0] / worthScale }
        (bought, sold) = (0, 0)
        for index in active.indices {
            bought = max(bought, result.values[2 * index])
            sold = max(sold, result.values[2 * index + 1])
        }
        return true
    }

    /// The optimal answer, or `nil`.
    ///
    /// The primal simplex can go round for minutes where many corners are equal; then the dual one
    /// does not.
    private func answer() throws(SolverError) -> SolveResult? {
        for method in [SimplexMethod.primal, .dual] {
            options.method = method
            options.iterationLimit = 5_000 + 5 * (active.count + unitCount)
            do {
                let result = try session.solve(options: options)
                statistics += result.statistics
                if result.status == .optimal { return result }
                if result.status != .workLimit { return nil }
            } catch .numericalFailure {
            }
        }
        return nil
    }

    /// Whether the last answer uses banned columns, misses a unit or buys activity away.
    var isViolated: Bool {
        bought > 1e-7
            || columns.indices.contains { columns[$0].isBanned && shares[$0] > 1e-7 }
            || isUnitMissing
    }

    private var isUnitMissing: Bool {
        var sums = [Double](repeating: 0, count: unitCount)
        for (column, share) in zip(columns, shares) { sums[column.unit] += share }
        return sums.contains { $0 < 1 - 1e-6 }
    }

    /// What each column lost against its unit's worth in the last answer; ≥ 0 up to rounding.
    var losses: [Double] {
        columns.map { column in
            var value = column.worth - unitPrices[column.unit]
            for (shared, activity) in zip(column.activities.positions, column.activities.values) {
                value -= prices[Int(shared)] * activity
            }
            return -value
        }
    }

    /// Removes the worst columns that are not used, where there are more than a number.
    ///
    /// - Parameters:
    ///   - most: The number of columns above which some go.
    ///   - oldest: Columns of this origin and later ones stay.
    /// - Throws: `SolverError` when the solver breaks.
    func purge(most: Int, oldest: Int) throws(SolverError) {
        guard columns.count > most, shares.count == columns.count else { return }
        // A variable whose reduced cost is not zero is never in the basis.
        let losses = self.losses
        let removable = columns.indices.filter {
            columns[$0].origin < oldest && shares[$0] <= 0 && losses[$0] * worthScale > 1e-9
        }.sorted { losses[$0] != losses[$1] ? losses[$0] > losses[$1] : $0 < $1 }
        let removed = removable.prefix(columns.count - most * 2 / 3).sorted()
        guard !removed.isEmpty else { return }
        try session.removeVariables(removed.map { firstColumn + $0 })
        var isRemoved = [Bool](repeating: false, count: columns.count)
        for column in removed { isRemoved[column] = true }
        columns = zip(columns, isRemoved).filter { !$0.1 }.map(\.0)
        shares = zip(shares, isRemoved).filter { !$0.1 }.map(\.0)
    }
}
