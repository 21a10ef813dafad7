internal import Funding

/// A scale of points above and below a floor, and the pieces that say the same.
struct ScalePoints {
    /// How a part of a point counts.
    enum Rounding: String {
        /// In part.
        case none = "no"
        /// As a whole point.
        case up
        /// Not at all.
        case down
    }

    /// Why there are no pieces.
    enum Fault: Error {
        /// There are more than a scale may have.
        case tooMany
        /// A number leaves 128 bits.
        case overflow
    }

    /// What points on one side of the floor do.
    struct Side {
        /// How much of the excess is one point, above zero.
        var each: Ratio
        /// By how much a point moves the share, above zero.
        var move: Ratio
        /// The most that all points move it, or `nil` for no limit.
        var limit: Ratio?
        /// How a part of a point counts.
        var rounding = Rounding.none
    }

    /// The share at the floor.
    var share: Ratio
    /// How far below the floor the excess can be.
    var below: Ratio
    /// How far above the floor the excess can be.
    var above: Ratio
    /// What points above the floor add, if anything.
    var rise: Side?
    /// What points below the floor take, if anything; never more than there is.
    var fall: Side?

    /// The pieces, ascending; neighbours that give the same are one.
    ///
    /// - Throws: `Fault` when there are too many or a number is too large.
    func pieces() throws(Fault) -> [SlidingScale.Piece] {
        var all: [SlidingScale.Piece] = []
        if let fall { all = try falling(fall) }
        // What begins at zero must not count below it.
        if all.isEmpty, below > .zero {
            all.append(SlidingScale.Piece(from: below.negated, value: share))
        }
        all.append(SlidingScale.Piece(from: .zero, value: share))
        if let rise { all += try rising(rise) }
        var pieces: [SlidingScale.Piece] = []
        for piece in all {
            if let last = pieces.last, (last.from, last.isAbove) == (piece.from, piece.isAbove) {
                pieces.removeLast()
            }
            if let last = pieces.last, (last.value, last.slope) == (piece.value, piece.slope) {
                continue
            }
            pieces.append(piece)
        }
        guard pieces.count <= SlidingScale.mostPieces else { throw .tooMany }
        return pieces
    }

    private func rising(_ side: Side) throws(Fault) -> [SlidingScale.Piece] {
        var pieces: [SlidingScale.Piece] = []
        if side.rounding == .none {
            let slope = try exact { () throws(ArithmeticOverflow) in
                try side.move.divided(by: side.each)
            }
            pieces.append(SlidingScale.Piece(from: .zero, value: share, slope: slope))
            if let limit = side.limit {
                let end = try exact { () throws(ArithmeticOverflow) in
                    try limit.divided(by: slope)
                }
                if end < above {
                    pieces.append(SlidingScale.Piece(from: end, value: try moved(by: limit)))
                }
            }
            return pieces
        }
        for count in 0..<(try points(side, side.limit, over: above)) {
            let isUp = side.rounding == .up
            let (from, move) = (
                try times(isUp ? count : count + 1, side.each), try times(count + 1, side.move)
            )
            pieces.append(
                SlidingScale.Piece(
                    from: from, isAbove: isUp,
                    value: try moved(by: min(move, side.limit ?? move))))
        }
        return pieces
    }

    private func falling(_ side: Side) throws(Fault) -> [SlidingScale.Piece] {
        let limit = min(share, side.limit ?? share)
        var pieces: [SlidingScale.Piece] = []
        if side.rounding == .none {
            let slope = try exact { () throws(ArithmeticOverflow) in
                try side.move.divided(by: side.each)
            }
            let end = try exact { () throws(ArithmeticOverflow) in try limit.divided(by: slope) }
            if end < below {
                pieces.append(
                    SlidingScale.Piece(from: below.negated, value: try moved(by: limit.negated)))
            }
            pieces.append(
                SlidingScale.Piece(from: min(end, below).negated, value: share, slope: slope))
            return pieces
        }
        for count in (0...(try points(side, limit, over: below))).reversed() {
            let isUp = side.rounding == .up
            guard count > 0 || !isUp else { break }
            let move = min(limit, try times(count, side.move))
            pieces.append(
                SlidingScale.Piece(
                    from: try times(isUp ? count : count + 1, side.each).negated, isAbove: !isUp,
                    value: try moved(by: move.negated)))
        }
        return pieces
    }

    /// How many points move the share before a limit or the end of the excess.
    private func points(_ side: Side, _ limit: Ratio?, over reach: Ratio) throws(Fault) -> Int {
        var points = try exact { () throws(ArithmeticOverflow) in
            try reach.divided(by: side.each)
        }.ceiling
        if let limit {
            let most = try exact { () throws(ArithmeticOverflow) in
                try limit.divided(by: side.move)
            }
            points = min(points, most.ceiling)
        }
        guard points <= SlidingScale.mostPieces else { throw .tooMany }
        return Int(points)
    }

    private func moved(by difference: Ratio) throws(Fault) -> Ratio {
        try exact { () throws(ArithmeticOverflow) in try share.adding(difference) }
    }

    private func times(_ count: Int, _ size: Ratio) throws(Fault) -> Ratio {
        try exact { () throws(ArithmeticOverflow) in try size.multiplied(by: Ratio(Int128(count))) }
    }

    private func exact(_ value: () throws(ArithmeticOverflow) -> Ratio) throws(Fault) -> Ratio {
        do { return try value() } catch { throw .overflow }
    }
}
