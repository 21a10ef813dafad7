import Optimization
import TestSupport

/// Random programs for property tests.
enum RandomPrograms {
    /// A small linear program with amounts from 10² to 10⁹, feasible or not.
    static func money(using generator: inout SeededGenerator) -> LinearProgram {
        let count = Int.random(in: 2...12, using: &generator)
        let bounds = (0..<count).map { _ in
            let upper = amount(using: &generator)
            return Bool.random(using: &generator)
                ? Bounds(0, upper) : Bounds(-upper, amount(using: &generator))
        }
        let rows = Int.random(in: 1...10, using: &generator)
        let constraints = (0..<rows).map { _ in constraint(bounds, using: &generator) }
        let costs = (0..<count).map { _ in
            Double(Int.random(in: -20...20, using: &generator))
        }
        let sense: ObjectiveSense = Bool.random(using: &generator) ? .minimize : .maximize
        return LinearProgram((sense, costs), bounds: bounds, constraints: constraints)
    }

    /// A change of any kind that a session takes.
    static func change(
        of program: LinearProgram, using generator: inout SeededGenerator
    ) -> SessionChange {
        let id = program.variables.indices.randomElement(using: &generator).map(VariableID.init)
        let row = ConstraintID(Int.random(in: program.constraints.indices, using: &generator))
        let value = amount(using: &generator)
        switch (Int.random(in: 0..<7, using: &generator), id) {
        case (0, let id?):
            return .variableBounds(
                id, Bool.random(using: &generator) ? .exactly(0) : Bounds(0, value))
        case (1, _):
            return .constraintBounds(
                row, Bool.random(using: &generator) ? .atMost(value) : .free)
        case (2, _):
            let other = money(using: &generator).objective
            let terms = other.terms.filter { program.variables.indices.contains($0.variable.index) }
            return .objective(Objective(other.sense, terms: terms, constant: 5))
        case (3, _):
            let row = constraint(program.variables.map(\.bounds), using: &generator)
            let terms = row.coefficients.enumerated().map { Term($1, VariableID($0)) }
            return .addConstraint(
                Constraint(name: "new", terms: terms, bounds: row.bounds, owner: .shared))
        case (4, let id?):
            return .cost(id, Double(Int.random(in: -20...20, using: &generator)))
        case (5, _?):
            let removed = program.variables.indices.filter { _ in
                Int.random(in: 0..<4, using: &generator) == 0
            }
            return .removeVariables(removed)
        default:
            let terms = program.constraints.indices.filter { _ in
                Bool.random(using: &generator)
            }.map {
                (
                    constraint: ConstraintID($0),
                    coefficient: Double(Int.random(in: -9...9, using: &generator))
                )
            }
            return .addVariable(
                Variable(name: "new", bounds: Bounds(-value, value)),
                cost: Double(Int.random(in: -20...20, using: &generator)), terms: terms)
        }
    }

    /// Coefficients over some of the variables, and bounds near what these reach.
    static func constraint(
        _ variables: [Bounds], using generator: inout SeededGenerator
    ) -> (coefficients: [Double], bounds: Bounds) {
        let coefficients = variables.map { _ in
            Bool.random(using: &generator)
                ? 0.0 : Double(Int.random(in: -9...9, using: &generator))
        }
        var (least, most) = (0.0, 0.0)
        for (coefficient, bounds) in zip(coefficients, variables) {
            let ends = [coefficient * bounds.lower, coefficient * bounds.upper]
            least += min(ends[0], ends[1])
            most += max(ends[0], ends[1])
        }
        let share = Double.random(in: -0.02...1.02, using: &generator)
        let value = (least + share * (most - least)).rounded()
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: return (coefficients, .atLeast(value))
        case 1: return (coefficients, .atMost(value))
        case 2: return (coefficients, .exactly(value))
        default: return (coefficients, Bounds(value, value + ((most - least) / 8).rounded()))
        }
    }

    static func amount(using generator: inout SeededGenerator) -> Double {
        let digits = Int.random(in: 2...8, using: &generator)
        let unit = (0..<digits).reduce(Int64(1)) { value, _ in value * 10 }
        return Double(Int64.random(in: unit...(unit * 10), using: &generator))
    }

    /// An integer program that no search finishes soon: many ways to nearly fill one budget.
    static func hardChoice() -> LinearProgram {
        var generator = SeededGenerator(seed: 7)
        let costs = (0..<60).map { _ in
            Double(Int64.random(in: 1_000_000_000...9_999_999_999, using: &generator) * 2)
        }
        let half = (costs.reduce(0, +) / 4).rounded() * 2 + 1
        return LinearProgram(
            (.maximize, costs), bounds: costs.map { _ in Bounds(0, 1) },
            integers: Set(costs.indices), constraints: [(costs, .atMost(half))])
    }
}
