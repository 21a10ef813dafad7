import Funding
import Optimization

extension Formulation {
    /// Adds what a choice demands; `funded[i]` is 1 where the item i is funded.
    ///
    /// - must: funded[i] = 1; never: funded[i] = 0, for each item i,
    /// - together: funded[i] = funded[first],
    /// - exactly one: Σ_i funded[i] = 1; at most one: Σ_i funded[i] ≤ 1,
    /// - needs: funded[first] ≤ funded[i] for each other item i,
    /// - target: measure ≥ or ≤ value; share: measure − share · other measure ≥ or ≤ 0.
    mutating func addConstraints(ofChoice choice: Int) throws(ArithmeticOverflow) {
        let id = programme.choices[choice].id
        switch programme.choices[choice].demand {
        case .must(let items):
            for item in items {
                try addChoice(funded(item), id, item, lower: .one, upper: nil)
            }
        case .never(let items):
            for item in items {
                try addChoice(funded(item), id, item, lower: nil, upper: .zero)
            }
        case .together(let items):
            for item in items.dropFirst() {
                var row = funded(item)
                try row.add(funded(items[0]), times: Ratio(-1))
                try addChoice(row, id, item, lower: .zero, upper: .zero)
            }
        case .exactlyOne(let items), .atMostOne(let items):
            var row = LinearExpression()
            for item in items { try row.add(funded(item)) }
            let isExact =
                if case .exactlyOne = programme.choices[choice].demand { true } else { false }
            try addChoice(row, id, items[0], lower: isExact ? .one : nil, upper: .one)
        case .needs(let item, let others):
            for other in others {
                var row = funded(item)
                try row.add(funded(other), times: Ratio(-1))
                try addChoice(row, id, other, lower: nil, upper: .zero)
            }
        case .target(let measure, let sense, let value):
            try addTarget(try expression(of: measure), id, sense, value)
        case .share(let measure, let sense, let share, let whole):
            var row = try expression(of: measure)
            try row.add(try expression(of: whole), times: share.negated)
            try addTarget(row, id, sense, .zero)
        }
    }

    private mutating func addChoice(
        _ row: LinearExpression, _ id: String, _ item: ChoiceItem, lower: Ratio?, upper: Ratio?
    ) throws(ArithmeticOverflow) {
        var keys = [programme.projects[item.project].id]
        if let work = item.work { keys.append(programme.works[work].id) }
        let key = keys.joined(separator: ",")
        try add(
            ExactRow(expression: row, lower: lower, upper: upper),
            name: RowName("choice", [id] + keys),
            owner: .block(blocks[item.project]),
            demand: "choice '\(id)' about '\(key)' asks for what gates, payers or periods rule out")
    }

    private mutating func addTarget(
        _ row: LinearExpression, _ id: String, _ sense: RuleLimit.Sense, _ value: Ratio
    ) throws(ArithmeticOverflow) {
        let (lower, upper): (Ratio?, Ratio?) =
            switch sense {
            case .atLeast: (value, nil)
            case .atMost: (nil, value)
            case .exactly: (value, value)
            }
        try add(
            ExactRow(expression: row, lower: lower, upper: upper), name: RowName("target", [id]),
            owner: .shared, demand: "choice '\(id)' asks for what gates, payers or periods rule out"
        )
    }
}
