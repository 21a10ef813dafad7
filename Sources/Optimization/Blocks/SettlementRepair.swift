/// Repairs shared constraints of a settled point that block after block did not bring in order.
///
/// Where budgets must be used to the last unit, what one block gives back another has to take, over
/// several constraints: that is one integer program over the distances of some blocks' payments, nearly
/// always with whole corners. Blocks are drawn from a fixed seed, more of them each time.
struct SettlementRepair {
    /// How many blocks take part in each attempt.
    private static let sizes = [24, 24, 48, 96]
    private static let mostNodes = 200

    private let settlement: BlockSettlement
    private var program: BlockProgram { settlement.program }

    init(_ settlement: BlockSettlement) { self.settlement = settlement }

    /// Repairs a point in place.
    ///
    /// - Returns: Whether every shared constraint is kept now, in plain arithmetic.
    func run(_ point: BlockPoint) -> Bool {
        for (attempt, size) in Self.sizes.enumerated() {
            let activities = point.activities()
            let excess = settlement.excess(activities)
            guard excess.contains(where: { $0 != 0 }) else { return true }
            let blocks = drawn(size, seed: UInt64(attempt))
            repair(point, blocks, activities, excess.reduce(0) { max($0, $1.magnitude) })
            if size >= program.count { break }
        }
        return !settlement.excess(point.activities()).contains { $0 != 0 }
    }

    /// Blocks with payments, drawn without replacement.
    private func drawn(_ count: Int, seed: UInt64) -> [Int] {
        let candidates = (0..<program.count).filter { program.blocks[$0].continuousCount > 0 }
        guard count < candidates.count else { return candidates }
        var chance = Chance(seed: seed &+ 77)
        var chosen: Set<Int> = []
        while chosen.count < count {
            chosen.insert(candidates[Int(chance.share() * Double(candidates.count))])
        }
        return chosen.sorted()
    }

    private func repair(
        _ point: BlockPoint, _ blocks: [Int], _ activities: [Double], _ largest: Double
    ) {
        var settler = BlockSettler(
            settlement.responses.kernels[0], settlement.responses.parameters)
        var model = LinearProgram(name: "settlement")
        var terms = [[Term]](repeating: [], count: program.sharedCount)
        var parts: [(block: Int, old: [Double], variables: [VariableID])] = []
        for index in blocks {
            let block = program.blocks[index]
            let old = (0..<block.continuousCount).map {
                point.values[block.firstVariable + $0]
            }
            guard
                let allowed = settler.distances(
                    block, point, index, around: old, width: max(64, 4 * largest)),
                // A point that is not whole would move.
                allowed.base == old
            else { continue }
            let variables = allowed.bounds.map {
                model.add(
                    Variable(name: "", bounds: Bounds($0.lower, $0.upper), isInteger: true))
            }
            for row in allowed.rows {
                model.add(
                    Constraint(
                        name: "",
                        terms: row.terms.map { Term($0.coefficient, variables[$0.variable]) },
                        bounds: Bounds(row.lower, row.upper), owner: .shared))
            }
            for position in block.firstEntry..<block.firstEntry + block.entryCount {
                let entry = program.entries[position]
                guard entry.variable < block.continuousCount else { continue }
                terms[Int(entry.shared)].append(
                    Term(settler.trueCoefficient(entry, block), variables[Int(entry.variable)]))
            }
            parts.append((index, old, variables))
        }
        for (shared, terms) in terms.enumerated() where !terms.isEmpty {
            let bounds = settlement.objective.bounds[shared]
            guard !bounds.isFree else { continue }
            model.add(
                Constraint(
                    name: "", terms: terms,
                    bounds: Bounds(
                        bounds.lower - activities[shared], bounds.upper - activities[shared]),
                    owner: .shared))
        }
        var limited = SolveOptions(
            deadline: settlement.options.deadline, nodeLimit: Self.mostNodes,
            cancellation: settlement.options.cancellation)
        limited.iterationLimit = 10_000
        guard let result = try? settlement.solver.solve(model, options: limited),
            !result.values.isEmpty
        else { return }
        for part in parts {
            let block = program.blocks[part.block]
            let values = zip(part.old, part.variables).map {
                $0 + result.values[$1.index].rounded()
            }
            guard settler.isKept(block, point, part.block, values) else { continue }
            settler.write(values, part.old, block, point)
        }
    }
}
