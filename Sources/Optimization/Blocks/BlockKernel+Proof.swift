extension BlockKernel {
    /// A proved upper bound on the value of a block at given prices, over all its patterns.
    ///
    /// For each pattern and any multipliers y of its rows, weak duality over the boxed variables
    /// gives Σ y·end + Σ max over the box of (c − y·A)·x; the multipliers come from the simplex,
    /// and nothing that it does wrong can make the bound false. The sums are computed in plain
    /// arithmetic with a bound on what rounding can have done: (number of summands + 8) · 2⁻⁵² times
    /// the sum of the magnitudes, twice as much as the standard bound on such sums. A pattern
    /// counts as empty only where propagation with outward rounding or a ray proves it.
    ///
    /// - Parameters:
    ///   - block: The block; its patterns are listed.
    ///   - prices: What a unit of each shared constraint's activity is worth.
    ///   - parameters: The value of each parameter.
    ///   - basis: The basis to start from.
    ///   - hint: The pattern to begin with, or -1.
    /// - Returns: The bound; minus infinity where no pattern has a point.
    /// - Complexity: O(*p*·*z*) for *p* patterns and *z* coefficients.
    func provedBound(
        _ block: BlockProgram.Block, prices: FlatView<Double>, parameters: [Double],
        basis: FlatView<UInt16>, hint: Int
    ) -> Double {
        guard block.patternCount > 0 else { return -.infinity }
        price(block, at: prices)
        let magnitudes = costMagnitudes(block, at: prices)
        var best = -Double.infinity
        var isLoaded = false
        for position in -1..<block.patternCount {
            let pattern = position < 0 ? hint : position
            guard pattern >= 0, position < 0 || pattern != hint else { continue }
            let mask = program.patterns[block.firstPattern + pattern]
            guard prepare(block, pattern: mask, parameters: parameters) else { continue }
            for row in 0..<block.rowCount { multipliers[row] = 0 }
            let simple = weakBound(block, pattern: mask, magnitudes)
            if simple <= best { continue }
            if !isLoaded {
                load(block, basis: basis)
                isLoaded = true
            }
            let constant = integerValue(block, pattern: mask)
            var end = simplex.solve(cutoff: best - constant)
            if end == .failed {
                load(block, basis: nil)
                end = simplex.solve()
            }
            if end == .empty {
                simplex.ray(into: multipliers.view())
                if weakBound(block, pattern: mask, magnitudes, withCosts: false) < 0 { continue }
            }
            simplex.multipliers(into: multipliers.view())
            best = max(best, min(simple, weakBound(block, pattern: mask, magnitudes)))
        }
        return best
    }

    private func integerValue(_ block: BlockProgram.Block, pattern: UInt64) -> Double {
        var value = 0.0
        for index in 0..<block.integerCount where pattern >> UInt64(index) & 1 == 1 {
            value += costs[block.continuousCount + index]
        }
        return value
    }

    /// The sum of the magnitudes behind each cost, left in ``point``, and the most summands of one.
    private func costMagnitudes(_ block: BlockProgram.Block, at prices: FlatView<Double>) -> Int {
        let total = block.continuousCount + block.integerCount
        for index in 0..<total { point[index] = 0 }
        let entries = program.entries.view(from: block.firstEntry)
        var (summands, most, last) = (0, 0, Int32(-1))
        for index in 0..<block.entryCount {
            let entry = entries[index]
            summands = entry.variable == last ? summands + 1 : 1
            last = entry.variable
            most = max(most, summands)
            point[Int(entry.variable)] +=
                (prices[Int(entry.shared)] * entry.coefficient).magnitude
        }
        return most
    }

    /// The bound that ``multipliers`` prove at a pattern whose bounds are prepared.
    private func weakBound(
        _ block: BlockProgram.Block, pattern: UInt64, _ summands: Int, withCosts: Bool = true
    ) -> Double {
        let (lower, upper) = (simplex.lower.view(), simplex.upper.view())
        let count = block.continuousCount
        let (reduced, sizes) = (reducedCosts.view(), reducedSizes.view())
        for index in 0..<count {
            reduced[index] = withCosts ? costs[index] : 0
            sizes[index] = withCosts ? point[index] : 0
        }
        var (sum, size) = (0.0, 0.0)
        var rows = 0
        for row in 0..<block.rowCount {
            let multiplier = multipliers[row]
            guard multiplier != 0, multiplier.isFinite else { continue }
            let end = multiplier > 0 ? upper[count + row] : lower[count + row]
            guard end.isFinite else { continue }
            rows += 1
            sum += multiplier * end
            size += (multiplier * end).magnitude
            for position
                in program.rowStarts[
                    block.firstRow + row]..<program.rowStarts[
                    block.firstRow + row + 1]
            {
                let part = multiplier * program.rowCoefficients[position]
                reduced[Int(program.rowVariables[position])] -= part
                sizes[Int(program.rowVariables[position])] += part.magnitude
            }
        }
        for index in 0..<count {
            let value = reduced[index]
            sum += value > 0 ? value * upper[index] : value * lower[index]
            size += sizes[index] * max(lower[index].magnitude, upper[index].magnitude)
        }
        if withCosts {
            for index in 0..<block.integerCount where pattern >> UInt64(index) & 1 == 1 {
                sum += costs[count + index]
                size += point[count + index]
            }
        }
        let operations = Double(count + 2 * rows + block.integerCount + summands + 8)
        return sum + operations * 0x1p-51 * size
    }
}
