import TestSupport

@testable import Optimization

/// A random small linear program whose variables and constraints are all boxed.
struct BoxedCase {
    private(set) var program = LinearProgram(name: "boxed")
    private var generator: SeededGenerator

    /// Up to seven variables and six constraints; whole or broken coefficients, some constraints
    /// parallel, some equalities, some variables fixed, some programs without a point.
    init(seed: Int) {
        generator = SeededGenerator(seed: UInt64(seed) &+ 31)
        let count = Int.random(in: 1...7, using: &generator)
        let isWhole = seed % 3 != 0
        for index in 0..<count {
            program.add(Variable(name: "x(\(index))", bounds: box(around: -3...3)))
        }
        for row in 0..<Int.random(in: 0...6, using: &generator) {
            if row > 0, Int.random(in: 0...5, using: &generator) == 0 {
                addParallel(to: row - 1)
                continue
            }
            let terms = (0..<count).compactMap { index -> Term? in
                guard Int.random(in: 0...2, using: &generator) > 0 else { return nil }
                let value = coefficient(isWhole: isWhole)
                return value == 0 ? nil : Term(value, VariableID(index))
            }
            program.add(
                Constraint(
                    name: "row(\(row))", terms: terms, bounds: Bounds(0, 0), owner: .shared))
            program[ConstraintID(row)].bounds = limits(of: row)
        }
        program.objective = objective(isWhole: isWhole)
    }

    /// Draws another objective and other bounds of some variables and constraints.
    mutating func change() {
        program.objective = objective(isWhole: Bool.random(using: &generator))
        for index in program.variables.indices where Int.random(in: 0...2, using: &generator) == 0 {
            program[VariableID(index)].bounds = box(around: -3...3)
        }
        for row in program.constraints.indices where Bool.random(using: &generator) {
            program[ConstraintID(row)].bounds = limits(of: row)
        }
    }

    private mutating func addParallel(to row: Int) {
        let factor = Double([-2, -1, 3].randomElement(using: &generator) ?? 1)
        var constraint = program.constraints[row]
        constraint.name = "row(\(row + 1))"
        for place in constraint.terms.indices { constraint.terms[place].coefficient *= factor }
        program.add(constraint)
        program[ConstraintID(row + 1)].bounds = limits(of: row + 1)
    }

    private mutating func coefficient(isWhole: Bool) -> Double {
        isWhole
            ? Double(Int.random(in: -4...4, using: &generator))
            : Double.random(in: -2...2, using: &generator)
    }

    private mutating func objective(isWhole: Bool) -> Objective {
        Objective(
            .maximize,
            terms: program.variables.indices.map {
                Term(coefficient(isWhole: isWhole), VariableID($0))
            })
    }

    private mutating func box(around range: ClosedRange<Int>) -> Bounds {
        let low = Double(Int.random(in: range, using: &generator))
        return Bounds(low, low + Double(Int.random(in: 0...5, using: &generator)))
    }

    /// Finite limits: a part of what the variables allow, or a little outside of it.
    private mutating func limits(of row: Int) -> Bounds {
        var (least, most) = (0.0, 0.0)
        for term in program.constraints[row].terms {
            let bounds = program[term.variable].bounds
            let ends = [term.coefficient * bounds.lower, term.coefficient * bounds.upper]
            least += min(ends[0], ends[1])
            most += max(ends[0], ends[1])
        }
        let width = most - least
        let start = least + width * Double.random(in: -0.1...0.9, using: &generator)
        switch Int.random(in: 0...3, using: &generator) {
        case 0: return Bounds(start.rounded(), start.rounded())
        case 1: return Bounds(min(least, start), start)
        case 2: return Bounds(start, max(most, start))
        default: return Bounds(start, start + width * 0.3)
        }
    }

    // MARK: - Into the simplex

    /// A simplex with room for the program.
    func makeSimplex() -> BoxedSimplex {
        BoxedSimplex(
            mostVariables: program.variables.count,
            mostConstraints: max(1, program.constraints.count))
    }

    /// Loads objective, coefficients and bounds, with the first basis.
    func load(into simplex: BoxedSimplex) {
        for index in program.variables.indices { simplex.objective[index] = 0 }
        for term in program.objective.terms {
            simplex.objective[term.variable.index] = term.coefficient
        }
        simplex.begin(
            variables: program.variables.count, constraints: program.constraints.count)
        for (row, constraint) in program.constraints.enumerated() {
            for term in constraint.terms {
                simplex.setCoefficient(term.coefficient, row: row, column: term.variable.index)
            }
        }
        setBounds(in: simplex)
    }

    /// Sets the bounds only; the basis stays.
    func setBounds(in simplex: BoxedSimplex) {
        for (index, variable) in program.variables.enumerated() {
            simplex.lower[index] = variable.bounds.lower
            simplex.upper[index] = variable.bounds.upper
        }
        for (row, constraint) in program.constraints.enumerated() {
            simplex.lower[program.variables.count + row] = constraint.bounds.lower
            simplex.upper[program.variables.count + row] = constraint.bounds.upper
        }
    }
}
