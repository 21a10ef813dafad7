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
        let (id, demand) = (programme.choices[choice].id, programme.choices[choice].demand)
        switch demand {
        case .must, .never, .together, .exactlyOne, .atMostOne, .needs:
            let isSpread = spreadChoices.contains(choice)
            for row in demand.itemRows {
                let item = demand.items[row.lead]
                var expression = LinearExpression()
                for term in row.terms {
                    try expression.add(
                        funded(demand.items[term.index]), times: Ratio(term.coefficient))
                }
                var keys = [programme.projects[item.project].id]
                if let work = item.work { keys.append(programme.works[work].id) }
                try add(
                    ExactRow(expression: expression, lower: row.lower, upper: row.upper),
                    name: RowName("choice", [id] + keys),
                    owner: isSpread ? .shared : .block(blocks[item.project]),
                    demand: Formulation.demand(ofChoice: id, keys))
            }
        case .target(let measure, let sense, let value):
            try addTarget(try expression(of: measure), id, sense, value)
        case .share(let measure, let sense, let share, let whole):
            var row = try expression(of: measure)
            try row.add(try expression(of: whole), times: share.negated)
            try addTarget(row, id, sense, .zero)
        }
    }

    /// Adds what a part has in the rows of choices that are spread over parts.
    ///
    /// - Parameters:
    ///   - items: The items in this part.
    ///   - choices: The choices of the whole programme.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    mutating func addSpreadChoices(
        _ items: [ProgrammePart.SpreadItem], of choices: [Choice]
    ) throws(ArithmeticOverflow) {
        for choice in Set(items.map(\.choice)).sorted() {
            let (id, demand) = (choices[choice].id, choices[choice].demand)
            for row in demand.itemRows {
                var expression = LinearExpression()
                for term in row.terms {
                    for item in items where item.choice == choice && item.index == term.index {
                        try expression.add(funded(item.item), times: Ratio(term.coefficient))
                    }
                }
                try add(
                    ExactRow(expression: expression, lower: row.lower, upper: row.upper),
                    name: RowName("choice", [id, "\(row.lead)"]), owner: .shared,
                    demand: Formulation.demand(ofChoice: id, ["\(row.lead + 1)"]))
            }
        }
    }

    private static func demand(ofChoice id: String, _ keys: [String]) -> String {
        "choice '\(id)' about '\(keys.joined(separator: ","))' asks for what gates, payers or "
            + "periods rule out"
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

/// A row that a choice demands of whether its items are funded.
private struct ItemRow {
    /// The position of the item that names the row.
    var lead: Int
    /// What counts how much, by position of the item.
    var terms: [(index: Int, coefficient: Int128)]
    var lower: Ratio?
    var upper: Ratio?
}

extension Choice.Demand {
    /// The rows that it demands of its items; none where it speaks of sums.
    fileprivate var itemRows: [ItemRow] {
        switch self {
        case .must(let items):
            items.indices.map { ItemRow(lead: $0, terms: [($0, 1)], lower: .one) }
        case .never(let items):
            items.indices.map { ItemRow(lead: $0, terms: [($0, 1)], upper: .zero) }
        case .together(let items):
            items.indices.dropFirst().map {
                ItemRow(lead: $0, terms: [($0, 1), (0, -1)], lower: .zero, upper: .zero)
            }
        case .exactlyOne(let items):
            [ItemRow(lead: 0, terms: items.indices.map { ($0, 1) }, lower: .one, upper: .one)]
        case .atMostOne(let items):
            [ItemRow(lead: 0, terms: items.indices.map { ($0, 1) }, upper: .one)]
        case .needs(_, let others):
            others.indices.map {
                ItemRow(lead: $0 + 1, terms: [(0, 1), ($0 + 1, -1)], upper: .zero)
            }
        case .target, .share: []
        }
    }
}
