internal import Funding

/// What works cost period by period, computed from the rule of the largest remainder.
///
/// Keeps its working space, so that millions of works need no memory of their own.
struct SpendingSchedule {
    /// What the last work asked for costs in each period.
    private(set) var costs: [Int64]

    private let programme: Programme
    private var quotients: [Int64] = []
    private var remainders: [Int128] = []

    init(of programme: Programme) {
        self.programme = programme
        costs = Array(repeating: 0, count: programme.periodCount)
    }

    /// Puts what a work costs in each period into ``costs``; what falls behind the last period is
    /// left out, which the check of starts reports.
    ///
    /// - Complexity: O(*t*) for *t* periods without a profile, O(*k*²) for one of *k* weights.
    mutating func spread(work: Int, startingIn start: Int) {
        for period in costs.indices { costs[period] = 0 }
        let cost = programme.works[work].cost.minorUnits
        guard let profile = programme.works[work].profile else {
            if costs.indices.contains(start) { costs[start] = cost }
            return
        }
        let unit = programme.settlementUnit.minorUnits
        split(units: cost / unit, by: programme.profiles[profile].weights)
        for (offset, units) in quotients.enumerated() where costs.indices.contains(start + offset) {
            costs[start + offset] = units * unit
        }
    }

    /// How many periods a work is paid in, from its start.
    func length(ofWork work: Int) -> Int {
        guard let profile = programme.works[work].profile else { return 1 }
        let weights = programme.profiles[profile].weights
        return (weights.lastIndex { $0 > 0 } ?? 0) + 1
    }

    private mutating func split(units: Int64, by weights: [Int64]) {
        quotients.removeAll(keepingCapacity: true)
        remainders.removeAll(keepingCapacity: true)
        var total = Int128(0)
        for weight in weights { total += Int128(weight) }
        var left = units
        for weight in weights {
            let share = (Int128(units) * Int128(weight)).quotientAndRemainder(dividingBy: total)
            quotients.append(Int64(share.quotient))
            remainders.append(share.remainder)
            left -= Int64(share.quotient)
        }
        while left > 0 {
            var largest = 0
            for index in remainders.indices where remainders[index] > remainders[largest] {
                largest = index
            }
            quotients[largest] += 1
            remainders[largest] = -1
            left -= 1
        }
    }
}
