import Funding
import Optimization
import Verification

/// Tells whether some projects and works can be funded together, and proves it where they cannot.
///
/// Every item is undecided, accepted or refused. A linear program in one session, in which nothing
/// is funded that is not accepted or asked for, is asked first: its point is settled to a verified
/// plan where that is wanted, or its Farkas ray is checked again, with outward rounding, for a program
/// in which whatever is undecided may be funded too. What neither decides is searched.
final class FundingProbe {
    /// A project or a work that is funded or not.
    enum Item: Hashable {
        case project(Int)
        case work(Int)
    }

    /// What is known about funding some items beside those that are accepted.
    enum Verdict {
        /// A verified plan funds them, and nothing that is refused; without a plan, a linear program
        /// does, which is no proof yet.
        case fits(Plan?)
        /// No plan does; the ray that shows it, or the number of branches of a search.
        case doesNotFit(Evidence)
        /// Neither is shown.
        case open
    }

    /// What shows that no plan funds something.
    enum Evidence {
        case ray([Double])
        case branches(Int)
    }

    /// The simplex iterations that a group of items may take.
    private static let mostIterations = 5_000
    /// How many rays are kept to be tried on other items.
    private static let mostRays = 6

    let programme: Programme
    let method: WholeMethod
    /// The formulation, with one variable for each item.
    let staged: Formulation
    /// The bounds under which only what is accepted is funded.
    private(set) var exact: [Bounds]
    private(set) var statistics = SolveStatistics()

    private let solver: any LinearSolver
    private let options: PlanningOptions
    private let verifier: PlanVerifier
    private let variables: [Item: VariableID]
    private let farkas: FarkasCheck
    /// The bounds under which whatever is undecided may be funded too.
    private var free: [Bounds]
    private let isStrict: Bool
    private var session: (any LinearSession)?
    private var rays: [[Double]] = []

    /// Prepares a programme in which nothing is decided yet; `nil` where somebody asked to stop.
    ///
    /// - Parameters:
    ///   - programme: The programme.
    ///   - solver: What solves the linear programs.
    ///   - options: How far to go.
    ///   - isStrict: Whether what fits is shown by a plan each time.
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    init?(
        _ programme: Programme, solver: any LinearSolver, options: PlanningOptions, isStrict: Bool
    ) throws(ArithmeticOverflow) {
        guard let method = try WholeMethod(programme, solver: solver, options: options) else {
            return nil
        }
        (self.programme, self.method) = (programme, method)
        (self.solver, self.options, self.isStrict) = (solver, options, isStrict)
        verifier = PlanVerifier(programme)
        var (staged, variables) = (method.formulation, [Item: VariableID]())
        for project in programme.projects.indices {
            variables[.project(project)] = staged.variable(for: staged.projectStarts[project])
        }
        for work in programme.works.indices where !programme.isMandatory(work: work) {
            variables[.work(work)] = staged.variable(for: staged.workStarts[work])
        }
        free = staged.program.variables.map(\.bounds)
        exact = free
        for variable in variables.values { exact[variable.index] = .exactly(0) }
        (self.staged, self.variables) = (staged, variables)
        farkas = FarkasCheck(staged.program)
    }

    /// Whether an item has a variable, without which nothing funds it.
    func isFundable(_ item: Item) -> Bool { variables[item] != nil }

    /// Decides an item for all that is asked later.
    func decide(_ item: Item, isAccepted: Bool) throws {
        guard let variable = variables[item] else { return }
        let bounds = Bounds.exactly(isAccepted ? 1 : 0)
        free[variable.index] = bounds
        try set(bounds, of: variable)
        guard isAccepted, case .project(let project) = item else { return }
        for variable in openWorks(of: project) { try set(free[variable.index], of: variable) }
    }

    /// The variables of the works of a project without mandatory ones, of which it must have any.
    private func openWorks(of project: Int) -> [VariableID] {
        let works = programme.projects[project].works
        if works.contains(where: programme.isMandatory(work:)) { return [] }
        return works.compactMap { variables[.work($0)] }
    }

    private func set(_ bounds: Bounds, of variable: VariableID) throws {
        guard exact[variable.index] != bounds else { return }
        exact[variable.index] = bounds
        try session?.setBounds(bounds, of: variable)
    }

    /// The bounds under which an item is funded beside all that is accepted, and nothing else.
    func exact(with item: Item) -> [Bounds] {
        var bounds = exact
        for change in changes(funding: item) { bounds[change.variable.index] = change.bounds }
        return bounds
    }

    private func changes(funding item: Item) -> [(variable: VariableID, bounds: Bounds)] {
        var changes = variables[item].map { [($0, Bounds.exactly(1))] } ?? []
        if case .project(let project) = item {
            changes += openWorks(of: project).map { ($0, free[$0.index]) }
        }
        return changes
    }

    // MARK: - Asking

    /// Asks whether items can be funded beside all that is accepted, with nothing else funded where
    /// that is possible.
    ///
    /// - Parameter items: Undecided items with variables.
    /// - Returns: `doesNotFit` is proved, and `fits` where it comes with a plan.
    /// - Throws: An error of the solver, or where a figure leaves 128 bits.
    func verdict(on items: [Item]) throws -> Verdict {
        var asked = free
        let variables = items.compactMap { self.variables[$0] }
        for variable in variables { asked[variable.index] = .exactly(1) }
        if let known = rays.firstIndex(where: { farkas.provesInfeasibility($0, bounds: asked) }) {
            rays.insert(rays.remove(at: known), at: 0)
            return .doesNotFit(.ray(rays[0]))
        }
        let changes = items.flatMap(changes(funding:))
        let before = changes.map { (variable: $0.variable, bounds: exact[$0.variable.index]) }
        defer { restore(before) }
        for change in changes { try set(change.bounds, of: change.variable) }
        // A group that takes long is asked about in halves.
        let result = try solved(mostIterations: items.count > 1 ? Self.mostIterations : nil)
        statistics += result.statistics
        if result.status == .optimal {
            guard isStrict else { return .fits(nil) }
            if let plan = try settled(result.values) { return .fits(plan) }
        }
        if !result.farkasRay.isEmpty,
            farkas.provesInfeasibility(result.farkasRay, bounds: asked)
        {
            rays.insert(result.farkasRay, at: 0)
            if rays.count > Self.mostRays { rays.removeLast() }
            return .doesNotFit(.ray(result.farkasRay))
        }
        return .open
    }

    /// Searches a plan that funds items beside all that is accepted.
    ///
    /// - Parameters:
    ///   - items: Undecided items with variables.
    ///   - isExact: Whether no other project is funded; then `doesNotFit` speaks of such plans only.
    /// - Returns: `fits` and `doesNotFit` are proved.
    /// - Throws: An error of the solver, or where a figure leaves 128 bits.
    func searched(_ items: [Item], isExact: Bool) throws -> Verdict {
        var program = staged.program
        let asked = Set(items.compactMap { variables[$0] })
        for index in free.indices { program[VariableID(index)].bounds = free[index] }
        if isExact {
            for project in programme.projects.indices {
                guard let variable = variables[.project(project)], free[variable.index] == .binary
                else { continue }
                program[variable].bounds = .exactly(0)
            }
        }
        for variable in asked { program[variable].bounds = .exactly(1) }
        var (found, failure): (Plan?, (any Error)?) = (nil, nil)
        let costs = [Double](repeating: 0, count: program.variables.count)
        let result = try ProvenSearch(solver: solver, options: options.searchOptions).run(
            program,
            judge: { values, _ in
                do {
                    switch try self.method.settle(self.staged, at: values, costs: costs) {
                    case .settled(let plan, _):
                        guard self.isKept(by: plan) else { return .refused }
                        found = plan
                        return .accepted(objective: 0)
                    case .notFound: return .refused
                    case .impossible: return .excluded
                    }
                } catch {
                    failure = failure ?? error
                    return .refused
                }
            })
        if let failure { throw failure }
        statistics += result.statistics
        if let found { return .fits(found) }
        return result.status == .infeasible
            ? .doesNotFit(.branches(result.closedNodes.total)) : .open
    }

    private func isKept(by plan: Plan) -> Bool { verifier.violations(of: plan).isEmpty }

    private func solved(mostIterations: Int?) throws -> SolveResult {
        let session = try self.session ?? opened()
        self.session = session
        var options = options.searchOptions
        options.iterationLimit = mostIterations
        return try session.solve(options: options)
    }

    /// A session with the bounds of this moment.
    private func opened() throws -> any LinearSession {
        var program = staged.program.integralityRelaxation
        for index in exact.indices { program[VariableID(index)].bounds = exact[index] }
        // Costs that differ leave the dual simplex one way to go where all ways were equal.
        program.objective = Objective(
            .minimize,
            terms: staged.payments.enumerated().map { index, slot in
                Term(Double(1_024 + index &* 617 % 1_024), slot.variable)
            })
        // A solver that begins with payments in its basis, because what a row fixes to nothing must be
        // paid, would first have to find the cheapest of them: the rows are fixed after a first solve.
        let fixed = program.constraints.indices.filter { program.constraints[$0].bounds.isFixed }
        for row in fixed {
            let lower = program.constraints[row].bounds.lower
            program[ConstraintID(row)].bounds = .atLeast(lower)
        }
        let session = try solver.makeSession(program)
        statistics += try session.solve(options: options.searchOptions).statistics
        for row in fixed {
            try session.setBounds(staged.program.constraints[row].bounds, of: ConstraintID(row))
        }
        return session
    }

    /// Gives the session its bounds back; where that fails, the next question opens another one.
    private func restore(_ changes: [(variable: VariableID, bounds: Bounds)]) {
        do {
            for change in changes { try set(change.bounds, of: change.variable) }
        } catch {
            for change in changes { exact[change.variable.index] = change.bounds }
            session = nil
        }
    }

    /// The verified plan that a point of the linear program rounds to, or `nil`.
    private func settled(_ values: [Double]) throws -> Plan? {
        var fixed = [Int64?](repeating: nil, count: values.count)
        for (index, variable) in staged.program.variables.enumerated() where variable.isInteger {
            fixed[index] = 0
        }
        func fund(_ item: Item) { if let variable = variables[item] { fixed[variable.index] = 1 } }
        for project in programme.projects.indices {
            let starts = staged.projectStarts[project]
            guard let variable = variables[.project(project)], values[variable.index] > 0.5,
                let start = starts.max(by: { values[$0.variable.index] < values[$1.variable.index] }
                )
            else {
                for work in programme.projects[project].works { exclude(work, from: &fixed) }
                continue
            }
            fund(.project(project))
            fixed[start.variable.index] = 1
            for work in programme.projects[project].works where !programme.isMandatory(work: work) {
                guard let own = variables[.work(work)], values[own.index] > 0.5 else {
                    exclude(work, from: &fixed)
                    continue
                }
                fund(.work(work))
                for slot in staged.workStarts[work] where slot.period == start.period {
                    fixed[slot.variable.index] = 1
                }
            }
        }
        for (any, decisions) in staged.presenceVariables
        where decisions.contains(where: { fixed[$0.index] == 1 }) { fixed[any.index] = 1 }
        if !staged.scaleReaches.isEmpty {
            var whole = values.map { $0.rounded() }
            for index in fixed.indices {
                if let value = fixed[index] { whole[index] = Double(value) }
            }
            staged.setScaleReaches(in: &whole)
            for reach in staged.scaleReaches {
                fixed[reach.variable.index] = Int64(whole[reach.variable.index])
            }
        }
        let costs = [Double](repeating: 0, count: values.count)
        guard
            case .settled(let plan, _) = try method.settle(
                staged, fixed: fixed, costs: costs, cap: nil, effort: .full), isKept(by: plan)
        else { return nil }
        return plan
    }

    /// Pays nothing for a work that is not funded.
    private func exclude(_ work: Int, from fixed: inout [Int64?]) {
        for slot in staged.payments[staged.paymentsOfWork[work]] { fixed[slot.variable.index] = 0 }
    }
}

extension Bounds {
    /// Nothing, all, or anything between.
    fileprivate static let binary = Bounds(0, 1)
}

extension Formulation {
    /// The variable that is 1 where one of some starts is chosen: the only start, or a new variable.
    fileprivate mutating func variable(for starts: [StartSlot]) -> VariableID? {
        guard starts.count > 1 else { return starts.first?.variable }
        let block = program[starts[0].variable].block
        let funded = program.add(
            Variable(name: "", bounds: Bounds(0, 1), isInteger: true, block: block))
        program.add(
            Constraint(
                name: "", terms: starts.map { Term(1, $0.variable) } + [Term(-1, funded)],
                bounds: .exactly(0), owner: block.map { .block($0) } ?? .shared))
        return funded
    }
}
