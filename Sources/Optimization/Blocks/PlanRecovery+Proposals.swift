/// From a choice of patterns to a point with whole values that the judge accepts.
extension PlanRecovery {
    /// Makes a plan that is seldom good, but nearly always there: what the relaxation chose, rounded,
    /// less the blocks for which there is no money.
    func floor(
        _ problem: CoreMaster, judge: (BlockPoint) -> Double?
    ) throws(SolverError) {
        guard try problem.master.solve() else { return }
        let patterns = problem.weights().map { $0.heaviest?.key ?? 0 }
        let point = problem.point(
            of: CoreChoice(
                objective: problem.master.objective, shares: problem.master.shares,
                patterns: patterns))
        let settlement = settlement
        guard settlement.settleBlocks(of: point) else { return }
        if settlement.dropExcess(point) { _ = judge(point) }
    }

    private var settlement: BlockSettlement {
        BlockSettlement(
            responses: responses, objective: objective, solver: owner.solver,
            options: owner.options)
    }

    /// Funds a choice anew at prices that fit its patterns; the responses there become columns too.
    ///
    /// - Parameters:
    ///   - choice: The choice.
    ///   - problem: The master that it is of.
    ///   - shifts: What is added to the bounds meanwhile, or `nil`.
    /// - Returns: The choice with other funding; `nil` where there is none.
    /// - Throws: `SolverError` when the solver breaks.
    func refund(
        _ choice: CoreChoice, _ problem: CoreMaster, shifts: [Double]?
    ) throws(SolverError) -> CoreChoice? {
        let master = problem.master
        func setOthersBanned(_ isBanned: Bool) throws(SolverError) {
            for (place, columns) in problem.columnsOfCore.enumerated() {
                for column in columns
                where master.columns[column].pattern != choice.patterns[place] {
                    try master.setBanned(isBanned, column: column)
                }
            }
        }
        if let shifts { try master.shiftBounds(shifts) }
        var better: CoreChoice?
        for _ in 0..<(shifts == nil ? 3 : 8) {
            try setOthersBanned(true)
            guard try master.solve() else { break }
            if !master.isViolated {
                better = CoreChoice(
                    objective: master.objective, shares: master.shares, patterns: choice.patterns)
                if shifts != nil { break }
            }
            try problem.evaluate(objective.cleaned(master.prices))
        }
        try setOthersBanned(false)
        if let shifts { try master.shiftBounds(shifts.map { _ in 0 }) }
        return better
    }

    /// Settles a choice and hands it to the judge; where rounding breaks a bound, with more room.
    ///
    /// - Returns: Whether it was accepted.
    func propose(
        _ choice: CoreChoice, _ problem: CoreMaster, judge: (BlockPoint) -> Double?
    ) throws(SolverError) -> Bool {
        // Nearly always a little room is enough; where there is none, payments are moved by a program.
        for (share, hasProgram) in [(0, false), (0.25, false), (1, false), (0, true)] {
            // What was found is settled even after the time is up, as far as that needs no solver.
            if owner.isStopped, share > 0 || hasProgram { break }
            var choice = choice
            if share > 0 {
                let tight = objective.withRoom(share, in: responses.program)
                let shifts = zip(tight.bounds, problem.objective.bounds).map { tight, own in
                    own.upper < .infinity
                        ? min(0, tight.upper - own.upper)
                        : own.lower > -.infinity ? max(0, tight.lower - own.lower) : 0
                }
                guard let roomy = try refund(choice, problem, shifts: shifts) else { continue }
                choice = roomy
            }
            let point = problem.point(of: choice)
            if settlement.settle(point, hasProgram: hasProgram), judge(point) != nil { return true }
        }
        return false
    }
}
