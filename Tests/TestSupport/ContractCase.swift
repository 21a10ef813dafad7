public import Optimization

/// A program with the answer that every solver must give.
public struct ContractCase: Sendable, CustomStringConvertible {
    /// What the case is about.
    public let description: String
    /// The program.
    public let program: LinearProgram
    /// The best objective, or `nil` where no point exists.
    public let optimum: Double?

    /// Creates a case.
    public init(_ description: String, _ program: LinearProgram, optimum: Double?) {
        (self.description, self.program, self.optimum) = (description, program, optimum)
    }

    /// What a result gets wrong, empty when it is right: status, objective, or a point that breaks
    /// a bound.
    ///
    /// - Complexity: O(*n* + *k*) for *n* variables and *k* terms.
    public func mistakes(of result: SolveResult) -> [String] {
        guard let optimum else {
            return result.status == .infeasible && result.values.isEmpty
                ? [] : ["\(result.status) where no point exists"]
        }
        guard result.status == .optimal, let objective = result.objective else {
            return ["\(result.status) where the best objective is \(optimum)"]
        }
        var mistakes: [String] = []
        if !objective.isClose(to: optimum) { mistakes.append("\(objective) instead of \(optimum)") }
        guard result.values.count == program.variables.count else {
            return mistakes + ["\(result.values.count) values"]
        }
        for (variable, value) in zip(program.variables, result.values) {
            if variable.isInteger, value != value.rounded() {
                mistakes.append("\(variable.name) is \(value)")
            }
            if !isWithin(variable.bounds, value) { mistakes.append("\(variable.name) is \(value)") }
        }
        for constraint in program.constraints {
            let sum = constraint.terms.reduce(0.0) {
                $0 + $1.coefficient * result.values[$1.variable.index]
            }
            if !isWithin(constraint.bounds, sum) { mistakes.append("\(constraint.name) is \(sum)") }
        }
        return mistakes
    }

    private func isWithin(_ bounds: Bounds, _ value: Double) -> Bool {
        let room = 1e-9 * max(1, abs(value))
        return value >= bounds.lower - room && value <= bounds.upper + room
    }
}

extension LinearProgram {
    /// A small program written as arrays; variables are `x(0)`, `x(1)`, ..., constraints `row(0)`, ...
    ///
    /// - Parameters:
    ///   - objective: Whether to minimise or maximise, and one cost per variable.
    ///   - bounds: The bounds of each variable.
    ///   - integers: The positions of the variables that must be whole.
    ///   - constraints: For each constraint one coefficient per variable, and its bounds. Zeros
    ///     become no term.
    /// - Complexity: O(*n*·*m*) for *n* variables and *m* constraints.
    public init(
        _ objective: (sense: ObjectiveSense, costs: [Double]), bounds: [Bounds],
        integers: Set<Int> = [], constraints: [(coefficients: [Double], bounds: Bounds)]
    ) {
        self.init()
        for (index, bounds) in bounds.enumerated() {
            add(Variable(name: "x(\(index))", bounds: bounds, isInteger: integers.contains(index)))
        }
        for (index, constraint) in constraints.enumerated() {
            add(
                Constraint(
                    name: "row(\(index))", terms: LinearProgram.terms(constraint.coefficients),
                    bounds: constraint.bounds, owner: .shared))
        }
        self.objective = Objective(
            objective.sense, terms: LinearProgram.terms(objective.costs))
    }

    private static func terms(_ coefficients: [Double]) -> [Term] {
        coefficients.indices.filter { coefficients[$0] != 0 }.map {
            Term(coefficients[$0], VariableID($0))
        }
    }
}
