import GLPKGuard
import Optimization

extension GLPKSession {
    func solve(options: SolveOptions) throws(SolverError) -> SolveResult {
        try solve(options: options, with: glpk_guard_solve_linear)
    }

    /// Solves the program with its integrality; only for a session that keeps its integers.
    func solveInteger(options: SolveOptions) throws(SolverError) -> SolveResult {
        try solve(options: options, with: glpk_guard_solve_integer)
    }

    private typealias GuardedSolve = (
        OpaquePointer?, UnsafePointer<glpk_guard_options>?, UnsafeMutablePointer<glpk_guard_result>?
    ) -> glpk_guard_code

    private func solve(
        options: SolveOptions, with step: GuardedSolve
    ) throws(SolverError) -> SolveResult {
        if let answer = answerWithoutGLPK() { return answer }
        var found = glpk_guard_result()
        try check(options.withGuardOptions { step(handle, $0, &found) })
        let status = GLPKStatus.status(of: found.outcome) ?? (found.has_values ? .feasible : nil)
        guard let status else {
            throw .numericalFailure(
                "no proper end, also from a fresh basis and by the other simplex method")
        }
        var result = SolveResult(status: status)
        result.statistics.linearPrograms = Int(found.linear_programs)
        result.statistics.iterations = Int(found.iterations)
        result.statistics.nodes = Int(found.nodes)
        result.statistics.restarts = Int(found.restarts)
        if found.has_bound {
            result.claimedBound = found.bound / scaling.objectiveFactor + constant
        }
        try read(found, into: &result)
        return result
    }

    private func read(
        _ found: glpk_guard_result, into result: inout SolveResult
    ) throws(SolverError) {
        var values = [Double](repeating: 0, count: found.has_values ? variables.count : 0)
        var duals = [Double](repeating: 0, count: found.has_duals ? constraints.count : 0)
        var ray = [Double](repeating: 0, count: found.has_ray ? constraints.count : 0)
        try check(glpk_guard_read(handle, &values, &duals, &ray))
        for index in values.indices { values[index] *= scaling.units[index] }
        for index in duals.indices {
            duals[index] *= scaling.rowFactors[index] / scaling.objectiveFactor
        }
        for index in ray.indices { ray[index] *= scaling.rowFactors[index] }
        guard areFinite(values), areFinite(duals), areFinite(ray) else {
            throw .numericalFailure("a value that came back is not finite")
        }
        (result.values, result.dualValues, result.farkasRay) = (values, duals, ray)
        if found.has_values { result.objective = objective(at: values) }
    }

    private func areFinite(_ values: [Double]) -> Bool {
        // Zero times a number that is not finite is not a number, and stays in the sum.
        values.reduce(0) { $0 + $1 * 0 } == 0
    }

    // MARK: - Answers without GLPK

    /// The answer where no constraint ties variables, or a constraint without terms has no room for
    /// zero; `nil` where GLPK is needed.
    private func answerWithoutGLPK() -> SolveResult? {
        let broken = emptyConstraints.filter {
            constraints[$0].bounds.lower > 0 || constraints[$0].bounds.upper < 0
        }
        if let index = broken.min() {
            var result = SolveResult(status: .infeasible)
            result.farkasRay = Array(repeating: 0, count: constraints.count)
            result.farkasRay[index] = constraints[index].bounds.lower > 0 ? 1 : -1
            return result
        }
        guard termCount == 0 else { return nil }
        var result = SolveResult(status: .optimal)
        result.values = zip(variables, costs).map { variable, cost in
            let bounds = variable.bounds
            guard cost != 0 else { return min(max(0, bounds.lower), bounds.upper) }
            return (cost > 0) == (sense == .maximize) ? bounds.upper : bounds.lower
        }
        result.objective = objective(at: result.values)
        result.dualValues = Array(repeating: 0, count: constraints.count)
        return result
    }
}
