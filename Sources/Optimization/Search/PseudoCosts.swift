/// What branching on each variable has raised the relaxation's objective by so far.
struct PseudoCosts {
    private var sums: [[Double]]
    private var counts: [[Int]]
    private var totalSum = [0.0, 0.0]
    private var totalCount = [0, 0]

    init(variableCount: Int) {
        sums = [[Double]](repeating: [Double](repeating: 0, count: variableCount), count: 2)
        counts = [[Int]](repeating: [Int](repeating: 0, count: variableCount), count: 2)
    }

    /// Notes that moving a variable by a distance raised the objective.
    mutating func note(_ variable: Int, isUp: Bool, distance: Double, rise: Double) {
        guard distance > 1e-9, rise.isFinite else { return }
        let (side, perUnit) = (isUp ? 1 : 0, max(0, rise) / distance)
        sums[side][variable] += perUnit
        counts[side][variable] += 1
        totalSum[side] += perUnit
        totalCount[side] += 1
    }

    /// The smaller number of observations of a variable's two sides.
    func observations(of variable: Int) -> Int { min(counts[0][variable], counts[1][variable]) }

    /// The expected rise when a variable moves by a distance.
    func expectedRise(_ variable: Int, isUp: Bool, distance: Double) -> Double {
        let side = isUp ? 1 : 0
        if counts[side][variable] > 0 {
            return sums[side][variable] / Double(counts[side][variable]) * distance
        }
        return totalCount[side] > 0
            ? totalSum[side] / Double(totalCount[side]) * distance : distance
    }

    /// How good a variable is to branch on; a product, so that both children must rise.
    static func score(down: Double, up: Double) -> Double {
        max(down, 1e-6) * max(up, 1e-6)
    }
}
