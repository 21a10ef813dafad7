import Funding
import Optimization

extension Formulation {
    /// Adds what paid and promised money demands of a project.
    ///
    /// - `running`: Σ_t start[p,t] = 1 for a running project, Σ_t work[w,t] = 1 for a running work,
    /// - `commitment`: pay[w,s,τ] ≥ what is paid or promised in τ; Σ_τ pay[w,s,τ] ≥ all of that,
    /// - `before`: before[w,s] = what s paid before the first period, which rules count beside pay.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    mutating func addCommitments(ofProject project: Int) throws(ArithmeticOverflow) {
        let works = programme.projects[project].works
        guard programme.isRunning(project: project) else { return }
        let (id, owner) = (programme.projects[project].id, ConstraintOwner.block(blocks[project]))
        try add(
            ExactRow(expression: funded(project: project), lower: .one),
            name: RowName("running", [id]), owner: owner, demand: "running project '\(id)'")
        for work in works where programme.isRunning(work: work) {
            let keys = [id, programme.works[work].id]
            if !programme.isMandatory(work: work) {
                try add(
                    ExactRow(expression: funded(work: work), lower: .one),
                    name: RowName("running", keys), owner: owner,
                    demand: "running work '\(keys.joined(separator: "/"))'")
            }
            let own = programme.commitments(toWorks: work..<work + 1)
            for source in Set(own.map(\.source)).sorted() {
                try add(own.filter { $0.source == source }, ofSource: source, work, keys, owner)
            }
        }
    }

    /// Adds the commitments of one source to a work.
    private mutating func add(
        _ commitments: [Commitment], ofSource source: Int, _ work: Int, _ workKeys: [String],
        _ owner: ConstraintOwner
    ) throws(ArithmeticOverflow) {
        let payer = PayerSet(sources: [source], text: "")
        let keys = workKeys + [programme.sources[source].id]
        let demand =
            "the money that source '\(programme.sources[source].id)' paid or promised for work "
            + "'\(workKeys.joined(separator: "/"))'"
        var (before, inAll) = (Money.zero, Money.zero)
        var inPeriod = [Money](repeating: .zero, count: programme.periodCount)
        for commitment in commitments {
            switch commitment.time {
            case .before: before += commitment.amount
            case .period(let period): inPeriod[period] += commitment.amount
            case .any: inAll += commitment.amount
            }
        }
        for (period, amount) in inPeriod.enumerated() where amount > .zero {
            try add(
                ExactRow(
                    expression: payments(ofWork: work, by: payer, in: period),
                    lower: units(amount)),
                name: RowName("commitment", keys, period), owner: owner, demand: demand)
        }
        if inAll > .zero {
            try add(
                ExactRow(
                    expression: payments(ofWork: work, by: payer),
                    lower: units(inPeriod.reduce(inAll, +))),
                name: RowName("commitment", keys), owner: owner, demand: demand)
        }
        guard before > .zero, !programme.rules.isEmpty else { return }
        // A variable and no constant, so that a row shared by parts of a programme is the sum of what
        // the parts have in it.
        let variable = program.add(
            Variable(
                name: variableName("before", keys),
                bounds: Bounds(0, Double(units(before).floor)),
                block: blocks[programme.works[work].project]))
        try add(
            ExactRow(
                expression: LinearExpression(terms: [(variable, .one)]), lower: units(before)),
            name: RowName("before", keys), owner: owner, demand: demand)
        paidBefore[work, default: []].append((source, variable))
    }

    /// What rules count as paid for a work in settlement units: what some payers pay for it and, where
    /// no period is meant, what they paid before the first one.
    func countedPayments(ofWork work: Int, by payers: PayerSet, in period: Int?)
        -> LinearExpression
    {
        var sum = payments(ofWork: work, by: payers, in: period)
        guard period == nil else { return sum }
        for (source, variable) in paidBefore[work] ?? [] where payers.sources.contains(source) {
            sum.add(variable)
        }
        return sum
    }
}
