import Funding
import Verification

/// Tries every plan of a tiny programme: the truth that planning is compared with.
///
/// Knows no formulation: it goes through all starts, all works and all ways to pay, and asks only the
/// verifier which plans keep the rules.
struct ExhaustivePlanner {
    /// The value of each goal of the best plan, in order, or `nil` where no plan keeps the rules.
    private(set) var bestValues: [Ratio]?
    /// How many plans were tried.
    private(set) var plans = 0

    private let programme: Programme
    private let verifier: PlanVerifier
    private let payers: [[Int]]
    private let possibleStarts: [[Int]]
    /// The value of each goal of every plan that keeps the rules.
    private(set) var values: [[Ratio]] = []

    /// Tries all plans.
    ///
    /// - Returns: `nil` where there are more than `most`.
    init?(_ programme: Programme, most: Int) throws {
        self.programme = programme
        verifier = PlanVerifier(programme)
        possibleStarts = Self.startsWithoutCommitments(in: programme)
        payers = programme.works.indices.map { work in
            programme.sources.indices.filter {
                programme.sources[$0].pays.holds(forWork: work, in: programme)
            }
        }
        guard try tryStarts([], [], most) else { return nil }
        bestValues = ExhaustivePlanner.best(values, programme.goals)
    }

    /// How many plans there are to try, counted without making them.
    ///
    /// - Returns: `Int.max` where there are more than an integer holds.
    static func planCount(of programme: Programme) -> Int {
        let starts = startsWithoutCommitments(in: programme)
        let payerCounts = programme.works.indices.map { work in
            programme.sources.count { $0.pays.holds(forWork: work, in: programme) }
        }
        return programme.projects.indices.reduce(1) { count, project in
            guard programme.failedGates(ofProject: project).isEmpty else { return count }
            let funded = starts[project].reduce(0) { sum, start in
                let ways = programme.projects[project].works.reduce(1) { ways, work in
                    let costs = programme.costs(ofWork: work, startingIn: start)
                    let paid = costs.reduce(1) {
                        limited($0, times: splitCount(of: $1.minorUnits, over: payerCounts[work]))
                    }
                    let isOptional = !programme.isMandatory(work: work)
                    return limited(ways, times: isOptional && paid < .max ? paid + 1 : paid)
                }
                let (total, isTooLarge) = sum.addingReportingOverflow(ways)
                return isTooLarge ? .max : total
            }
            return limited(count, times: funded < .max ? funded + 1 : funded)
        }
    }

    /// The starts of each project; which of them money that is paid or promised leaves is for the
    /// verifier to say.
    private static func startsWithoutCommitments(in programme: Programme) -> [[Int]] {
        var programme = programme
        programme.commitments = []
        return programme.projects.indices.map { programme.possibleStarts(ofProject: $0) }
    }

    private static func limited(_ count: Int, times factor: Int) -> Int {
        let (product, isTooLarge) = count.multipliedReportingOverflow(by: factor)
        return isTooLarge ? .max : product
    }

    /// How many ways there are to write an amount as an ordered sum of so many parts ≥ 0.
    private static func splitCount(of amount: Int64, over parts: Int) -> Int {
        guard parts > 0 else { return amount == 0 ? 1 : 0 }
        var count = 1
        for part in 1..<parts { count = limited(count, times: Int(amount) + part) / part }
        return count
    }

    private mutating func tryStarts(_ starts: [Int?], _ works: [Bool], _ most: Int) throws -> Bool {
        guard starts.count < programme.projects.count else {
            return try tryPayments(starts, works, 0, 0, [], most)
        }
        let project = starts.count
        let members = programme.projects[project].works
        guard try tryStarts(starts + [nil], works + members.map { _ in false }, most) else {
            return false
        }
        guard programme.failedGates(ofProject: project).isEmpty else { return true }
        let optional = members.filter { !programme.isMandatory(work: $0) }
        for start in possibleStarts[project] {
            for subset in 0..<(1 << optional.count) {
                let chosen = members.map { work in
                    optional.firstIndex(of: work).map { subset >> $0 & 1 == 1 } ?? true
                }
                guard try tryStarts(starts + [start], works + chosen, most) else { return false }
            }
        }
        return true
    }

    private mutating func tryPayments(
        _ starts: [Int?], _ works: [Bool], _ work: Int, _ period: Int, _ payments: [Payment],
        _ most: Int
    ) throws -> Bool {
        guard work < programme.works.count else {
            plans += 1
            guard plans <= most else { return false }
            let plan = Plan(starts: starts, fundedWorks: works, payments: payments)
            if verifier.violations(of: plan).isEmpty {
                values.append(try verifier.figures(of: plan).goalValues)
            }
            return true
        }
        guard period < programme.periodCount, works[work],
            let start = starts[programme.works[work].project]
        else { return try tryPayments(starts, works, work + 1, 0, payments, most) }
        let cost = programme.costs(ofWork: work, startingIn: start)[period].minorUnits
        for parts in splits(of: cost, over: payers[work].count) {
            let added = zip(payers[work], parts).filter { $0.1 > 0 }.map {
                Payment(
                    work: work, source: $0.0, period: period, amount: Money(minorUnits: $0.1))
            }
            guard
                try tryPayments(starts, works, work, period + 1, payments + added, most)
            else { return false }
        }
        return true
    }

    /// All ways to write an amount as an ordered sum of so many parts ≥ 0.
    private func splits(of amount: Int64, over count: Int) -> [[Int64]] {
        if count == 0 { return amount == 0 ? [[]] : [] }
        if count == 1 { return [[amount]] }
        return (0...amount).flatMap { first in
            splits(of: amount - first, over: count - 1).map { [first] + $0 }
        }
    }

    /// The lexicographically best values: each goal is optimised, then held less its `within`.
    private static func best(_ values: [[Ratio]], _ goals: [Goal]) -> [Ratio]? {
        guard !values.isEmpty else { return nil }
        var remaining = values
        var achieved: [Ratio] = []
        for (index, goal) in goals.enumerated() {
            let all = remaining.map { $0[index] }
            guard let best = goal.sense == .maximize ? all.max() : all.min(),
                let held = try? goal.heldValue(of: best)
            else { return nil }
            achieved.append(best)
            remaining = remaining.filter {
                goal.sense == .maximize ? $0[index] >= held : $0[index] <= held
            }
        }
        return achieved
    }
}
