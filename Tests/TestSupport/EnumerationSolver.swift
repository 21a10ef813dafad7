public import Optimization

/// A solver that tries everything: each assignment of the integer variables, and for each the
/// vertices of what is left.
///
/// Slow and plain, as the reference for tiny programs.
public struct EnumerationSolver: LinearSolver {
    /// Creates a solver.
    public init() {}

    /// The name of the solver.
    public var identification: String { "enumeration" }

    /// Solves a program by trying everything.
    ///
    /// - Parameters:
    ///   - program: A tiny program; all variable bounds finite.
    ///   - options: Not used.
    /// - Returns: Optimal with a best point, or infeasible.
    /// - Throws: Nothing; the protocol allows it.
    /// - Complexity: Exponential in the number of variables and constraints.
    public func solve(
        _ program: LinearProgram, options: SolveOptions
    ) throws(SolverError) -> SolveResult {
        var search = VertexSearch(program)
        search.assign(integersFrom: 0)
        guard let best = search.best else { return SolveResult(status: .infeasible) }
        return SolveResult(status: .optimal, objective: best.objective, values: best.values)
    }

    /// Opens a session that solves the relaxation from scratch each time.
    public func makeSession(_ program: LinearProgram) throws(SolverError) -> any LinearSession {
        EnumerationSession(program.integralityRelaxation)
    }
}

/// A session of ``EnumerationSolver``: the changed program, nothing else.
private final class EnumerationSession: LinearSession {
    private var program: LinearProgram

    init(_ program: LinearProgram) { self.program = program }

    private func make(_ change: SessionChange) { change.make(in: &program) }

    func setBounds(_ bounds: Bounds, of variable: VariableID) {
        make(.variableBounds(variable, bounds))
    }
    func setBounds(_ bounds: Bounds, of constraint: ConstraintID) {
        make(.constraintBounds(constraint, bounds))
    }
    func setObjective(_ objective: Objective) { make(.objective(objective)) }
    func setCost(_ cost: Double, of variable: VariableID) { make(.cost(variable, cost)) }
    func add(_ constraint: Constraint) { make(.addConstraint(constraint)) }
    func add(
        _ variable: Variable, cost: Double,
        terms: [(constraint: ConstraintID, coefficient: Double)]
    ) {
        var relaxed = variable
        relaxed.isInteger = false
        make(.addVariable(relaxed, cost: cost, terms: terms))
    }
    func removeVariables(_ positions: [Int]) { make(.removeVariables(positions)) }
    func solve(options: SolveOptions) throws(SolverError) -> SolveResult {
        try EnumerationSolver().solve(program, options: options)
    }
}

/// One linear equation over the continuous variables.
private struct Equation {
    var coefficients: [Double]
    var value: Double
}

/// The enumeration itself.
private struct VertexSearch {
    private let program: LinearProgram
    private let integers: [Int]
    private let continuous: [Int]
    private var point: [Double]
    private(set) var best: (objective: Double, values: [Double])?

    init(_ program: LinearProgram) {
        self.program = program
        integers = program.variables.indices.filter { program.variables[$0].isInteger }
        continuous = program.variables.indices.filter { !program.variables[$0].isInteger }
        point = program.variables.map(\.bounds.lower)
    }

    mutating func assign(integersFrom position: Int) {
        guard position < integers.count else { return tryVertices() }
        let index = integers[position]
        let bounds = program.variables[index].bounds
        var value = bounds.lower.rounded(.up)
        while value <= bounds.upper {
            point[index] = value
            assign(integersFrom: position + 1)
            value += 1
        }
    }

    private mutating func tryVertices() {
        guard !continuous.isEmpty else { return keepIfBetter() }
        let equations = boundEquations()
        var chosen: [Int] = []
        choose(from: equations, startingAt: 0, &chosen)
    }

    private mutating func choose(
        from equations: [Equation], startingAt start: Int, _ chosen: inout [Int]
    ) {
        if chosen.count == continuous.count {
            guard let values = solve(chosen.map { equations[$0] }) else { return }
            for (index, value) in zip(continuous, values) { point[index] = value }
            return keepIfBetter()
        }
        for next in equations.indices.dropFirst(start) {
            chosen.append(next)
            choose(from: equations, startingAt: next + 1, &chosen)
            chosen.removeLast()
        }
    }

    /// All bounds that a vertex may lie on, with the integer variables as they stand.
    private func boundEquations() -> [Equation] {
        var equations: [Equation] = []
        for (position, index) in continuous.enumerated() {
            var unit = [Double](repeating: 0, count: continuous.count)
            unit[position] = 1
            let bounds = program.variables[index].bounds
            for end in Set([bounds.lower, bounds.upper]).sorted() {
                equations.append(Equation(coefficients: unit, value: end))
            }
        }
        for constraint in program.constraints {
            var coefficients = [Double](repeating: 0, count: continuous.count)
            var fixed = 0.0
            for term in constraint.terms {
                if let position = continuous.firstIndex(of: term.variable.index) {
                    coefficients[position] += term.coefficient
                } else {
                    fixed += term.coefficient * point[term.variable.index]
                }
            }
            for end in Set([constraint.bounds.lower, constraint.bounds.upper]).sorted()
            where end.isFinite {
                equations.append(Equation(coefficients: coefficients, value: end - fixed))
            }
        }
        return equations
    }

    /// Solves a square system by elimination with the largest pivot, or says that it is singular.
    private func solve(_ system: [Equation]) -> [Double]? {
        var rows = system
        for column in rows.indices {
            guard
                let pivot = rows.indices.dropFirst(column).max(by: {
                    abs(rows[$0].coefficients[column]) < abs(rows[$1].coefficients[column])
                }), abs(rows[pivot].coefficients[column]) > 1e-9
            else { return nil }
            rows.swapAt(column, pivot)
            for other in rows.indices where other != column {
                let factor = rows[other].coefficients[column] / rows[column].coefficients[column]
                guard factor != 0 else { continue }
                for place in rows.indices {
                    rows[other].coefficients[place] -= factor * rows[column].coefficients[place]
                }
                rows[other].value -= factor * rows[column].value
            }
        }
        return rows.indices.map { rows[$0].value / rows[$0].coefficients[$0] }
    }

    private mutating func keepIfBetter() {
        guard isFeasible else { return }
        let objective = program.objective.terms.reduce(program.objective.constant) {
            $0 + $1.coefficient * point[$1.variable.index]
        }
        if let best {
            let isBetter =
                program.objective.sense == .maximize
                ? objective > best.objective : objective < best.objective
            guard isBetter else { return }
        }
        best = (objective, point)
    }

    private var isFeasible: Bool {
        func isWithin(_ bounds: Bounds, _ value: Double, size: Double) -> Bool {
            let room = 1e-9 * size
            return value >= bounds.lower - room && value <= bounds.upper + room
        }
        for (variable, value) in zip(program.variables, point)
        where !isWithin(variable.bounds, value, size: max(1, abs(value))) { return false }
        for constraint in program.constraints {
            let parts = constraint.terms.map { $0.coefficient * point[$0.variable.index] }
            let isWhole = constraint.terms.allSatisfy { program[$0.variable].isInteger }
            let size = isWhole ? 0 : parts.reduce(1) { max($0, abs($1)) }
            guard isWithin(constraint.bounds, parts.reduce(0, +), size: size) else { return false }
        }
        return true
    }
}
