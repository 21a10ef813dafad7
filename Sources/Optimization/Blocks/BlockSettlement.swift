/// Moves a point to whole values (取整): inside each block, and so that shared activities stay put.
///
/// At a fixed pattern most blocks have whole corners, so a tiny linear program over the distances from
/// a rounded-down point finds whole values; where its corner is not whole, a small search does. What
/// rounding moves in a shared constraint drifts from block to block, and each block's program pushes
/// the drift back. Everything is checked again by the owner of the program in exact numbers.
struct BlockSettlement {
    /// Blocks that are settled with one drift, so that the result does not depend on threads.
    private static let piece = 256
    /// Pieces that are settled at a time; what they moved is pushed back by those after them.
    private static let wave = 8
    /// How often the blocks are gone through to repair shared constraints.
    private static let mostRepairs = 6

    let responses: BlockResponses
    let objective: BlockObjective
    let solver: any LinearSolver
    let options: SolveOptions

    var program: BlockProgram { responses.program }

    /// Settles a point in place.
    ///
    /// - Parameters:
    ///   - point: The point.
    ///   - hasProgram: Whether to repair shared constraints by an integer program where moving values
    ///     block after block does not do it.
    /// - Returns: Whether every block has whole values and every shared constraint is kept, in plain
    ///   arithmetic.
    func settle(_ point: BlockPoint, hasProgram: Bool) -> Bool {
        guard settleBlocks(of: point) else { return false }
        for _ in 0..<Self.mostRepairs {
            let excess = self.excess(point.activities())
            guard excess.contains(where: { $0 != 0 }) else { return true }
            repair(point, excess)
        }
        return hasProgram && SettlementRepair(self).run(point)
    }

    /// Gives every block of a point whole values, whatever that does to shared constraints.
    ///
    /// - Returns: Whether every block has whole values that keep its own rows.
    func settleBlocks(of point: BlockPoint) -> Bool {
        let count = program.count
        let pieces = (count + Self.piece - 1) / Self.piece
        var carried = [Double](repeating: 0, count: program.sharedCount)
        for first in stride(from: 0, to: pieces, by: Self.wave) {
            let wave = first..<min(pieces, first + Self.wave)
            let start = zip(bias, carried).map { $0 + $1 / Double(wave.count) }
            let worked = responses.workers.map(wave.count) { worker, index in
                var settler = BlockSettler(
                    self.responses.kernels[worker], self.responses.parameters)
                settler.drift = start
                let piece = wave.lowerBound + index
                for block in piece * Self.piece..<min(count, (piece + 1) * Self.piece)
                where !settler.settle(block, of: point) { return [Double]() }
                return zip(settler.drift, start).map { $0 - $1 }
            }
            guard worked.allSatisfy({ !$0.isEmpty || program.sharedCount == 0 }) else {
                return false
            }
            for moved in worked {
                for (shared, amount) in moved.enumerated() { carried[shared] += amount }
            }
        }
        return true
    }

    /// A little room that rounding should leave on the side where a shared constraint ends.
    private var bias: [Double] {
        objective.bounds.map { bounds in
            bounds.upper < .infinity ? 1 : bounds.lower > -.infinity ? -1 : 0
        }
    }

    /// How far each shared constraint is beyond its bounds: above > 0, below < 0.
    func excess(_ activities: [Double]) -> [Double] {
        zip(activities, objective.bounds).map { activity, bounds in
            let tolerance = 1e-13 * activity.magnitude
            if activity > bounds.upper + tolerance { return activity - bounds.upper }
            if activity < bounds.lower - tolerance { return activity - bounds.lower }
            return 0
        }
    }

    /// Moves values of blocks that stand in broken constraints, a little each, until these are kept.
    private func repair(_ point: BlockPoint, _ excess: [Double]) {
        var settler = BlockSettler(responses.kernels[0], responses.parameters)
        settler.drift = zip(excess, bias).map { $0 == 0 ? 0 : $0 + $1 }
        let width = max(
            1, (excess.reduce(0) { max($0, $1.magnitude) } / 256).rounded(.up))
        for block in 0..<program.count {
            let largest = settler.drift.reduce(0) { max($0, $1.magnitude) }
            guard largest > 0.5 else { return }
            settler.repairWidth = width
            let place = program.blocks[block]
            let stands = (place.firstEntry..<place.firstEntry + place.entryCount).contains {
                settler.drift[Int(program.entries[$0].shared)].magnitude > 0.5
                    && Int(program.entries[$0].variable) < place.continuousCount
            }
            if stands { _ = settler.settle(block, of: point) }
        }
    }
}
