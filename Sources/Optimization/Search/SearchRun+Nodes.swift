extension SearchRun {
    /// Makes the working bounds those of a node; false when they are proved empty.
    private func activate(_ node: SearchNode) -> Bool {
        var path: [SearchNode] = [node]
        if node.parent == nil || node.parent !== activeNode {
            box = root
            while let parent = path[path.count - 1].parent { path.append(parent) }
        }
        activeNode = node
        for step in path.reversed() {
            for restriction in step.restrictions {
                box.restrict(
                    restriction.variable, lower: restriction.lower, upper: restriction.upper,
                    in: program)
            }
        }
        let isPossible = box.run(in: program)
        box.changedIntegers = []
        return isPossible
    }

    /// Solves a node, closes it or divides it.
    ///
    /// - Returns: The child to go on with, or `nil`; all others wait in the queue.
    func process(_ node: SearchNode) throws(SolverError) -> SearchNode? {
        defer { if limit != nil { activeNode = nil } }
        if isClosed(node.bound) { return closeByBound(node) }
        guard activate(node) else {
            activeNode = nil
            closed.byPropagation += 1
            return nil
        }
        nodes += 1
        var isFirstRelaxation = true
        while true {
            switch try relaxation.solve(lower: box.lower, upper: box.upper) {
            case .stopped(let status):
                limit = status
                queue.insert(node)
                return nil
            case .empty:
                closed.byFarkasRay += 1
                return nil
            case .unproved(let bound):
                node.bound = max(node.bound, bound)
                return isClosed(node.bound) ? closeByBound(node) : divideBlindly(node)
            case .bounded(let point):
                node.bound = max(node.bound, point.bound)
                if isFirstRelaxation { notePseudoCost(of: node, point) }
                isFirstRelaxation = false
                if isClosed(node.bound) { return closeByBound(node) }
                tightenByReducedCosts(&box, proof: relaxation.duality)
                guard box.run(in: program) else {
                    closed.byPropagation += 1
                    return nil
                }
                let fractional = fractionalVariables(in: point)
                if fractional.isEmpty { return try handleWholePoint(point, at: node) }
                if isDiveDue(at: node) {
                    try dive(from: point, in: box)
                    if limit != nil {
                        queue.insert(node)
                        return nil
                    }
                    if isClosed(node.bound) { return closeByBound(node) }
                }
                if isNeighbourhoodDue(at: node) {
                    try searchNeighbourhood(of: point)
                    if limit != nil {
                        queue.insert(node)
                        return nil
                    }
                    if isClosed(node.bound) { return closeByBound(node) }
                }
                switch try chooseBranching(node, point, fractional) {
                case .closed: return nil
                case .tightened: continue
                case .stopped:
                    queue.insert(node)
                    return nil
                case .divide(let branching): return divide(node, point, branching)
                }
            }
        }
    }

    private func closeByBound(_ node: SearchNode) -> SearchNode? {
        settle(node.bound)
        closed.byBound += 1
        return nil
    }

    private func notePseudoCost(of node: SearchNode, _ point: Relaxation.Point) {
        guard let origin = node.origin else { return }
        pseudoCosts.note(
            origin.variable, isUp: origin.isUp, distance: origin.distance,
            rise: point.objective - origin.parentObjective)
    }

    /// The integer variables that are not whole at a point, rising.
    func fractionalVariables(in point: Relaxation.Point) -> [Int] {
        program.integers.filter {
            (point.values[$0] - point.values[$0].rounded()).magnitude > Self.wholeTolerance
        }
    }

    /// How far from whole a value may be and still be taken for whole.
    static var wholeTolerance: Double { 1e-6 }

    /// Takes away integer values whose bound, by the reduced costs of a proof, reaches the cutoff.
    ///
    /// The proof must have been computed on the box, or on one that holds it.
    func tightenByReducedCosts(_ box: inout BoundPropagation, proof: WeakDuality) {
        guard cutoff.isFinite, proof.fractionalBound.isFinite else { return }
        let base = proof.fractionalBound
        for variable in program.integers where box.lower[variable] < box.upper[variable] {
            let reducedCost = proof.reducedCosts[variable]
            guard reducedCost != 0 else { continue }
            let range = box.upper[variable] - box.lower[variable]
            let guess = ((cutoff - base) / reducedCost.magnitude).rounded(.up)
            let steps = max(1, guess.isFinite ? guess : range + 1)
            guard steps <= range else { continue }
            let rise = proof.rise(of: variable, by: steps)
            let outside = OutwardRounding.sumDown(base, rise)
            guard isClosed(outside) else { continue }
            settle(program.hasIntegralObjective ? outside.rounded(.up) : outside)
            if reducedCost > 0 {
                box.restrict(
                    variable, lower: box.lower[variable],
                    upper: box.lower[variable] + steps - 1, in: program)
            } else {
                box.restrict(
                    variable, lower: box.upper[variable] - steps + 1,
                    upper: box.upper[variable], in: program)
            }
        }
    }

    /// The bounds that the working box adds to a node's own, once for each variable.
    func addedRestrictions() -> [SearchNode.Restriction] {
        Set(box.changedIntegers).sorted().map {
            SearchNode.Restriction(variable: $0, lower: box.lower[$0], upper: box.upper[$0])
        }
    }
}
