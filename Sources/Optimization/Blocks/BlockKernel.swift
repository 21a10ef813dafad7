/// Finds what is best for one block at given multipliers of the shared constraints.
///
/// A kernel holds the scratch memory of one thread. It keeps nothing from one block to the next, so
/// that the answers do not depend on which thread takes which block.
final class BlockKernel {
    /// The best that a block can do.
    struct Answer {
        /// The value at the multipliers, in plain arithmetic; minus infinity without a pattern.
        var value: Double
        /// The position of the pattern in the block's list, or -1 where none has a point.
        var pattern: Int
    }

    /// Which patterns of a block are tried, and how far.
    struct Question {
        /// The only pattern to try, or `nil` for all.
        var only: Int?
        /// The pattern to try first.
        var hint = -1
        /// How far below the best a pattern's value still matters.
        var slack = 0.0
        /// A bit of the pattern list that is set is a pattern to leave out; only the first 64 count.
        var banned: UInt64 = 0
    }

    private static let roundoff = 0x1p-51

    let program: BlockProgram
    let simplex: BoxedSimplex
    /// The objective coefficient of each variable of the block.
    let costs: FlatStorage<Double>
    /// The best point, in kernel units; integer variables behind the continuous ones.
    let point: FlatStorage<Double>
    /// The value of each pattern, or a number that it surely does not exceed by more than rounding
    /// where it is no better than the best less the slack; minus infinity without a point.
    let patternValues: FlatStorage<Double>
    /// The multipliers of the best pattern's rows.
    let multipliers: FlatStorage<Double>
    private let bestBasis: FlatStorage<UInt16>
    /// Reduced costs and the magnitudes behind them, for proofs.
    let reducedCosts: FlatStorage<Double>
    let reducedSizes: FlatStorage<Double>
    private(set) var programs = 0

    /// Creates the memory for the blocks of a program.
    init(_ program: BlockProgram) {
        self.program = program
        simplex = BoxedSimplex(
            mostVariables: program.mostVariables, mostConstraints: program.mostRows)
        costs = FlatStorage(repeating: 0, count: program.mostVariables)
        point = FlatStorage(repeating: 0, count: program.mostVariables)
        reducedCosts = FlatStorage(repeating: 0, count: program.mostVariables)
        reducedSizes = FlatStorage(repeating: 0, count: program.mostVariables)
        patternValues = FlatStorage(repeating: 0, count: program.mostBlockPatterns)
        multipliers = FlatStorage(repeating: 0, count: program.mostRows)
        bestBasis = FlatStorage(repeating: 0, count: program.mostRows)
    }

    /// Finds the best pattern and point of a block.
    ///
    /// - Parameters:
    ///   - block: The block; its patterns are listed.
    ///   - prices: What a unit of each shared constraint's activity is worth.
    ///   - parameters: The value of each parameter.
    ///   - basis: The basis to start from, as long as the block has rows.
    ///   - keepsBasis: Whether the basis of the best pattern is stored there.
    ///   - question: Which patterns to try.
    /// - Returns: The best value and pattern; ``point`` holds the point.
    func respond(
        _ block: BlockProgram.Block, prices: FlatView<Double>, parameters: [Double],
        basis: FlatView<UInt16>, keepsBasis: Bool, _ question: Question = Question()
    ) -> Answer {
        guard block.patternCount > 0 else { return Answer(value: -.infinity, pattern: -1) }
        price(block, at: prices)
        var best = Answer(value: -.infinity, pattern: -1)
        var (isLoaded, isBestLoaded) = (false, false)
        let first = question.only ?? question.hint
        var position = first >= 0 ? -1 : 0
        let end = question.only == nil ? block.patternCount : 0
        while position < end {
            let pattern = position < 0 ? first : position
            position += 1
            if position > 0, pattern == first, first >= 0 { continue }
            if question.banned != 0, pattern < 64,
                question.banned >> UInt64(pattern) & 1 == 1
            {
                patternValues[pattern] = -.infinity
                continue
            }
            let mask = program.patterns[block.firstPattern + pattern]
            patternValues[pattern] = -.infinity
            guard prepare(block, pattern: mask, parameters: parameters) else { continue }
            let fixed = fixedValue(block, pattern: mask)
            let constant = fixed.integers
            if let value = fixed.all {
                patternValues[pattern] = value + constant
                guard value + constant > best.value else { continue }
                best = Answer(value: value + constant, pattern: pattern)
                for index in 0..<block.continuousCount { point[index] = simplex.lower[index] }
                isBestLoaded = false
                continue
            }
            if !isLoaded {
                load(block, basis: basis)
                isLoaded = true
            }
            programs += 1
            let cutoff = best.value - question.slack - constant
            var end = simplex.solve(cutoff: cutoff)
            if end == .failed {
                load(block, basis: nil)
                end = simplex.solve()
            }
            switch end {
            case .optimal: break
            case .cutOff:
                patternValues[pattern] = simplex.bound + constant
                continue
            case .empty, .failed: continue
            }
            let value = simplex.bound + constant
            patternValues[pattern] = value
            guard value > best.value else { continue }
            best = Answer(value: value, pattern: pattern)
            simplex.values(into: point.view())
            if keepsBasis { simplex.store(into: bestBasis.view()) }
            isBestLoaded = true
        }
        if best.pattern >= 0 {
            let mask = program.patterns[block.firstPattern + best.pattern]
            for index in 0..<block.integerCount {
                point[block.continuousCount + index] = mask >> UInt64(index) & 1 == 1 ? 1 : 0
            }
        }
        if keepsBasis, isBestLoaded {
            for row in 0..<block.rowCount { basis[row] = bestBasis[row] }
        }
        return best
    }

    /// Computes what each variable of a block is worth.
    func price(_ block: BlockProgram.Block, at prices: FlatView<Double>) {
        for index in 0..<block.continuousCount + block.integerCount { costs[index] = 0 }
        let entries = program.entries.view(from: block.firstEntry)
        let costs = costs.view()
        for index in 0..<block.entryCount {
            let entry = entries[index]
            costs[Int(entry.variable)] += prices[Int(entry.shared)] * entry.coefficient
        }
    }

    /// Adds the activities of the shared constraints at ``point``.
    func addActivities(_ block: BlockProgram.Block, to activities: FlatView<Double>) {
        let entries = program.entries.view(from: block.firstEntry)
        let point = point.view()
        for index in 0..<block.entryCount {
            let entry = entries[index]
            activities[Int(entry.shared)] += entry.coefficient * point[Int(entry.variable)]
        }
    }

    /// Loads the coefficients of a block and, where there is one, a basis.
    func load(_ block: BlockProgram.Block, basis: FlatView<UInt16>?) {
        for index in 0..<block.continuousCount { simplex.objective[index] = costs[index] }
        simplex.begin(variables: block.continuousCount, constraints: block.rowCount)
        for row in 0..<block.rowCount {
            let start = program.rowStarts[block.firstRow + row]
            let end = program.rowStarts[block.firstRow + row + 1]
            for position in start..<end {
                simplex.setCoefficient(
                    program.rowCoefficients[position], row: row,
                    column: Int(program.rowVariables[position]))
            }
        }
        if let basis { simplex.restore(basis) }
    }

    /// The value of the integer variables, and of all others where none is left open.
    private func fixedValue(_ block: BlockProgram.Block, pattern: UInt64)
        -> (integers: Double, all: Double?)
    {
        var constant = 0.0
        for index in 0..<block.integerCount where pattern >> UInt64(index) & 1 == 1 {
            constant += costs[block.continuousCount + index]
        }
        var value = 0.0
        for index in 0..<block.continuousCount {
            guard simplex.upper[index] - simplex.lower[index] <= 1e-12 else {
                return (constant, nil)
            }
            value += costs[index] * simplex.lower[index]
        }
        return (constant, value)
    }

    // MARK: - Bounds at a pattern

    /// Sets the bounds of variables and rows at a pattern, tightened by each other.
    ///
    /// Everything is rounded outward: no point of the block is lost.
    ///
    /// - Returns: False where it is proved that the pattern has no point.
    func prepare(_ block: BlockProgram.Block, pattern: UInt64, parameters: [Double]) -> Bool {
        let (lower, upper) = (simplex.lower.view(), simplex.upper.view())
        let count = block.continuousCount
        for index in 0..<count {
            lower[index] = 0
            let most = program.variableUpper[block.firstVariable + index]
            upper[index] = most > 0 ? most.significand : 0
        }
        for index in count..<count + block.rowCount {
            lower[index] = -.infinity
            upper[index] = .infinity
        }
        let limits = program.limits.view(from: block.firstLimit)
        for index in 0..<block.limitCount {
            let limit = limits[index]
            var (sum, size) = (0.0, 0.0)
            for term in Int(limit.firstTerm)..<Int(limit.firstTerm + limit.termCount) {
                let term = program.limitTerms[term]
                guard pattern >> UInt64(term.integer) & 1 == 1 else { continue }
                sum += term.coefficient
                size += term.coefficient.magnitude
            }
            let target = Int(limit.target)
            if limit.parameter >= 0 {
                let parameter = parameters[Int(limit.parameter)]
                guard parameter < .infinity else { continue }
                let part = limit.factor * parameter
                sum -= part
                size += 2 * part.magnitude
            }
            if limit.lower > -.infinity {
                let doubt = (limit.lower.magnitude + size) * Self.roundoff
                lower[target] = max(lower[target], limit.lower - sum - doubt)
            }
            if limit.upper < .infinity {
                let doubt = (limit.upper.magnitude + size) * Self.roundoff
                upper[target] = min(upper[target], limit.upper - sum + doubt)
            }
        }
        for index in 0..<count + block.rowCount where lower[index] > upper[index] { return false }
        for _ in 0..<2 {
            for row in 0..<block.rowCount where !tighten(block, row: row) { return false }
        }
        return true
    }

    /// Tightens a row by its variables and its variables by the row.
    ///
    /// - Returns: False where the row cannot be kept.
    @inline(__always)
    private func tighten(_ block: BlockProgram.Block, row: Int) -> Bool {
        let (lower, upper) = (simplex.lower.view(), simplex.upper.view())
        let start = program.rowStarts[block.firstRow + row]
        let count = program.rowStarts[block.firstRow + row + 1] - start
        let variables = program.rowVariables.view(from: start)
        let coefficients = program.rowCoefficients.view(from: start)
        let target = block.continuousCount + row
        var (least, most, size, reach) = (0.0, 0.0, 0.0, 0.0)
        for index in 0..<count {
            let variable = Int(variables[index])
            let coefficient = coefficients[index]
            let (first, second) = (coefficient * lower[variable], coefficient * upper[variable])
            least += min(first, second)
            most += max(first, second)
            size += max(first.magnitude, second.magnitude)
            reach = max(reach, (second - first).magnitude)
        }
        let doubt = Double(count + 2) * Self.roundoff * size
        let below = upper[target] - least + doubt
        let above = most - lower[target] + doubt
        guard below >= 0, above >= 0 else { return false }
        lower[target] = max(lower[target], least - doubt)
        upper[target] = min(upper[target], most + doubt)
        guard below < reach || above < reach else { return true }
        for index in 0..<count {
            let variable = Int(variables[index])
            let coefficient = coefficients[index]
            let (low, high) = (lower[variable], upper[variable])
            guard high > low else { continue }
            let (rise, fall) =
                coefficient > 0
                ? (below / coefficient, above / coefficient)
                : (above / -coefficient, below / -coefficient)
            if rise < high - low {
                upper[variable] = min(high, low + rise + (low + rise) * 2 * Self.roundoff)
            }
            if fall < high - low {
                lower[variable] = max(low, high - fall - high * 2 * Self.roundoff)
            }
            if lower[variable] > upper[variable] { lower[variable] = upper[variable] }
        }
        return true
    }
}
