import Optimization
import TestSupport

/// A small funding programme: each project is paid in full by the sources that may, or not funded.
///
/// Amounts are whole fen of up to eleven digits. The truth needs no linear program: a choice of
/// projects can be paid if and only if no set of sources has less money than the projects that only
/// they may pay, and the least that the first source must give follows from the same cuts.
struct FundingCase {
    private(set) var program = LinearProgram(name: "funding")
    private(set) var costs: [Int] = []
    private var values: [Int] = []
    private var masks: [Int] = []
    private var budgets: [Int] = []
    private var isRequired: [Bool] = []
    private var exactCount: Int?
    private var leastValue: Int?
    let minimizesFirstSource: Bool

    init(seed: Int) {
        var generator = SeededGenerator(seed: UInt64(seed) &+ 1_000_003)
        let projects = Int.random(in: 3...8, using: &generator)
        let sources = Int.random(in: 2...3, using: &generator)
        var scale = 1
        for _ in 0..<Int.random(in: 1...9, using: &generator) { scale *= 10 }
        minimizesFirstSource = Int.random(in: 0...2, using: &generator) == 0
        for _ in 0..<projects {
            costs.append(Int.random(in: scale...20 * scale, using: &generator))
            values.append(Int.random(in: 1...500, using: &generator))
            masks.append(Int.random(in: 1..<(1 << sources), using: &generator))
            isRequired.append(Int.random(in: 0...5, using: &generator) == 0)
        }
        let total = costs.reduce(0, +)
        budgets = (0..<sources).map { _ in Int.random(in: 0...total / 2, using: &generator) }
        // Every fourth case lacks one fen, or has just enough, for what is required.
        if seed % 4 == 0 {
            isRequired = isRequired.indices.map { $0 < 3 }
            masks[0] = 1
            masks[1] = 1
            budgets[0] = costs[0] + costs[1] - (seed % 8 == 0 ? 1 : 0)
        }
        if seed % 5 == 1 { exactCount = Int.random(in: 1...projects, using: &generator) }
        if minimizesFirstSource {
            leastValue = Int.random(in: 0...values.reduce(0, +) / 2, using: &generator)
        }
        build(sources: sources)
    }

    /// The best objective, or `nil` where no choice can be paid.
    var optimum: Double? {
        let all = (0..<(1 << costs.count)).compactMap(objective(ofChoice:))
        return (minimizesFirstSource ? all.min() : all.max()).map { Double($0) }
    }

    /// Accepts what can be paid, at its exact objective, and excludes what cannot.
    func judge(_ point: [Double], _: Double) -> SearchVerdict {
        guard let objective = objective(ofChoice: choice(in: point)) else { return .excluded }
        return .accepted(objective: Double(objective))
    }

    /// The projects of a point, as bits.
    func choice(in point: [Double]) -> Int {
        costs.indices.reduce(0) { point[$1] > 0.5 ? $0 | 1 << $1 : $0 }
    }

    /// The exact objective of a choice, or `nil` where it breaks a rule or cannot be paid.
    func objective(ofChoice choice: Int) -> Int? {
        let chosen = costs.indices.filter { choice & 1 << $0 != 0 }
        guard isRequired.indices.allSatisfy({ !isRequired[$0] || chosen.contains($0) }),
            exactCount ?? chosen.count == chosen.count
        else { return nil }
        let value = chosen.reduce(0) { $0 + values[$1] }
        guard value >= leastValue ?? 0, deficit(of: chosen, sources: budgets.indices) == 0
        else { return nil }
        guard minimizesFirstSource else { return value }
        return deficit(of: chosen, sources: budgets.indices.dropFirst())
    }

    /// What sources cannot pay of the chosen projects: the largest shortfall over all their sets.
    private func deficit(of chosen: [Int], sources: Range<Int>) -> Int {
        var worst = 0
        for set in 0..<(1 << budgets.count) {
            let members = sources.filter { set & 1 << $0 != 0 }
            let memberMask = members.reduce(0) { $0 | 1 << $1 }
            let open = sources.reduce(0) { $0 | 1 << $1 }
            let dependent = chosen.filter { masks[$0] & open & ~memberMask == 0 }
            let need = dependent.reduce(0) { $0 + costs[$1] }
            worst = max(worst, need - members.reduce(0) { $0 + budgets[$1] })
        }
        return worst
    }

    private mutating func build(sources: Int) {
        var funded: [VariableID] = []
        for project in costs.indices {
            funded.append(
                program.add(
                    Variable(
                        name: "fund(P\(project))", bounds: Bounds(isRequired[project] ? 1 : 0, 1),
                        isInteger: true)))
        }
        var uses = [[Term]](repeating: [], count: sources)
        for project in costs.indices {
            var balance = [Term(-Double(costs[project]), funded[project])]
            for source in 0..<sources where masks[project] & 1 << source != 0 {
                let pay = program.add(
                    Variable(
                        name: "pay(P\(project),S\(source))",
                        bounds: Bounds(0, Double(costs[project]))))
                balance.append(Term(1, pay))
                uses[source].append(Term(1, pay))
            }
            program.add(
                Constraint(
                    name: "paid(P\(project))", terms: balance, bounds: .exactly(0), owner: .shared))
        }
        for source in 0..<sources {
            program.add(
                Constraint(
                    name: "budget(S\(source))", terms: uses[source],
                    bounds: .atMost(Double(budgets[source])), owner: .shared))
        }
        let worth = funded.indices.map { Term(Double(values[$0]), funded[$0]) }
        if let exactCount {
            program.add(
                Constraint(
                    name: "count", terms: funded.map { Term(1, $0) },
                    bounds: .exactly(Double(exactCount)), owner: .shared))
        }
        if let leastValue {
            program.add(
                Constraint(
                    name: "worth", terms: worth, bounds: .atLeast(Double(leastValue)),
                    owner: .shared))
        }
        program.objective =
            minimizesFirstSource
            ? Objective(.minimize, terms: uses[0])
            : Objective(.maximize, terms: worth, isIntegral: true)
    }
}
