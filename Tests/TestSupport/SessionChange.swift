public import Optimization

/// A change of a program inside a session, which can be made to the program itself too.
public enum SessionChange: Sendable {
    /// Changes the bounds of a variable.
    case variableBounds(VariableID, Bounds)
    /// Changes the bounds of a constraint.
    case constraintBounds(ConstraintID, Bounds)
    /// Changes the cost of a variable.
    case cost(VariableID, Double)
    /// Replaces the objective.
    case objective(Objective)
    /// Adds a constraint.
    case addConstraint(Constraint)
    /// Adds a variable with its cost and its terms.
    case addVariable(
        Variable, cost: Double, terms: [(constraint: ConstraintID, coefficient: Double)])
    /// Removes the variables at rising positions.
    case removeVariables([Int])

    /// Makes the change in a session.
    ///
    /// - Throws: `SolverError` as the session does.
    public func make(in session: any LinearSession) throws(SolverError) {
        switch self {
        case .variableBounds(let id, let bounds): try session.setBounds(bounds, of: id)
        case .constraintBounds(let id, let bounds): try session.setBounds(bounds, of: id)
        case .cost(let id, let cost): try session.setCost(cost, of: id)
        case .objective(let objective): try session.setObjective(objective)
        case .addConstraint(let constraint): try session.add(constraint)
        case .addVariable(let variable, let cost, let terms):
            try session.add(variable, cost: cost, terms: terms)
        case .removeVariables(let positions): try session.removeVariables(positions)
        }
    }

    /// Makes the change in a program.
    ///
    /// - Precondition: What the change names exists in the program.
    /// - Complexity: O(*n* + *k*) for *n* variables and *k* terms.
    public func make(in program: inout LinearProgram) {
        switch self {
        case .variableBounds(let id, let bounds): program[id].bounds = bounds
        case .constraintBounds(let id, let bounds): program[id].bounds = bounds
        case .cost(let id, let cost):
            program.objective.terms.removeAll { $0.variable == id }
            program.objective.terms.append(Term(cost, id))
        case .objective(let objective): program.objective = objective
        case .addConstraint(let constraint): program.add(constraint)
        case .addVariable(let variable, let cost, let terms):
            let id = program.add(variable)
            program.objective.terms.append(Term(cost, id))
            for (constraint, coefficient) in terms {
                program[constraint].terms.append(Term(coefficient, id))
            }
        case .removeVariables(let positions): program = program.without(Set(positions))
        }
    }
}

extension LinearProgram {
    fileprivate func without(_ positions: Set<Int>) -> LinearProgram {
        var smaller = LinearProgram(name: name)
        var places: [VariableID: VariableID] = [:]
        for (index, variable) in variables.enumerated() where !positions.contains(index) {
            places[VariableID(index)] = smaller.add(variable)
        }
        func kept(_ terms: [Term]) -> [Term] {
            terms.compactMap { term in
                places[term.variable].map { Term(term.coefficient, $0) }
            }
        }
        for constraint in constraints {
            var fewer = constraint
            fewer.terms = kept(constraint.terms)
            smaller.add(fewer)
        }
        smaller.objective = objective
        smaller.objective.terms = kept(objective.terms)
        return smaller
    }
}
