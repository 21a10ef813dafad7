/// What the projects of a generated programme cost, added up while they are written.
struct GeneratedCosts {
    /// The cost of all works in yuan.
    private(set) var total: Int64 = 0
    /// The cost of the works of each kind in yuan.
    private(set) var byKind: [GeneratedKind: Int64] = [:]
    /// Which districts have projects.
    private(set) var hasProjects: [Bool]

    init(districtCount: Int) { hasProjects = Array(repeating: false, count: districtCount) }

    /// Counts a project.
    mutating func add(_ project: GeneratedProject) {
        hasProjects[project.district] = true
        for work in project.works {
            total += work.cost
            byKind[work.kind, default: 0] += work.cost
        }
    }
}

/// The budgets of a generated programme in whole yuan.
struct GeneratedBudgets {
    /// A source with one budget for the programme.
    struct Source {
        var id: String
        var capital: String
        /// The selector of the works that it may pay.
        var pays: String
        var amount: Int64
    }

    /// The sources with one budget for the programme.
    private(set) var sources: [Source]
    /// The budgets of districts that have projects, by the position of the district.
    private(set) var pots: [(district: Int, amount: Int64)]

    /// All budgets together.
    var total: Int64 { (sources.map(\.amount) + pots.map(\.amount)).reduce(0, +) }

    /// Gives each source its share of the costs, and each district one that is drawn.
    init(
        _ level: ScenarioGenerator.Budgets, costs: GeneratedCosts,
        drawnFrom random: inout RandomSequence
    ) {
        let total = Int128(costs.total)
        sources = [
            ("central-fiscal", "central", "class: basic", 13),
            ("central-investment", "central", "class: basic", 10),
            ("province", "local", "class: [basic, completion]", 8),
            ("bonds", "local", "class: [completion, upgrade]", 8),
        ].map { Source(id: $0, capital: $1, pays: $2, amount: Int64(total * $3 / 100)) }
        for kind in GeneratedKind.allCases {
            guard let utility = kind.utility else { continue }
            sources.append(
                Source(
                    id: utility, capital: "utility", pays: "kind: \(kind.rawValue)",
                    // A little more than the 30 % of each work that it must pay at least, so that all
                    // works can be funded although each payment is rounded up to a whole yuan.
                    amount: (costs.byKind[kind] ?? 0) * 31 / 100))
        }
        pots = []
        let districts = Int128(costs.hasProjects.count)
        for district in costs.hasProjects.indices {
            // Drawn for empty districts too, so that the others' pots do not depend on them.
            let weight = Int128(random.draw(from: 600...1_400))
            guard costs.hasProjects[district] else { continue }
            pots.append((district, Int64(total * 12 * weight / (100_000 * districts))))
        }
        switch level {
        case .loose: break
        case .sixTenths: scale(by: 6, over: 10)
        case .tight: scale(by: total, over: 5 * Int128(self.total))
        }
    }

    private mutating func scale(by numerator: Int128, over denominator: Int128) {
        func scaled(_ amount: Int64) -> Int64 { Int64(Int128(amount) * numerator / denominator) }
        for index in sources.indices { sources[index].amount = scaled(sources[index].amount) }
        for index in pots.indices { pots[index].amount = scaled(pots[index].amount) }
    }

    /// A budget's amounts for the years, in order: they fall evenly, the first nearly twice the last,
    /// so that no year can stand for another, and add up to the budget.
    static func amounts(of budget: Int64, overYears count: Int) -> [Int64] {
        let weights = (0..<Int64(count)).map { 2 * Int64(count) - $0 }
        let all = Int128(weights.reduce(0, +))
        var amounts = weights.map { Int64(Int128(budget) * Int128($0) / all) }
        amounts[0] += budget - amounts.reduce(0, +)
        return amounts
    }
}
