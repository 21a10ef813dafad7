import Funding
import Optimization

extension Formulation {
    /// Formulates a programme: decisions, payments, budgets, rules and choices, without a goal.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    /// - Complexity: O(*w*·*s*·*t* + *r*·*w*) for *w* works, *s* sources, *t* periods and *r* rules.
    static func formulate(_ programme: Programme, extent: Extent = .whole)
        throws(ArithmeticOverflow) -> Formulation
    {
        var formulation = Formulation(programme, extent: extent)
        _ = try formulation.complete(isStopped: { false })
        return formulation
    }

    /// Formulates a whole programme, as far as nobody asks to stop.
    ///
    /// - Parameters:
    ///   - programme: A checked programme.
    ///   - isStopped: Asked now and then whether to give up.
    /// - Returns: The formulation, or `nil` where it was given up.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    /// - Complexity: As without stopping.
    static func formulate(_ programme: Programme, isStopped: () -> Bool)
        throws(ArithmeticOverflow) -> Formulation?
    {
        var formulation = Formulation(programme)
        return try formulation.complete(isStopped: isStopped) ? formulation : nil
    }

    /// Adds all variables and constraints; whether that was done before somebody asked to stop.
    private mutating func complete(isStopped: () -> Bool) throws(ArithmeticOverflow) -> Bool {
        for project in programme.projects.indices where isConsidered[project] {
            if project.isMultiple(of: 256), isStopped() { return false }
            addDecisions(ofProject: project)
            try addCostConstraints(ofProject: project)
            try addCommitments(ofProject: project)
        }
        try addChanges()
        try addClassOrderConstraints()
        if isStopped() { return false }
        try addBudgetConstraints()
        for rule in programme.rules.indices {
            if isStopped() { return false }
            try addConstraints(ofRule: rule)
        }
        for choice in programme.choices.indices {
            if isStopped() { return false }
            try addConstraints(ofChoice: choice)
        }
        if extent == .part { try addGoals() }
        return true
    }

    /// Adds the start, work and payment variables of a project.
    ///
    /// A work that costs money and that nobody may pay cannot be funded: an optional one gets no
    /// variables, and a project with a mandatory one gets none at all.
    private mutating func addDecisions(ofProject project: Int) {
        let block = blocks[project]
        let works = programme.projects[project].works
        let payers = works.map { work in
            programme.sources.indices.filter { self.payers.mayPay(source: $0, work: work) }
        }
        let isPayable = zip(works, payers).map {
            programme.works[$0].cost == .zero || !$1.isEmpty
        }
        guard zip(works, isPayable).allSatisfy({ !programme.isMandatory(work: $0) || $1 }) else {
            return
        }
        let id = programme.projects[project].id
        for start in programme.possibleStarts(ofProject: project) {
            let variable = program.add(
                Variable(
                    name: variableName("start", [id], start), bounds: Bounds(0, 1), isInteger: true,
                    block: block))
            projectStarts[project].append(StartSlot(period: start, variable: variable))
        }
        for (offset, work) in works.enumerated()
        where isPayable[offset] && !programme.isMandatory(work: work) {
            for start in projectStarts[project] {
                let variable = program.add(
                    Variable(
                        name: variableName(
                            "work", [id, programme.works[work].id], start.period),
                        bounds: Bounds(0, 1), isInteger: true, block: block))
                workStarts[work].append(StartSlot(period: start.period, variable: variable))
            }
        }
        for (offset, work) in works.enumerated() {
            addPayments(ofWork: work, by: payers[offset], block: block)
        }
    }

    private mutating func addPayments(ofWork work: Int, by payers: [Int], block: Int) {
        let first = payments.count
        let costs = starts(ofWork: work).map {
            programme.costs(ofWork: work, startingIn: $0.period)
        }
        let project = programme.works[work].project
        for source in payers {
            for period in 0..<programme.periodCount {
                let most = costs.map { $0[period] }.max() ?? .zero
                guard most > .zero else { continue }
                let variable = program.add(
                    Variable(
                        name: variableName(
                            "pay",
                            [
                                programme.projects[project].id, programme.works[work].id,
                                programme.sources[source].id,
                            ], period),
                        bounds: Bounds(0, Double(units(most).floor)), block: block))
                payments.append(
                    PaymentSlot(work: work, source: source, period: period, variable: variable))
            }
        }
        paymentsOfWork[work] = first..<payments.count
    }

    /// Adds what ties the decisions of a project to each other.
    ///
    /// - Σ_t start[p,t] ≤ 1: it starts once at most,
    /// - work[w,t] ≤ start[p,t]: an optional work starts with its project,
    /// - start[p,t] ≤ Σ_w work[w,t] where no work is mandatory: a project without any work is not funded,
    /// - Σ_s pay[w,s,τ] = Σ_t cost[w,t,τ] · work[w,t]: all or nothing; what a funded work costs in a
    ///   period is paid in full, and nothing else is paid (资金不到位不宜改造).
    private mutating func addCostConstraints(ofProject project: Int) throws(ArithmeticOverflow) {
        let id = programme.projects[project].id
        let owner = ConstraintOwner.block(blocks[project])
        if projectStarts[project].count > 1 {
            try add(
                ExactRow(expression: funded(project: project), upper: .one),
                name: RowName("once", [id]), owner: owner, demand: "")
        }
        let works = programme.projects[project].works
        if !works.contains(where: programme.isMandatory(work:)) {
            for start in projectStarts[project] {
                var row = LinearExpression()
                row.add(start.variable, times: Ratio(-1))
                for work in works {
                    try row.add(funded(work: work, startingIn: start.period))
                }
                try add(
                    ExactRow(expression: row, lower: .zero),
                    name: RowName("some_work", [id], start.period), owner: owner, demand: "")
            }
        }
        for work in works {
            let workID = programme.works[work].id
            for (own, projects) in zip(workStarts[work], projectStarts[project]) {
                var row = LinearExpression()
                row.add(own.variable)
                row.add(projects.variable, times: Ratio(-1))
                try add(
                    ExactRow(expression: row, upper: .zero),
                    name: RowName("with_project", [id, workID], own.period), owner: owner,
                    demand: "")
            }
            for period in 0..<programme.periodCount {
                var row = cost(ofWork: work, in: period)
                for slot in payments[paymentsOfWork[work]] where slot.period == period {
                    row.add(slot.variable, times: Ratio(-1))
                }
                try add(
                    ExactRow(expression: row, lower: .zero, upper: .zero),
                    name: RowName("cost", [id, workID], period), owner: owner, demand: "")
            }
        }
    }

    /// The name of a variable; none in a part.
    func variableName(_ family: String, _ keys: [String], _ period: Int? = nil) -> String {
        extent == .part
            ? ""
            : RowName(family, keys, period).text(separator: ",", periods: programme.periods)
    }
}
