/// A way to divide a node: at most the whole number below a value, or at least the one above.
struct Branching {
    var variable: Int
    var value: Double
    /// The proved bounds of the two children as far as they are known already.
    var downBound = -Double.infinity
    var upBound = -Double.infinity
}

/// What looking for a branching led to.
enum BranchingChoice {
    case divide(Branching)
    /// One side of a trial was closed, so that the box is smaller now.
    case tightened
    /// Both sides of a trial were closed, and with them the node.
    case closed
    case stopped
}

extension SearchRun {
    /// Picks the variable to branch on by pseudo-costs, and by trial where those are unreliable.
    func chooseBranching(
        _ node: SearchNode, _ point: Relaxation.Point, _ fractional: [Int]
    ) throws(SolverError) -> BranchingChoice {
        let ranked = fractional.map { (variable: $0, score: expectedScore(of: $0, point)) }
            .sorted { $0.score != $1.score ? $0.score > $1.score : $0.variable < $1.variable }
        guard let first = ranked.first else { return .stopped }
        var best = Branching(variable: first.variable, value: point.values[first.variable])
        var bestScore = -Double.infinity
        var trialsWithoutGain = 0
        for (position, candidate) in ranked.enumerated() {
            let variable = candidate.variable
            var branching = Branching(variable: variable, value: point.values[variable])
            var score = candidate.score
            if position < 40, isTrialDue(for: variable) {
                switch try tryBranching(&branching, at: node, point) {
                case .scored(let measured): score = measured
                case .tightened: return .tightened
                case .closed: return .closed
                case .stopped: return .stopped
                }
            }
            if score > bestScore {
                (best, bestScore) = (branching, score)
                trialsWithoutGain = 0
            } else {
                trialsWithoutGain += 1
                if trialsWithoutGain >= 6 { break }
            }
        }
        return .divide(best)
    }

    private func expectedScore(of variable: Int, _ point: Relaxation.Point) -> Double {
        let value = point.values[variable]
        return PseudoCosts.score(
            down: pseudoCosts.expectedRise(
                variable, isUp: false, distance: value - value.rounded(.down)),
            up: pseudoCosts.expectedRise(
                variable, isUp: true, distance: value.rounded(.up) - value))
    }

    private func isTrialDue(for variable: Int) -> Bool {
        guard pseudoCosts.observations(of: variable) < 2 else { return false }
        return strongIterations < relaxation.statistics.iterations / 2 + 2_000
    }

    private enum Trial {
        case scored(Double)
        case tightened
        case closed
        case stopped
    }

    /// Solves both children for a few iterations and learns what they are worth.
    private func tryBranching(
        _ branching: inout Branching, at node: SearchNode, _ point: Relaxation.Point
    ) throws(SolverError) -> Trial {
        let variable = branching.variable
        let value = branching.value
        var rises = [0.0, 0.0]
        var isSideClosed = [false, false]
        for side in 0...1 {
            var (lower, upper) = (box.lower, box.upper)
            if side == 0 { upper[variable] = value.rounded(.down) }
            if side == 1 { lower[variable] = value.rounded(.up) }
            let before = relaxation.statistics.iterations
            let outcome = try relaxation.solve(lower: lower, upper: upper, iterationLimit: 200)
            strongIterations += relaxation.statistics.iterations - before
            var proved = -Double.infinity
            switch outcome {
            case .stopped(let status):
                limit = status
                return .stopped
            case .empty:
                isSideClosed[side] = true
                closed.byFarkasRay += 1
            case .unproved(let bound):
                proved = bound
                // Cut short: what the multipliers prove already is the least that it costs.
                rises[side] = max(0, bound - point.objective)
                notePseudoCost(branching, isUp: side == 1, rise: rises[side])
            case .bounded(let child):
                proved = child.bound
                rises[side] = child.objective - point.objective
                notePseudoCost(branching, isUp: side == 1, rise: rises[side])
            }
            if side == 0 { branching.downBound = proved } else { branching.upBound = proved }
            if isClosed(proved) {
                isSideClosed[side] = true
                settle(proved)
                closed.byBound += 1
            }
        }
        switch (isSideClosed[0], isSideClosed[1]) {
        case (false, false): return .scored(PseudoCosts.score(down: rises[0], up: rises[1]))
        case (true, true): return .closed
        case (true, false):
            box.restrict(
                variable, lower: value.rounded(.up), upper: box.upper[variable], in: program)
        case (false, true):
            box.restrict(
                variable, lower: box.lower[variable], upper: value.rounded(.down), in: program)
        }
        guard box.run(in: program) else {
            closed.byPropagation += 1
            return .closed
        }
        return .tightened
    }

    private func notePseudoCost(_ branching: Branching, isUp: Bool, rise: Double) {
        let distance = branching.value - branching.value.rounded(.down)
        pseudoCosts.note(
            branching.variable, isUp: isUp, distance: isUp ? 1 - distance : distance, rise: rise)
    }

    /// Divides a node in two; the nearer child is returned, the other one waits.
    func divide(
        _ node: SearchNode, _ point: Relaxation.Point, _ branching: Branching
    ) -> SearchNode {
        let (variable, value) = (branching.variable, branching.value)
        let common = addedRestrictions()
        let down = makeNode(
            parent: node,
            restrictions: common + [
                .init(
                    variable: variable, lower: box.lower[variable], upper: value.rounded(.down))
            ],
            origin: .init(
                variable: variable, isUp: false, distance: value - value.rounded(.down),
                parentObjective: point.objective),
            bound: max(node.bound, branching.downBound))
        let up = makeNode(
            parent: node,
            restrictions: common + [
                .init(variable: variable, lower: value.rounded(.up), upper: box.upper[variable])
            ],
            origin: .init(
                variable: variable, isUp: true, distance: value.rounded(.up) - value,
                parentObjective: point.objective),
            bound: max(node.bound, branching.upBound))
        let goesUp = value - value.rounded(.down) >= 0.5
        queue.insert(goesUp ? down : up)
        return goesUp ? up : down
    }

    /// Divides a node of which the solver says nothing that can be believed.
    ///
    /// - Returns: The child to go on with, or `nil` when all integer variables are fixed: then the
    ///   node stays without evidence, and its bound counts.
    func divideBlindly(_ node: SearchNode) -> SearchNode? {
        let free = program.integers.filter { box.lower[$0] < box.upper[$0] }
        guard let variable = free.first else {
            closed.withoutEvidence += 1
            settle(node.bound)
            return nil
        }
        let common = addedRestrictions()
        let middle = ((box.lower[variable] + box.upper[variable]) / 2).rounded(.down)
        let down = makeNode(
            parent: node,
            restrictions: common + [
                .init(variable: variable, lower: box.lower[variable], upper: middle)
            ], origin: nil, bound: node.bound)
        let up = makeNode(
            parent: node,
            restrictions: common + [
                .init(variable: variable, lower: middle + 1, upper: box.upper[variable])
            ], origin: nil, bound: node.bound)
        queue.insert(down)
        return up
    }
}
