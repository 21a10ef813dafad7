/// Derives rounding cuts from combinations of rows so that no whole point is lost to rounding.
///
/// Multipliers λ turn tight rows with their slack into Σ g·x + Σ h·s ≤ b. Every variable is
/// measured from the end of its box that is nearer, so that all are ≥ 0, and slack and continuous
/// variables with a coefficient ≥ 0 are left out. With a divisor δ, q = g/δ, β = b/δ and f the
/// fractional part of β, every point whose integer variables w are whole has (Marchand and Wolsey)
///
/// Σ (⌊q⌋ + max(0, q − ⌊q⌋ − f) / (1 − f)) · w + Σ over h < 0 of h / (δ(1 − f)) · s ≤ ⌊β⌋.
///
/// Because all variables are ≥ 0, a smaller coefficient and a larger right-hand side only weaken
/// the row: before the fractions are taken, q is rounded down and β up to multiples of 2⁻³⁰, on
/// which floor and difference are exact. What the return to the program's variables may round away
/// is added to the limit, times the largest magnitude of the variable.
struct MixedIntegerRounding {
    private let program: SparseProgram
    private let values: [Double]
    private let lower: [Double]
    private let upper: [Double]

    /// A combination in nonnegative variables.
    private struct Base {
        var integers: [Shifted] = []
        /// Continuous variables with a negative coefficient.
        var continuous: [Shifted] = []
        /// Slack of rows with a negative coefficient.
        var slacks: [(row: Int, side: TightSide, coefficient: Double)] = []
        var limit = 0.0
    }

    private struct Shifted {
        var variable: Int
        var isFromUpper: Bool
        /// At most the true coefficient.
        var coefficient: Double
        /// The value at the point, ≥ 0.
        var value: Double
    }

    private static var grid: Double { 1_073_741_824 }

    init(_ program: SparseProgram, values: [Double], lower: [Double], upper: [Double]) {
        (self.program, self.values) = (program, values)
        (self.lower, self.upper) = (lower, upper)
    }

    /// The most violated cut of a combination of rows, or `nil`.
    func cut(from multipliers: RowElimination.Sparse) -> RoundingCut? {
        var best: RoundingCut?
        for sign in [1.0, -1.0] {
            guard let base = makeBase(multipliers, sign: sign) else { continue }
            guard let cut = bestCut(of: base) else { continue }
            if cut.efficacy > best?.efficacy ?? 0 { best = cut }
        }
        return best
    }

    private func makeBase(_ multipliers: RowElimination.Sparse, sign: Double) -> Base? {
        var sums: [Int: EnclosedSum] = [:]
        var limit = EnclosedSum()
        var base = Base()
        var largest = 0.0
        for (row, plain) in multipliers {
            guard let side = TightSide(row, program, values) else { return nil }
            let multiplier = sign * plain
            limit.addProduct(multiplier, side.bound)
            let slack = multiplier * side.direction
            if slack < 0 { base.slacks.append((row, side, slack)) }
            for position in program.rowStarts[row]..<program.rowStarts[row + 1] {
                sums[program.rowVariables[position], default: EnclosedSum()].addProduct(
                    multiplier, program.rowCoefficients[position])
            }
        }
        let order = sums.keys.sorted()
        for variable in order where program.isInteger[variable] {
            largest = max(largest, sums[variable]?.value.magnitude ?? 0)
        }
        guard largest > 0, largest.isFinite else { return nil }
        for variable in order {
            guard let sum = sums[variable] else { continue }
            let (least, most) = (sum.lower, sum.upper)
            let (low, high) = (lower[variable], upper[variable])
            guard least.isFinite, most.isFinite, low.isFinite, high.isFinite else { return nil }
            let isInteger = program.isInteger[variable]
            let isNoise = max(least.magnitude, most.magnitude) < 1e-9 * largest
            if isNoise || low == high {
                // Left out at the least value that it can add.
                let corners = [
                    OutwardRounding.productUp(-least, low),
                    OutwardRounding.productUp(-least, high),
                    OutwardRounding.productUp(-most, low),
                    OutwardRounding.productUp(-most, high),
                ]
                limit.add(corners.reduce(-.infinity, max))
                continue
            }
            let isFromUpper = values[variable] - low > high - values[variable]
            let end = isFromUpper ? high : low
            limit.add(
                max(OutwardRounding.productUp(-least, end), OutwardRounding.productUp(-most, end)))
            let coefficient = isFromUpper ? -most : least
            let value = max(0, isFromUpper ? high - values[variable] : values[variable] - low)
            let shifted = Shifted(
                variable: variable, isFromUpper: isFromUpper, coefficient: coefficient,
                value: value)
            if isInteger {
                base.integers.append(shifted)
            } else if coefficient < 0 {
                base.continuous.append(shifted)
            }
        }
        base.limit = limit.upper
        return base.limit.isFinite ? base : nil
    }

    private func bestCut(of base: Base) -> RoundingCut? {
        var divisors: [Double] = []
        let candidates = base.integers.filter { $0.value > 1e-5 && $0.coefficient != 0 }
            .sorted {
                let left = ($0.value - $0.value.rounded()).magnitude
                let right = ($1.value - $1.value.rounded()).magnitude
                return left != right ? left > right : $0.variable < $1.variable
            }
        for candidate in candidates.prefix(10) {
            let divisor = candidate.coefficient.magnitude
            if !divisors.contains(where: { ($0 - divisor).magnitude < 1e-6 * divisor }) {
                divisors.append(divisor)
            }
        }
        var best: RoundingCut?
        var bestDivisor = 0.0
        for divisor in divisors {
            guard let cut = cut(of: base, divisor: divisor) else { continue }
            if cut.efficacy > best?.efficacy ?? 1e-4 { (best, bestDivisor) = (cut, divisor) }
        }
        guard best != nil else { return nil }
        for part in [2.0, 4, 8] {
            guard let cut = cut(of: base, divisor: bestDivisor / part) else { continue }
            if cut.efficacy > best?.efficacy ?? 0 { best = cut }
        }
        return best
    }

    private func cut(of base: Base, divisor: Double) -> RoundingCut? {
        let grid = Self.grid
        let scaled = OutwardRounding.quotientUp(base.limit, divisor)
        guard scaled.magnitude < 1e6 else { return nil }
        let right = (scaled * grid).rounded(.up) / grid
        let whole = right.rounded(.down)
        let fraction = right - whole
        guard fraction > 0.01, fraction < 0.99 else { return nil }
        let rest = 1 - fraction

        var violation = -whole
        var parts: [(shifted: Shifted, coefficient: Double)] = []
        for shifted in base.integers {
            let quotient = OutwardRounding.quotientDown(shifted.coefficient, divisor)
            guard quotient.magnitude < 1e6 else { return nil }
            let rounded = (quotient * grid).rounded(.down) / grid
            let floor = rounded.rounded(.down)
            let excess = max(0, rounded - floor - fraction)
            let coefficient = OutwardRounding.sumDown(
                floor, OutwardRounding.quotientDown(excess, rest))
            violation += coefficient * shifted.value
            if coefficient != 0 { parts.append((shifted, coefficient)) }
        }
        // h / (δ · rest), the divisor rounded down so that the negative quotient is too.
        let share = OutwardRounding.productDown(divisor, rest)
        guard share > 0 else { return nil }
        for shifted in base.continuous {
            let coefficient = OutwardRounding.quotientDown(shifted.coefficient, share)
            violation += coefficient * shifted.value
            parts.append((shifted, coefficient))
        }
        guard violation > 1e-6 else { return nil }
        let slacks = base.slacks.map {
            (
                row: $0.row, side: $0.side,
                coefficient: OutwardRounding.quotientDown($0.coefficient, share)
            )
        }
        return unshift(parts, slacks, limit: whole)
    }

    /// Writes a cut in the program's own variables.
    private func unshift(
        _ parts: [(shifted: Shifted, coefficient: Double)],
        _ slacks: [(row: Int, side: TightSide, coefficient: Double)], limit whole: Double
    ) -> RoundingCut? {
        var sums: [Int: EnclosedSum] = [:]
        var limit = EnclosedSum()
        limit.add(whole)
        for (shifted, coefficient) in parts {
            let end = shifted.isFromUpper ? upper[shifted.variable] : lower[shifted.variable]
            let signed = shifted.isFromUpper ? -coefficient : coefficient
            limit.addProduct(signed, end)
            sums[shifted.variable, default: EnclosedSum()].add(signed)
        }
        for (row, side, coefficient) in slacks {
            // At the upper bound s = b − a·x, at the lower one s = a·x − b.
            limit.addProduct(-coefficient * side.direction, side.bound)
            for position in program.rowStarts[row]..<program.rowStarts[row + 1] {
                sums[program.rowVariables[position], default: EnclosedSum()].addProduct(
                    -coefficient * side.direction, program.rowCoefficients[position])
            }
        }
        let order = sums.keys.sorted()
        let largest = order.reduce(0) { max($0, sums[$1]?.value.magnitude ?? 0) }
        guard largest > 0, largest.isFinite else { return nil }
        var cut = RoundingCut(terms: [], limit: 0, efficacy: 0)
        var activity = 0.0
        var square = 0.0
        var smallest = Double.infinity
        for variable in order {
            guard let sum = sums[variable] else { continue }
            let (value, error) = (sum.value, sum.error)
            let reach = max(lower[variable].magnitude, upper[variable].magnitude)
            let isDropped = value.magnitude < 1e-7 * largest
            // A term that is left out adds at least −|value| times the reach.
            let doubt = isDropped ? OutwardRounding.sumUp(value.magnitude, error) : error
            if doubt > 0 { limit.add(OutwardRounding.productUp(doubt, reach)) }
            if isDropped { continue }
            cut.terms.append((variable, value))
            activity += value * values[variable]
            square += value * value
            smallest = min(smallest, value.magnitude)
        }
        guard !cut.terms.isEmpty, smallest > 1e-7 * largest else { return nil }
        cut.limit = limit.upper
        cut.efficacy = (activity - cut.limit) / square.squareRoot()
        return cut.efficacy.isFinite ? cut : nil
    }
}
