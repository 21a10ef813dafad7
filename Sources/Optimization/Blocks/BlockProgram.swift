/// A program of many small blocks that only a few shared constraints tie together, kept compactly.
///
/// A block is a project, or a bundle of projects that choices tie together: its own variables, its
/// own constraints, and its coefficients in the shared constraints. The whole whole-number choices
/// of a block are listed as patterns; at a fixed pattern the block is a tiny linear program.
/// Objectives are shared constraints too: see ``BlockObjective``.
///
/// Continuous variables are counted in the power of two at or below their upper bound, so that the
/// tolerances of the kernel mean the same everywhere; that changes no digit.
///
/// - Note: Reading is safe from several threads; appending is not.
public final class BlockProgram: @unchecked Sendable {
    /// Where a block lies in the flat storages.
    struct Block: BitwiseCopyable {
        /// The first variable; continuous ones come first.
        var firstVariable: Int
        var continuousCount: Int
        var integerCount: Int
        /// The first row of coefficients of continuous variables.
        var firstRow: Int
        var rowCount: Int
        var firstLimit: Int
        var limitCount: Int
        var firstEntry: Int
        var entryCount: Int
        var firstPattern: Int
        /// The number of patterns; 0 for a block that is too large to list them.
        var patternCount: Int
        /// The position in the list of large blocks, or -1.
        var large: Int
    }

    /// A limit on a variable or row that the pattern moves:
    /// lower ≤ target + Σ coefficient · integer − factor · parameter ≤ upper.
    struct Limit: BitwiseCopyable {
        /// The continuous variable, or the row behind the continuous variables.
        var target: Int32
        /// The parameter that moves the upper end, or -1.
        var parameter: Int32
        var lower: Double
        var upper: Double
        var factor: Double
        var firstTerm: Int32
        var termCount: Int32
    }

    /// A coefficient of a shared constraint.
    struct Entry: BitwiseCopyable {
        var variable: Int32
        var shared: Int32
        var coefficient: Double
    }

    /// A coefficient of an integer variable in a limit.
    struct IntegerTerm: BitwiseCopyable {
        var integer: Int
        var coefficient: Double
    }

    /// The most patterns that are listed for a block.
    public static let mostPatterns = 16_384
    /// The most integer variables of a block whose patterns are listed: one bit each.
    public static let mostIntegers = 62
    /// The most continuous variables and rows of a block whose patterns are listed.
    public static let mostSize = 4_000

    let blocks = FlatStorage<Block>()
    let variableUpper = FlatStorage<Double>()
    let rowStarts = FlatStorage<Int>()
    let rowVariables = FlatStorage<UInt16>()
    let rowCoefficients = FlatStorage<Double>()
    let limits = FlatStorage<Limit>()
    let limitTerms = FlatStorage<IntegerTerm>()
    let entries = FlatStorage<Entry>()
    /// Each pattern as a bit for each integer variable, the first one lowest.
    let patterns = FlatStorage<UInt64>()
    /// The blocks that are too large to list, in order.
    private(set) var large: [LargeBlock] = []
    /// The number of shared constraints.
    public private(set) var sharedCount: Int
    private(set) var mostVariables = 1
    private(set) var mostRows = 1
    private(set) var mostBlockPatterns = 1

    /// Creates a program without blocks.
    ///
    /// - Parameter sharedCount: The number of shared constraints, objectives among them.
    public init(sharedCount: Int) {
        self.sharedCount = sharedCount
        rowStarts.append(0)
    }

    /// The number of blocks.
    public var count: Int { blocks.count }
    /// The number of variables of all blocks.
    public var variableCount: Int { variableUpper.count }
    /// The number of patterns of all blocks.
    public var patternCount: Int { patterns.count }
    /// Whether some block is too large for its patterns to be listed.
    public var hasLargeBlocks: Bool { !large.isEmpty }

    /// The unit in which a continuous variable with an upper bound is counted in rows and entries.
    @inline(__always)
    static func unit(ofUpper upper: Double) -> Double {
        upper > 0 ? Double(sign: .plus, exponent: Int(upper.exponent), significand: 1) : 1
    }

    /// The variables of a block: continuous ones, then integer ones.
    public func variables(ofBlock block: Int) -> (continuous: Range<Int>, integer: Range<Int>) {
        let place = blocks[block]
        let middle = place.firstVariable + place.continuousCount
        return (place.firstVariable..<middle, middle..<middle + place.integerCount)
    }

    /// Adds a compiled block.
    func append(_ compiled: CompiledBlock) {
        let terms = limitTerms.count
        var block = compiled.block
        block.firstVariable = variableUpper.count
        block.firstRow = rowStarts.count - 1
        block.firstLimit = limits.count
        block.firstEntry = entries.count
        block.firstPattern = patterns.count
        variableUpper.append(contentsOf: compiled.uppers)
        let start = rowVariables.count
        for row in compiled.rowStarts.dropFirst() { rowStarts.append(start + row) }
        rowVariables.append(contentsOf: compiled.rowVariables)
        rowCoefficients.append(contentsOf: compiled.rowCoefficients)
        for var limit in compiled.limits {
            limit.firstTerm += Int32(terms)
            limits.append(limit)
        }
        limitTerms.append(contentsOf: compiled.limitTerms)
        entries.append(contentsOf: compiled.entries)
        patterns.append(contentsOf: compiled.patterns)
        if let largeBlock = compiled.large {
            block.large = large.count
            large.append(largeBlock)
        }
        blocks.append(block)
        measure(block)
    }

    /// Adds the blocks of another program behind the others.
    ///
    /// - Parameters:
    ///   - other: The blocks to add.
    ///   - shared: The position here of each shared constraint of the other program; a new one makes
    ///     this program have so many more.
    /// - Complexity: O(*z*) for *z* coefficients of the other program.
    public func append(contentsOf other: BlockProgram, shared: [Int]) {
        precondition(other.sharedCount == shared.count, "a position for each shared constraint")
        sharedCount = max(sharedCount, (shared.max() ?? -1) + 1)
        let (variable, row, limit) = (variableUpper.count, rowStarts.count - 1, limits.count)
        let (entry, pattern, term) = (entries.count, patterns.count, limitTerms.count)
        let (coefficient, firstLarge) = (rowVariables.count, large.count)
        for index in 0..<other.blocks.count {
            var block = other.blocks[index]
            block.firstVariable += variable
            block.firstRow += row
            block.firstLimit += limit
            block.firstEntry += entry
            block.firstPattern += pattern
            if block.large >= 0 { block.large += firstLarge }
            blocks.append(block)
            measure(block)
        }
        variableUpper.append(contentsOf: other.variableUpper)
        for index in 1..<max(1, other.rowStarts.count) {
            rowStarts.append(coefficient + other.rowStarts[index])
        }
        rowVariables.append(contentsOf: other.rowVariables)
        rowCoefficients.append(contentsOf: other.rowCoefficients)
        for index in 0..<other.limits.count {
            var limit = other.limits[index]
            limit.firstTerm += Int32(term)
            limits.append(limit)
        }
        limitTerms.append(contentsOf: other.limitTerms)
        for index in 0..<other.entries.count {
            var entry = other.entries[index]
            entry.shared = Int32(shared[Int(entry.shared)])
            entries.append(entry)
        }
        patterns.append(contentsOf: other.patterns)
        large += other.large
    }

    private func measure(_ block: Block) {
        guard block.large < 0 else { return }
        mostVariables = max(mostVariables, block.continuousCount + block.integerCount)
        mostRows = max(mostRows, block.rowCount)
        mostBlockPatterns = max(mostBlockPatterns, block.patternCount)
    }
}

/// A block that is too large to list its patterns: a program of its own for a search.
struct LargeBlock: Sendable {
    /// The block alone: continuous variables first, without an objective; the parameters' places
    /// are variables behind the others.
    var program: LinearProgram
    /// The number of continuous variables.
    var continuousCount: Int
    /// The variable of each parameter that the block has.
    var parameters: [(parameter: Int, variable: VariableID)]
}

/// What is optimised over a ``BlockProgram``, and within which limits.
///
/// Every shared constraint has an activity, a sum over all blocks. One of them, or none, is
/// maximized; the others stay within bounds. A minimized objective has a weight of −1.
public struct BlockObjective: Sendable {
    /// The shared constraint that is the objective, or `nil` where any plan will do.
    public var shared: Int?
    /// 1 where its activity is to be large, −1 where it is to be small.
    public var weight: Double
    /// The bounds of each shared constraint; both ends infinite where it limits nothing now.
    public var bounds: [Bounds]
    /// The value of each parameter; infinite where it limits nothing now.
    public var parameters: [Double]

    /// Creates an objective.
    public init(shared: Int?, weight: Double, bounds: [Bounds], parameters: [Double] = []) {
        (self.shared, self.weight) = (shared, weight)
        (self.bounds, self.parameters) = (bounds, parameters)
    }
}
