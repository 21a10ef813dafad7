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

    /// What a piece needs: how far what is paid lies above it, and from where it counts.
    struct Margin {
        /// Σ paid − Σ (floor + from · cost), in settlement units.
        var expression: LinearExpression
        /// The range of it.
        var span: Span
        /// The least of it at which the piece counts.
        var entering: Ratio
        /// The most of it at which the piece does not count.
        var leaving: Ratio
    }

    /// What is left of the payments above the floor and a share of the measured cost.
    ///
    /// - Parameter share: The excess that is compared with.
    /// - Returns: Σ paid − Σ (floor + share · cost), and its range.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    func rest(over share: Ratio) throws(ArithmeticOverflow) -> (LinearExpression, Span) {
        var rest = moved
        var span = Span(least: .zero, most: .zero)
        for part in parts where part.cost > .zero {
            let needed = try part.floor.adding(share.multiplied(by: part.cost))
            try rest.add(part.funded, times: needed.negated)
            let most = try part.payable.subtracting(needed)
            span.least = try span.least.adding(
                part.isCertain ? needed.negated : min(.zero, needed.negated))
            span.most = try span.most.adding(part.isCertain ? most : max(.zero, most))
        }
        return (rest, span)
    }

    /// What a piece needs.
    ///
    /// Payments are whole. Where the measured works are always the same, so is what they need, which is
    /// then moved to the next whole number.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    func margin(ofPiece position: Int) throws(ArithmeticOverflow) -> Margin {
        let piece = scale.pieces[position]
        var (rest, span) = try rest(over: piece.from)
        guard !parts.contains(where: { $0.cost > .zero && !$0.isCertain }) else {
            let step = try rest.step()
            return Margin(
                expression: rest, span: span, entering: piece.isAbove ? step : .zero,
                leaving: piece.isAbove ? .zero : step.negated)
        }
        let needed = Ratio(piece.isAbove ? 1 - span.least.ceiling : -span.least.floor)
        span.most = try span.most.subtracting(span.least).subtracting(needed)
        span.least = needed.negated
        rest = moved
        try rest.add(presence, times: needed.negated)
        return Margin(expression: rest, span: span, entering: .zero, leaving: Ratio(-1))
    }

    /// The sets of works that may be funded in which a piece that begins and ends at one excess would
    /// need a payment that is no whole number.
    ///
    /// - Returns: What is 0 in just such a set, and whether there are only such sets.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    func unpayableSets(ofPiece position: Int) throws(ArithmeticOverflow) -> (
        mismatches: [LinearExpression], areAll: Bool
    ) {
        var mismatches: [LinearExpression] = []
        let sets = try sets()
        for set in sets {
            var needed = Ratio.zero
            for part in set.parts {
                needed = try needed.adding(part.floor)
                    .adding(scale.pieces[position].from.multiplied(by: part.cost))
            }
            if !needed.isWhole { mismatches.append(set.mismatch) }
        }
        return (mismatches, !sets.isEmpty && mismatches.count == sets.count)
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
        if piece.slope != .zero { try bound.add(try rest(over: .zero).0, times: piece.slope) }
        return bound
    }

    /// A set of works that may be funded together.
    struct WorkSet {
        /// 0 where just these works are funded, at least 1 otherwise.
        var mismatch: LinearExpression
        /// The works in it.
        var parts: [Part]
        /// The optional works in it, a bit for each.
        var number: Int
    }

    /// The sets of works that may be funded with a measured work among them.
    ///
    /// - Returns: The sets; none above ``SlidingScale/mostOptionalWorks``, where the verifier alone
    ///   judges.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    /// - Complexity: O(2^*n* · *w*) for *n* optional of *w* works.
    func sets() throws(ArithmeticOverflow) -> [WorkSet] {
        let optional = parts.filter { !$0.isCertain }
        guard optional.count <= SlidingScale.mostOptionalWorks else { return [] }
        var sets: [WorkSet] = []
        for number in 0..<(1 << optional.count) {
            var set = WorkSet(
                mismatch: LinearExpression(), parts: parts.filter(\.isCertain), number: number)
            for (index, part) in optional.enumerated() {
                let isChosen = number >> index & 1 == 1
                try set.mismatch.add(part.funded, times: isChosen ? Ratio(-1) : .one)
                guard isChosen else { continue }
                set.mismatch.constant = try set.mismatch.constant.adding(.one)
                set.parts.append(part)
            }
            if set.parts.contains(where: { $0.cost > .zero }) { sets.append(set) }
        }
        return sets
    }

    /// What a sloped piece gives in a set of works.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    func bound(ofPiece position: Int, in set: WorkSet) throws(ArithmeticOverflow)
        -> LinearExpression
    {
        let piece = scale.pieces[position]
        var (cost, floor, base) = (Ratio.zero, Ratio.zero, quantity)
        for part in set.parts {
            cost = try cost.adding(part.cost)
            floor = try floor.adding(part.floor)
            base = try base.adding(part.quantity)
        }
        // value · base + slope · base · (moved − floor) / cost
        let factor = try piece.slope.multiplied(by: base).divided(by: cost)
        var bound = LinearExpression(
            constant: try piece.value.multiplied(by: base)
                .subtracting(factor.multiplied(by: floor)))
        try bound.add(moved, times: factor)
        return bound
    }
}

extension LinearExpression {
    /// The least difference above zero between two values that whole variables give; 0 where numbers
    /// are too large to tell, which allows more and never less.
    fileprivate func step() throws(ArithmeticOverflow) -> Ratio {
        let sum = try collected()
        let numbers = sum.terms.map(\.coefficient) + [sum.constant]
        guard let whole = ExactRow.wholeNumbers(numbers) else { return .zero }
        return try Ratio.one.divided(by: whole.factor)
    }
}
