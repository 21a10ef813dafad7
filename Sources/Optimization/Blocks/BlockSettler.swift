/// Settles block after block, carrying along what rounding moved in shared constraints.
struct BlockSettler {
    private static let whole = 1e-3
    private static let mostNodes = 60

    private let kernel: BlockKernel
    private let program: BlockProgram
    private let parameters: [Double]
    /// How far shared activities have moved, less what they should move.
    var drift: [Double]
    /// How far values move although they are whole, or `nil` where they do not.
    var repairWidth: Double?
    private var nodes = 0

    init(_ kernel: BlockKernel, _ parameters: [Double]) {
        (self.kernel, self.parameters) = (kernel, parameters)
        program = kernel.program
        drift = Array(repeating: 0, count: kernel.program.sharedCount)
    }

    /// Settles a block of a point in place.
    ///
    /// - Returns: Whether it has whole values now.
    mutating func settle(_ index: Int, of point: BlockPoint) -> Bool {
        let block = program.blocks[index]
        guard block.continuousCount > 0 else { return true }
        let first = block.firstVariable
        let old = (0..<block.continuousCount).map { point.values[first + $0] }
        if repairWidth == nil {
            let rounded = old.map { $0.rounded() }
            if zip(old, rounded).allSatisfy({ ($0 - $1).magnitude <= Self.whole }),
                isKept(block, point, index, rounded)
            {
                write(rounded, old, block, point)
                return true
            }
        }
        for width in repairWidth.map({ [$0] }) ?? [0, 2, 1_000, 1e15] {
            if let values = search(block, point, index, around: old, width: width) {
                write(values, old, block, point)
                return true
            }
        }
        return repairWidth != nil
    }

    mutating func write(
        _ values: [Double], _ old: [Double], _ block: BlockProgram.Block, _ point: BlockPoint
    ) {
        for position in block.firstEntry..<block.firstEntry + block.entryCount {
            let entry = program.entries[position]
            let variable = Int(entry.variable)
            guard variable < block.continuousCount else { continue }
            drift[Int(entry.shared)] +=
                trueCoefficient(entry, block) * (values[variable] - old[variable])
        }
        for variable in 0..<block.continuousCount {
            point.values[block.firstVariable + variable] = values[variable]
        }
    }

    func trueCoefficient(_ entry: BlockProgram.Entry, _ block: BlockProgram.Block) -> Double {
        let upper = program.variableUpper[block.firstVariable + Int(entry.variable)]
        return block.large < 0 && Int(entry.variable) < block.continuousCount
            ? entry.coefficient / BlockProgram.unit(ofUpper: upper) : entry.coefficient
    }

    private func unit(_ variable: Int, _ block: BlockProgram.Block) -> Double {
        BlockProgram.unit(ofUpper: program.variableUpper[block.firstVariable + variable])
    }

    private func mask(_ block: BlockProgram.Block, _ point: BlockPoint, _ index: Int) -> UInt64 {
        program.patterns[block.firstPattern + Int(point.patterns[index])]
    }

    /// Whether whole values keep the rows of the block up to rounding.
    func isKept(
        _ block: BlockProgram.Block, _ point: BlockPoint, _ index: Int, _ values: [Double]
    ) -> Bool {
        guard
            kernel.prepare(block, pattern: mask(block, point, index), parameters: parameters)
        else { return false }
        for variable in 0..<block.continuousCount {
            let value = values[variable] / unit(variable, block)
            let tolerance = 1e-12 * max(1, value.magnitude)
            guard value >= kernel.simplex.lower[variable] - tolerance,
                value <= kernel.simplex.upper[variable] + tolerance
            else { return false }
        }
        for row in 0..<block.rowCount {
            let (sum, size) = activity(block, row, values)
            let tolerance = 1e-13 * size
            guard sum >= kernel.simplex.lower[block.continuousCount + row] - tolerance,
                sum <= kernel.simplex.upper[block.continuousCount + row] + tolerance
            else { return false }
        }
        return true
    }

    private func activity(_ block: BlockProgram.Block, _ row: Int, _ values: [Double])
        -> (sum: Double, size: Double)
    {
        var sum = EnclosedSum()
        var size = 0.0
        for position
            in program.rowStarts[block.firstRow + row]..<program.rowStarts[block.firstRow + row + 1]
        {
            let variable = Int(program.rowVariables[position])
            let value = values[variable] / unit(variable, block)
            sum.addProduct(program.rowCoefficients[position], value)
            size += (program.rowCoefficients[position] * value).magnitude
        }
        return (sum.value, size)
    }

    // MARK: - Search

    /// What whole values near some can be, in distances from a whole point and in true units.
    struct Distances {
        var base: [Double]
        var bounds: [(lower: Double, upper: Double)]
        var rows: [(terms: [(variable: Int, coefficient: Double)], lower: Double, upper: Double)]
    }

    /// States what whole values a block can have.
    ///
    /// - Parameters:
    ///   - block: The block.
    ///   - point: The point that has its pattern.
    ///   - index: The block's position.
    ///   - old: The values.
    ///   - width: How far values may go; where it is 0, whole ones stay.
    /// - Returns: The distances that are allowed; `nil` where there are none.
    func distances(
        _ block: BlockProgram.Block, _ point: BlockPoint, _ index: Int, around old: [Double],
        width: Double
    ) -> Distances? {
        let simplex = kernel.simplex
        guard
            kernel.prepare(block, pattern: mask(block, point, index), parameters: parameters)
        else { return nil }
        let count = block.continuousCount
        var result = Distances(
            base: Array(repeating: 0, count: count), bounds: [], rows: [])
        for variable in 0..<count {
            let unit = unit(variable, block)
            let least = (simplex.lower[variable] * unit - 1e-6).rounded(.up)
            let most = (simplex.upper[variable] * unit + 1e-6).rounded(.down)
            guard least <= most else { return nil }
            let base = min(most, max(least, (old[variable] + Self.whole).rounded(.down)))
            let near = old[variable].rounded()
            let isWhole = (old[variable] - near).magnitude <= Self.whole
            let above = isWhole && width == 0 ? 0 : width + (isWhole ? 0 : 1)
            result.base[variable] = base
            result.bounds.append(
                (max(least, base - width) - base, min(most, base + above) - base))
        }
        for row in 0..<block.rowCount {
            let (first, end) = (
                program.rowStarts[block.firstRow + row],
                program.rowStarts[block.firstRow + row + 1]
            )
            let terms = (first..<end).map { position in
                let variable = Int(program.rowVariables[position])
                return (variable, program.rowCoefficients[position] / unit(variable, block))
            }
            let size = terms.reduce(0) { max($0, $1.1.magnitude) }
            let (sum, _) = activity(block, row, result.base)
            var lower = (simplex.lower[count + row] - sum) / size
            var upper = (simplex.upper[count + row] - sum) / size
            if terms.allSatisfy({ $0.1.magnitude == size }) {
                lower = (lower - 1e-6).rounded(.up)
                upper = (upper + 1e-6).rounded(.down)
            } else {
                lower -= 1e-9 * max(1, lower.magnitude)
                upper += 1e-9 * max(1, upper.magnitude)
            }
            result.rows.append((terms.map { ($0.0, $0.1 / size) }, lower, upper))
        }
        return result
    }

    /// Looks for whole values near some, by a linear program in the distances and a small search.
    private mutating func search(
        _ block: BlockProgram.Block, _ point: BlockPoint, _ index: Int, around old: [Double],
        width: Double
    ) -> [Double]? {
        let simplex = kernel.simplex
        let count = block.continuousCount
        guard let allowed = distances(block, point, index, around: old, width: width) else {
            return nil
        }
        let (base, bounds, rows) = (allowed.base, allowed.bounds, allowed.rows)
        let costs = pushes(block, base: base, old: old)
        nodes = 0
        func solve(_ bounds: [(lower: Double, upper: Double)]) -> [Double]? {
            for variable in 0..<count {
                simplex.objective[variable] = costs[variable]
                simplex.lower[variable] = bounds[variable].lower
                simplex.upper[variable] = bounds[variable].upper
            }
            simplex.begin(variables: count, constraints: rows.count)
            for (row, content) in rows.enumerated() {
                var (least, most) = (0.0, 0.0)
                for (variable, coefficient) in content.terms {
                    simplex.setCoefficient(coefficient, row: row, column: variable)
                    let ends = (
                        coefficient * bounds[variable].lower, coefficient * bounds[variable].upper
                    )
                    least += min(ends.0, ends.1)
                    most += max(ends.0, ends.1)
                }
                guard content.upper >= least, content.lower <= most else { return nil }
                simplex.lower[count + row] = max(content.lower, least)
                simplex.upper[count + row] = min(content.upper, most)
            }
            guard simplex.solve() == .optimal else { return nil }
            simplex.values(into: kernel.point.view())
            return (0..<count).map { kernel.point[$0] }
        }
        var stack = [bounds]
        while let box = stack.popLast(), nodes < Self.mostNodes {
            nodes += 1
            guard let distances = solve(box) else { continue }
            let open = distances.indices.filter {
                (distances[$0] - distances[$0].rounded()).magnitude > 1e-5
            }
            guard let variable = open.first else {
                let values = zip(base, distances).map { $0 + $1.rounded() }
                if isKept(block, point, index, values) { return values }
                continue
            }
            var (below, above) = (box, box)
            below[variable].upper = distances[variable].rounded(.down)
            above[variable].lower = distances[variable].rounded(.up)
            if above[variable].lower <= above[variable].upper { stack.append(above) }
            if below[variable].lower <= below[variable].upper { stack.append(below) }
        }
        return nil
    }

    /// What each distance is worth: pushing back the drift that there would be without any.
    private func pushes(_ block: BlockProgram.Block, base: [Double], old: [Double]) -> [Double] {
        var drift = drift
        var size = [Double](repeating: 0, count: drift.count)
        let range = block.firstEntry..<block.firstEntry + block.entryCount
        for position in range {
            let entry = program.entries[position]
            let variable = Int(entry.variable)
            guard variable < block.continuousCount else { continue }
            let coefficient = trueCoefficient(entry, block)
            drift[Int(entry.shared)] += coefficient * (base[variable] - old[variable])
            size[Int(entry.shared)] = max(size[Int(entry.shared)], coefficient.magnitude)
        }
        var costs = [Double](repeating: 0, count: block.continuousCount)
        for position in range {
            let entry = program.entries[position]
            let (variable, shared) = (Int(entry.variable), Int(entry.shared))
            guard variable < block.continuousCount, size[shared] > 0 else { continue }
            costs[variable] -=
                drift[shared] / size[shared] * trueCoefficient(entry, block) / size[shared]
        }
        let largest = costs.reduce(0) { max($0, $1.magnitude) }
        return largest > 0 ? costs.map { $0 / largest } : costs
    }
}
