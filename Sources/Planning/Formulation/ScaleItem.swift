import Funding
import Optimization

/// A sliding scale in one work or project, with what its pieces can give there.
///
/// What is said of an excess holds where a measured work is funded, which ``presence`` says.
struct ScaleItem {
    /// A range of values.
    struct Span {
        var least: Ratio
        var most: Ratio
    }

    /// A work that counts, in settlement units.
    struct Part {
        /// The position of the work.
        var work: Int
        /// 1 where it is funded.
        var funded: LinearExpression
        /// Whether it is funded wherever any measured work is.
        var isCertain: Bool
        /// What it costs.
        var cost = Ratio.zero
        /// What is expected of the scale's payers for it.
        var floor = Ratio.zero
        /// What they can pay for it at most.
        var payable = Ratio.zero
        /// What it adds to the base.
        var quantity = Ratio.zero
    }

    /// The scale.
    let scale: SlidingScale
    /// 1 where a measured work that costs money is funded, 0 otherwise.
    var presence = LinearExpression()
    /// What the scale's payers pay for the measured works.
    var moved = LinearExpression()
    /// What the rule's payers pay for the matching works.
    var paid = LinearExpression()
    /// The measured works and those that the base counts, in order.
    var parts: [Part] = []
    /// What the base has besides the parts' quantities.
    var quantity = Ratio.zero
    /// For each piece, 1 where it or a later one counts; the first is the presence.
    var reached: [LinearExpression] = []

    /// The base as a sum of decisions.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    func base() throws(ArithmeticOverflow) -> LinearExpression {
        var sum = LinearExpression()
        try sum.add(presence, times: quantity)
        for part in parts { try sum.add(part.funded, times: part.quantity) }
        return sum
    }

    /// The range of the base.
    func baseSpan() throws(ArithmeticOverflow) -> Span {
        var span = Span(least: quantity, most: quantity)
        for part in parts {
            span.most = try span.most.adding(part.quantity)
            if part.isCertain { span.least = try span.least.adding(part.quantity) }
        }
        return span
    }

    /// How far what is paid lies above the floor and a share of the measured cost.
    ///
    /// - Parameter share: The excess that is compared with.
    /// - Returns: Σ paid − Σ (floor + share · cost), and its range.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    func margin(over share: Ratio) throws(ArithmeticOverflow) -> (LinearExpression, Span) {
        var margin = moved
        var span = Span(least: .zero, most: .zero)
        for part in parts where part.cost > .zero {
            let needed = try part.floor.adding(share.multiplied(by: part.cost))
            try margin.add(part.funded, times: needed.negated)
            let most = try part.payable.subtracting(needed)
            span.least = try span.least.adding(
                part.isCertain ? needed.negated : min(.zero, needed.negated))
            span.most = try span.most.adding(part.isCertain ? most : max(.zero, most))
        }
        return (margin, span)
    }

    /// The range of the excess.
    func excessSpan() throws(ArithmeticOverflow) -> Span {
        let measured = parts.filter { $0.cost > .zero }
        if measured.allSatisfy(\.isCertain) {
            var (cost, floor, payable) = (Ratio.zero, Ratio.zero, Ratio.zero)
            for part in measured {
                cost = try cost.adding(part.cost)
                floor = try floor.adding(part.floor)
                payable = try payable.adding(part.payable)
            }
            return Span(
                least: try floor.negated.divided(by: cost),
                most: try payable.subtracting(floor).divided(by: cost))
        }
        var span = Span(least: .one, most: Ratio(-1))
        for part in measured {
            span.least = min(span.least, try part.floor.negated.divided(by: part.cost))
            span.most = max(
                span.most, try part.payable.subtracting(part.floor).divided(by: part.cost))
        }
        return span
    }

    /// The range of what a piece gives.
    func boundSpan(ofPiece position: Int) throws(ArithmeticOverflow) -> Span {
        let piece = scale.pieces[position]
        var ends = [piece.value]
        if piece.slope != .zero {
            let excess = try excessSpan()
            let least = position == 0 ? excess.least : max(excess.least, piece.from)
            let next = position + 1 < scale.pieces.count ? scale.pieces[position + 1].from : nil
            ends = []
            for end in [least, next.map { min($0, excess.most) } ?? excess.most] {
                ends.append(try piece.value.adding(piece.slope.multiplied(by: end)))
            }
        }
        let base = try baseSpan()
        var products: [Ratio] = []
        for end in ends {
            products.append(try end.multiplied(by: base.least))
            products.append(try end.multiplied(by: base.most))
        }
        return Span(
            least: products.min() ?? .zero, most: products.max() ?? .zero)
    }

    /// 1 where a piece counts, 0 otherwise.
    func isCounted(_ position: Int) throws(ArithmeticOverflow) -> LinearExpression {
        var counted = reached[position]
        if position + 1 < reached.count {
            try counted.add(reached[position + 1], times: Ratio(-1))
        }
        return try counted.collected()
    }

    /// What a piece gives as a sum of decisions and payments, where that is one.
    func bound(ofPiece position: Int) throws(ArithmeticOverflow) -> LinearExpression {
        let piece = scale.pieces[position]
        var bound = LinearExpression()
        try bound.add(try base(), times: piece.value)
        // The base is the measured cost, and excess times it is what is paid above the floor.
        if piece.slope != .zero { try bound.add(try margin(over: .zero).0, times: piece.slope) }
        return bound
    }

    /// A set of works that may be funded, with what a sloped piece gives there.
    struct Case {
        /// 0 where just these works are funded, at least 1 otherwise.
        var mismatch: LinearExpression
        /// What the piece gives.
        var bound: LinearExpression
        /// The optional works in it, a bit for each.
        var number: Int
    }

    /// What a sloped piece gives in each set of works that may be funded.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    /// - Complexity: O(2^*n* · *w*) for *n* optional of *w* works; no case above
    ///   ``SlidingScale/mostOptionalWorks``, where the verifier alone judges.
    func cases(ofPiece position: Int) throws(ArithmeticOverflow) -> [Case] {
        let piece = scale.pieces[position]
        let optional = parts.filter { !$0.isCertain }
        guard optional.count <= SlidingScale.mostOptionalWorks else { return [] }
        var cases: [Case] = []
        for number in 0..<(1 << optional.count) {
            var mismatch = LinearExpression()
            var chosen = parts.filter(\.isCertain)
            for (index, part) in optional.enumerated() {
                let isChosen = number >> index & 1 == 1
                try mismatch.add(part.funded, times: isChosen ? Ratio(-1) : .one)
                if isChosen {
                    mismatch.constant = try mismatch.constant.adding(.one)
                    chosen.append(part)
                }
            }
            var (cost, floor, base) = (Ratio.zero, Ratio.zero, quantity)
            for part in chosen {
                cost = try cost.adding(part.cost)
                floor = try floor.adding(part.floor)
                base = try base.adding(part.quantity)
            }
            guard cost > .zero else { continue }
            // value · base + slope · base · (moved − floor) / cost
            let factor = try piece.slope.multiplied(by: base).divided(by: cost)
            var bound = LinearExpression(
                constant: try piece.value.multiplied(by: base)
                    .subtracting(factor.multiplied(by: floor)))
            try bound.add(moved, times: factor)
            cases.append(Case(mismatch: mismatch, bound: bound, number: number))
        }
        return cases
    }
}
