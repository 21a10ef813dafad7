import GLPKGuard
import Optimization

/// A program inside GLPK, in scaled units; everything that goes in or out is scaled here.
final class GLPKSession: LinearSession {
    /// The guarded session.
    let handle: OpaquePointer
    var scaling: Scaling
    // The objective, with one cost per variable in the program's units.
    var sense: ObjectiveSense
    var constant: Double
    var costs: [Double]
    /// How many costs are not zero.
    var costCount: Int
    var variables: [Variable]
    var constraints: [KeptConstraint]
    /// The positions of the constraints without terms: free inside GLPK, as zero decides them.
    var emptyConstraints: Set<Int> = []
    var termCount: Int
    var variableDuplicates = DuplicateFinder()
    var constraintDuplicates = DuplicateFinder()

    /// Opens a session on a program that was checked.
    ///
    /// - Throws: `SolverError` when there is no memory or GLPK fails.
    init(_ program: LinearProgram, keepsIntegers: Bool) throws(SolverError) {
        let flat = FlatProgram(program, keepsIntegers: keepsIntegers)
        scaling = flat.scaling
        (sense, constant) = (program.objective.sense, program.objective.constant)
        costs = program.objective.costs(of: program.variables.count)
        costCount = costs.count { $0 != 0 }
        variables = program.variables
        constraints = program.constraints.map { KeptConstraint($0, units: flat.scaling.units) }
        termCount = flat.columnIndex.count
        for index in constraints.indices where constraints[index].termCount == 0 {
            emptyConstraints.insert(index)
        }
        guard let opened = glpk_guard_open() else { throw .tooLarge("there is no memory for it") }
        handle = opened
        try check(flat.load(into: opened))
    }

    deinit { glpk_guard_close(handle) }

    /// The error that a step of this session ends with, or nothing when it was carried out.
    func check(_ code: glpk_guard_code) throws(SolverError) {
        try GLPKStatus.check(code, of: handle)
    }

    // MARK: - Bounds

    func setBounds(_ bounds: Bounds, of variable: VariableID) throws(SolverError) {
        try checkExists(variable)
        try ModelChecks.check(bounds, ofVariable: variables[variable.index].name)
        let scaled = scaling.scaled(bounds, ofVariable: variable.index)
        try check(
            glpk_guard_set_column_bounds(
                handle, Int32(variable.index), scaled.lower, scaled.upper))
        variables[variable.index].bounds = bounds
    }

    func checkExists(_ variable: VariableID) throws(SolverError) {
        guard !variables.indices.contains(variable.index) else { return }
        throw .malformedProgram("variable \(variable.index) does not exist")
    }

    func setBounds(_ bounds: Bounds, of constraint: ConstraintID) throws(SolverError) {
        guard constraints.indices.contains(constraint.index) else {
            throw .malformedProgram("constraint \(constraint.index) does not exist")
        }
        try ModelChecks.check(bounds, ofConstraint: "\(constraint.index)")
        if constraints[constraint.index].termCount > 0 {
            try setGuardedBounds(bounds, ofConstraint: constraint.index)
        }
        constraints[constraint.index].bounds = bounds
    }

    /// Scales bounds and hands them to GLPK.
    func setGuardedBounds(_ bounds: Bounds, ofConstraint index: Int) throws(SolverError) {
        let scaled = scaling.scaled(bounds, ofConstraint: index)
        try check(glpk_guard_set_row_bounds(handle, Int32(index), scaled.lower, scaled.upper))
    }

    // MARK: - Objective

    func setObjective(_ objective: Objective) throws(SolverError) {
        try ModelChecks.check(
            objective, variableCount: variables.count, duplicates: &variableDuplicates)
        let costs = objective.costs(of: variables.count)
        let scaled = scaling.scaled(costs)
        try check(glpk_guard_set_objective(handle, objective.sense == .maximize, scaled.costs))
        scaling.objectiveFactor = scaled.factor
        (sense, constant, self.costs) = (objective.sense, objective.constant, costs)
        costCount = costs.count { $0 != 0 }
    }

    /// The objective at a point.
    ///
    /// - Complexity: O(*n*) for *n* variables.
    func objective(at values: [Double]) -> Double {
        zip(costs, values).reduce(constant) { $0 + $1.0 * $1.1 }
    }

    // MARK: - Constraints

    func add(_ constraint: Constraint) throws(SolverError) {
        try ModelChecks.check(
            constraint, units: scaling.units, duplicates: &variableDuplicates)
        try ModelChecks.check(
            count: constraints.count + 1, of: "constraints", limit: ModelChecks.countLimit)
        try ModelChecks.check(
            count: termCount + constraint.terms.count, of: "terms", limit: ModelChecks.termLimit)
        let row = FlatProgram.scaledTerms(of: constraint, scaling: scaling)
        let kept = KeptConstraint(constraint, units: scaling.units)
        var bounds = Bounds.free
        if kept.termCount > 0 {
            bounds.lower = constraint.bounds.lower * row.factor
            bounds.upper = constraint.bounds.upper * row.factor
        }
        try check(
            glpk_guard_add_row(
                handle, bounds.lower, bounds.upper, Int32(row.columnIndex.count),
                row.columnIndex, row.coefficient))
        scaling.rowFactors.append(row.factor)
        if kept.termCount == 0 { emptyConstraints.insert(constraints.count) }
        constraints.append(kept)
        termCount += kept.termCount
    }
}
