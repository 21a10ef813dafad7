extension SearchRun {
    /// Adds rounding cuts to the root as long as they lift its bound.
    ///
    /// - Parameter start: The root's point without cuts.
    /// - Returns: The root's point with the cuts that are kept.
    /// - Throws: `SolverError` when the solver breaks again and again.
    func addRootCuts(from start: Relaxation.Point) throws(SolverError) -> Relaxation.Point {
        let rows = program.rowCount
        var point = start
        var roundsWithoutGain = 0
        for _ in 0..<Self.largestCutRounds {
            guard !isLimitReached(), !isClosed(point.bound) else { break }
            let cuts = findCuts(at: point)
            guard !cuts.isEmpty else { break }
            let constraints = cuts.enumerated().map { position, cut in
                cut.constraint(named: "cut(\(program.rowCount - rows + position))")
            }
            relaxation.add(constraints)
            guard
                case .bounded(let next) = try relaxation.solve(
                    lower: root.lower, upper: root.upper)
            else { break }
            let gain = next.objective - point.objective
            let isSmall = gain < 0.02 * max(next.objective - start.objective, 1e-9)
            roundsWithoutGain = isSmall ? roundsWithoutGain + 1 : 0
            point = next
            if roundsWithoutGain >= 3 { break }
        }
        guard program.rowCount > rows else { return start }
        return try dropLooseCuts(behind: rows, at: point)
    }

    private static var largestCutRounds: Int { 30 }
    private static var largestCutsPerRound: Int { 30 }

    /// The best cuts at a point that are not nearly parallel to each other.
    private func findCuts(at point: Relaxation.Point) -> [RoundingCut] {
        let fractional = fractionalVariables(in: point)
        guard !fractional.isEmpty else { return [] }
        let combinations = RowElimination.combinations(
            of: program, at: point.values, lower: root.lower, upper: root.upper,
            fractional: fractional)
        let rounding = MixedIntegerRounding(
            program, values: point.values, lower: root.lower, upper: root.upper)
        let longest = max(200, program.variableCount / 3)
        let found = combinations.compactMap { rounding.cut(from: $0) }
            .filter { $0.terms.count <= longest }
        let ranked = found.enumerated().sorted {
            $0.element.efficacy != $1.element.efficacy
                ? $0.element.efficacy > $1.element.efficacy : $0.offset < $1.offset
        }
        var chosen: [RoundingCut] = []
        for (_, cut) in ranked where chosen.count < Self.largestCutsPerRound {
            if chosen.allSatisfy({ $0.parallelism(to: cut) < 0.9 }) { chosen.append(cut) }
        }
        return chosen
    }

    /// Leaves out the cuts that do not hold up the bound.
    private func dropLooseCuts(
        behind rows: Int, at point: Relaxation.Point
    ) throws(SolverError) -> Relaxation.Point {
        relaxation.keepCuts { position in
            let row = rows + position
            return row < point.multipliers.count && point.multipliers[row].magnitude > 1e-9
        }
        root.forgetMarks()
        guard
            case .bounded(let kept) = try relaxation.solve(lower: root.lower, upper: root.upper)
        else { return point }
        return kept
    }
}
