import GLPKGuard
import Optimization

/// A program inside GLPK, in scaled units; everything that goes in or out is scaled here.
final class GLPKSession: LinearSession {
    /// The guarded session, or `nil` for a program without variables, which GLPK never sees.
    private let handle: OpaquePointer?
    private var scaling: Scaling
    private var objective: Objective
    private var variables: [Variable]
    private var termCount: Int
    private var constraintCount: Int
    /// The bounds of the constraints without terms, by position.
    private var emptyConstraints: [Int: Bounds] = [:]

    /// Opens a session on a program that was checked.
    ///
    /// - Throws: `SolverError` when there is no memory or GLPK fails.
    init(_ program: LinearProgram, keepsIntegers: Bool) throws(SolverError) {
        let flat = FlatProgram(program, keepsIntegers: keepsIntegers)
        (scaling, objective, variables) = (flat.scaling, program.objective, program.variables)
        (termCount, constraintCount) = (flat.columnIndex.count, program.constraints.count)
        for index in 0..<constraintCount where flat.rowStart[index] == flat.rowStart[index + 1] {
            emptyConstraints[index] = program.constraints[index].bounds
        }
        guard !variables.isEmpty else {
            handle = nil
            return
        }
        guard let opened = glpk_guard_open() else { throw .tooLarge("there is no memory for it") }
        handle = opened
        try GLPKStatus.check(flat.load(into: opened), of: opened)
    }

    deinit { glpk_guard_close(handle) }

    // MARK: - Changes

    func setBounds(_ bounds: Bounds, of variable: VariableID) throws(SolverError) {
        guard let handle, variables.indices.contains(variable.index) else {
            throw .malformedProgram("variable \(variable.index) does not exist")
        }
        try ModelChecks.check(bounds, ofVariable: variables[variable.index].name)
        let scaled = scaling.scaled(bounds, ofVariable: variable.index)
        let code = glpk_guard_set_column_bounds(
            handle, Int32(variable.index), scaled.lower, scaled.upper)
        try GLPKStatus.check(code, of: handle)
        variables[variable.index].bounds = bounds
    }

    func setBounds(_ bounds: Bounds, of constraint: ConstraintID) throws(SolverError) {
        guard 0..<constraintCount ~= constraint.index else {
            throw .malformedProgram("constraint \(constraint.index) does not exist")
        }
        try ModelChecks.check(bounds, ofConstraint: "\(constraint.index)")
        guard emptyConstraints[constraint.index] == nil, let handle else {
            emptyConstraints[constraint.index] = bounds
            return
        }
        let scaled = scaling.scaled(bounds, ofConstraint: constraint.index)
        let code = glpk_guard_set_row_bounds(
            handle, Int32(constraint.index), scaled.lower, scaled.upper)
        try GLPKStatus.check(code, of: handle)
    }

    func setObjective(_ objective: Objective) throws(SolverError) {
        var duplicates = DuplicateFinder(variableCount: variables.count)
        try ModelChecks.check(objective, duplicates: &duplicates)
        let (costs, factor) = scaling.scaledCosts(of: objective)
        if let handle {
            let code = glpk_guard_set_objective(handle, objective.sense == .maximize, costs)
            try GLPKStatus.check(code, of: handle)
        }
        scaling.objectiveFactor = factor
        self.objective = objective
    }

    func add(_ constraint: Constraint) throws(SolverError) {
        var duplicates = DuplicateFinder(variableCount: variables.count)
        try ModelChecks.check(constraint, units: scaling.units, duplicates: &duplicates)
        let row = FlatProgram.scaledTerms(of: constraint, scaling: scaling)
        let isEmpty = row.columnIndex.isEmpty
        if let handle {
            let bounds =
                isEmpty
                ? Bounds.free
                : Bounds(
                    constraint.bounds.lower * row.factor, constraint.bounds.upper * row.factor)
            let code = glpk_guard_add_row(
                handle, bounds.lower, bounds.upper, Int32(row.columnIndex.count), row.columnIndex,
                row.coefficient)
            try GLPKStatus.check(code, of: handle)
        }
        scaling.rowFactors.append(row.factor)
        if isEmpty { emptyConstraints[constraintCount] = constraint.bounds }
        termCount += row.columnIndex.count
        constraintCount += 1
    }

    // MARK: - Solving

    func solve(options: SolveOptions) throws(SolverError) -> SolveResult {
        try solve(options: options, with: glpk_guard_solve_linear)
    }

    /// Solves the program with its integrality; only for a session that keeps its integers.
    func solveInteger(options: SolveOptions) throws(SolverError) -> SolveResult {
        try solve(options: options, with: glpk_guard_solve_integer)
    }

    private typealias GuardedSolve = (
        OpaquePointer?, UnsafePointer<glpk_guard_limits>?, UnsafeMutablePointer<glpk_guard_result>?
    ) -> glpk_guard_code

    private func solve(
        options: SolveOptions, with step: GuardedSolve
    ) throws(SolverError) -> SolveResult {
        if let answer = answerWithoutGLPK() { return answer }
        guard let handle else { return SolveResult(status: .optimal) }
        var found = glpk_guard_result()
        let code = options.withGuardLimits { step(handle, $0, &found) }
        try GLPKStatus.check(code, of: handle)
        let status = GLPKStatus.status(of: found.outcome) ?? (found.has_values ? .feasible : nil)
        guard let status else {
            throw .numericalFailure(
                "no proper end, also from a fresh basis and by the primal simplex")
        }
        var result = SolveResult(status: status)
        result.statistics.linearPrograms = Int(found.linear_programs)
        result.statistics.iterations = Int(found.iterations)
        result.statistics.nodes = Int(found.nodes)
        result.statistics.restarts = Int(found.restarts)
        if found.has_bound {
            result.claimedBound = found.bound / scaling.objectiveFactor + objective.constant
        }
        try read(found, from: handle, into: &result)
        return result
    }

    private func read(
        _ found: glpk_guard_result, from handle: OpaquePointer, into result: inout SolveResult
    ) throws(SolverError) {
        var values = [Double](repeating: 0, count: found.has_values ? variables.count : 0)
        var duals = [Double](repeating: 0, count: found.has_duals ? constraintCount : 0)
        var ray = [Double](repeating: 0, count: found.has_ray ? constraintCount : 0)
        let code = glpk_guard_read(handle, &values, &duals, &ray)
        try GLPKStatus.check(code, of: handle)
        for index in values.indices { values[index] *= scaling.units[index] }
        for index in duals.indices {
            duals[index] *= scaling.rowFactors[index] / scaling.objectiveFactor
        }
        for index in ray.indices { ray[index] *= scaling.rowFactors[index] }
        guard areFinite(values), areFinite(duals), areFinite(ray) else {
            throw .numericalFailure("a value that came back is not finite")
        }
        (result.values, result.dualValues, result.farkasRay) = (values, duals, ray)
        if found.has_values { result.objective = objective.value(at: values) }
    }

    private func areFinite(_ values: [Double]) -> Bool {
        // Zero times a number that is not finite is not a number, and stays in the sum.
        values.reduce(0) { $0 + $1 * 0 } == 0
    }

    // MARK: - Answers without GLPK

    /// The answer where no constraint ties variables, or a constraint without terms has no room for
    /// zero; `nil` where GLPK is needed.
    private func answerWithoutGLPK() -> SolveResult? {
        let broken = emptyConstraints.filter { $0.value.lower > 0 || $0.value.upper < 0 }
        if let (index, bounds) = broken.min(by: { $0.key < $1.key }) {
            var result = SolveResult(status: .infeasible)
            result.farkasRay = Array(repeating: 0, count: constraintCount)
            result.farkasRay[index] = bounds.lower > 0 ? 1 : -1
            return result
        }
        guard termCount == 0 else { return nil }
        var result = SolveResult(status: .optimal)
        result.values = variables.map { min(max(0, $0.bounds.lower), $0.bounds.upper) }
        for term in objective.terms where term.coefficient != 0 {
            let bounds = variables[term.variable.index].bounds
            let wantsMore = (term.coefficient > 0) == (objective.sense == .maximize)
            result.values[term.variable.index] = wantsMore ? bounds.upper : bounds.lower
        }
        result.objective = objective.value(at: result.values)
        result.dualValues = Array(repeating: 0, count: constraintCount)
        return result
    }
}

extension Objective {
    /// The objective at a point.
    ///
    /// - Complexity: O(*k*) for *k* terms.
    func value(at values: [Double]) -> Double {
        terms.reduce(constant) { $0 + $1.coefficient * values[$1.variable.index] }
    }
}
