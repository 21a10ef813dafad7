extension SearchRun {
    /// What is known of an assignment after its point was looked at.
    private enum Judgement {
        case accepted
        case refused
        case excluded
        case stopped
    }

    /// Hands a relaxation point with whole integer variables to the judge, then closes the node or
    /// divides it so that the assignment is not met again.
    func handleWholePoint(
        _ point: Relaxation.Point, at node: SearchNode
    ) throws(SolverError) -> SearchNode? {
        let assignment = program.integers.map { point.values[$0].rounded() }
        // The multipliers must be the node's own, because solving the assignment replaces them.
        let multipliers = point.multipliers
        let judgement = try judgeAssignment(assignment, pointAtHand: point)
        if judgement == .stopped {
            queue.insert(node)
            return nil
        }
        if isClosed(node.bound) {
            settle(node.bound)
            if judgement == .accepted { closed.byAcceptedPoint += 1 } else { closed.byBound += 1 }
            return nil
        }
        divideAround(assignment, at: node, multipliers: multipliers)
        try closeAssignment(assignment, judgement, at: node, multipliers: multipliers)
        return nil
    }

    /// Puts everything of a node but one assignment into waiting children.
    ///
    /// The first child leaves the assignment in the variable whose leaving costs most by the
    /// reduced costs, the next one keeps that variable and leaves it in the second, and so on; a
    /// child whose bound reaches the cutoff is closed at once, without a linear program.
    private func divideAround(
        _ assignment: [Double], at node: SearchNode, multipliers: [Double]
    ) {
        _ = relaxation.bound(multipliers: multipliers, lower: box.lower, upper: box.upper)
        let costs = relaxation.duality.reducedCosts
        let order = program.integers.indices
            .filter { box.lower[program.integers[$0]] < box.upper[program.integers[$0]] }
            .sorted {
                let left = costs[program.integers[$0]].magnitude
                let right = costs[program.integers[$1]].magnitude
                return left != right ? left > right : $0 < $1
            }
        var kept = addedRestrictions()
        var (lower, upper) = (box.lower, box.upper)
        for position in order {
            let variable = program.integers[position]
            let value = assignment[position]
            let (oldLower, oldUpper) = (lower[variable], upper[variable])
            for (newLower, newUpper) in [(oldLower, value - 1), (value + 1, oldUpper)]
            where newLower <= newUpper {
                (lower[variable], upper[variable]) = (newLower, newUpper)
                let bound = max(
                    node.bound,
                    relaxation.bound(multipliers: multipliers, lower: lower, upper: upper))
                if isClosed(bound) {
                    settle(bound)
                    closed.byBound += 1
                } else {
                    let leaving = SearchNode.Restriction(
                        variable: variable, lower: newLower, upper: newUpper)
                    queue.insert(
                        makeNode(
                            parent: node, restrictions: kept + [leaving], origin: nil,
                            bound: bound))
                }
            }
            (lower[variable], upper[variable]) = (value, value)
            kept.append(.init(variable: variable, lower: value, upper: value))
        }
    }

    /// Closes the leaf that is left of a node when all else was divided off, by the best evidence.
    private func closeAssignment(
        _ assignment: [Double], _ judgement: Judgement, at node: SearchNode,
        multipliers: [Double]
    ) throws(SolverError) {
        guard judgement != .excluded else {
            closed.byVerdict += 1
            return
        }
        var (lower, upper) = (box.lower, box.upper)
        for (position, variable) in program.integers.enumerated() {
            (lower[variable], upper[variable]) = (assignment[position], assignment[position])
        }
        var bound = max(
            node.bound, judgedBound(of: assignment) ?? node.bound,
            relaxation.bound(multipliers: multipliers, lower: lower, upper: upper),
            relaxation.bound(multipliers: [], lower: lower, upper: upper))
        if !isClosed(bound), !isLimitReached() {
            // The node's multipliers priced rows for the whole node, not for this assignment.
            switch try relaxation.solve(lower: lower, upper: upper) {
            case .bounded(let point): bound = max(bound, point.bound)
            case .unproved(let proved): bound = max(bound, proved)
            case .stopped(let status): limit = status
            case .empty where judgement == .refused:
                closed.byFarkasRay += 1
                return
            case .empty: break
            }
        }
        if judgement == .refused, !isLimitReached(),
            try relaxation.proveEmpty(lower: lower, upper: upper)
        {
            closed.byFarkasRay += 1
            return
        }
        settle(bound)
        if judgement == .accepted {
            closed.byAcceptedPoint += 1
        } else {
            closed.withoutEvidence += 1
        }
    }

    /// The bound that the judge proved for an assignment, of the minimised terms, if it did.
    private func judgedBound(of assignment: [Double]) -> Double? {
        guard case .accepted(_, let bound?) = verdicts[assignment.map { Int($0) }] else {
            return nil
        }
        return OutwardRounding.sumDown(program.sign * bound, -program.sign * program.constant)
    }

    /// Asks the judge about an assignment, once.
    ///
    /// The point at hand has these integer values up to the tolerance.
    private func judgeAssignment(
        _ assignment: [Double], pointAtHand: Relaxation.Point
    ) throws(SolverError) -> Judgement {
        let key = assignment.map { Int($0) }
        if let known = verdicts[key] { return judgement(of: known) }
        var values = pointAtHand.values
        var distance = 0.0
        for (position, variable) in program.integers.enumerated() {
            distance = max(distance, (values[variable] - assignment[position]).magnitude)
            values[variable] = assignment[position]
        }
        if distance > 1e-9 {
            // A little of an integer variable can carry much money, so the rest is solved anew.
            switch try solveAssignment(assignment) {
            case .stopped(let status):
                limit = status
                return .stopped
            case .empty:
                verdicts[key] = .excluded
                return .excluded
            case .unproved:
                verdicts[key] = .refused
                return .refused
            case .bounded(let point):
                values = point.values
                for (position, variable) in program.integers.enumerated() {
                    values[variable] = assignment[position]
                }
            }
        }
        return judgement(of: askJudge(key, values))
    }

    private func judgement(of verdict: SearchVerdict) -> Judgement {
        switch verdict {
        case .accepted: .accepted
        case .refused: .refused
        case .excluded: .excluded
        }
    }

    /// Asks the judge and keeps the answer.
    func askJudge(_ key: [Int], _ values: [Double]) -> SearchVerdict {
        var terms = EnclosedSum()
        for variable in values.indices {
            terms.addProduct(program.costs[variable], values[variable])
        }
        let verdict = judge(values, program.sign * terms.value + program.constant)
        verdicts[key] = verdict
        if case .accepted(let objective, _) = verdict {
            accept(objective: objective, values: values)
        }
        return verdict
    }

    /// Solves the relaxation with all integer variables fixed.
    func solveAssignment(_ assignment: [Double]) throws(SolverError) -> Relaxation.Outcome {
        var fixed = root
        for (position, variable) in program.integers.enumerated() {
            fixed.restrict(
                variable, lower: assignment[position], upper: assignment[position], in: program)
        }
        guard fixed.run(in: program) else { return .empty }
        return try relaxation.solve(lower: fixed.lower, upper: fixed.upper)
    }
}
