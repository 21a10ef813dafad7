import Optimization
import TestSupport

/// A renovation programme as a city has it: projects with up to ten works, budgets of several
/// levels that pay together, utilities that pay a part, limits on shares; amounts in 10,000 yuan.
struct MunicipalCase {
    private(set) var program = LinearProgram(name: "municipal")
    private var generator: SeededGenerator
    private var worth: [Term] = []
    private var uses: [String: [Term]] = [:]
    private var demand: [String: Double] = [:]
    private let districts: Int

    private struct Kind {
        var name: String
        var group: Int
        var share: Double
        var perArea: Double
        var isUtility: Bool
    }

    private static let kinds = [
        Kind(name: "water", group: 0, share: 0.9, perArea: 35, isUtility: true),
        Kind(name: "power", group: 0, share: 0.9, perArea: 40, isUtility: true),
        Kind(name: "gas", group: 0, share: 0.9, perArea: 20, isUtility: true),
        Kind(name: "heat", group: 0, share: 0.5, perArea: 60, isUtility: true),
        Kind(name: "road", group: 0, share: 0.9, perArea: 45, isUtility: false),
        Kind(name: "insulation", group: 1, share: 0.6, perArea: 120, isUtility: false),
        Kind(name: "elevator", group: 1, share: 0.35, perArea: 90, isUtility: false),
        Kind(name: "parking", group: 2, share: 0.5, perArea: 30, isUtility: false),
        Kind(name: "care", group: 2, share: 0.3, perArea: 25, isUtility: false),
    ]

    /// Makes a programme whose budgets are about a share of what would fund everything.
    init(projects: Int, districts: Int, budgetShare: Double, seed: Int, isIntegral: Bool) {
        generator = SeededGenerator(seed: UInt64(seed) &+ 77)
        self.districts = districts
        for project in 0..<projects { addProject(project, isIntegral: isIntegral) }
        for (source, terms) in uses.sorted(by: { $0.key < $1.key }) {
            let factor = Double.random(in: 0.6...1.4, using: &generator) * budgetShare * 0.25
            let budget = (factor * (demand[source] ?? 0)).rounded()
            add("budget(\(source))", terms, .atMost(budget))
        }
        program.objective = Objective(.maximize, terms: worth, isIntegral: isIntegral)
    }

    private mutating func addProject(_ project: Int, isIntegral: Bool) {
        let households = Double.random(in: 3.0...6.5, using: &generator)
        // A power of e without the mathematics library: most projects are small, a few are large.
        let size = (20 + households * households * households * 4).rounded()
        let area = (size * Double.random(in: 55...95, using: &generator)).rounded()
        let value = isIntegral ? size : size * Double.random(in: 0.7...1.3, using: &generator)
        let district = "district\(Int.random(in: 0..<districts, using: &generator))"
        let fund = program.add(
            Variable(name: "fund(P\(project))", bounds: Bounds(0, 1), isInteger: true))
        worth.append(Term(value, fund))
        var central: [Term] = []
        var local: [Term] = []
        var residents: [Term] = []
        var basicCost = 0.0
        for kind in Self.kinds where Double.random(in: 0...1, using: &generator) < kind.share {
            let factor = Double.random(in: 0.7...1.4, using: &generator)
            let cost = (area * kind.perArea * factor / 100).rounded() / 100
            let key = "P\(project),\(kind.name)"
            var start = fund
            if kind.group == 0 {
                basicCost += cost
            } else {
                start = program.add(
                    Variable(name: "start(\(key))", bounds: Bounds(0, 1), isInteger: true))
                worth.append(Term(isIntegral ? (value / 8).rounded() : value / 8, start))
                add("follows(\(key))", [Term(1, start), Term(-1, fund)], .atMost(0))
            }
            var balance = [Term(-cost, start)]
            for source in payers(of: kind, in: district) {
                let pay = program.add(
                    Variable(name: "pay(\(key),\(source))", bounds: Bounds(0, cost)))
                balance.append(Term(1, pay))
                if source == "residents" {
                    residents.append(Term(1, pay))
                } else {
                    uses[source, default: []].append(Term(1, pay))
                    demand[source, default: 0] += cost
                }
                if source.hasPrefix("central") { central.append(Term(1, pay)) }
                if source == district { local.append(Term(1, pay)) }
                if source == kind.name {
                    add("most(\(key))", [Term(1, pay), Term(-0.6 * cost, start)], .atMost(0))
                    add("least(\(key))", [Term(1, pay), Term(-0.3 * cost, start)], .atLeast(0))
                }
            }
            add("paid(\(key))", balance, .exactly(0))
        }
        if !central.isEmpty {
            add("central(P\(project))", central + [Term(-0.6 * basicCost, fund)], .atMost(0))
            let match = local + central.map { Term(-0.15, $0.variable) }
            add("match(P\(project))", match, .atLeast(0))
        }
        if !residents.isEmpty {
            add("share(P\(project))", residents + [Term(-30 * area / 1e4, fund)], .atMost(0))
            add("own(P\(project))", residents + [Term(-5 * area / 1e4, fund)], .atLeast(0))
        }
    }

    private func payers(of kind: Kind, in district: String) -> [String] {
        var payers = [district]
        if kind.group == 0 { payers += ["central-a", "central-b"] }
        if kind.group <= 1 { payers.append("province") }
        if kind.group >= 1 { payers += ["bond", "residents"] }
        if kind.isUtility { payers.append(kind.name) }
        return payers
    }

    private mutating func add(_ name: String, _ terms: [Term], _ bounds: Bounds) {
        program.add(Constraint(name: name, terms: terms, bounds: bounds, owner: .shared))
    }
}
