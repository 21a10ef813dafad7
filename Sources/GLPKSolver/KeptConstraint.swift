import Optimization

/// What a session remembers of a constraint whose terms are inside GLPK.
struct KeptConstraint {
    var bounds: Bounds
    /// How many terms are not zero.
    private(set) var termCount = 0
    /// Takes in the coefficients of all terms since there were none.
    private(set) var spread = CoefficientSpread()

    init(_ constraint: Constraint, units: [Double]) {
        bounds = constraint.bounds
        for term in constraint.terms where term.coefficient != 0 {
            add(term.coefficient, unit: units[term.variable.index])
        }
    }

    /// Counts a term whose coefficient is not zero.
    mutating func add(_ coefficient: Double, unit: Double) {
        termCount += 1
        spread.add(coefficient, unit: unit)
    }

    /// Counts terms that went with their variables.
    mutating func removeTerms(_ count: Int) {
        termCount -= count
        if termCount == 0 { spread = CoefficientSpread() }
    }
}
