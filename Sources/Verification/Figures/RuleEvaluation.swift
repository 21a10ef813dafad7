internal import Funding

/// Computes, for one limit of a rule, what is paid and what is demanded in each place it holds.
///
/// Written from the definition of ``RuleBound``: matching works are those of considered projects
/// that the rule's condition holds for; an item counts where a matching work of it is funded, or, in
/// the scope of a work or project, where the rule binds always.
struct RuleEvaluation {
    let programme: Programme
    let plan: Plan
    let ledger: PaymentLedger
    let position: Int
    /// The position of the limit in ``FundingRule/limits``.
    let limit: Int
    let rule: FundingRule
    let matches: [Bool]
    let isConsidered: [Bool]
    private let groups: ProjectGroups?
    let isPayer: [Bool]
    private let formula: BoundFormula
    /// Whether items count that are not funded.
    private let countsAll: Bool

    /// Prepares a limit.
    ///
    /// - Throws: `FigureError.overflow` when the bound has no common denominator in 128 bits.
    init(
        rule position: Int, limit: Int, of plan: Plan, in programme: Programme,
        _ selections: ProgrammeSelections, _ ledger: PaymentLedger
    ) throws(FigureError) {
        let rule = programme.rules[position]
        (self.programme, self.plan, self.ledger) = (programme, plan, ledger)
        (self.position, self.limit, self.rule) = (position, limit, rule)
        (matches, isConsidered) = (selections.ruleWorks[position], selections.isConsidered)
        if case .group(let column) = rule.scope {
            groups = selections.groups[column]
        } else {
            groups = nil
        }
        var isPayer = [Bool](repeating: false, count: programme.sources.count)
        for source in rule.payers.sources { isPayer[source] = true }
        self.isPayer = isPayer
        countsAll = rule.bindsAlways && (rule.scope == .work || rule.scope == .project)
        do {
            formula = try BoundFormula(
                of: rule.limits[limit].bound, in: rule.scope, of: programme)
        } catch {
            throw .overflow(of: "rule '\(rule.id)'")
        }
    }

    /// Hands over each place where the rule holds, in order of works, projects, group values or
    /// periods.
    ///
    /// - Parameters:
    ///   - projects: The projects to look at, or `nil` for all.
    ///   - body: Takes a place.
    /// - Throws: `FigureError` when a bound cannot be computed.
    /// - Precondition: The rule holds in each work or project, or the projects are all there are.
    /// - Complexity: O(*w* + *n*) for *w* works and *n* payments.
    func forEachInstance(
        inProjects projects: Range<Int>? = nil, _ body: (LimitInstance) -> Void
    ) throws(FigureError) {
        let projects = projects ?? programme.projects.indices
        if case .slidingScale(let scale) = rule.limits[limit].bound {
            return try forEachSlidingItem(of: scale, inProjects: projects) { instance, _ in
                body(instance)
            }
        }
        switch rule.scope {
        case .work, .project: try forEachItem(inProjects: projects, body)
        case .group, .period, .programme:
            precondition(
                projects == programme.projects.indices, "a part of a group has no limit of its own")
            try forEachWideInstance(body)
        }
    }

    // MARK: - Works and projects

    private func forEachItem(
        inProjects projects: Range<Int>, _ body: (LimitInstance) -> Void
    ) throws(FigureError) {
        let isWorkScope = rule.scope == .work
        for project in projects {
            var instance = LimitInstance(scope: .project(project), scale: formula.scale)
            var (hasMatch, counts) = (false, false)
            for work in programme.projects[project].works where matches[work] {
                hasMatch = true
                if isWorkScope {
                    instance = LimitInstance(scope: .work(work), scale: formula.scale)
                }
                instance.actual += paid(work, by: isPayer)
                let isCounted = countsAll || plan.fundedWorks[work]
                counts = counts || isCounted
                if isPaymentShare || (formula.countsWorks && isCounted) {
                    try add(work, project, to: &instance)
                }
                guard isWorkScope else { continue }
                instance.applies = isCounted || instance.actual != 0
                body(instance)
            }
            guard hasMatch, !isWorkScope else { continue }
            if !formula.countsWorks && counts {
                try add(programme.projects[project].works.lowerBound, project, to: &instance)
            }
            instance.applies = counts || instance.actual != 0
            body(instance)
        }
    }

    // MARK: - Groups, periods and the programme

    private func forEachWideInstance(_ body: (LimitInstance) -> Void) throws(FigureError) {
        var instances = emptyInstances()
        let isPresent = presence()
        var schedule = SpendingSchedule(of: programme)
        for project in programme.projects.indices {
            let place = placeOf(project)
            var counts = false
            for work in programme.projects[project].works where matches[work] {
                addPayments(of: work, at: place, to: &instances)
                if isPaymentShare { try addShares(of: work, at: place, to: &instances) }
                guard plan.fundedWorks[work], let start = plan.starts[project] else { continue }
                counts = true
                guard formula.countsWorks, !isPaymentShare, !formula.isAbsolute else { continue }
                if rule.scope == .period, case .cost = formula.quantity {
                    schedule.spread(work: work, startingIn: start)
                    for (period, cost) in schedule.costs.enumerated() where cost != 0 {
                        let coefficient = try coefficient(work, project)
                        try add(coefficient, Int128(cost), to: &instances[period])
                        instances[period].applies = true
                    }
                } else if let place = place ?? periodPlace(start) {
                    try add(work, project, to: &instances[place])
                    instances[place].applies = true
                }
            }
            guard counts, !formula.countsWorks, !formula.isAbsolute,
                let place = place ?? plan.starts[project].flatMap(periodPlace)
            else { continue }
            try add(programme.projects[project].works.lowerBound, project, to: &instances[place])
            instances[place].applies = true
        }
        for (place, instance) in instances.enumerated() where isPresent(place) {
            var instance = instance
            if formula.isAbsolute {
                (instance.numerator, instance.applies) = (formula.coefficients[0], true)
            }
            instance.applies = instance.applies || instance.actual != 0 || instance.numerator != 0
            body(instance)
        }
    }

    /// Whether an instance is one: a group only where one of its projects is considered.
    private func presence() -> (Int) -> Bool {
        guard let groups else { return { _ in true } }
        var isPresent = [Bool](repeating: false, count: groups.labels.count)
        for project in isConsidered.indices where isConsidered[project] {
            if groups.codes[project] >= 0 { isPresent[Int(groups.codes[project])] = true }
        }
        return { isPresent[$0] }
    }

    /// One instance for each value of the rule's column, each period, or the programme.
    private func emptyInstances() -> [LimitInstance] {
        switch rule.scope {
        case .period:
            return (0..<programme.periodCount).map {
                LimitInstance(scope: .period($0), scale: formula.scale)
            }
        case .group:
            return (groups?.labels ?? []).map {
                LimitInstance(scope: .group($0), scale: formula.scale)
            }
        case .programme, .work, .project:
            return [LimitInstance(scope: .programme, scale: formula.scale)]
        }
    }

    /// The position of the instance that a project lies in; `nil` where that depends on the period,
    /// and where the project lies in no group.
    private func placeOf(_ project: Int) -> Int? {
        switch rule.scope {
        case .group: groups.flatMap { $0.codes[project] < 0 ? nil : Int($0.codes[project]) }
        case .period: nil
        case .programme, .work, .project: 0
        }
    }

    private func periodPlace(_ start: Int) -> Int? {
        rule.scope == .period && start < programme.periodCount ? start : nil
    }

    private func addPayments(of work: Int, at place: Int?, to instances: inout [LimitInstance]) {
        if let place { instances[place].actual += paidBefore(work, by: isPayer) }
        for index in ledger.payments(forWork: work) {
            let payment = plan.payments[index]
            guard isPayer[payment.source] else { continue }
            if let place = rule.scope == .period ? payment.period : place {
                instances[place].actual += payment.amount.minorUnits
            }
        }
    }

    private func addShares(of work: Int, at place: Int?, to instances: inout [LimitInstance])
        throws(FigureError)
    {
        guard case .payments(let isOther) = formula.quantity else { return }
        if let place {
            let before = Int128(paidBefore(work, by: isOther))
            try add(formula.coefficients[0], before, to: &instances[place])
        }
        for index in ledger.payments(forWork: work) {
            let payment = plan.payments[index]
            guard isOther[payment.source] else { continue }
            if let place = rule.scope == .period ? payment.period : place {
                try add(
                    formula.coefficients[0], Int128(payment.amount.minorUnits),
                    to: &instances[place])
            }
        }
    }

    // MARK: - One item

    private var isPaymentShare: Bool {
        if case .payments = formula.quantity { true } else { false }
    }

    /// What was paid for a work before the first period, which counts wherever no period is meant.
    private func paidBefore(_ work: Int, by isPayer: [Bool]? = nil) -> Int64 {
        programme.moneyPaidBefore(forWork: work, by: isPayer).minorUnits
    }

    func paid(_ work: Int, by isPayer: [Bool]) -> Int64 {
        var sum = paidBefore(work, by: isPayer)
        for index in ledger.payments(forWork: work) where isPayer[plan.payments[index].source] {
            sum += plan.payments[index].amount.minorUnits
        }
        return sum
    }

    /// Adds what a counted item brings to the bound; where projects count, any work stands for its
    /// project.
    private func add(_ work: Int, _ project: Int, to instance: inout LimitInstance)
        throws(FigureError)
    {
        let quantity: Int128
        switch formula.quantity {
        case .cost:
            quantity = Int128(programme.works[work].cost.minorUnits) + Int128(paidBefore(work))
        case .payments(let isOther): quantity = Int128(paid(work, by: isOther))
        case .one: quantity = 1
        case .column(let cells): quantity = try number(cells, work, project)
        }
        try add(try coefficient(work, project), quantity, to: &instance)
    }

    private func coefficient(_ work: Int, _ project: Int) throws(FigureError) -> Int128 {
        guard let steps = formula.steps else { return formula.coefficients[0] }
        let mantissa = Int64(try number(steps.cells, work, project))
        guard let position = steps.position(at: mantissa) else {
            throw .belowFirstStep(
                column: steps.cells.column.name, of: name(steps.cells, work, project),
                neededBy: "rule '\(rule.id)'")
        }
        return formula.coefficients[position]
    }

    private func number(_ cells: NumberCells, _ work: Int, _ project: Int) throws(FigureError)
        -> Int128
    {
        guard let mantissa = cells.mantissa(ofWork: work, in: project) else {
            throw .blank(
                column: cells.column.name, of: name(cells, work, project),
                neededBy: "rule '\(rule.id)'")
        }
        return Int128(mantissa)
    }

    private func name(_ cells: NumberCells, _ work: Int, _ project: Int) -> String {
        cells.column.level == .project
            ? "project '\(programme.projects[project].id)'" : programme.name(ofWork: work)
    }

    private func add(_ coefficient: Int128, _ quantity: Int128, to instance: inout LimitInstance)
        throws(FigureError)
    {
        let (product, first) = coefficient.multipliedReportingOverflow(by: quantity)
        let (sum, second) = instance.numerator.addingReportingOverflow(product)
        guard !first, !second, sum != .min else { throw .overflow(of: "rule '\(rule.id)'") }
        instance.numerator = sum
    }
}
