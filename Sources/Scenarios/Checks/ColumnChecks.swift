internal import Diagnostics
internal import Funding

/// Checks that columns hold what gates, rules and goals need of them: no blank, nothing negative,
/// no zero below a line, no value below the first step.
struct ColumnChecks {
    let assembly: ProgrammeAssembly
    /// The cells that were reported: one finding each is enough.
    private var reported = Set<Cell>()
    private var reportedFaults = Set<ExpressionFault>()

    init(assembly: ProgrammeAssembly) { self.assembly = assembly }

    private struct Cell: Hashable {
        var column: ColumnReference
        var row: Int
    }

    private var programme: Programme { assembly.programme }
    private var findings: Findings { assembly.findings }

    /// What a user needs of a column.
    private enum Need {
        case value
        case notNegative
        case positive
        case atLeast(Ratio)
    }

    mutating func run() {
        let all = Predicate.always
        for gate in programme.gates {
            checkBlanks(gate.condition, for: "gate '\(gate.id)'", among: all)
        }
        for source in programme.sources {
            checkBlanks(source.pays, for: "source '\(source.id)'", among: all)
            if case .grouped(let column, _) = source.budget {
                check(column, .value, for: "the budget of source '\(source.id)'", among: all)
            }
            check(
                source.financing?.columns ?? [], for: "source '\(source.id)'", among: source.pays)
        }
        for rule in programme.rules { checkRule(rule) }
        for choice in programme.choices { checkChoice(choice) }
        for goal in programme.goals { check(goal.measure, for: "goal '\(goal.id)'") }
        if let selection = assembly.selection { check(selection) }
    }

    private mutating func check(_ selection: RankedSelection) {
        let values =
            selection.score.map(\.key) + (selection.ties + selection.workOrder).map(\.value)
        for case .column(let column) in values {
            check(column, .value, for: "the selection", among: .always)
        }
        for tier in selection.tiers {
            checkBlanks(tier.condition, for: "the selection", among: .always)
        }
    }

    private mutating func checkRule(_ rule: FundingRule) {
        let user = "rule '\(rule.id)'"
        checkBlanks(rule.works, for: user, among: .always)
        if case .group(let column) = rule.scope {
            check(column, .value, for: user, among: rule.works)
        }
        for limit in rule.limits {
            switch limit.bound {
            case .rate(_, let column), .column(let column, _):
                check(assembly.derivedInputs[column] ?? [], for: user, among: rule.works)
                check(column, .notNegative, for: user, among: rule.works)
            case .steps(let table):
                if let first = table.steps.first {
                    check(table.by, .atLeast(first.from), for: user, among: rule.works)
                }
                if let per = table.per { check(per, .notNegative, for: user, among: rule.works) }
            case .slidingScale(let scale):
                checkBlanks(scale.works ?? .always, for: user, among: .always)
                for column in scale.columns {
                    check(column, .notNegative, for: user, among: scale.works ?? rule.works)
                }
            case .shareOfCost, .shareOfPayments, .amount: continue
            }
        }
    }

    private mutating func check(
        _ inputs: [(column: ColumnReference, mayBeNegative: Bool)], for user: String,
        among works: Predicate
    ) {
        for input in inputs {
            check(
                input.column, input.mayBeNegative ? .value : .notNegative, for: user, among: works)
        }
    }

    private mutating func checkChoice(_ choice: Choice) {
        let user = "choice '\(choice.id)'"
        switch choice.demand {
        case .target(let measure, _, _): check(measure, for: user)
        case .share(let part, _, _, let whole):
            check(part, for: user)
            check(whole, for: user)
        default: return
        }
    }

    private mutating func check(_ measure: Measure, for user: String) {
        switch measure {
        case .changedProjects, .movedMoney: return
        case .projects(let condition), .works(let condition), .payments(_, let condition):
            checkBlanks(condition, for: user, among: .always)
        case .columnSum(let column, let condition):
            check(column, .value, for: user, among: .always)
            checkBlanks(condition, for: user, among: .always)
        case .largestBurden(_, let column, let condition):
            check(column, .positive, for: user, among: .always)
            checkBlanks(condition, for: user, among: .always)
        }
    }

    private mutating func checkBlanks(
        _ condition: Predicate, for user: String, among works: Predicate
    ) {
        switch condition {
        case .comparison(let column, _, _), .membership(let column, _):
            check(column, .value, for: user, among: works)
        case .relation: checkFormulas(condition, for: user, among: works)
        case .not(let inner): checkBlanks(inner, for: user, among: works)
        case .all(let inner), .any(let inner):
            for part in inner { checkBlanks(part, for: user, among: works) }
        case .always, .project, .work: return
        }
    }

    /// Reports the first row in which a comparison of formulas has no value, and how many others there
    /// are.
    private mutating func checkFormulas(
        _ condition: Predicate, for user: String, among works: Predicate
    ) {
        let level = condition.speaksOfWorks ? ColumnReference.Level.work : .project
        let needed = needed(level, among: works)
        let count = level == .work ? programme.works.count : programme.projects.count
        var faults: (first: ExpressionFault, count: Int)?
        for position in 0..<count where needed?[position] != false {
            let row = level == .work ? ExpressionRow.work(position) : .project(position)
            do throws(ExpressionFault) {
                _ = try condition.isMet(at: row, in: programme)
            } catch {
                faults = faults.map { ($0.first, $0.count + 1) } ?? (error, 1)
            }
        }
        guard let faults, reportedFaults.insert(faults.first).inserted else { return }
        assembly.report(
            faults.first, for: user, others: faults.count - 1,
            at: SourceLocation(file: assembly.file))
    }

    /// Reports the first row that lacks what is needed, and how many others do.
    private mutating func check(
        _ column: ColumnReference, _ need: Need, for user: String, among works: Predicate
    ) {
        let rows = offending(column, need, among: works)
        guard let first = rows.first,
            reported.insert(Cell(column: column, row: first)).inserted
        else { return }
        let data = programme.column(column)
        let place = cellPlace(column, row: first)
        let owner = assembly.owner(of: column.level == .project ? .project(first) : .work(first))
        let more = rows.count > 1 ? " and \(rows.count - 1) more" : ""
        guard let text = data.text(at: first) else {
            let row = column.level == .project ? ExpressionRow.project(first) : .work(first)
            assembly.report(
                ExpressionFault(.blank(column), at: row), for: user, others: rows.count - 1,
                at: place)
            return
        }
        switch need {
        case .value: return
        case .notNegative:
            findings.error(
                .negativeValue, at: place,
                "column '\(column.name)' is \(text) for \(owner)\(more), and \(user) pays by it",
                fix: "write a number of at least 0")
        case .positive:
            findings.error(
                .zeroDivisor, at: place,
                "column '\(column.name)' is \(text) for \(owner)\(more), and \(user) divides by it",
                fix: "write a number above 0")
        case .atLeast(let first):
            let from =
                first.isWhole ? String(first.numerator) : "\(first.numerator)/\(first.denominator)"
            findings.error(
                .stepBelowFirst, at: place,
                "column '\(column.name)' is \(text) for \(owner)\(more), below \(from), where the "
                    + "first step of \(user) begins",
                fix: "add a lower step, or leave these works out of the rule")
        }
    }

    /// Which projects or works a condition on works speaks of; `nil` for all.
    private func needed(_ level: ColumnReference.Level, among works: Predicate) -> [Bool]? {
        guard works != .always else { return nil }
        let mask = assembly.masks.works(works, in: programme)
        guard level == .project else { return mask }
        var projects = [Bool](repeating: false, count: programme.projects.count)
        for work in mask.indices where mask[work] { projects[programme.works[work].project] = true }
        return projects
    }

    private func offending(_ column: ColumnReference, _ need: Need, among works: Predicate) -> [Int]
    {
        let data = programme.column(column)
        let isNeeded = needed(column.level, among: works)
        let count = column.level == .work ? programme.works.count : programme.projects.count
        switch data.content {
        case .texts(_, let codes):
            return (0..<count).filter { codes[$0] < 0 && isNeeded?[$0] != false }
        case .numbers(let decimals, let mantissas):
            let least: Ratio
            switch need {
            case .atLeast(let first): least = first
            default: least = .zero
            }
            let bound = least.numerator * DataColumn.powerOfTen(decimals)
            return (0..<count).filter { row in
                guard isNeeded?[row] != false else { return false }
                let mantissa = mantissas[row]
                guard mantissa != DataColumn.blank else { return true }
                let number = Int128(mantissa) * least.denominator
                return switch need {
                case .value: false
                case .notNegative, .atLeast: number < bound
                case .positive: number <= bound
                }
            }
        }
    }

    /// The row of a cell; the table itself is gone by now.
    private func cellPlace(_ column: ColumnReference, row: Int) -> SourceLocation {
        let provenance = assembly.provenance
        let place =
            column.level == .project
            ? provenance.location(ofProject: row) : provenance.location(ofWork: row)
        return place ?? SourceLocation(file: assembly.file)
    }
}
