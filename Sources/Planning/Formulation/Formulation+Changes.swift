import Funding
import Optimization

extension Formulation {
    /// Adds how the plan differs from the published one, where a goal or a target asks for it.
    ///
    /// - `changed`: changed[p] = 1 − Σ_t start[p,t] for a project that was funded, Σ_t start[p,t] for
    ///   another,
    /// - `moved`: moved[w,s] ≥ published[w,s] − Σ_τ pay[w,s,τ], in settlement units.
    ///
    /// Both are whole wherever starts and payments are.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    mutating func addChanges() throws(ArithmeticOverflow) {
        guard let published = programme.published else { return }
        let measures = programme.goals.map(\.measure) + programme.choices.flatMap(\.demand.measures)
        if measures.contains(.changedProjects) {
            for (project, wasFunded) in published.fundedProjects.enumerated() {
                try addChange(ofProject: project, wasFunded: wasFunded)
            }
        }
        guard measures.contains(.movedMoney) else { return }
        for payment in published.payments { try addWithdrawal(from: payment) }
    }

    private mutating func addChange(ofProject project: Int, wasFunded: Bool)
        throws(ArithmeticOverflow)
    {
        let (id, block) = (programme.projects[project].id, blocks[project])
        guard wasFunded || !projectStarts[project].isEmpty else { return }
        let variable = program.add(
            Variable(name: variableName("changed", [id]), bounds: Bounds(0, 1), block: block))
        var row = funded(project: project)
        row.add(variable, times: wasFunded ? .one : Ratio(-1))
        let sum = wasFunded ? Ratio.one : .zero
        try add(
            ExactRow(expression: row, lower: sum, upper: sum), name: RowName("changed", [id]),
            owner: .block(block), demand: "")
        projectChanges.append(variable)
    }

    private mutating func addWithdrawal(from published: PublishedPlan.Payment)
        throws(ArithmeticOverflow)
    {
        let project = programme.works[published.work].project
        let keys = [
            programme.projects[project].id, programme.works[published.work].id,
            programme.sources[published.source].id,
        ]
        let amount = units(published.amount)
        let variable = program.add(
            Variable(
                name: variableName("moved", keys), bounds: Bounds(0, Double(amount.floor)),
                block: blocks[project]))
        var row = payments(
            ofWork: published.work, by: PayerSet(sources: [published.source], text: ""))
        row.add(variable)
        try add(
            ExactRow(expression: row, lower: amount), name: RowName("moved", keys),
            owner: .block(blocks[project]), demand: "")
        withdrawals.append(variable)
    }
}

extension Choice.Demand {
    /// What the demand measures.
    fileprivate var measures: [Measure] {
        switch self {
        case .target(let measure, _, _): [measure]
        case .share(let measure, _, _, let whole): [measure, whole]
        case .must, .never, .together, .exactlyOne, .atMostOne, .needs: []
        }
    }
}
