import Funding

extension Programme {
    /// The value nearest to a bound on a goal, on the side of plans, that a plan can have.
    ///
    /// Counts are whole, sums of a column are multiples of its last decimal, payments are whole
    /// settlement units, and a burden is a whole number of them divided by the column of some project:
    /// no other values need to be left open by a bound.
    ///
    /// - Parameters:
    ///   - bound: A bound on the value of every plan: from above where the goal is maximized.
    ///   - goal: The goal.
    /// - Returns: A bound that is at least as tight.
    /// - Throws: `ArithmeticOverflow` when a value leaves 128 bits.
    /// - Complexity: O(*p*) for *p* projects.
    func attainable(_ bound: Ratio, of goal: Goal) throws(ArithmeticOverflow) -> Ratio {
        let step: Ratio
        switch goal.measure {
        case .projects, .works, .changedProjects: step = .one
        case .columnSum(let column, _):
            guard case .numbers(let decimals, _) = self.column(column).content else {
                return bound
            }
            step = Ratio(1, DataColumn.powerOfTen(decimals))
        case .payments, .movedMoney: step = settlementUnit.exact
        case .largestBurden(_, let column, _):
            return goal.sense == .minimize ? try leastBurden(above: bound, per: column) : bound
        }
        let steps = try bound.divided(by: step)
        let whole = goal.sense == .maximize ? steps.floor : steps.ceiling
        return try Ratio(whole).multiplied(by: step)
    }

    /// The least burden not below a bound that a project can have.
    private func leastBurden(above bound: Ratio, per column: ColumnReference)
        throws(ArithmeticOverflow) -> Ratio
    {
        guard bound > .zero else { return bound }
        var least: Ratio?
        let units = try bound.divided(by: settlementUnit.exact)
        for project in projects.indices where failedGates(ofProject: project).isEmpty {
            guard let size = self.column(column).number(at: project), size > .zero else {
                continue
            }
            let paid = Ratio(try units.multiplied(by: size).ceiling)
            let value = try paid.multiplied(by: settlementUnit.exact).divided(by: size)
            least = least.map { min($0, value) } ?? value
        }
        return least ?? bound
    }
}
