/// One block on its way into a ``BlockProgram``: rows sorted by what they limit, patterns listed.
///
/// A row without continuous variables only rules out patterns; one with a single continuous variable
/// is a limit on it that depends on the pattern; rows whose continuous parts are multiples of each
/// other are one row of the kernel with several limits.
struct CompiledBlock {
    var block = BlockProgram.Block(
        firstVariable: 0, continuousCount: 0, integerCount: 0, firstRow: 0, rowCount: 0,
        firstLimit: 0, limitCount: 0, firstEntry: 0, entryCount: 0, firstPattern: 0,
        patternCount: 0, large: -1)
    var uppers: [Double] = []
    var rowStarts: [Int] = [0]
    var rowVariables: [UInt16] = []
    var rowCoefficients: [Double] = []
    var limits: [BlockProgram.Limit] = []
    var limitTerms: [BlockProgram.IntegerTerm] = []
    var entries: [BlockProgram.Entry] = []
    var patterns: [UInt64] = []
    var large: LargeBlock?
    private let units: [Double]

    /// What a block consists of, with local variables: continuous ones first.
    struct Parts {
        /// The bounds of the variables; lower ends of continuous ones are 0.
        var bounds: [Bounds]
        var continuousCount: Int
        var rows: [Row]
        /// The coefficients in shared constraints, in order of variables.
        var entries: [BlockProgram.Entry]

        /// A constraint: terms of local variables, at most one parameter.
        struct Row {
            var terms: [(variable: Int, coefficient: Double)]
            var bounds: Bounds
            var parameter: (index: Int, coefficient: Double)?
        }
    }

    /// Compiles a block.
    ///
    /// - Complexity: O(*z* + *p*·*r*) for *z* coefficients, *p* visited choices and *r* rows without
    ///   continuous variables.
    init(_ parts: Parts) {
        let continuous = parts.continuousCount
        let integers = parts.bounds.count - continuous
        (block.continuousCount, block.integerCount) = (continuous, integers)
        units = parts.bounds.prefix(continuous).map { BlockProgram.unit(ofUpper: $0.upper) }
        entries = parts.entries
        for index in entries.indices where Int(entries[index].variable) < continuous {
            entries[index].coefficient *= units[Int(entries[index].variable)]
        }
        block.entryCount = entries.count
        uppers = parts.bounds.map(\.upper)
        var pure: [Parts.Row] = []
        for row in parts.rows {
            let count = row.terms.count { $0.variable < continuous }
            if count == 0 {
                pure.append(row)
            } else {
                add(row, isSingle: count == 1)
            }
        }
        block.rowCount = rowStarts.count - 1
        block.limitCount = limits.count
        let isListable =
            integers <= BlockProgram.mostIntegers && pure.allSatisfy { $0.parameter == nil }
            && parts.bounds.suffix(integers).allSatisfy {
                $0.lower >= 0 && $0.upper <= 1 && $0.lower <= $0.upper
            } && parts.bounds.prefix(continuous).allSatisfy { $0.lower == 0 && $0.upper >= 0 }
            && continuous + block.rowCount <= BlockProgram.mostSize
        if isListable {
            var listing = PatternListing(
                pure, bounds: Array(parts.bounds.suffix(integers)), first: continuous)
            if listing.run() {
                patterns = listing.patterns
                block.patternCount = patterns.count
                return
            }
        }
        large = CompiledBlock.largeBlock(parts)
        (rowStarts, rowVariables, rowCoefficients) = ([0], [], [])
        (limits, limitTerms, patterns) = ([], [], [])
        (block.rowCount, block.limitCount, block.patternCount) = (0, 0, 0)
        entries = parts.entries
    }

    /// Adds a row that limits continuous variables.
    private mutating func add(_ row: Parts.Row, isSingle: Bool) {
        var terms = row.terms.filter { $0.variable < block.continuousCount }
        terms.sort { $0.variable < $1.variable }
        let scaled = terms.map { $0.coefficient * units[$0.variable] }
        let target: Int
        let divisor: Double
        if isSingle {
            (target, divisor) = (terms[0].variable, scaled[0])
        } else if let (known, ratio) = parallelRow(terms.map(\.variable), scaled),
            // A parameter moves the upper end; a negative multiple would make a lower one of it.
            row.parameter == nil || ratio > 0
        {
            (target, divisor) = (block.continuousCount + known, ratio)
        } else {
            // Powers of two bring the largest coefficient near 1 and change no digit.
            let size = scaled.reduce(0) { max($0, $1.magnitude) }
            divisor = Double(sign: .plus, exponent: Int(size.exponent), significand: 1)
            for (term, coefficient) in zip(terms, scaled) {
                rowVariables.append(UInt16(term.variable))
                rowCoefficients.append(coefficient / divisor)
            }
            rowStarts.append(rowVariables.count)
            target = block.continuousCount + rowStarts.count - 2
        }
        let ends = [row.bounds.lower / divisor, row.bounds.upper / divisor]
        let first = limitTerms.count
        for term in row.terms where term.variable >= block.continuousCount {
            limitTerms.append(
                BlockProgram.IntegerTerm(
                    integer: term.variable - block.continuousCount,
                    coefficient: term.coefficient / divisor))
        }
        limits.append(
            BlockProgram.Limit(
                target: Int32(target), parameter: Int32(row.parameter?.index ?? -1),
                lower: divisor > 0 ? ends[0] : ends[1], upper: divisor > 0 ? ends[1] : ends[0],
                factor: -(row.parameter?.coefficient ?? 0) / divisor, firstTerm: Int32(first),
                termCount: Int32(limitTerms.count - first)))
    }

    /// The row whose coefficients are an exact multiple of some, and the multiple.
    private func parallelRow(_ variables: [Int], _ coefficients: [Double]) -> (Int, Double)? {
        func isSame(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Bool {
            let (left, right) = (a * b, c * d)
            return left == right
                && (-left).addingProduct(a, b) == (-right).addingProduct(c, d)
        }
        for row in 0..<rowStarts.count - 1 {
            let range = rowStarts[row]..<rowStarts[row + 1]
            guard range.count == variables.count,
                zip(range, variables).allSatisfy({ Int(rowVariables[$0]) == $1 })
            else { continue }
            let (own, other) = (rowCoefficients[range.lowerBound], coefficients[0])
            let ratio = other / own
            guard isSame(ratio, own, other, 1),
                zip(range, coefficients).allSatisfy({
                    isSame(rowCoefficients[$0], ratio, $1, 1)
                })
            else { continue }
            return (row, ratio)
        }
        return nil
    }

    private static func largeBlock(_ parts: Parts) -> LargeBlock {
        var program = LinearProgram(name: "block")
        for (index, bounds) in parts.bounds.enumerated() {
            program.add(
                Variable(
                    name: "v(\(index))", bounds: bounds,
                    isInteger: index >= parts.continuousCount))
        }
        var parameters: [(parameter: Int, variable: VariableID)] = []
        for (index, row) in parts.rows.enumerated() {
            var terms = row.terms.map { Term($0.coefficient, VariableID($0.variable)) }
            if let parameter = row.parameter {
                let known = parameters.first { $0.parameter == parameter.index }?.variable
                let variable =
                    known
                    ?? program.add(
                        Variable(name: "parameter(\(parameter.index))", bounds: Bounds(0, 0)))
                if known == nil { parameters.append((parameter.index, variable)) }
                terms.append(Term(parameter.coefficient, variable))
            }
            program.add(
                Constraint(
                    name: "row(\(index))", terms: terms, bounds: row.bounds, owner: .shared))
        }
        return LargeBlock(
            program: program, continuousCount: parts.continuousCount, parameters: parameters)
    }
}

/// Lists the choices of a block's integer variables that its rows without other variables allow.
struct PatternListing {
    private struct Row {
        var terms: [(integer: Int, coefficient: Double)]
        var bounds: Bounds
    }

    /// The choices, a bit for each integer variable.
    private(set) var patterns: [UInt64] = []
    private let bounds: [Bounds]
    /// The rows that are decided once a variable is, by that variable.
    private var decided: [[Row]]
    private var visited = 0

    /// Prepares the rows; `first` is the local position of the first integer variable.
    init(_ rows: [CompiledBlock.Parts.Row], bounds: [Bounds], first: Int) {
        self.bounds = bounds
        decided = Array(repeating: [], count: bounds.count + 1)
        for row in rows {
            let terms = row.terms.map { ($0.variable - first, $0.coefficient) }
            let last = terms.map { $0.0 + 1 }.max() ?? 0
            decided[last].append(Row(terms: terms, bounds: row.bounds))
        }
    }

    /// Lists all choices; false where there are too many.
    mutating func run() -> Bool { isAllowed(0, 0) ? extend(0, 0) : true }

    private mutating func extend(_ pattern: UInt64, _ count: Int) -> Bool {
        visited += 1
        guard visited <= 64 * BlockProgram.mostPatterns else { return false }
        guard count < bounds.count else {
            patterns.append(pattern)
            return patterns.count <= BlockProgram.mostPatterns
        }
        for value in [UInt64(0), 1]
        where Double(value) >= bounds[count].lower && Double(value) <= bounds[count].upper {
            let next = pattern | value << UInt64(count)
            if isAllowed(next, count + 1), !extend(next, count + 1) { return false }
        }
        return true
    }

    /// Whether the rows that are decided by the first variables hold.
    ///
    /// Coefficients are whole numbers, or rounded so that the row allows more; their sums here are
    /// exact or, with a tolerance far above rounding, allow more again.
    private func isAllowed(_ pattern: UInt64, _ count: Int) -> Bool {
        decided[count].allSatisfy { row in
            var (sum, size) = (0.0, 0.0)
            for term in row.terms where pattern >> UInt64(term.integer) & 1 == 1 {
                sum += term.coefficient
                size += term.coefficient.magnitude
            }
            let tolerance = sum == sum.rounded() ? 0 : 1e-12 * size
            return sum >= row.bounds.lower - tolerance && sum <= row.bounds.upper + tolerance
        }
    }
}
