import Funding
import TestSupport

/// Stored plans of random programmes, and files that are nearly right.
enum RandomStoredPlan {
    /// A programme with a plan, whose identifiers need quotes here and there.
    static func make(seed: UInt64) -> (programme: Programme, stored: StoredPlan) {
        var (programme, plan) = RandomProgramme.makeWithPlan(seed: seed)
        if seed % 3 == 0 {
            for project in programme.projects.indices {
                programme.projects[project].id += [",", "\"", "\npay,", ""][project % 4]
            }
        }
        var costs: [Int: Money] = [:]
        for work in programme.works.indices where plan.fundedWorks[work] {
            costs[work] = programme.works[work].cost
        }
        let uses = programme.sources.indices.map {
            StoredPlan.SourceUse(source: $0, period: 0, amount: Money(minorUnits: Int64($0) - 1))
        }
        let total = plan.payments.reduce(Money.zero) { $0 + $1.amount }
        let values = programme.goals.indices.map { Ratio(Int128($0) - 1, Int128(seed % 4 + 1)) }
        return (
            programme,
            StoredPlan(
                plan: plan, workCosts: costs, sourceUses: uses, total: total, goalValues: values)
        )
    }

    /// A file with one small change: a byte, a line left out, twice or moved, or cut short.
    static func changed(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        let place = Int.random(in: bytes.indices, using: &generator)
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let line = Int.random(in: lines.indices, using: &generator)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0:
            bytes[place] = Array("0123456789,\"\n-/.Pw".utf8).randomElement(using: &generator) ?? 0
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(bytes[place], at: place)
        case 3: return Array(bytes[..<place])
        case 4:
            lines.remove(at: line)
            return Array(lines.joined(separator: [0x0A]))
        case 5:
            lines.insert(lines[line], at: line)
            return Array(lines.joined(separator: [0x0A]))
        default:
            lines.swapAt(line, Int.random(in: lines.indices, using: &generator))
            return Array(lines.joined(separator: [0x0A]))
        }
        return bytes
    }
}
