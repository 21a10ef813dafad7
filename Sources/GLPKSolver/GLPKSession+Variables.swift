import GLPKGuard
import Optimization

extension GLPKSession {
    func setCost(_ cost: Double, of variable: VariableID) throws(SolverError) {
        try checkExists(variable)
        let index = variable.index
        try ModelChecks.check(coefficient: cost, of: "the objective")
        let unit = scaling.units[index]
        chooseObjectiveFactor(forFirst: cost * unit)
        let scaled = cost * unit * scaling.objectiveFactor
        try check(glpk_guard_set_cost(handle, Int32(index), scaled))
        costCount += (cost == 0 ? 0 : 1) - (costs[index] == 0 ? 0 : 1)
        costs[index] = cost
    }

    /// Chooses the factor of the objective by its first cost that is not zero.
    ///
    /// Later costs keep to it, as another factor would mean another cost for every variable.
    private func chooseObjectiveFactor(forFirst cost: Double) {
        guard costCount == 0, cost != 0 else { return }
        scaling.objectiveFactor = Scaling.factor(forLargest: abs(cost))
    }

    // MARK: - Adding

    func add(
        _ variable: Variable, cost: Double,
        terms: [(constraint: ConstraintID, coefficient: Double)]
    ) throws(SolverError) {
        try ModelChecks.check(variable)
        try ModelChecks.check(
            count: variables.count + 1, of: "variables", limit: ModelChecks.countLimit)
        try ModelChecks.check(
            count: termCount + terms.count, of: "terms", limit: ModelChecks.termLimit)
        try ModelChecks.check(coefficient: cost, of: "the objective")
        try ModelChecks.check(
            terms, of: variable, joining: constraints, duplicates: &constraintDuplicates)
        let unit = Scaling.factor(of: variable)
        let entries = terms.filter { $0.coefficient != 0 }
        for (constraint, coefficient) in entries {
            try makeRoom(forScaled: abs(coefficient * unit), in: constraint.index)
        }
        chooseObjectiveFactor(forFirst: cost * unit)
        let rows = entries.map { Int32($0.constraint.index) }
        let coefficients = entries.map {
            $0.coefficient * unit * scaling.rowFactors[$0.constraint.index]
        }
        try check(
            glpk_guard_add_column(
                handle, variable.bounds.lower / unit, variable.bounds.upper / unit,
                cost * unit * scaling.objectiveFactor, Int32(rows.count), rows, coefficients))
        variables.append(variable)
        scaling.units.append(unit)
        costs.append(cost)
        costCount += cost == 0 ? 0 : 1
        termCount += entries.count
        for (constraint, coefficient) in entries {
            constraints[constraint.index].add(coefficient, unit: unit)
            guard emptyConstraints.remove(constraint.index) != nil else { continue }
            try setGuardedBounds(
                constraints[constraint.index].bounds, ofConstraint: constraint.index)
        }
    }

    /// Sees to it that a coefficient is not too large for a constraint as that is scaled.
    ///
    /// A constraint gets its factor with its first coefficient, and another one only when a
    /// coefficient is beyond the safe size. As that brings it back to 2¹³, a constraint is scaled
    /// anew at most once for every 2⁶ that its coefficients grow.
    private func makeRoom(forScaled magnitude: Double, in index: Int) throws(SolverError) {
        let factor = Scaling.factor(forLargest: magnitude)
        if constraints[index].termCount == 0 {
            scaling.rowFactors[index] = factor
            return
        }
        guard magnitude * scaling.rowFactors[index] > Scaling.largestSafe else { return }
        let bounds = constraints[index].bounds
        try check(
            glpk_guard_scale_row(
                handle, Int32(index), factor / scaling.rowFactors[index], bounds.lower * factor,
                bounds.upper * factor))
        scaling.rowFactors[index] = factor
    }

    // MARK: - Removing

    func removeVariables(_ positions: [Int]) throws(SolverError) {
        try checkRising(positions)
        var removedTerms = [Int32](repeating: 0, count: constraints.count)
        try check(
            glpk_guard_remove_columns(
                handle, Int32(positions.count), positions.map(Int32.init), &removedTerms))
        costCount -= positions.count { costs[$0] != 0 }
        variables.removeElements(atRising: positions)
        costs.removeElements(atRising: positions)
        scaling.units.removeElements(atRising: positions)
        for (index, count) in removedTerms.enumerated() where count > 0 {
            constraints[index].removeTerms(Int(count))
            termCount -= Int(count)
            guard constraints[index].termCount == 0 else { continue }
            emptyConstraints.insert(index)
            try setGuardedBounds(.free, ofConstraint: index)
        }
    }

    private func checkRising(_ positions: [Int]) throws(SolverError) {
        var next = 0
        for position in positions {
            guard position >= next else {
                throw .malformedProgram(
                    "variable \(position) is to be removed behind variable \(next - 1)")
            }
            try checkExists(VariableID(position))
            next = position + 1
        }
    }
}

extension Array {
    /// Removes the elements at rising positions that exist.
    ///
    /// - Complexity: O(*n*) for *n* elements.
    fileprivate mutating func removeElements(atRising positions: [Int]) {
        guard var kept = positions.first else { return }
        for (order, position) in positions.enumerated() {
            let end = order + 1 < positions.count ? positions[order + 1] : count
            for index in (position + 1)..<Swift.max(end, position + 1) {
                self[kept] = self[index]
                kept += 1
            }
        }
        removeLast(positions.count)
    }
}
