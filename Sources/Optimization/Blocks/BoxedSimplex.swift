/// A dual simplex for tiny linear programs whose variables and constraints are all boxed.
///
/// Maximizes d·x over lower ≤ x ≤ upper and lower ≤ A·x ≤ upper. The basis is a dense tableau
/// x_B = T·x_N that starts with the constraints' activities as basic variables. Because everything
/// is boxed, any basis becomes dual feasible by putting each nonbasic variable at the end that its
/// reduced cost wants, so that a change of prices or of bounds costs a few pivots and no first
/// phase. The ratio test passes over bounds that flipping repairs (long step).
///
/// The answer is a proposal: ``multipliers(into:)`` proves a bound by weak duality, elsewhere.
final class BoxedSimplex {
    /// How a solve ended.
    enum End {
        /// The point is optimal up to the tolerance.
        case optimal
        /// No point keeps all bounds; see ``ray(into:)``.
        case empty
        /// The objective of every point is at most the cutoff.
        case cutOff
        /// Too many pivots.
        case failed
    }

    private static let tolerance = 1e-9

    private let width: Int
    /// The tableau, one stretch of `width` for each basic variable, and the objective's last.
    private let tableau: FlatStorage<Double>
    private let basic: FlatStorage<Int32>
    private let nonbasic: FlatStorage<Int32>
    private let nonbasicValue: FlatStorage<Double>
    private let basicValue: FlatStorage<Double>
    private let keep: FlatStorage<Bool>
    private let candidates: FlatStorage<Int32>
    private let ratios: FlatStorage<Double>
    /// The lower ends, of variables and then of constraints.
    let lower: FlatStorage<Double>
    /// The upper ends, of variables and then of constraints.
    let upper: FlatStorage<Double>
    /// The objective coefficient of each variable.
    let objective: FlatStorage<Double>
    private(set) var variables = 0
    private(set) var constraints = 0
    private var rayRow = 0
    private var isRayBelow = false
    /// An upper bound on the objective in plain arithmetic, after a solve.
    private(set) var bound = 0.0
    /// The pivots of all solves.
    private(set) var pivots = 0

    /// Creates the memory for programs up to a size.
    init(mostVariables: Int, mostConstraints: Int) {
        width = mostVariables
        tableau = FlatStorage(repeating: 0, count: (mostConstraints + 1) * mostVariables)
        basic = FlatStorage(repeating: 0, count: mostConstraints)
        nonbasic = FlatStorage(repeating: 0, count: mostVariables)
        nonbasicValue = FlatStorage(repeating: 0, count: mostVariables)
        basicValue = FlatStorage(repeating: 0, count: mostConstraints)
        keep = FlatStorage(repeating: false, count: mostVariables + mostConstraints)
        candidates = FlatStorage(repeating: 0, count: mostVariables)
        ratios = FlatStorage(repeating: 0, count: mostVariables)
        lower = FlatStorage(repeating: 0, count: mostVariables + mostConstraints)
        upper = FlatStorage(repeating: 0, count: mostVariables + mostConstraints)
        objective = FlatStorage(repeating: 0, count: mostVariables)
    }

    // MARK: - Loading

    /// Starts a program without coefficients; the objective is read now.
    func begin(variables: Int, constraints: Int) {
        (self.variables, self.constraints) = (variables, constraints)
        let tableau = tableau.view()
        for row in 0..<constraints {
            let line = tableau.advanced(by: row * width)
            for column in 0..<variables { line[column] = 0 }
            basic[row] = Int32(variables + row)
        }
        let line = tableau.advanced(by: constraints * width)
        for column in 0..<variables {
            nonbasic[column] = Int32(column)
            line[column] = objective[column]
        }
    }

    /// Sets a coefficient of a constraint, before the first pivot.
    @inline(__always)
    func setCoefficient(_ value: Double, row: Int, column: Int) {
        tableau[row * width + column] = value
    }

    /// Pivots to a basis that was stored by ``store(into:)``, as far as it is one.
    func restore(_ stored: FlatView<UInt16>) {
        for row in 0..<constraints { keep[Int(stored[row])] = true }
        for position in 0..<constraints where Int(stored[position]) < variables {
            let column = Int(stored[position])
            var (best, chosen) = (1e-7, -1)
            for row in 0..<constraints where !keep[Int(basic[row])] {
                let size = tableau[row * width + column].magnitude
                if size > best { (best, chosen) = (size, row) }
            }
            if chosen >= 0 { pivot(row: chosen, column: column) }
        }
        for row in 0..<constraints { keep[Int(stored[row])] = false }
    }

    /// Stores the basic variables.
    func store(into stored: FlatView<UInt16>) {
        for row in 0..<constraints { stored[row] = UInt16(truncatingIfNeeded: basic[row]) }
    }

    private func pivot(row: Int, column: Int) {
        let tableau = tableau.view()
        let count = variables
        let line = tableau.advanced(by: row * width)
        let inverse = 1 / line[column]
        for index in 0..<count { line[index] *= -inverse }
        line[column] = inverse
        for other in 0...constraints where other != row {
            let target = tableau.advanced(by: other * width)
            let factor = target[column]
            guard factor != 0 else { continue }
            target[column] = 0
            for index in 0..<count { target[index] += factor * line[index] }
        }
        let leaving = basic[row]
        basic[row] = nonbasic[column]
        nonbasic[column] = leaving
        pivots += 1
    }

    // MARK: - Solving

    /// Solves from the basis at hand, with the bounds as they stand now.
    ///
    /// - Parameter cutoff: An objective below which the answer does not matter.
    /// - Returns: How it ended.
    func solve(cutoff: Double = -.infinity) -> End {
        let tableau = tableau.view()
        let (lower, upper) = (lower.view(), upper.view())
        let (basic, nonbasic) = (basic.view(), nonbasic.view())
        let (values, basicValue) = (nonbasicValue.view(), basicValue.view())
        let costs = tableau.advanced(by: constraints * width)
        for column in 0..<variables {
            let variable = Int(nonbasic[column])
            values[column] = costs[column] > 0 ? upper[variable] : lower[variable]
        }
        for row in 0..<constraints {
            let line = tableau.advanced(by: row * width)
            var sum = 0.0
            for column in 0..<variables { sum += line[column] * values[column] }
            basicValue[row] = sum
        }
        var left = 60 + 4 * (variables + constraints)
        while true {
            if cutoff > -.infinity {
                var sum = 0.0
                for column in 0..<variables { sum += costs[column] * values[column] }
                bound = sum
                if sum <= cutoff { return .cutOff }
            }
            var (leaving, worst, isBelow) = (-1, 1.0, false)
            for row in 0..<constraints {
                let variable = Int(basic[row])
                let (low, high) = (lower[variable], upper[variable])
                let tolerance = Self.tolerance * (1 + max(low.magnitude, high.magnitude))
                let below = (low - basicValue[row]) / tolerance
                let above = (basicValue[row] - high) / tolerance
                if below > worst { (leaving, worst, isBelow) = (row, below, true) }
                if above > worst { (leaving, worst, isBelow) = (row, above, false) }
            }
            guard leaving >= 0 else { break }
            guard left > 0 else { return .failed }
            left -= 1
            guard let entering = enteringColumn(leaving, isBelow: isBelow) else {
                (rayRow, isRayBelow) = (leaving, isBelow)
                return .empty
            }
            let variable = Int(basic[leaving])
            let end = isBelow ? lower[variable] : upper[variable]
            let step =
                (end - basicValue[leaving]) / tableau[leaving * width + entering]
            let value = values[entering] + step
            for row in 0..<constraints where row != leaving {
                basicValue[row] += tableau[row * width + entering] * step
            }
            pivot(row: leaving, column: entering)
            basicValue[leaving] = value
            values[entering] = end
        }
        var sum = 0.0
        for column in 0..<variables {
            let variable = Int(nonbasic[column])
            sum += max(costs[column] * lower[variable], costs[column] * upper[variable])
        }
        bound = sum
        return .optimal
    }

    /// Chooses what enters for a basic variable that is beyond its bounds, and flips the nonbasic
    /// variables that the step passes over; `nil` where nothing can repair it.
    private func enteringColumn(_ leaving: Int, isBelow: Bool) -> Int? {
        let line = tableau.view(from: leaving * width)
        let costs = tableau.view(from: constraints * width)
        let (lower, upper) = (lower.view(), upper.view())
        let (values, candidates, ratios) = (
            nonbasicValue.view(), candidates.view(), ratios.view()
        )
        let sign: Double = isBelow ? 1 : -1
        var count = 0
        for column in 0..<variables {
            let slope = line[column] * sign
            guard slope.magnitude > 1e-9 else { continue }
            let variable = Int(nonbasic[column])
            let (low, high) = (lower[variable], upper[variable])
            guard high - low > 1e-12 else { continue }
            let isAtUpper = values[column] != low
            if !isAtUpper, slope > 0 {
                ratios[count] = max(0, -costs[column]) / slope
            } else if isAtUpper, slope < 0 {
                ratios[count] = max(0, costs[column]) / -slope
            } else {
                continue
            }
            candidates[count] = Int32(column)
            count += 1
        }
        guard count > 0 else { return nil }
        let variable = Int(basic[leaving])
        var excess =
            isBelow
            ? lower[variable] - basicValue[leaving] : basicValue[leaving] - upper[variable]
        var passed = 0
        while true {
            var best = passed
            for index in passed + 1..<max(count, passed + 1) {
                let difference = ratios[index] - ratios[best]
                if difference < -1e-12
                    || difference <= 1e-12
                        && line[Int(candidates[index])].magnitude
                            > line[Int(candidates[best])].magnitude
                {
                    best = index
                }
            }
            let column = Int(candidates[best])
            (candidates[best], candidates[passed]) = (candidates[passed], Int32(column))
            (ratios[best], ratios[passed]) = (ratios[passed], ratios[best])
            let entering = Int(nonbasic[column])
            let repaired = line[column].magnitude * (upper[entering] - lower[entering])
            guard excess - repaired > 0, passed + 1 < count else {
                flip(passed)
                return column
            }
            excess -= repaired
            passed += 1
        }
    }

    /// Moves the first candidates to the other end of their bounds.
    private func flip(_ count: Int) {
        let values = nonbasicValue.view()
        for index in 0..<count {
            let column = Int(candidates[index])
            let variable = Int(nonbasic[column])
            let other = values[column] == lower[variable] ? upper[variable] : lower[variable]
            let step = other - values[column]
            values[column] = other
            for row in 0..<constraints {
                basicValue[row] += tableau[row * width + column] * step
            }
        }
    }

    // MARK: - Answers

    /// Writes the value of each variable.
    func values(into point: FlatView<Double>) {
        for column in 0..<variables where Int(nonbasic[column]) < variables {
            point[Int(nonbasic[column])] = nonbasicValue[column]
        }
        for row in 0..<constraints where Int(basic[row]) < variables {
            point[Int(basic[row])] = basicValue[row]
        }
    }

    /// Writes the change of the objective per unit of each constraint.
    func multipliers(into multipliers: FlatView<Double>) {
        for row in 0..<constraints { multipliers[row] = 0 }
        for column in 0..<variables where Int(nonbasic[column]) >= variables {
            multipliers[Int(nonbasic[column]) - variables] =
                tableau[constraints * width + column]
        }
    }

    /// Writes multipliers of the constraints that contradict each other, after `.empty`: for the
    /// zero objective they bound it below zero.
    func ray(into multipliers: FlatView<Double>) {
        for row in 0..<constraints { multipliers[row] = 0 }
        // The broken basic variable equals a combination of nonbasic ones. Moved to one side, the
        // combination is zero at every point, and its largest value over the box is below zero.
        let sign: Double = isRayBelow ? 1 : -1
        for column in 0..<variables where Int(nonbasic[column]) >= variables {
            multipliers[Int(nonbasic[column]) - variables] =
                sign * tableau[rayRow * width + column]
        }
        let variable = Int(basic[rayRow])
        if variable >= variables { multipliers[variable - variables] = -sign }
    }
}
