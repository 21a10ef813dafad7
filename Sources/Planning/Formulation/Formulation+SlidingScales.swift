import Funding
import Optimization

extension Formulation {
    /// Adds a limit with a sliding scale in one work or project.
    ///
    /// For each piece k after the first there is reach[k] ∈ {0,1}, 1 where piece k or a later one
    /// counts; reach[0] is the presence, 1 where a measured work that costs money is funded. With
    /// margin[k] = Σ moved pay − Σ (floor + from[k]) · cost · funded, the least value `entering` of it at
    /// which the piece counts, and the next value `leaving` below:
    /// - reach[k] ≤ reach[k−1],
    /// - margin[k] ≥ entering · reach[k] + least · (reach[0] − reach[k]),
    /// - margin[k] ≤ most · reach[k] + leaving · (reach[0] − reach[k]),
    /// - reach[k−1] − reach[k] ≤ 0 in each set of works in which a piece that begins and ends at one
    ///   excess would need a payment that is no whole number.
    ///
    /// Piece k counts where counts[k] = reach[k] − reach[k+1] is 1. What is paid is at least the sum of
    /// what the pieces that count give at least, and at most the sum of what they give at most. Where a
    /// piece gives no single amount, a further row for it holds where counts[k] is 1; on a slope over
    /// another base than the measured cost, one for each set of works that may be funded.
    ///
    /// - Parameters:
    ///   - limit: The limit, with this scale.
    ///   - scale: The scale.
    ///   - rule: The rule.
    ///   - instance: The work or project.
    ///   - paid: What the rule's payers pay there.
    ///   - name: The name of the limit's rows.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    mutating func addLimit(
        _ limit: RuleLimit, on scale: SlidingScale, of rule: FundingRule,
        in instance: RuleInstance, paid: LinearExpression, name: RowName
    ) throws(ArithmeticOverflow) {
        var item = try scaleItem(scale, of: rule, in: instance, name)
        item.paid = paid
        let (demand, owner) = ("rule '\(rule.id)'", instance.owner)
        guard !item.presence.terms.isEmpty else {
            let never: (Ratio?, Ratio?) = limit.sense == .atLeast ? (nil, nil) : (nil, .zero)
            try add(
                ExactRow(expression: paid, lower: never.0, upper: never.1), name: name,
                owner: owner, demand: demand)
            return
        }
        try addReach(to: &item, owner, name)
        var (least, most) = (paid, paid)
        for piece in scale.pieces.indices {
            let counted = try item.isCounted(piece)
            guard !counted.terms.isEmpty else { continue }
            let span = try item.boundSpan(ofPiece: piece)
            let isExact = limit.sense == .exactly
            try least.add(counted, times: Ratio(-(isExact ? span.least.floor : span.least.ceiling)))
            try most.add(counted, times: Ratio(-(isExact ? span.most.ceiling : span.most.floor)))
            if span.least != span.most {
                try addPiece(piece, counted, limit.sense, item, owner, name)
            }
        }
        for (side, row) in [(RuleLimit.Sense.atLeast, least), (.atMost, most)]
        where limit.sense == .exactly || limit.sense == side {
            var name = name
            if limit.sense == .exactly { name.family += side == .atLeast ? ".least" : ".most" }
            try add(
                ExactRow(
                    expression: row, lower: side == .atLeast ? .zero : nil,
                    upper: side == .atMost ? .zero : nil),
                name: name, owner: owner, demand: demand)
        }
    }

    // MARK: - What counts

    private mutating func scaleItem(
        _ scale: SlidingScale, of rule: FundingRule, in instance: RuleInstance, _ name: RowName
    ) throws(ArithmeticOverflow) -> ScaleItem {
        var item = ScaleItem(scale: scale)
        let first = instance.works[0]
        let candidates =
            rule.scope == .work
            ? first..<first + 1 : programme.projects[programme.works[first].project].works
        let matching = Set(instance.works)
        let measured = candidates.filter { work in
            let isMeasured =
                scale.works?.holds(forWork: work, in: programme) ?? matching.contains(work)
            return isMeasured && programme.works[work].cost > .zero
                && !starts(ofWork: work).isEmpty
        }
        guard !measured.isEmpty else { return item }
        var presences = Presences(rule: rule, instance: instance)
        presences.rule.id = ([name.family, rule.id]).joined(separator: ".")
        presences.rule.bindsAlways = false
        presences.instance.works = measured
        item.presence =
            rule.scope == .work
            ? funded(work: first)
            : try presence(ofProject: programme.works[first].project, &presences)
        for work in candidates where matching.contains(work) || measured.contains(work) {
            var part = ScaleItem.Part(
                work: work, funded: funded(work: work),
                isCertain: programme.isMandatory(work: work) || measured == [work])
            if measured.contains(work) {
                part.cost = units(programme.works[work].cost)
                part.floor = try scale.floor(ofWork: work, in: programme)
                    .multiplied(by: part.cost)
                let moved = payments(ofWork: work, by: scale.payers)
                if !moved.terms.isEmpty { part.payable = part.cost }
                try item.moved.add(moved)
            }
            if matching.contains(work) { part.quantity = try quantity(of: work, scale.base) }
            if part.cost != .zero || part.quantity != .zero { item.parts.append(part) }
        }
        switch scale.base {
        case .amount: item.quantity = try units(minorUnits: .one)
        case .column(let column, _), .rate(let column):
            guard column.level == .project else { break }
            item.quantity = try quantity(in: column, ofWork: first, scale.base)
        case .cost: break
        }
        return item
    }

    /// What a matching work adds to the base of a scale, in settlement units.
    private func quantity(of work: Int, _ base: SlidingScale.Base) throws(ArithmeticOverflow)
        -> Ratio
    {
        switch base {
        case .cost: return units(programme.works[work].cost)
        case .column(let column, _), .rate(let column):
            return column.level == .work ? try quantity(in: column, ofWork: work, base) : .zero
        case .amount: return .zero
        }
    }

    private func quantity(
        in column: ColumnReference, ofWork work: Int, _ base: SlidingScale.Base
    ) throws(ArithmeticOverflow) -> Ratio {
        let number = programme.number(column, ofWork: work) ?? .zero
        guard case .column(_, let minorUnits) = base else { return try units(minorUnits: number) }
        return try units(minorUnits: number.multiplied(by: Ratio(Int128(minorUnits))))
    }

    // MARK: - Which piece counts

    private mutating func addReach(
        to item: inout ScaleItem, _ owner: ConstraintOwner, _ name: RowName
    ) throws(ArithmeticOverflow) {
        item.reached = [item.presence]
        guard case .block(let block) = owner else { return }
        for (position, piece) in item.scale.pieces.enumerated().dropFirst() {
            let margin = try item.margin(ofPiece: position)
            let (least, most) = (margin.span.least, margin.span.most)
            if least >= margin.entering {
                item.reached.append(item.presence)
                continue
            }
            guard most > margin.leaving else {
                item.reached.append(LinearExpression())
                continue
            }
            let isPoint = item.scale.pieces[position - 1].from == piece.from
            let unpayable =
                isPoint
                ? try item.unpayableSets(ofPiece: position - 1) : (mismatches: [], areAll: false)
            if unpayable.areAll {
                item.reached.append(item.reached[position - 1])
                continue
            }
            let keys = [name.family] + name.keys + ["\(position + 1)"]
            let reach = program.add(
                Variable(
                    name: variableName("reach", keys), bounds: Bounds(0, 1), isInteger: true,
                    block: block))
            item.reached.append(LinearExpression(terms: [(reach, .one)]))
            let last = item.reached[position - 1]
            var order = LinearExpression(terms: [(reach, .one)])
            try order.add(last, times: Ratio(-1))
            var lower = margin.expression
            lower.add(reach, times: margin.entering.negated)
            try lower.add(item.presence, times: least.negated)
            lower.add(reach, times: least)
            var upper = margin.expression
            upper.add(reach, times: most.negated)
            try upper.add(item.presence, times: margin.leaving.negated)
            upper.add(reach, times: margin.leaving)
            var rows = [
                ("reach_order", keys, ExactRow(expression: order, upper: .zero)),
                ("reach_least", keys, ExactRow(expression: lower, lower: .zero)),
                ("reach_most", keys, ExactRow(expression: upper, upper: .zero)),
            ]
            for (number, mismatch) in unpayable.mismatches.enumerated() {
                var row = last
                row.add(reach, times: Ratio(-1))
                try row.add(mismatch, times: Ratio(-1))
                rows.append(
                    (
                        "reach_point", keys + ["\(number + 1)"],
                        ExactRow(expression: row, upper: .zero)
                    ))
            }
            for (family, keys, row) in rows {
                try add(row, name: RowName(family, keys), owner: owner, demand: "")
            }
            scaleReaches.append(
                ScaleReach(variable: reach, margin: margin, presence: item.presence))
        }
    }

    // MARK: - What a piece gives

    private mutating func addPiece(
        _ piece: Int, _ counted: LinearExpression, _ sense: RuleLimit.Sense, _ item: ScaleItem,
        _ owner: ConstraintOwner, _ name: RowName
    ) throws(ArithmeticOverflow) {
        // 0 where the piece counts, 1 otherwise.
        var isOther = LinearExpression(constant: .one)
        try isOther.add(counted, times: Ratio(-1))
        var name = name
        name.family += ".piece"
        name.keys.append("\(piece + 1)")
        if item.scale.pieces[piece].slope == .zero || item.scale.isProportional {
            let bound = try item.bound(ofPiece: piece)
            try add(item.paid, bound, sense, unless: isOther, owner, name)
            return
        }
        for set in try item.sets() {
            var isOther = isOther
            try isOther.add(set.mismatch)
            var own = name
            own.keys.append("\(set.number)")
            let bound = try item.bound(ofPiece: piece, in: set)
            try add(item.paid, bound, sense, unless: isOther, owner, own)
        }
    }

    /// Adds that payments keep to a bound where an expression is 0; nothing where it is 1 or more.
    private mutating func add(
        _ paid: LinearExpression, _ bound: LinearExpression, _ sense: RuleLimit.Sense,
        unless isOther: LinearExpression, _ owner: ConstraintOwner, _ name: RowName
    ) throws(ArithmeticOverflow) {
        var row = paid
        try row.add(bound, times: Ratio(-1))
        row = try row.collected()
        let slack = sense == .exactly ? try strictSlack(of: row) : .zero
        var (least, most) = (row.constant, row.constant)
        for term in row.terms {
            let upper = Ratio(Int128(program[term.variable].bounds.upper))
            let end = try term.coefficient.multiplied(by: upper)
            least = try least.adding(min(.zero, end))
            most = try most.adding(max(.zero, end))
        }
        if sense != .atMost {
            var lower = row
            let room = try slack.negated.subtracting(least)
            try lower.add(isOther, times: max(.zero, room))
            try add(
                ExactRow(expression: lower, lower: slack.negated),
                name: RowName(name.family + (sense == .exactly ? ".least" : ""), name.keys),
                owner: owner, demand: "")
        }
        if sense != .atLeast {
            var upper = row
            let room = try most.subtracting(slack)
            try upper.add(isOther, times: max(.zero, room).negated)
            try add(
                ExactRow(expression: upper, upper: slack),
                name: RowName(name.family + (sense == .exactly ? ".most" : ""), name.keys),
                owner: owner, demand: "")
        }
    }
}
