public import Funding

/// The exact figures of a plan, from which the checks, the reports and the outcome all read.
///
/// Money is in whole minor units. The plan need not keep its promises, but it must fit its programme:
/// positions in range, payments in order.
public struct PlanFigures: Sendable {
    /// The programme.
    public let programme: Programme
    /// The plan.
    public let plan: Plan
    /// The exact value of each goal, in the order of ``Programme/goals``: a count, a sum of the column,
    /// minor units for money, minor units per unit for a burden.
    public let goalValues: [Ratio]
    /// How much each pot of money is used, in order of source, pot and period.
    public let budgets: [BudgetFigure]
    /// How targets and shares stand, in the order of ``Programme/choices``.
    public let choices: [ChoiceFigure]

    private let selections: ProgrammeSelections
    private let ledger: PaymentLedger

    /// Computes the figures of a plan.
    ///
    /// To compute those of many plans of a programme, make one ``PlanVerifier`` and ask it.
    ///
    /// - Throws: `FigureError` when the plan does not fit the programme, a needed cell is blank, or a
    ///   figure leaves 128 bits.
    /// - Complexity: O(*n* + *w* · *c*) for *n* payments, *w* works and *c* conditions.
    public init(of plan: Plan, in programme: Programme) throws(FigureError) {
        try self.init(of: plan, in: programme, ProgrammeSelections(of: programme))
    }

    init(of plan: Plan, in programme: Programme, _ selections: ProgrammeSelections)
        throws(FigureError)
    {
        guard PlanShape.violations(of: plan, in: programme).isEmpty else { throw .malformedPlan }
        let ledger = PaymentLedger(of: plan, in: programme)
        let measures = MeasureEvaluation(programme: programme, plan: plan, ledger: ledger)
        var goalValues: [Ratio] = []
        for (goal, rows) in zip(programme.goals, selections.goalRows) {
            goalValues.append(
                try measures.value(of: goal.measure, over: rows, neededBy: "goal '\(goal.id)'"))
        }
        var choices: [ChoiceFigure] = []
        let evaluation = ChoiceEvaluation(measures: measures, selections: selections)
        for choice in programme.choices.indices {
            if let figure = try evaluation.figure(of: choice) { choices.append(figure) }
        }
        budgets = try BudgetEvaluation(
            programme: programme, plan: plan, ledger: ledger, groups: selections.groups
        ).figures()
        (self.programme, self.plan) = (programme, plan)
        (self.goalValues, self.choices) = (goalValues, choices)
        (self.selections, self.ledger) = (selections, ledger)
    }

    /// The sum of all payments.
    public var total: Money { Money(minorUnits: ledger.total) }

    /// The number of funded projects.
    ///
    /// - Complexity: O(*p*) for *p* projects.
    public var fundedProjectCount: Int { plan.starts.count { $0 != nil } }

    /// What a source pays in a period.
    public func use(ofSource source: Int, inPeriod period: Int) -> Money {
        Money(minorUnits: ledger.use(ofSource: source, in: period))
    }

    /// What a source pays in all periods.
    ///
    /// - Complexity: O(*t*) for *t* periods.
    public func use(ofSource source: Int) -> Money {
        Money(minorUnits: ledger.use(ofSource: source))
    }

    /// The positions in ``Plan/payments`` of the payments for a work.
    public func payments(forWork work: Int) -> Range<Int> { ledger.payments(forWork: work) }

    /// What is paid for a work in all.
    public func paid(forWork work: Int) -> Money { Money(minorUnits: ledger.workTotals[work]) }

    /// What is paid for a project in all: the cost of its funded works.
    ///
    /// - Complexity: O(*w*) for *w* works of the project.
    public func paid(forProject project: Int) -> Money {
        programme.projects[project].works.reduce(.zero) { $0 + paid(forWork: $1) }
    }

    /// What each source pays for a project, in the order of ``Programme/sources``.
    ///
    /// - Complexity: O(*n* + *s*) for *n* payments for the project and *s* sources.
    public func payments(forProject project: Int) -> [Money] {
        var sums = [Money](repeating: .zero, count: programme.sources.count)
        addPayments(forWorks: programme.projects[project].works, to: &sums)
        return sums
    }

    /// Adds what each source pays for works that lie together.
    ///
    /// - Parameters:
    ///   - works: The positions of the works.
    ///   - sums: One amount for each source, in the order of ``Programme/sources``.
    /// - Complexity: O(*n* + *w*) for *n* payments for *w* works.
    public func addPayments(forWorks works: Range<Int>, to sums: inout [Money]) {
        guard let first = works.first, let last = works.last else { return }
        let range = payments(forWork: first).lowerBound..<payments(forWork: last).upperBound
        for index in range {
            sums[plan.payments[index].source] += plan.payments[index].amount
        }
    }

    /// The figures of each place where a rule holds, in order of limits, then of works, projects,
    /// group values or periods.
    ///
    /// Places where nothing is funded, demanded or paid are left out.
    ///
    /// - Throws: `FigureError` when a bound cannot be computed.
    /// - Complexity: O(*l* · (*w* + *n*)) for *l* limits, *w* works and *n* payments.
    public func ruleFigures(ofRule rule: Int) throws(FigureError) -> [RuleFigure] {
        var figures: [RuleFigure] = []
        for limit in programme.rules[rule].limits.indices {
            try forEachFigure(ofRule: rule, limit: limit) { figures.append($0) }
        }
        return figures
    }

    /// Hands over the figures of ``ruleFigures(ofRule:)`` for one limit, one at a time.
    ///
    /// For rules that hold in each of millions of works.
    ///
    /// - Throws: `FigureError` when a bound cannot be computed.
    /// - Complexity: O(*w* + *n*) for *w* works and *n* payments.
    public func forEachFigure(
        ofRule rule: Int, limit: Int, _ body: (RuleFigure) -> Void
    ) throws(FigureError) {
        try forEachFigure(
            ofRule: rule, limit: limit, inProjects: programme.projects.indices, body)
    }

    /// Hands over the figures of ``ruleFigures(ofRule:)`` for one limit in some of the projects, one
    /// at a time.
    ///
    /// Lets several threads share a rule that holds in each of millions of works.
    ///
    /// - Parameters:
    ///   - rule: The position of the rule in ``Programme/rules``.
    ///   - limit: The position of the limit in ``FundingRule/limits``.
    ///   - projects: The positions of the projects.
    ///   - body: Takes a figure.
    /// - Throws: `FigureError` when a bound cannot be computed.
    /// - Precondition: The rule holds in each work or project, or the projects are all there are.
    /// - Complexity: O(*w* + *n*) for *w* works of the projects and *n* payments for them.
    public func forEachFigure(
        ofRule rule: Int, limit: Int, inProjects projects: Range<Int>, _ body: (RuleFigure) -> Void
    ) throws(FigureError) {
        let sense = programme.rules[rule].limits[limit].sense
        let unit = programme.settlementUnit
        var failure: FigureError?
        try RuleEvaluation(
            rule: rule, limit: limit, of: plan, in: programme, selections, ledger
        ).forEachInstance(inProjects: projects) { instance in
            guard instance.applies, failure == nil else { return }
            let bound = instance.bound
            guard let difference = try? Ratio(Int128(instance.actual)).subtracting(bound) else {
                failure = .overflow(of: "rule '\(programme.rules[rule].id)'")
                return
            }
            let holds = instance.holds(sense, unit: unit)
            let slack =
                switch sense {
                case .atLeast: difference
                case .atMost: difference.negated
                case .exactly: holds ? .zero : difference.magnitude.negated
                }
            body(
                RuleFigure(
                    rule: rule, limit: limit, scope: instance.scope, bound: bound,
                    actual: Money(minorUnits: instance.actual), slack: slack,
                    isBinding: holds && slack < unit.exact))
        }
        if let failure { throw failure }
    }

    /// Hands over how the sliding scale of a limit stands in each place of some of the projects where a
    /// measured work is funded, one at a time; nothing for a limit without a scale.
    ///
    /// - Parameters:
    ///   - rule: The position of the rule in ``Programme/rules``.
    ///   - limit: The position of the limit in ``FundingRule/limits``.
    ///   - projects: The positions of the projects.
    ///   - body: Takes a figure.
    /// - Throws: `FigureError` when a bound cannot be computed.
    /// - Complexity: O(*w* + *n*) for *w* works of the projects and *n* payments for them.
    public func forEachSlidingFigure(
        ofRule rule: Int, limit: Int, inProjects projects: Range<Int>,
        _ body: (SlidingFigure) -> Void
    ) throws(FigureError) {
        guard case .slidingScale(let scale) = programme.rules[rule].limits[limit].bound else {
            return
        }
        try RuleEvaluation(
            rule: rule, limit: limit, of: plan, in: programme, selections, ledger
        ).forEachSlidingItem(of: scale, inProjects: projects) { _, figure in
            if let figure { body(figure) }
        }
    }

    /// What the plan does for each value of a column of projects or works, in ascending order of
    /// values, blank cells first.
    ///
    /// - Complexity: O(*w* + *n* + *g* log *g*) for *w* works, *n* payments and *g* values.
    public func groups(by column: ColumnReference) -> [GroupFigure] {
        let groups = ProjectGroups(of: programme.column(column))
        let figures = groupFigures(labels: [""] + groups.labels) { project, work in
            let row = column.level == .project ? project : work
            return row.map { Int(groups.codes[$0]) + 1 }
        }
        return figures.filter { !$0.label.isEmpty || $0.projects > 0 }
    }

    /// What the plan does for each class of works, in the order of ``Programme/classes``.
    ///
    /// - Complexity: O(*w* + *n*) for *w* works and *n* payments.
    public var classes: [GroupFigure] {
        groupFigures(labels: programme.classes.map(\.id)) { _, work in
            work.map { programme.works[$0].classIndex }
        }
    }

    /// The plan with the claims that are stored beside it: one cost for each funded work, one use for
    /// each source and period with a payment, by source and period.
    ///
    /// - Complexity: O(*w* + *s* · *t*) for *w* works, *s* sources and *t* periods.
    public var storedPlan: StoredPlan {
        var workCosts = [Int: Money](minimumCapacity: plan.fundedWorks.count { $0 })
        for work in programme.works.indices where plan.fundedWorks[work] {
            workCosts[work] = programme.works[work].cost
        }
        var uses: [StoredPlan.SourceUse] = []
        for source in programme.sources.indices {
            for period in 0..<programme.periodCount {
                let use = use(ofSource: source, inPeriod: period)
                guard use != .zero else { continue }
                uses.append(StoredPlan.SourceUse(source: source, period: period, amount: use))
            }
        }
        return StoredPlan(
            plan: plan, workCosts: workCosts, sourceUses: uses, total: total,
            goalValues: goalValues)
    }

    /// Sorts projects and works into figures.
    ///
    /// - Parameters:
    ///   - labels: The labels of the figures.
    ///   - place: The figure of a project (work `nil`) or of a work; `nil` where a project as such
    ///     belongs to none, because its works do.
    /// - Returns: One figure per label.
    private func groupFigures(labels: [String], place: (Int, Int?) -> Int?) -> [GroupFigure] {
        var figures = labels.map {
            GroupFigure(label: $0, sourceCount: programme.sources.count)
        }
        // The last project that each figure has counted, so that none is counted twice.
        var (seen, seenFunded) = (
            [Int](repeating: -1, count: labels.count), [Int](repeating: -1, count: labels.count)
        )
        for (position, project) in programme.projects.enumerated() {
            if let own = place(position, nil) {
                (seen[own], seenFunded[own]) = (position, position)
                figures[own].projects += 1
                if plan.starts[position] != nil { figures[own].fundedProjects += 1 }
            }
            for work in project.works {
                guard let own = place(position, work) else { continue }
                figures[own].works += 1
                if seen[own] != position {
                    seen[own] = position
                    figures[own].projects += 1
                }
                guard plan.fundedWorks[work] else { continue }
                figures[own].fundedWorks += 1
                figures[own].cost += programme.works[work].cost
                if seenFunded[own] != position {
                    seenFunded[own] = position
                    figures[own].fundedProjects += 1
                }
                for index in payments(forWork: work) {
                    let payment = plan.payments[index]
                    figures[own].payments[payment.source] += payment.amount
                }
            }
        }
        return figures
    }
}
