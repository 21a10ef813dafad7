import Optimization

/// What GLPK must not see: it answers wrongly or ends the process on it.
enum ModelChecks {
    /// The largest number of variables, and of constraints.
    static let countLimit = 1_000_000
    /// The largest number of terms of all constraints together.
    static let termLimit = 20_000_000
    /// The largest amount: beyond it a `Double` does not hold every whole number.
    static let amountLimit = 9e15

    /// Checks a program.
    ///
    /// - Throws: `SolverError.malformedProgram` or `.tooLarge` for the first rule that is broken.
    /// - Complexity: O(*n* + *k*) for *n* variables and *k* terms.
    static func check(_ program: LinearProgram) throws(SolverError) {
        try check(count: program.variables.count, of: "variables", limit: countLimit)
        try check(count: program.constraints.count, of: "constraints", limit: countLimit)
        let terms = program.constraints.reduce(0) { $0 + $1.terms.count }
        try check(count: terms, of: "terms", limit: termLimit)
        for variable in program.variables { try check(variable) }
        var duplicates = DuplicateFinder()
        let units = program.variables.map(Scaling.factor(of:))
        for constraint in program.constraints {
            try check(constraint, units: units, duplicates: &duplicates)
        }
        try check(
            program.objective, variableCount: program.variables.count, duplicates: &duplicates)
    }

    /// Checks how many variables, constraints or terms there are.
    static func check(count: Int, of what: String, limit: Int) throws(SolverError) {
        guard count > limit else { return }
        throw .tooLarge("\(count) \(what), at most \(limit) are taken")
    }

    /// Checks the bounds of a variable.
    static func check(_ variable: Variable) throws(SolverError) {
        try check(variable.bounds, ofVariable: variable.name)
        guard variable.isInteger else { return }
        for end in [variable.bounds.lower, variable.bounds.upper] where end != end.rounded() {
            throw .malformedProgram("integer variable '\(variable.name)' has the bound \(end)")
        }
    }

    /// Checks bounds that are to be those of a variable: finite and not empty.
    static func check(_ bounds: Bounds, ofVariable name: String) throws(SolverError) {
        for end in [bounds.lower, bounds.upper] {
            guard end.isFinite else {
                throw .malformedProgram("variable '\(name)' has the bound \(end)")
            }
            try checkAmount(end, in: "a bound of variable '\(name)'")
        }
        guard !bounds.isEmpty else { throw emptyBounds(bounds, of: "variable '\(name)'") }
    }

    /// Checks bounds that are to be those of a constraint: not empty, ends infinite outwards only.
    static func check(_ bounds: Bounds, ofConstraint name: String) throws(SolverError) {
        let (lower, upper) = (bounds.lower, bounds.upper)
        guard !lower.isNaN, !upper.isNaN, lower < .infinity, upper > -.infinity else {
            throw .malformedProgram("constraint '\(name)' has the bounds \(lower) and \(upper)")
        }
        for end in [lower, upper] where end.isFinite {
            try checkAmount(end, in: "a bound of constraint '\(name)'")
        }
        guard !bounds.isEmpty else { throw emptyBounds(bounds, of: "constraint '\(name)'") }
    }

    private static func emptyBounds(_ bounds: Bounds, of what: String) -> SolverError {
        .malformedProgram(
            "\(what) has the lower bound \(bounds.lower) above the upper bound \(bounds.upper)")
    }

    private static func checkAmount(_ amount: Double, in place: String) throws(SolverError) {
        guard abs(amount) > amountLimit else { return }
        throw .tooLarge("\(place) is \(amount), at most \(amountLimit) is taken")
    }

    /// Checks a constraint over variables with these units.
    static func check(
        _ constraint: Constraint, units: [Double], duplicates: inout DuplicateFinder
    ) throws(SolverError) {
        let place = "constraint '\(constraint.name)'"
        try check(constraint.bounds, ofConstraint: constraint.name)
        try check(
            constraint.terms, in: place, variableCount: units.count, duplicates: &duplicates)
        var spread = CoefficientSpread()
        for term in constraint.terms where term.coefficient != 0 {
            spread.add(term.coefficient, unit: units[term.variable.index])
        }
        try check(spread, of: place)
    }

    private static func check(
        _ spread: CoefficientSpread, of place: String
    ) throws(SolverError) {
        let (ratio, limit) = (spread.ratio, CoefficientSpread.limit)
        guard ratio > limit else { return }
        throw .malformedProgram(
            "the coefficients of \(place) differ by a factor of \(ratio), above \(limit)")
    }

    /// Checks a cost or a coefficient.
    static func check(coefficient: Double, of place: String) throws(SolverError) {
        guard coefficient.isFinite else {
            throw .malformedProgram("a coefficient of \(place) is \(coefficient)")
        }
        try checkAmount(coefficient, in: "a coefficient of \(place)")
    }

    /// Checks the terms of a variable that is to join constraints.
    static func check(
        _ terms: [(constraint: ConstraintID, coefficient: Double)], of variable: Variable,
        joining constraints: [KeptConstraint], duplicates: inout DuplicateFinder
    ) throws(SolverError) {
        let unit = Scaling.factor(of: variable)
        duplicates.beginList(below: constraints.count)
        for (constraint, coefficient) in terms {
            try check(coefficient: coefficient, of: "variable '\(variable.name)'")
            switch duplicates.add(constraint.index) {
            case .new: break
            case .duplicate:
                throw .malformedProgram(
                    "variable '\(variable.name)' names constraint \(constraint.index) twice")
            case .unknown:
                throw .malformedProgram(
                    "variable '\(variable.name)' names constraint \(constraint.index), "
                        + "which does not exist")
            }
            guard coefficient != 0 else { continue }
            var spread = constraints[constraint.index].spread
            spread.add(coefficient, unit: unit)
            try check(spread, of: "constraint \(constraint.index)")
        }
    }

    /// Checks an objective.
    static func check(
        _ objective: Objective, variableCount: Int, duplicates: inout DuplicateFinder
    ) throws(SolverError) {
        guard objective.constant.isFinite else {
            throw .malformedProgram("the constant of the objective is \(objective.constant)")
        }
        try checkAmount(objective.constant, in: "the constant of the objective")
        try check(
            objective.terms, in: "the objective", variableCount: variableCount,
            duplicates: &duplicates)
    }

    private static func check(
        _ terms: [Term], in place: String, variableCount: Int,
        duplicates: inout DuplicateFinder
    ) throws(SolverError) {
        duplicates.beginList(below: variableCount)
        for term in terms {
            try check(coefficient: term.coefficient, of: place)
            switch duplicates.add(term.variable.index) {
            case .new: break
            case .duplicate:
                throw .malformedProgram("\(place) names variable \(term.variable.index) twice")
            case .unknown:
                throw .malformedProgram(
                    "\(place) names variable \(term.variable.index), which does not exist")
            }
        }
    }
}
