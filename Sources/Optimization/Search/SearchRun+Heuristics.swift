extension SearchRun {
    /// Works on the root before the tree grows: bound, fixings, first answers.
    ///
    /// - Returns: False when nothing is left that could beat the incumbent.
    func prepareRoot(_ node: SearchNode) throws(SolverError) -> Bool {
        guard !isLimitReached() else { return true }
        guard case .bounded(var point) = try relaxation.solve(lower: root.lower, upper: root.upper)
        else { return true }
        rootBound = point.bound
        try dive(from: point, in: root)
        point = try addRootCuts(from: point)
        rootBound = max(rootBound, point.bound)
        guard limit == nil else { return true }
        _ = relaxation.bound(multipliers: point.multipliers, lower: root.lower, upper: root.upper)
        rootProof = relaxation.duality
        return tightenRoot()
    }

    /// Takes what an incumbent rules out from the bounds of the whole search, by the root's proof.
    ///
    /// - Returns: False when nothing is left that could beat the incumbent.
    func tightenRoot() -> Bool {
        guard let rootProof, cutoff < rootCutoff else { return !root.isEmpty }
        rootCutoff = cutoff
        tightenByReducedCosts(&root, proof: rootProof)
        let isPossible = root.run(in: program)
        root.changedIntegers = []
        return isPossible
    }

    func isDiveDue(at node: SearchNode) -> Bool {
        node.depth == 0 || nodes % 200 == 0 && nodes <= 2_000
    }

    /// Rounds fractional variables one after the other, nearest first, to a whole point.
    ///
    /// A variable that cannot go to its nearest whole value goes to the other one; where neither is
    /// possible the dive ends.
    func dive(from start: Relaxation.Point, in origin: BoundPropagation) throws(SolverError) {
        var diving = origin
        var point = start
        while true {
            let fractional = fractionalVariables(in: point)
            if fractional.isEmpty { return try propose(point) }
            if isClosed(point.bound) || isLimitReached() { return }
            let chosen = fractional.min {
                let left = (point.values[$0] - point.values[$0].rounded()).magnitude
                let right = (point.values[$1] - point.values[$1].rounded()).magnitude
                return left != right ? left < right : $0 < $1
            }
            guard let variable = chosen else { return }
            let near = point.values[variable].rounded()
            let far =
                near > point.values[variable]
                ? point.values[variable].rounded(.down) : point.values[variable].rounded(.up)
            var next: Relaxation.Point?
            for value in [near, far] where next == nil {
                var attempt = diving
                attempt.restrict(variable, lower: value, upper: value, in: program)
                guard attempt.run(in: program) else { continue }
                switch try relaxation.solve(lower: attempt.lower, upper: attempt.upper) {
                case .stopped(let status):
                    limit = status
                    return
                case .bounded(let reached):
                    next = reached
                    diving = attempt
                case .empty, .unproved: continue
                }
            }
            guard let next else { return }
            point = next
        }
    }

    /// Hands a whole point that no node stands for to the judge.
    func propose(_ point: Relaxation.Point) throws(SolverError) {
        let assignment = program.integers.map { point.values[$0].rounded() }
        let key = assignment.map { Int($0) }
        guard verdicts[key] == nil else { return }
        switch try solveAssignment(assignment) {
        case .stopped(let status): limit = status
        case .bounded(let solved) where !isClosed(solved.bound):
            var values = solved.values
            for (position, variable) in program.integers.enumerated() {
                values[variable] = assignment[position]
            }
            _ = askJudge(key, values)
        case .bounded, .empty, .unproved: return
        }
    }
}
