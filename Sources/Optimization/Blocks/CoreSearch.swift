/// Searches the choices of a core as an integer program over the columns of its master.
///
/// The program is small: a share for each column, a whole-number variable for each pattern. Patterns
/// that the master's relaxation proves to lose more than the gap to the best choice are left out. The
/// search is Fundmix's own, limited by a number of nodes; only its points are used.
struct CoreSearch {
    let problem: CoreMaster
    let solver: any LinearSolver
    let options: SolveOptions

    /// Looks for a better choice.
    ///
    /// - Parameters:
    ///   - start: The best choice so far, or `nil`.
    ///   - fixed: Whether a core block keeps the pattern that it has in the start.
    ///   - mostNodes: The number of search nodes.
    /// - Returns: A better choice, or `nil`.
    func run(from start: CoreChoice?, fixed: [Bool], mostNodes: Int) throws(SolverError)
        -> CoreChoice?
    {
        let master = problem.master
        var columns: [Int] = []
        let reach = start.map { problem.relaxation - $0.objective } ?? .infinity
        let losses = master.losses
        for (index, column) in master.columns.enumerated() {
            if column.unit >= problem.groupCount {
                let place = column.unit - problem.groupCount
                if fixed[place], let start, column.pattern != start.patterns[place] { continue }
            }
            let isUsed = start.map { index < $0.shares.count && $0.shares[index] > 1e-9 } ?? false
            if isUsed || losses[index] <= reach * 1.000001 { columns.append(index) }
        }
        let built = program(columns)
        var limited = options
        limited.nodeLimit = mostNodes
        limited.relativeGap = 1e-9
        var best: CoreChoice?
        let known = start.map { SearchIncumbent(objective: $0.objective * built.scale) }
        let result = try ProvenSearch(solver: solver, options: limited).run(
            built.program, incumbent: known,
            judge: { values, objective in
                if best.map({ objective > $0.objective * built.scale }) ?? true {
                    best = choice(columns, values, objective / built.scale)
                }
                return .accepted(objective: objective)
            })
        _ = result
        return best
    }

    private func choice(_ columns: [Int], _ values: [Double], _ objective: Double) -> CoreChoice {
        var shares = [Double](repeating: 0, count: problem.master.columns.count)
        var patterns = [Int](repeating: -1, count: problem.core.count)
        var heaviest = [Double](repeating: 0, count: problem.core.count)
        for (place, index) in columns.enumerated() {
            shares[index] = max(0, values[place])
            let column = problem.master.columns[index]
            let core = column.unit - problem.groupCount
            if core >= 0, values[place] > heaviest[core] {
                (heaviest[core], patterns[core]) = (values[place], column.pattern)
            }
        }
        return CoreChoice(objective: objective, shares: shares, patterns: patterns)
    }

    /// The integer program over some columns; its variables are the columns first.
    private func program(_ columns: [Int]) -> (program: LinearProgram, scale: Double) {
        let master = problem.master
        let scale = 1000 / max(1e-9, problem.bound.magnitude)
        var program = LinearProgram(name: "core")
        var patternsOfUnit: [Int: Set<Int>] = [:]
        for index in columns {
            let column = master.columns[index]
            if column.pattern >= 0 { patternsOfUnit[column.unit, default: []].insert(column.pattern) }
        }
        var columnsOfPattern: [Int: [Int: [VariableID]]] = [:]
        var columnsOfUnit: [Int: [VariableID]] = [:]
        var terms = [[Term]](repeating: [], count: problem.objective.bounds.count)
        var objective: [Term] = []
        for (place, index) in columns.enumerated() {
            let column = master.columns[index]
            let variable = program.add(Variable(name: "share(\(place))", bounds: Bounds(0, 1)))
            columnsOfUnit[column.unit, default: []].append(variable)
            if column.pattern >= 0 {
                columnsOfPattern[column.unit, default: [:]][column.pattern, default: []]
                    .append(variable)
            }
            if column.worth != 0 { objective.append(Term(column.worth * scale, variable)) }
            for (shared, value) in zip(column.activities.positions, column.activities.values) {
                let size = problem.objective.size(of: Int(shared))
                let scaled = size > 1e-9 ? value / size : value
                if scaled.magnitude > 1e-13 { terms[Int(shared)].append(Term(scaled, variable)) }
            }
        }
        for shared in master.active where !terms[shared].isEmpty {
            let size = problem.objective.size(of: shared)
            let factor = size > 1e-9 ? 1 / size : 1
            let bounds = problem.objective.bounds[shared]
            program.add(
                Constraint(
                    name: "shared(\(shared))", terms: terms[shared],
                    bounds: Bounds(bounds.lower * factor, bounds.upper * factor), owner: .shared))
        }
        for unit in columnsOfUnit.keys.sorted() {
            guard let all = columnsOfUnit[unit] else { continue }
            program.add(
                Constraint(
                    name: "unit(\(unit))", terms: all.map { Term(1, $0) }, bounds: .exactly(1),
                    owner: .shared))
            guard let patterns = columnsOfPattern[unit], patterns.count > 1 else { continue }
            for pattern in patterns.keys.sorted() {
                guard let own = patterns[pattern] else { continue }
                let variable = program.add(
                    Variable(
                        name: "pattern(\(unit),\(pattern))", bounds: Bounds(0, 1),
                        isInteger: true))
                program.add(
                    Constraint(
                        name: "pattern(\(unit),\(pattern))",
                        terms: own.map { Term(1, $0) } + [Term(-1, variable)],
                        bounds: .exactly(0), owner: .shared))
            }
        }
        program.objective = Objective(.maximize, terms: objective)
        return (program, scale)
    }
}
