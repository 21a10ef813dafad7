import Funding
import Optimization

/// A sum of variables with exact coefficients and an exact constant.
///
/// The formulation is built in exact fractions; only ``ExactRow`` turns it into floating-point
/// numbers, and there none is rounded unless the row says so.
struct LinearExpression {
    /// The variables with their coefficients; a variable may stand in several terms.
    var terms: [(variable: VariableID, coefficient: Ratio)] = []
    /// What is added to the terms.
    var constant = Ratio.zero

    /// Adds a multiple of another expression.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    /// - Complexity: O(*k*) for *k* terms of the other expression, on average over many additions.
    mutating func add(_ other: LinearExpression, times factor: Ratio = .one)
        throws(ArithmeticOverflow)
    {
        // No room is reserved: that would make it exact, and a long sum would be copied at every step.
        for term in other.terms {
            let coefficient = try term.coefficient.multiplied(by: factor)
            if coefficient != .zero { terms.append((term.variable, coefficient)) }
        }
        constant = try constant.adding(try other.constant.multiplied(by: factor))
    }

    /// Adds a multiple of a variable.
    mutating func add(_ variable: VariableID, times factor: Ratio = .one) {
        if factor != .zero { terms.append((variable, factor)) }
    }

    /// The same sum with one term per variable in order of variables, and no coefficient of zero.
    ///
    /// - Throws: `ArithmeticOverflow` when a coefficient leaves 128 bits.
    /// - Complexity: O(*k* log *k*) for *k* terms.
    func collected() throws(ArithmeticOverflow) -> LinearExpression {
        var collected = LinearExpression(constant: constant)
        for term in terms.sorted(by: { $0.variable < $1.variable }) {
            if let last = collected.terms.last, last.variable == term.variable {
                collected.terms[collected.terms.count - 1].coefficient =
                    try last.coefficient.adding(term.coefficient)
            } else {
                collected.terms.append(term)
            }
        }
        collected.terms.removeAll { $0.coefficient == .zero }
        return collected
    }
}
