/// How much is paid, by what share of the cost some payers carry (随出资比例浮动).
///
/// The scale looks at the funded measured works of a work's or project's scope and at what
/// ``payers`` pay for them. Its excess is that sum, less the floor, as a share of what these works
/// cost:
///
/// excess = (Σ paid − Σ floor(w) · cost[w]) / Σ cost[w], 0.01 being one point.
///
/// The last piece that the excess reaches counts; it gives value + slope · excess, times the
/// ``base``. Where no measured work with a cost is funded, nothing is demanded and nothing allowed,
/// also by a rule that binds always.
public struct SlidingScale: Hashable, Sendable {
    /// The most pieces of a scale, so that a project keeps few ways to be funded.
    public static let mostPieces = 60
    /// The most optional works of a scope of which a slope on another base than the measured cost
    /// may depend: each set of them is a case of its own.
    public static let mostOptionalWorks = 8

    /// A piece of the scale; it counts up to where the next one begins.
    public struct Piece: Hashable, Sendable {
        /// The excess from which it counts; the first piece counts below it too.
        public var from: Ratio
        /// Whether it counts only above ``from``, not at it.
        public var isAbove: Bool
        /// What it gives at an excess of zero: a share, or minor units (fen).
        public var value: Ratio
        /// What it gives in addition for each whole of excess.
        public var slope: Ratio

        /// Creates a piece.
        public init(from: Ratio, isAbove: Bool = false, value: Ratio, slope: Ratio = .zero) {
            (self.from, self.isAbove) = (from, isAbove)
            (self.value, self.slope) = (value, slope)
        }

        /// Whether an excess is large enough for the piece.
        public func isReached(by excess: Ratio) -> Bool {
            isAbove ? excess > from : excess >= from
        }
    }

    /// The share of the measured cost that is expected of the payers.
    public enum Floor: Hashable, Sendable {
        /// A share of the cost of the works of each class, in the order of ``Programme/classes``.
        case byClass([Ratio])
        /// A share that a numeric column gives.
        case column(ColumnReference)
    }

    /// What the value of a piece is multiplied by.
    public enum Base: Hashable, Sendable {
        /// The cost of the rule's funded matching works; values are shares.
        case cost
        /// The amount in a numeric column, in so many minor units per one; values are shares.
        ///
        /// A column of the works counts for each funded matching work, one of the projects once.
        case column(ColumnReference, minorUnitsPerOne: Int64)
        /// A numeric column, which counts in the same way; values are minor units per one of it.
        case rate(per: ColumnReference)
        /// One; values are minor units.
        case amount
    }

    /// Whose payments move the scale.
    public var payers: PayerSet
    /// The measured works; `nil` for the matching works of the rule.
    public var works: Predicate?
    /// What is expected of the payers.
    public var floor: Floor
    /// The pieces, at least one, ascending; of two with the same ``Piece/from``, the second is above.
    public var pieces: [Piece]
    /// What values are multiplied by.
    public var base: Base

    /// Creates a scale.
    public init(
        payers: PayerSet, works: Predicate? = nil, floor: Floor = .byClass([]), pieces: [Piece],
        base: Base = .cost
    ) {
        (self.payers, self.works, self.floor) = (payers, works, floor)
        (self.pieces, self.base) = (pieces, base)
    }

    /// Whether slopes multiply the very cost that the excess is a share of, so that what they give
    /// grows with what is paid in any set of works.
    public var isProportional: Bool { works == nil && base == .cost }

    /// The columns that the floor and the base take numbers from.
    public var columns: [ColumnReference] {
        var columns: [ColumnReference] = []
        if case .column(let column) = floor { columns.append(column) }
        switch base {
        case .column(let column, _), .rate(let column): columns.append(column)
        case .cost, .amount: break
        }
        return columns
    }

    /// The position of the piece that counts at an excess.
    ///
    /// - Complexity: O(*p*) for *p* pieces.
    public func piece(at excess: Ratio) -> Int {
        pieces.lastIndex { $0.isReached(by: excess) } ?? 0
    }

    /// The share of its cost that is expected for a work; 0 where nothing says so.
    public func floor(ofWork work: Int, in programme: Programme) -> Ratio {
        switch floor {
        case .byClass(let shares):
            let position = programme.works[work].classIndex
            return shares.indices.contains(position) ? shares[position] : .zero
        case .column(let column): return programme.number(column, ofWork: work) ?? .zero
        }
    }
}
