import Funding
import Optimization

/// Says in figures what an item lacks that was proved not to fit.
///
/// The ray of the proof names the rows that contradict each other. Where budgets are among them, a
/// linear program without these budgets says what they must at least pay together: once for all that
/// is accepted, and once with the item. Both sums are bounds that were computed again with outward
/// rounding, so that the item needs at least what is said beside the others.
final class ShortageMeasure {
    /// A program in which some budgets do not limit anything, and their use is minimised.
    private struct Load {
        var session: any LinearSession
        /// The bounds that the session has.
        var exact: [Bounds]
        /// The rows of the budgets.
        var rows: [Int] = []
        var bound: DualBound
        /// What the budgets hold together, in settlement units.
        var budget: Int64 = 0
        /// What they must pay for all that was accepted under these bounds, if that is known.
        var before: (exact: [Bounds], units: Int64)?
    }

    /// How many items are measured; what others lack is said by the limits in their way.
    private static let mostMeasured = 200
    /// The share of a ray's largest entry below which an entry is noise.
    private static let noise = 1e-9

    private let probe: FundingProbe
    private let solver: any LinearSolver
    private let options: SolveOptions
    private let sourceOfVariable: [VariableID: Int]
    /// One for all budgets in turn, because a solve from the last basis takes a fraction of the time.
    private var load: Load?
    private var measured = 0
    private(set) var statistics = SolveStatistics()

    private var programme: Programme { probe.programme }
    private var program: LinearProgram { probe.staged.program }

    /// Prepares to measure what does not fit.
    init(_ probe: FundingProbe, solver: any LinearSolver, options: SolveOptions) {
        (self.probe, self.solver, self.options) = (probe, solver, options)
        sourceOfVariable = Dictionary(
            uniqueKeysWithValues: probe.staged.payments.map { ($0.variable, $0.source) })
    }

    /// What shows that an item does not fit beside all that is accepted.
    ///
    /// - Throws: `SolverError` when the solver breaks.
    func witness(for item: FundingProbe.Item, _ evidence: FundingProbe.Evidence)
        throws(SolverError) -> Ranking.Witness
    {
        switch evidence {
        case .branches(let branches): return .search(branches: branches)
        case .ray(let ray):
            let rows = self.rows(of: ray)
            let budgets = rows.filter {
                source(ofRow: $0) != nil && program.constraints[$0].bounds.upper.isFinite
            }
            if !budgets.isEmpty, measured < Self.mostMeasured, areApart(budgets) {
                measured += 1
                // All together first: money for any of them would do.
                for group in [budgets] + (budgets.count > 1 ? budgets.map { [$0] } : []) {
                    if let money = try money(for: item, budgets: group) { return money }
                }
            }
            return .limits(limits(ofRows: rows))
        }
    }

    private func money(for item: FundingProbe.Item, budgets: [Int]) throws(SolverError)
        -> Ranking.Witness?
    {
        var load: Load
        if let known = self.load { load = known } else { load = try opened() }
        defer { self.load = load }
        try free(budgets, in: &load)
        if load.before?.exact != probe.exact {
            load.before = try least(of: &load, under: probe.exact).map { (probe.exact, $0) }
        }
        guard let before = load.before?.units, before <= load.budget,
            let after = try least(of: &load, under: probe.exact(with: item)), after > load.budget
        else { return nil }
        let unit = programme.settlementUnit.minorUnits
        return .money(
            sources: Set(budgets.compactMap(source(ofRow:))).sorted(),
            needed: Money(minorUnits: (after - before) * unit),
            left: Money(minorUnits: (load.budget - before) * unit))
    }

    /// The least whole number of settlement units that the budgets must pay, or `nil`.
    private func least(of load: inout Load, under exact: [Bounds]) throws(SolverError) -> Int64? {
        for index in exact.indices where exact[index] != load.exact[index] {
            try load.session.setBounds(exact[index], of: VariableID(index))
            load.exact[index] = exact[index]
        }
        let result = try load.session.solve(options: options)
        statistics += result.statistics
        guard result.status == .optimal,
            result.dualValues.count == program.constraints.count
        else { return nil }
        let bound = load.bound.bound(multipliers: result.dualValues, bounds: exact)
        return Int64(exactly: bound.rounded(.up))
    }

    private func opened() throws(SolverError) -> Load {
        var relaxed = program.integralityRelaxation
        for (index, bounds) in probe.exact.enumerated() {
            relaxed[VariableID(index)].bounds = bounds
        }
        return Load(
            session: try solver.makeSession(relaxed), exact: probe.exact,
            bound: DualBound(relaxed))
    }

    /// Frees some budgets, and limits those that were freed before.
    private func free(_ budgets: [Int], in load: inout Load) throws(SolverError) {
        guard load.rows != budgets else { return }
        var relaxed = program.integralityRelaxation
        for row in load.rows {
            try load.session.setBounds(
                program.constraints[row].bounds, of: ConstraintID(row))
        }
        var (terms, budget) = ([Term](), 0.0)
        for row in budgets {
            budget += program.constraints[row].bounds.upper
            terms += program.constraints[row].terms
            relaxed[ConstraintID(row)].bounds = .free
            try load.session.setBounds(.free, of: ConstraintID(row))
        }
        relaxed.objective = Objective(.minimize, terms: terms)
        try load.session.setObjective(relaxed.objective)
        load.bound = DualBound(relaxed)
        (load.rows, load.budget, load.before) = (budgets, Int64(exactly: budget) ?? .max, nil)
    }

    // MARK: - Rows

    /// The rows that count in a ray.
    private func rows(of ray: [Double]) -> [Int] {
        let largest = ray.reduce(0) { max($0, $1.magnitude) }
        return ray.indices.filter { ray[$0].magnitude > largest * Self.noise }
    }

    /// Whether no payment counts in two of some rows.
    private func areApart(_ rows: [Int]) -> Bool {
        var seen: Set<VariableID> = []
        return rows.allSatisfy { row in
            program.constraints[row].terms.allSatisfy {
                $0.coefficient == 1 && seen.insert($0.variable).inserted
            }
        }
    }

    /// The source whose budget a row is, or `nil` for other rows.
    private func source(ofRow row: Int) -> Int? {
        let constraint = program.constraints[row]
        guard constraint.name.hasPrefix("budget("), let payment = constraint.terms.first else {
            return nil
        }
        return sourceOfVariable[payment.variable]
    }

    /// What rows are in the words of the programme; rows that say what funding means are left out.
    private func limits(ofRows rows: [Int]) -> [Ranking.Limit] {
        var (limits, seen) = ([Ranking.Limit](), Set<Ranking.Limit>())
        for row in rows {
            let name = program.constraints[row].name
            let limit: Ranking.Limit? =
                if let source = source(ofRow: row) {
                    .budget(source)
                } else if name.hasPrefix("rule") {
                    position(of: programme.rules.map(\.id), in: name).map { .rule($0) }
                } else if name.hasPrefix("choice(") || name.hasPrefix("target(") {
                    position(of: programme.choices.map(\.id), in: name).map { .choice($0) }
                } else if name.hasPrefix("class_order(") || name.hasPrefix("class_done(")
                    || name.hasPrefix("complete_order(")
                {
                    .classOrder
                } else {
                    nil
                }
            if let limit, seen.insert(limit).inserted { limits.append(limit) }
        }
        return limits
    }

    /// The identifier that is the first key of a row's name: the longest one that fits.
    private func position(of ids: [String], in name: String) -> Int? {
        guard let open = name.firstIndex(of: "(") else { return nil }
        let keys = name[name.index(after: open)...]
        return ids.indices.filter { keys.hasPrefix(ids[$0] + ",") || keys.hasPrefix(ids[$0] + ")") }
            .max { ids[$0].count < ids[$1].count }
    }
}
