import Funding
import Optimization

extension Formulation {
    /// A goal as an objective of whole numbers: the goal's value is `scale` times the objective's.
    struct ScaledObjective {
        /// The objective.
        var objective: Objective
        /// The unit of the objective in the goal's unit, > 0.
        var scale: Ratio
    }

    /// What a measure counts, as a sum of decisions, money in minor units.
    ///
    /// - Precondition: The measure is no burden; ``addBurden(_:)`` formulates those.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    func expression(of measure: Measure) throws(ArithmeticOverflow) -> LinearExpression {
        var sum = LinearExpression()
        switch measure {
        case .projects(let condition):
            for project in programme.projects.indices
            where condition.holds(forProject: project, in: programme) {
                try sum.add(funded(project: project))
            }
        case .works(let condition):
            for work in programme.works.indices where condition.holds(forWork: work, in: programme)
            { try sum.add(funded(work: work)) }
        case .columnSum(let column, let condition):
            let values = programme.column(column)
            switch column.level {
            case .project:
                for project in programme.projects.indices
                where condition.holds(forProject: project, in: programme) {
                    let value = values.number(at: project) ?? .zero
                    try sum.add(funded(project: project), times: value)
                }
            case .work:
                for work in programme.works.indices
                where condition.holds(forWork: work, in: programme) {
                    let value = values.number(at: work) ?? .zero
                    try sum.add(funded(work: work), times: value)
                }
            }
        case .payments(let payers, let condition):
            for work in programme.works.indices
            where condition.holds(forWork: work, in: programme) {
                try sum.add(
                    payments(ofWork: work, by: payers), times: programme.settlementUnit.exact)
            }
        case .changedProjects:
            for change in projectChanges { sum.add(change) }
        case .movedMoney:
            for withdrawal in withdrawals {
                sum.add(withdrawal, times: programme.settlementUnit.exact)
            }
        case .largestBurden:
            preconditionFailure("a burden is no sum")
        }
        return sum
    }

    /// Adds every goal of a part: a sum as a shared row without limits, a burden as rows of blocks under
    /// a threshold.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    mutating func addGoals() throws(ArithmeticOverflow) {
        for (index, goal) in programme.goals.enumerated() {
            if case .largestBurden = goal.measure {
                thresholds[index] = try addBurden(goal)
            } else {
                let row = ExactRow(expression: try expression(of: goal.measure))
                sharedRows.append(
                    SharedRow(key: Formulation.key(ofGoal: index), row: row, demand: ""))
            }
        }
    }

    /// The key of a goal's shared row.
    static func key(ofGoal goal: Int) -> String { "goal(\(goal))" }

    /// The objective of a goal; a burden first gets its threshold variable and its constraints.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    mutating func objective(of goal: Goal) throws(ArithmeticOverflow) -> ScaledObjective {
        let sense: ObjectiveSense = goal.sense == .minimize ? .minimize : .maximize
        if case .largestBurden = goal.measure {
            let threshold = try addBurden(goal)
            (self.threshold, burden) = (threshold, goal)
            return ScaledObjective(
                objective: Objective(sense, terms: [Term(1, threshold)]),
                scale: programme.settlementUnit.exact)
        }
        let sum = try expression(of: goal.measure).collected()
        if let whole = ExactRow.wholeNumbers(sum.terms.map(\.coefficient)) {
            let terms = zip(whole.numbers, sum.terms).map { Term(Ratio.double($0), $1.variable) }
            return ScaledObjective(
                objective: Objective(sense, terms: terms, isIntegral: true),
                scale: try Ratio.one.divided(by: whole.factor))
        }
        // Too large to be exact: rounded in the goal's favour, so that the bound stays a bound.
        let terms = sum.terms.map {
            Term(
                sense == .maximize
                    ? ExactRow.roundedUp($0.coefficient) : ExactRow.roundedDown($0.coefficient),
                $0.variable)
        }
        return ScaledObjective(objective: Objective(sense, terms: terms), scale: .one)
    }

    /// Holds a goal at a value while later goals are optimised.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    mutating func hold(_ goal: Goal, at value: Ratio) throws(ArithmeticOverflow) {
        if case .largestBurden(let payers, let column, let condition) = goal.measure {
            for project in programme.projects.indices {
                var row = try burdenPayments(ofProject: project, by: payers, where: condition)
                guard !row.terms.isEmpty else { continue }
                row.constant = try units(minorUnits: value)
                    .multiplied(by: programme.column(column).number(at: project) ?? .zero).negated
                try add(
                    ExactRow(expression: row, upper: .zero),
                    name: RowName("held", [goal.id, programme.projects[project].id]),
                    owner: .block(blocks[project]), demand: "goal '\(goal.id)' held at its value")
            }
            return
        }
        let (lower, upper): (Ratio?, Ratio?) =
            goal.sense == .minimize ? (nil, value) : (value, nil)
        try add(
            ExactRow(expression: try expression(of: goal.measure), lower: lower, upper: upper),
            name: RowName("held", [goal.id]), owner: .shared,
            demand: "goal '\(goal.id)' held at its value")
    }

    /// The least burden that a plan can have and that is not below a threshold that the solver found,
    /// in settlement units per unit of the column; `nil` where no burden is the objective.
    ///
    /// - Throws: `ArithmeticOverflow` when a value leaves 128 bits.
    /// - Complexity: O(*p*) for *p* projects.
    func leastBurden(near threshold: Double) throws(ArithmeticOverflow) -> Ratio? {
        // A little less, so that a burden which the solver meets but for its tolerance counts.
        let fine = Double(sign: .plus, exponent: 40, significand: 1)
        guard let burden,
            let whole = Int128(exactly: (threshold * (1 - 1e-9) * fine).rounded(.down))
        else { return nil }
        let bound = Ratio(max(0, whole), Int128(1) << 40)
        let unit = programme.settlementUnit.exact
        return try programme.attainable(bound.multiplied(by: unit), of: burden).divided(by: unit)
    }

    /// Adds the threshold of a burden, in settlement units per unit of the column.
    ///
    /// Σ_{w in p, s in payers, τ} pay[w,s,τ] ≤ threshold · column[p] for each project p; a project that
    /// is not funded pays nothing and so limits nothing.
    private mutating func addBurden(_ goal: Goal) throws(ArithmeticOverflow) -> VariableID {
        guard case .largestBurden(let payers, let column, let condition) = goal.measure else {
            preconditionFailure("only a burden has a threshold")
        }
        var largest = Ratio.zero
        var rows: [(project: Int, row: LinearExpression, size: Ratio)] = []
        for project in programme.projects.indices {
            let row = try burdenPayments(ofProject: project, by: payers, where: condition)
            guard let size = programme.column(column).number(at: project), size > .zero,
                !row.terms.isEmpty
            else { continue }
            var most = Ratio.zero
            for work in programme.projects[project].works {
                most = try most.adding(units(programme.works[work].cost))
            }
            largest = max(largest, try most.divided(by: size))
            rows.append((project, row, size))
        }
        let threshold = program.add(
            Variable(
                name: variableName("burden", [goal.id]),
                bounds: Bounds(0, ExactRow.roundedUp(largest))))
        for (project, row, size) in rows {
            var row = row
            row.add(threshold, times: size.negated)
            try add(
                ExactRow(expression: row, upper: .zero, isWhole: false),
                name: RowName("burden", [goal.id, programme.projects[project].id]),
                owner: extent == .part ? .block(blocks[project]) : .shared, demand: "")
        }
        return threshold
    }

    private func burdenPayments(
        ofProject project: Int, by payers: PayerSet, where condition: Predicate
    ) throws(ArithmeticOverflow) -> LinearExpression {
        var row = LinearExpression()
        for work in programme.projects[project].works
        where condition.holds(forWork: work, in: programme) {
            try row.add(payments(ofWork: work, by: payers))
        }
        return row
    }
}
