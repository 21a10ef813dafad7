extension SearchRun {
    /// Whether a look around the incumbent is worth its linear programs now.
    func isNeighbourhoodDue(at node: SearchNode) -> Bool {
        guard !isNeighbourhood, !incumbentValues.isEmpty, nodes == 1 || nodes % 50 == 0 else {
            return false
        }
        return neighbourhoodIterations < relaxation.statistics.iterations / 4 + 2_000
    }

    /// Searches, for a limited number of nodes, where the incumbent and a relaxation point agree.
    ///
    /// What both have in common is fixed; what is left is a much smaller program, solved by a
    /// search of its own whose only product is better incumbents. Nothing is concluded from its
    /// end.
    func searchNeighbourhood(of point: Relaxation.Point) throws(SolverError) {
        var narrow = root
        var open = 0
        for variable in program.integers where root.lower[variable] < root.upper[variable] {
            let value = incumbentValues[variable]
            if (point.values[variable] - value).magnitude < Self.wholeTolerance {
                narrow.restrict(variable, lower: value, upper: value, in: program)
            } else {
                open += 1
            }
        }
        guard open > 1, 2 * open < program.integers.count, narrow.run(in: program) else { return }
        var limited = options
        limited.nodeLimit = 60
        let before = relaxation.statistics.iterations
        let inner = SearchRun(
            relaxation.restricted(lower: narrow.lower, upper: narrow.upper),
            solver: relaxation.solver, options: limited,
            judge: { values, _ in self.judgeOnce(values) }, progress: nil)
        inner.isNeighbourhood = true
        if let incumbentObjective {
            inner.adopt(SearchIncumbent(objective: incumbentObjective, values: incumbentValues))
        }
        let result = try inner.search()
        var spent = result.statistics
        spent.nodes = 0
        relaxation.statistics += spent
        neighbourhoodIterations += relaxation.statistics.iterations - before
        if result.limit == .timeLimit || result.limit == .cancelled { limit = result.limit }
    }

    /// The judge's answer on an assignment, asked for now or known from before.
    private func judgeOnce(_ values: [Double]) -> SearchVerdict {
        let key = program.integers.map { Int(values[$0]) }
        return verdicts[key] ?? askJudge(key, values)
    }
}
