import Optimization

extension Objective {
    /// One cost per variable, in variable order.
    ///
    /// - Complexity: O(*n* + *k*) for *n* variables and *k* terms.
    func costs(of variableCount: Int) -> [Double] {
        var costs = [Double](repeating: 0, count: variableCount)
        for term in terms { costs[term.variable.index] = term.coefficient }
        return costs
    }
}
