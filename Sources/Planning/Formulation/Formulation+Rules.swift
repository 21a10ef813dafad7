import Funding
import Optimization

/// One place where a rule holds: a work, a project, a group, a period or the programme.
private struct RuleInstance {
    /// The matching works of considered projects in it.
    var works: [Int]
    /// The keys of its constraints' names.
    var keys: [String]
    /// The period, where the scope is the period.
    var period: Int?
    /// Whether its constraints belong to a block or are shared.
    var owner: ConstraintOwner
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
                try paid.add(payments(ofWork: work, by: rule.payers, in: instance.period))
            }
            for (index, limit) in rule.limits.enumerated() {
                let bound = try bound(of: limit, &presences)
                let family = rule.limits.count == 1 ? "rule" : "rule.\(index + 1)"
                try addLimit(
                    limit.sense, paid: paid, bound: bound, rule: rule, instance: instance,
                    name: name(family, [rule.id] + instance.keys, instance.period))
            }
        }
    }

    /// The instances of a rule, in the order of works, projects, group values or periods.
    private func instances(of rule: FundingRule) -> [RuleInstance] {
        let works = programme.works.indices.filter {
            isConsidered[programme.works[$0].project]
                && rule.works.holds(forWork: $0, in: programme)
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
        rule: FundingRule, instance: RuleInstance, name: String
    ) throws(ArithmeticOverflow) {
        let demand = "rule '\(rule.id)'"
        var sides: [(expression: LinearExpression, lower: Ratio?, upper: Ratio?)] = []
        if isExclusive(bound, in: instance) {
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
                let slack = try strictSlack(of: row)
                sides = [(row, slack.negated, slack)]
            }
        }
        for (index, side) in sides.enumerated() {
            try add(
                ExactRow(expression: side.expression, lower: side.lower, upper: side.upper),
                name: sides.count == 1 ? name : index == 0 ? name + ".least" : name + ".most",
                owner: instance.owner, demand: demand)
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
    private func strictSlack(of row: LinearExpression) throws(ArithmeticOverflow) -> Ratio {
        let coefficients = try row.collected()
        guard
            let whole = ExactRow.wholeNumbers(
                coefficients.terms.map(\.coefficient) + [coefficients.constant])
        else { return .one }
        return try Ratio(whole.factor.ceiling - 1).divided(by: whole.factor)
    }
}

/// The variables that say whether a rule counts something, made when first asked for.
private struct Presences {
    /// The rule.
    let rule: FundingRule
    /// Where it holds.
    let instance: RuleInstance
    /// The expression of each project asked for.
    var ofProject: [Int: LinearExpression] = [:]

    /// Creates an empty store.
    init(rule: FundingRule, instance: RuleInstance) {
        (self.rule, self.instance) = (rule, instance)
    }

    /// Whether the rule binds whatever is funded, in a scope where that matters.
    var isAlways: Bool {
        guard rule.bindsAlways else { return false }
        return switch rule.scope {
        case .work, .project: true
        case .group, .period, .programme: false
        }
    }
}

extension Formulation {
    /// The bound of a limit in one scope, in settlement units.
    private mutating func bound(of limit: RuleLimit, _ presences: inout Presences)
        throws(ArithmeticOverflow) -> LinearExpression
    {
        let instance = presences.instance
        var sum = LinearExpression()
        switch limit.bound {
        case .shareOfCost(let share):
            for work in instance.works {
                try sum.add(countedCost(ofWork: work, presences), times: share)
            }
        case .shareOfPayments(let share, let others):
            for work in instance.works {
                try sum.add(
                    payments(ofWork: work, by: others, in: instance.period), times: share)
            }
        case .amount(let money):
            switch presences.rule.scope {
            case .work:
                try sum.add(presence(ofWork: instance.works[0], presences), times: units(money))
            case .project:
                let project = programme.works[instance.works[0]].project
                try sum.add(presence(ofProject: project, &presences), times: units(money))
            case .group, .period, .programme: sum.constant = units(money)
            }
        case .rate(let rate, let column):
            try addItems(
                to: &sum, perWork: column.level == .work, &presences
            ) { programme, work throws(ArithmeticOverflow) in
                try rate.multiplied(by: programme.number(column, ofWork: work) ?? .zero)
            }
        case .column(let column, let minorUnits):
            try addItems(
                to: &sum, perWork: column.level == .work, &presences
            ) { programme, work throws(ArithmeticOverflow) in
                try Ratio(Int128(minorUnits))
                    .multiplied(by: programme.number(column, ofWork: work) ?? .zero)
            }
        case .steps(let table): try addSteps(table, to: &sum, &presences)
        }
        return sum
    }

    private mutating func addSteps(
        _ table: StepTable, to sum: inout LinearExpression, _ presences: inout Presences
    ) throws(ArithmeticOverflow) {
        func step(_ work: Int) -> StepTable.Value? {
            programme.number(table.by, ofWork: work).flatMap(table.value(at:))
        }
        if case .shareOfCost = table.steps.first?.value {
            for work in presences.instance.works {
                guard case .shareOfCost(let share) = step(work) else { continue }
                try sum.add(countedCost(ofWork: work, presences), times: share)
            }
            return
        }
        let isPerWork = table.by.level == .work || table.per?.level == .work
        try addItems(to: &sum, perWork: isPerWork, &presences) {
            programme, work throws(ArithmeticOverflow) in
            let number = programme.number(table.by, ofWork: work)
            guard case .minorUnits(let amount) = number.flatMap(table.value(at:)) else {
                return .zero
            }
            guard let per = table.per else { return amount }
            return try amount.multiplied(by: programme.number(per, ofWork: work) ?? .zero)
        }
    }

    /// Adds an amount for each matching work, or once for each project with a matching work.
    ///
    /// - Parameters:
    ///   - sum: Where to add, in settlement units.
    ///   - perWork: Whether each work counts; always so in the scope of a work.
    ///   - presences: What is counted.
    ///   - minorUnits: The amount of a work, or of the project that a work belongs to.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    private mutating func addItems(
        to sum: inout LinearExpression, perWork: Bool, _ presences: inout Presences,
        minorUnits: (Programme, Int) throws(ArithmeticOverflow) -> Ratio
    ) throws(ArithmeticOverflow) {
        var last = -1
        for work in presences.instance.works {
            let amount = try units(minorUnits: try minorUnits(programme, work))
            if perWork || presences.rule.scope == .work {
                try sum.add(presence(ofWork: work, presences), times: amount)
            } else if programme.works[work].project != last {
                last = programme.works[work].project
                try sum.add(presence(ofProject: last, &presences), times: amount)
            }
        }
    }

    private func countedCost(ofWork work: Int, _ presences: Presences) -> LinearExpression {
        if let period = presences.instance.period { return cost(ofWork: work, in: period) }
        let units = units(programme.works[work].cost)
        if presences.isAlways { return LinearExpression(constant: units) }
        return LinearExpression(
            terms: starts(ofWork: work).map { ($0.variable, units) })
    }

    private func presence(ofWork work: Int, _ presences: Presences) -> LinearExpression {
        if presences.isAlways { return LinearExpression(constant: .one) }
        guard let period = presences.instance.period else { return funded(work: work) }
        return funded(work: work, startingIn: period)
    }

    /// 1 where any matching work of a project is funded, 0 otherwise.
    ///
    /// A project with a mandatory matching work counts where it is funded, one with a single matching
    /// work where that is; for others there is a variable any ∈ [0,1] with any ≥ work[w] for each
    /// matching work w and any ≤ Σ_w work[w].
    private mutating func presence(ofProject project: Int, _ presences: inout Presences)
        throws(ArithmeticOverflow) -> LinearExpression
    {
        if presences.isAlways { return LinearExpression(constant: .one) }
        if let known = presences.ofProject[project] { return known }
        let works = presences.instance.works.filter { programme.works[$0].project == project }
        let representative = works.first(where: programme.isMandatory(work:)) ?? works[0]
        guard works.count > 1, !programme.isMandatory(work: representative) else {
            return presence(ofWork: representative, presences)
        }
        let keys = [presences.rule.id, programme.projects[project].id]
        let period = presences.instance.period
        let any = program.add(
            Variable(name: name("any", keys, period), bounds: Bounds(0, 1), block: blocks[project]))
        let owner = ConstraintOwner.block(blocks[project])
        var sum = LinearExpression()
        sum.add(any, times: Ratio(-1))
        for work in works {
            var row = presence(ofWork: work, presences)
            try sum.add(row)
            row.add(any, times: Ratio(-1))
            try add(
                ExactRow(expression: row, upper: .zero),
                name: name("any_work", keys + [programme.works[work].id], period), owner: owner,
                demand: "")
        }
        try add(
            ExactRow(expression: sum, lower: .zero), name: name("any_none", keys, period),
            owner: owner, demand: "")
        let expression = LinearExpression(terms: [(any, .one)])
        presences.ofProject[project] = expression
        return expression
    }
}
