public import Optimization

/// A small funding programme in fen with its true optimum, found in whole numbers.
///
/// Projects cost 10³ to 10¹¹ fen and are paid in full or not at all; each source pays some of them
/// up to its budget. Whether a choice of projects can be paid is decided by looking at every set of
/// sources: what only they may pay must fit their budgets together.
public struct MoneyInstance: Sendable, CustomStringConvertible {
    /// How the money stands to the wishes.
    public enum Tightness: Int, Sendable, CaseIterable {
        /// Budgets near what some choice costs.
        case loose
        /// Budgets are exactly what a choice costs that must at least be spent.
        case exact
        /// As exact, less one fen.
        case oneFenShort
    }

    /// What the instance is, for a failure.
    public let description: String
    /// The integer program.
    public let program: LinearProgram
    /// The largest total value, or `nil` where no choice fits.
    public let optimum: Int64?

    /// Makes the instance of a seed.
    ///
    /// - Complexity: O(2^*n*) for *n* projects.
    public init(seed: UInt64, paymentsBySource: Bool) {
        var generator = SeededGenerator(seed: seed)
        let tightness = Tightness.allCases[Int(seed % 3)]
        var draft = Draft(using: &generator)
        draft.drawBudgets(tightness, using: &generator)
        if !paymentsBySource { draft.mergeSources() }
        program = paymentsBySource ? draft.programWithPayments() : draft.programOfChoices()
        optimum = draft.optimum()
        description = "seed \(seed), \(tightness), \(draft.costs.count) projects"
    }
}

private struct Draft {
    let costs: [Int64]
    let values: [Int64]
    var payers: [Int]
    var budgets: [Int64]
    /// What must at least be spent in all.
    var floor: Int64 = 0

    init(using generator: inout SeededGenerator) {
        let count = Int.random(in: 3...9, using: &generator)
        let top = Double.random(in: 4...11, using: &generator)
        let spread = Double.random(in: 0.2...4, using: &generator)
        costs = (0..<count).map { _ in
            let digits = max(3, Double.random(in: (top - spread)...top, using: &generator))
            return Draft.powerOfTen(digits)
        }
        values = (0..<count).map { _ in Int64.random(in: 1...3_000, using: &generator) }
        let sources = Int.random(in: 2...3, using: &generator)
        payers = (0..<count).map { _ in Int.random(in: 1..<(1 << sources), using: &generator) }
        budgets = Array(repeating: 0, count: sources)
    }

    /// 10 to a power, by its whole part and a polynomial for the rest, so that no library decides.
    private static func powerOfTen(_ digits: Double) -> Int64 {
        let whole = digits.rounded(.down)
        let rest = digits - whole
        let mantissa = 1 + rest * (2.3 + rest * (2.5 + rest * 4.2))
        return Int64((0..<Int(whole)).reduce(mantissa) { value, _ in value * 10 })
    }

    mutating func drawBudgets(
        _ tightness: MoneyInstance.Tightness, using generator: inout SeededGenerator
    ) {
        let choice = Int.random(in: 1..<(1 << costs.count), using: &generator)
        for project in costs.indices where choice >> project & 1 == 1 {
            let able = budgets.indices.filter { payers[project] >> $0 & 1 == 1 }
            var left = costs[project]
            for source in able {
                let isLast = source == able.last
                let part = isLast ? left : Int64.random(in: 0...left, using: &generator)
                budgets[source] += part
                left -= part
            }
        }
        guard tightness != .loose else {
            for source in budgets.indices {
                let share = Double.random(in: 0.5...1.5, using: &generator)
                budgets[source] = Int64(Double(budgets[source]) * share)
            }
            return
        }
        floor = costs.indices.filter { choice >> $0 & 1 == 1 }.reduce(0) { $0 + costs[$1] }
        if tightness == .oneFenShort, let source = budgets.firstIndex(where: { $0 > 0 }) {
            budgets[source] -= 1
        }
    }

    /// Makes all sources one that pays everything.
    mutating func mergeSources() {
        budgets = [budgets.reduce(0, +)]
        payers = payers.map { _ in 1 }
    }

    /// Choices only: the sum of the chosen costs at most the budget and at least the floor.
    func programOfChoices() -> LinearProgram {
        var program = LinearProgram()
        let choices = addChoices(to: &program)
        let terms = zip(costs, choices).map { Term(Double($0), $1) }
        program.add(
            Constraint(
                name: "budget", terms: terms, bounds: .atMost(Double(budgets[0])), owner: .shared))
        program.add(
            Constraint(
                name: "floor", terms: terms, bounds: .atLeast(Double(floor)), owner: .shared))
        return program
    }

    func programWithPayments() -> LinearProgram {
        var program = LinearProgram()
        let choices = addChoices(to: &program)
        var bySource = budgets.map { _ in [Term]() }
        for project in costs.indices {
            var terms = [Term(-Double(costs[project]), choices[project])]
            for source in budgets.indices where payers[project] >> source & 1 == 1 {
                let payment = program.add(
                    Variable(
                        name: "pay(\(project),\(source))", bounds: Bounds(0, Double(costs[project]))
                    ))
                terms.append(Term(1, payment))
                bySource[source].append(Term(1, payment))
            }
            program.add(
                Constraint(
                    name: "cost(\(project))", terms: terms, bounds: .exactly(0), owner: .shared))
        }
        for source in budgets.indices {
            program.add(
                Constraint(
                    name: "budget(\(source))", terms: bySource[source],
                    bounds: .atMost(Double(budgets[source])), owner: .shared))
        }
        program.add(
            Constraint(
                name: "floor", terms: zip(costs, choices).map { Term(Double($0), $1) },
                bounds: .atLeast(Double(floor)), owner: .shared))
        return program
    }

    private func addChoices(to program: inout LinearProgram) -> [VariableID] {
        let choices = costs.indices.map {
            program.add(Variable(name: "fund(\($0))", bounds: Bounds(0, 1), isInteger: true))
        }
        program.objective = Objective(
            .maximize, terms: zip(values, choices).map { Term(Double($0), $1) }, isIntegral: true)
        return choices
    }

    func optimum() -> Int64? {
        (0..<(1 << costs.count)).filter(canBePaid).map { choice in
            values.indices.filter { choice >> $0 & 1 == 1 }.reduce(0) { $0 + values[$1] }
        }.max()
    }

    private func canBePaid(_ choice: Int) -> Bool {
        let chosen = costs.indices.filter { choice >> $0 & 1 == 1 }
        guard chosen.reduce(0, { $0 + costs[$1] }) >= floor else { return false }
        return (1..<(1 << budgets.count)).allSatisfy { set in
            let asked = chosen.filter { payers[$0] & ~set == 0 }.reduce(0) { $0 + costs[$1] }
            return asked
                <= budgets.indices.filter { set >> $0 & 1 == 1 }
                .reduce(0) { $0 + budgets[$1] }
        }
    }
}
