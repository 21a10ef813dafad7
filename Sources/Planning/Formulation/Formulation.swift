import Funding
import Optimization

/// A programme as a mixed-integer program, with the place of every decision in it.
///
/// For a project p, a work w of p, a source s and periods t (start) and τ (payment), all money in
/// settlement units:
/// - `start[p,t]` ∈ {0,1}: p is funded and starts in t,
/// - `work[w,t]` ∈ {0,1}: the optional work w is funded and starts in t (a mandatory work has none: it
///   follows its project),
/// - `pay[w,s,τ]` ≥ 0: what s pays for w in τ; it exists only where s may pay w and τ can cost money.
///
/// Projects that fail a gate have no variables. Each constraint says whether it belongs to one block,
/// which is a project or a bundle of projects that choices tie together, or is shared.
struct Formulation {
    /// A payment that may be made.
    struct PaymentSlot {
        /// The position of the work.
        var work: Int
        /// The position of the source.
        var source: Int
        /// The position of the period.
        var period: Int
        /// The variable, in settlement units.
        var variable: VariableID
    }

    /// A choice of start: the variable that is 1 where an item starts in a period.
    struct StartSlot {
        /// The position of the period.
        var period: Int
        /// The variable.
        var variable: VariableID
    }

    /// Whether the shared rows go into the program too, or are kept apart for a block program.
    enum Extent {
        /// The whole programme as one program with names.
        case whole
        /// A part of a programme: no names, shared rows apart, every goal formulated.
        case part
    }

    /// A row that ties blocks together, as it is in one part of a programme.
    struct SharedRow {
        /// What makes it the same row in every part.
        var key: String
        /// The row; its terms are those of the part, its limits those of the whole.
        var row: ExactRow
        /// What the row demands, in words.
        var demand: String
    }

    /// The programme.
    let programme: Programme
    /// What is formulated.
    let extent: Extent
    /// The program, without an objective.
    var program = LinearProgram(name: "fundmix")
    /// Whether each project passes all gates.
    var isConsidered: [Bool]
    /// The block of each project, the lowest position of a project in its bundle.
    var blocks: [Int]
    /// The choices that tie blocks together.
    let spreadChoices: Set<Int>
    /// Which works each source may pay.
    let payers: PayerSelection
    /// The starts of each project; empty where it cannot be funded.
    var projectStarts: [[StartSlot]]
    /// The starts of each optional work; empty for mandatory works and where it cannot be funded.
    var workStarts: [[StartSlot]]
    /// The payments that may be made, by work, source and period.
    var payments: [PaymentSlot] = []
    /// The variables that are 1 where one of some decisions is, with these decisions.
    var presenceVariables: [(any: VariableID, of: [VariableID])] = []
    /// The variables that say which piece of each sliding scale counts.
    var scaleReaches: [ScaleReach] = []
    /// The range of ``payments`` of each work.
    var paymentsOfWork: [Range<Int>]
    /// The threshold of the burden that is the objective, if one is.
    var threshold: VariableID?
    /// The goal whose burden the threshold caps.
    var burden: Goal?
    /// The rows that tie blocks together, where ``extent`` keeps them apart.
    var sharedRows: [SharedRow] = []
    /// The threshold of each goal that is a burden, where ``extent`` formulates every goal.
    var thresholds: [Int: VariableID] = [:]
    /// What was paid for each work before the first period, where any was, by source.
    var paidBefore: [Int: [(source: Int, variable: VariableID)]] = [:]
    /// 1 where a project is funded in one of this plan and the published one only.
    var projectChanges: [VariableID] = []
    /// The published money that a source no longer pays for a work, in settlement units.
    var withdrawals: [VariableID] = []
    /// The rows that may have been rounded on their way to the solver, as they are.
    var roundedRows: [ExactRow] = []
    /// A demand that is broken whatever is chosen, in words; the first one found.
    var contradiction: String?

    /// Creates a formulation without variables.
    init(_ programme: Programme, extent: Extent = .whole) {
        (self.programme, self.extent) = (programme, extent)
        isConsidered = programme.projects.indices.map {
            programme.failedGates(ofProject: $0).isEmpty
        }
        let division = ProgrammeDivision(programme)
        (blocks, spreadChoices) = (division.bundles, Set(division.spreadChoices))
        payers = PayerSelection(programme)
        projectStarts = Array(repeating: [], count: programme.projects.count)
        workStarts = Array(repeating: [], count: programme.works.count)
        paymentsOfWork = Array(repeating: 0..<0, count: programme.works.count)
    }

    /// The number of settlement units in an amount.
    func units(_ amount: Money) -> Ratio {
        Ratio(Int128(amount.minorUnits), Int128(programme.settlementUnit.minorUnits))
    }

    /// The number of settlement units in exactly so many minor units.
    ///
    /// - Throws: `ArithmeticOverflow` when the number leaves 128 bits.
    func units(minorUnits: Ratio) throws(ArithmeticOverflow) -> Ratio {
        try minorUnits.divided(by: programme.settlementUnit.exact)
    }

    /// The starts of a work: its own, or its project's where it is mandatory.
    func starts(ofWork work: Int) -> [StartSlot] {
        programme.isMandatory(work: work)
            ? projectStarts[programme.works[work].project] : workStarts[work]
    }

    /// 1 where a project is funded, 0 where it is not.
    func funded(project: Int) -> LinearExpression { sum(projectStarts[project]) }

    /// 1 where a work is funded, 0 where it is not.
    func funded(work: Int) -> LinearExpression { sum(starts(ofWork: work)) }

    /// 1 where a work is funded and its project starts in a period, 0 otherwise.
    func funded(work: Int, startingIn period: Int) -> LinearExpression {
        sum(starts(ofWork: work).filter { $0.period == period })
    }

    /// 1 where the project or the work of a choice is funded, 0 where it is not.
    func funded(_ item: ChoiceItem) -> LinearExpression {
        if let work = item.work { funded(work: work) } else { funded(project: item.project) }
    }

    /// What a work costs in a period in settlement units, 0 where it is not funded.
    func cost(ofWork work: Int, in period: Int) -> LinearExpression {
        var cost = LinearExpression()
        for start in starts(ofWork: work) {
            let parts = programme.costs(ofWork: work, startingIn: start.period)
            cost.add(start.variable, times: units(parts[period]))
        }
        return cost
    }

    /// What some payers pay for a work in settlement units, in one period or in all.
    func payments(ofWork work: Int, by payers: PayerSet, in period: Int? = nil)
        -> LinearExpression
    {
        var sum = LinearExpression()
        for slot in payments[paymentsOfWork[work]]
        where (period == nil || slot.period == period) && payers.sources.contains(slot.source) {
            sum.add(slot.variable)
        }
        return sum
    }

    /// Adds the constraints that a row stands for; notes the contradiction where it has no variables
    /// and is broken.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - name: The name; none is written in a part.
    ///   - owner: Whether the row belongs to a block or is shared.
    ///   - demand: What the row demands, in words.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    mutating func add(
        _ row: ExactRow, name: RowName, owner: ConstraintOwner, demand: @autoclosure () -> String
    ) throws(ArithmeticOverflow) {
        if extent == .part, owner == .shared {
            let key = name.text(separator: "\u{1F}", periods: programme.periods)
            sharedRows.append(SharedRow(key: key, row: row, demand: demand()))
            return
        }
        let name =
            extent == .part ? "" : name.text(separator: ",", periods: programme.periods)
        guard let constraints = try row.constraints(name: name, owner: owner) else {
            contradiction = contradiction ?? demand()
            // The program says it too, so that another solver which is given it finds the same.
            let block: Int? = if case .block(let block) = owner { block } else { nil }
            let never = program.add(
                Variable(name: "never", bounds: .exactly(0), block: block))
            program.add(
                Constraint(
                    name: name, terms: [Term(1, never)], bounds: .atLeast(1), owner: owner))
            return
        }
        for constraint in constraints { program.add(constraint) }
        if row.isWhole, ExactRow.mayBeRounded(constraints) { roundedRows.append(row) }
    }

    private func sum(_ starts: [StartSlot]) -> LinearExpression {
        LinearExpression(terms: starts.map { ($0.variable, .one) })
    }
}
