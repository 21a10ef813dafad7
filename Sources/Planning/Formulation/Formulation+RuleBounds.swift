import Funding
import Optimization

/// The variables that say whether a rule counts something, made when first asked for.
struct Presences {
    /// The rule.
    var rule: FundingRule
    /// Where it holds.
    var instance: RuleInstance
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
    mutating func bound(of limit: RuleLimit, _ presences: inout Presences)
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
                    countedPayments(ofWork: work, by: others, in: instance.period), times: share)
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
        case .slidingScale: preconditionFailure("a sliding scale is no sum of decisions")
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
        let units = units(
            programme.works[work].cost + programme.moneyPaidBefore(forWork: work))
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
    /// work where that is; for others there is a variable any ∈ {0,1} with any ≥ work[w] for each
    /// matching work w and any ≤ Σ_w work[w].
    mutating func presence(ofProject project: Int, _ presences: inout Presences)
        throws(ArithmeticOverflow) -> LinearExpression
    {
        if presences.isAlways { return LinearExpression(constant: .one) }
        if let known = presences.ofProject[project] { return known }
        let works = presences.instance.works(in: programme.projects[project].works)
        let representative =
            works.first(where: programme.isMandatory(work:)) ?? works[works.startIndex]
        guard works.count > 1, !programme.isMandatory(work: representative) else {
            return presence(ofWork: representative, presences)
        }
        let keys = [presences.rule.id, programme.projects[project].id]
        let period = presences.instance.period
        let any = program.add(
            Variable(
                name: variableName("any", keys, period), bounds: Bounds(0, 1), isInteger: true,
                block: blocks[project]))
        let owner = ConstraintOwner.block(blocks[project])
        var sum = LinearExpression()
        sum.add(any, times: Ratio(-1))
        for work in works {
            var row = presence(ofWork: work, presences)
            try sum.add(row)
            row.add(any, times: Ratio(-1))
            try add(
                ExactRow(expression: row, upper: .zero),
                name: RowName("any_work", keys + [programme.works[work].id], period), owner: owner,
                demand: "")
        }
        try add(
            ExactRow(expression: sum, lower: .zero), name: RowName("any_none", keys, period),
            owner: owner, demand: "")
        presenceVariables.append((any, sum.terms.map(\.variable).filter { $0 != any }))
        let expression = LinearExpression(terms: [(any, .one)])
        presences.ofProject[project] = expression
        return expression
    }
}
