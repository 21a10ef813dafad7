import Funding
import Optimization

/// One place where a rule holds: a work, a project, a group, a period or the programme.
struct RuleInstance {
    /// The matching works of considered projects in it.
    var works: [Int]
    /// The keys of its constraints' names.
    var keys: [String]
    /// The period, where the scope is the period.
    var period: Int?
    /// Whether its constraints belong to a block or are shared.
    var owner: ConstraintOwner

    /// The works of it that lie in a range.
    ///
    /// - Complexity: O(log *n* + *k*) for *n* works of which *k* lie in the range.
    func works(in range: Range<Int>) -> ArraySlice<Int> {
        var (low, high) = (0, works.count)
        while low < high {
            let middle = (low + high) / 2
            if works[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return works[low...].prefix { $0 < range.upperBound }
    }
}

extension Formulation {
    /// Adds the constraints of a rule, one per limit in each of its scopes.
    ///
    /// Σ pay[w,s,τ] over the payers s, the matching works w in the scope and its periods τ is at least,
    /// at most or within less than one settlement unit of the bound. The bound is a sum over what is
    /// funded; see ``RuleBound`` for what each means in each scope.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    mutating func addConstraints(ofRule position: Int) throws(ArithmeticOverflow) {
        let rule = programme.rules[position]
        for instance in instances(of: rule) {
            var presences = Presences(rule: rule, instance: instance)
            var paid = LinearExpression()
            for work in instance.works {
                try paid.add(
                    countedPayments(ofWork: work, by: rule.payers, in: instance.period))
            }
            for (index, limit) in rule.limits.enumerated() {
                let family = rule.limits.count == 1 ? "rule" : "rule.\(index + 1)"
                if case .slidingScale(let scale) = limit.bound {
                    try addLimit(
                        limit, on: scale, of: rule, in: instance, paid: paid,
                        name: RowName(family, [rule.id] + instance.keys))
                    continue
                }
                let bound = try bound(of: limit, &presences)
                try addLimit(
                    limit.sense, paid: paid, bound: bound, rule: rule, instance: instance,
                    name: RowName(family, [rule.id] + instance.keys, instance.period))
            }
        }
    }

    /// The instances of a rule, in the order of works, projects, group values or periods.
    private func instances(of rule: FundingRule) -> [RuleInstance] {
        let matches = rule.works.selectedWorks(in: programme)
        let works = programme.works.indices.filter {
            matches[$0] && isConsidered[programme.works[$0].project]
        }
        switch rule.scope {
        case .work:
            return works.map { work in
                let item = programme.works[work]
                return RuleInstance(
                    works: [work], keys: [programme.projects[item.project].id, item.id],
                    owner: .block(blocks[item.project]))
            }
        case .project:
            var instances: [RuleInstance] = []
            var last = -1
            for work in works {
                let project = programme.works[work].project
                if project == last {
                    instances[instances.count - 1].works.append(work)
                } else {
                    instances.append(
                        RuleInstance(
                            works: [work], keys: [programme.projects[project].id],
                            owner: .block(blocks[project])))
                    last = project
                }
            }
            return instances
        case .group(let column):
            var groups: [String: [Int]] = [:]
            for project in programme.projects.indices where isConsidered[project] {
                if let value = programme.column(column).text(at: project) {
                    groups[value] = groups[value] ?? []
                }
            }
            for work in works {
                if let value = programme.column(column).text(at: programme.works[work].project) {
                    groups[value]?.append(work)
                }
            }
            return groups.sorted { $0.key < $1.key }.map {
                RuleInstance(works: $0.value, keys: [$0.key], owner: .shared)
            }
        case .period:
            return (0..<programme.periodCount).map {
                RuleInstance(works: works, keys: [], period: $0, owner: .shared)
            }
        case .programme:
            return [RuleInstance(works: works, keys: [], owner: .shared)]
        }
    }

    private mutating func addLimit(
        _ sense: RuleLimit.Sense, paid: LinearExpression, bound: LinearExpression,
        rule: FundingRule, instance: RuleInstance, name: RowName
    ) throws(ArithmeticOverflow) {
        let demand = "rule '\(rule.id)'"
        var sides: [(expression: LinearExpression, lower: Ratio?, upper: Ratio?)] = []
        // What is no sum in one part of a programme may be one in another, and rows must match.
        let isPartOfRow = extent == .part && instance.owner == .shared
        if !isPartOfRow, isExclusive(bound, in: instance) {
            // Payments are whole, so each alternative bound may be rounded to the whole number that
            // it allows: up for a floor, down for a cap, to both neighbours for an exact amount.
            let down = rounded(bound) { $0.floor }
            let up = rounded(bound) { $0.ceiling }
            switch sense {
            case .atLeast: sides = [(try difference(paid, up), .zero, nil)]
            case .atMost: sides = [(try difference(paid, down), nil, .zero)]
            case .exactly:
                sides = [
                    (try difference(paid, down), .zero, nil),
                    (try difference(paid, up), nil, .zero),
                ]
            }
        } else {
            let row = try difference(paid, bound)
            switch sense {
            case .atLeast: sides = [(row, .zero, nil)]
            case .atMost: sides = [(row, nil, .zero)]
            case .exactly:
                let slack = isPartOfRow ? .one : try strictSlack(of: row)
                sides = [(row, slack.negated, slack)]
            }
        }
        for (index, side) in sides.enumerated() {
            var name = name
            if sides.count > 1 { name.family += index == 0 ? ".least" : ".most" }
            try add(
                ExactRow(expression: side.expression, lower: side.lower, upper: side.upper),
                name: name, owner: instance.owner, demand: demand)
        }
    }

    /// Whether at most one term of a bound counts at a time.
    private func isExclusive(_ bound: LinearExpression, in instance: RuleInstance) -> Bool {
        if bound.terms.isEmpty { return true }
        guard bound.constant == .zero, case .block = instance.owner else { return false }
        if bound.terms.count == 1 { return program[bound.terms[0].variable].isInteger }
        let starts =
            instance.works.count == 1
            ? self.starts(ofWork: instance.works[0])
            : projectStarts[programme.works[instance.works[0]].project]
        let variables = Set(starts.map(\.variable))
        return Set(bound.terms.map(\.variable)).count == bound.terms.count
            && bound.terms.allSatisfy { variables.contains($0.variable) }
    }

    private func rounded(_ bound: LinearExpression, _ round: (Ratio) -> Int128) -> LinearExpression
    {
        LinearExpression(
            terms: bound.terms.map { ($0.variable, Ratio(round($0.coefficient))) },
            constant: Ratio(round(bound.constant)))
    }

    private func difference(_ left: LinearExpression, _ right: LinearExpression)
        throws(ArithmeticOverflow) -> LinearExpression
    {
        var difference = left
        try difference.add(right, times: Ratio(-1))
        return difference
    }

    /// The largest distance from zero below one that a row of whole variables can have.
    func strictSlack(of row: LinearExpression) throws(ArithmeticOverflow) -> Ratio {
        let coefficients = try row.collected()
        guard
            let whole = ExactRow.wholeNumbers(
                coefficients.terms.map(\.coefficient) + [coefficients.constant])
        else { return .one }
        return try Ratio(whole.factor.ceiling - 1).divided(by: whole.factor)
    }
}
