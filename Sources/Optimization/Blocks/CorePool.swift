/// The columns of a core's master as plain values, for searches on several threads.
struct CorePool: Sendable {
    /// An integer program around a choice.
    struct Neighbourhood: Sendable {
        var program: LinearProgram
        /// The column behind each of the first variables.
        var columns: [Int]
        /// The units that are open in the program.
        var isOpen: [Bool]
    }

    private static let columnsOfPattern = 4
    private static let flexibleShare = 0.15

    let columns: [PriceMaster.Column]
    /// What each column loses in the relaxation.
    private let losses: [Double]
    /// The columns of each unit, by rising loss.
    private let columnsOfUnit: [[Int]]
    private let groupCount: Int
    /// The number of core blocks.
    let coreCount: Int
    private let active: [Int]
    private let bounds: [Bounds]
    /// What each shared constraint is multiplied with.
    private let factors: [Double]
    /// The activities of each column that are more than rounding, by those factors.
    private let scaled: [SparseActivities]
    private let scale: Double
    /// The gap of each core block.
    private let gaps: [Double]
    /// How much of each pattern the relaxation takes, for each core block.
    private let weights: [[Int: Double]]
    /// The price of each shared constraint in the relaxation.
    private let prices: [Double]
    /// The shared constraints that the columns of each core block have activity in.
    private let touched: [Set<Int32>]

    /// Copies what the master holds, with its relaxation.
    init(_ problem: CoreMaster) throws(SolverError) {
        let master = problem.master
        _ = try master.solve()
        columns = master.columns
        losses = master.losses
        var columnsOfUnit = [[Int]](repeating: [], count: problem.units.count)
        for (index, column) in columns.enumerated() { columnsOfUnit[column.unit].append(index) }
        let losses = losses
        self.columnsOfUnit = columnsOfUnit.map {
            $0.sorted { losses[$0] != losses[$1] ? losses[$0] < losses[$1] : $0 < $1 }
        }
        (groupCount, coreCount) = (problem.groupCount, problem.core.count)
        active = master.active
        bounds = problem.objective.bounds
        factors = bounds.indices.map { master.factor(of: $0) }
        scaled = columns.map { master.scaled($0.activities) }
        scale = 1000 / max(1e-9, problem.bound.magnitude)
        gaps = problem.core.map(\.gap)
        weights = problem.weights()
        prices = problem.objective.cleaned(master.prices)
        var touched = [Set<Int32>](repeating: [], count: problem.core.count)
        for column in columns where column.unit >= groupCount {
            touched[column.unit - groupCount].formUnion(column.activities.positions)
        }
        self.touched = touched
    }

    /// What the unused part of each shared constraint is worth at a choice.
    private func unusedWorth(_ current: CoreChoice) -> [Double] {
        var used = [Double](repeating: 0, count: bounds.count)
        for (index, column) in columns.enumerated() where current.shares[index] > 0 {
            column.activities.add(times: current.shares[index], to: &used)
        }
        return bounds.indices.map { shared in
            let end = prices[shared] > 0 ? bounds[shared].upper : bounds[shared].lower
            return prices[shared] == 0 ? 0 : max(0, prices[shared] * (end - used[shared]))
        }
    }

    /// The program in which some core blocks may take any pattern, and some units change funding.
    func neighbourhood(of current: CoreChoice, free: Int, _ chance: inout Chance)
        -> Neighbourhood
    {
        let isFree = freeBlocks(current, free, &chance)
        var isOpen = [Bool](repeating: false, count: columnsOfUnit.count)
        for unit in columnsOfUnit.indices {
            let isFlexible = chance.share() < Self.flexibleShare
            isOpen[unit] = isFlexible || unit >= groupCount && isFree[unit - groupCount]
        }
        var used = [Double](repeating: 0, count: bounds.count)
        for (index, column) in columns.enumerated()
        where !isOpen[column.unit] && current.shares[index] > 0 {
            column.activities.add(times: current.shares[index], to: &used)
        }
        var program = LinearProgram(name: "neighbourhood")
        var chosen: [Int] = []
        var terms = [[Term]](repeating: [], count: bounds.count)
        var objective: [Term] = []
        var patterns: [(unit: Int, variables: [Int: [VariableID]])] = []
        for unit in columnsOfUnit.indices where isOpen[unit] {
            var variables: [Int: [VariableID]] = [:]
            for index in candidates(unit, current, isFree) {
                let column = columns[index]
                let variable = program.add(Variable(name: "", bounds: Bounds(0, 1)))
                chosen.append(index)
                variables[column.pattern, default: []].append(variable)
                if column.worth != 0 { objective.append(Term(column.worth * scale, variable)) }
                for (shared, value) in zip(scaled[index].positions, scaled[index].values) {
                    terms[Int(shared)].append(Term(value, variable))
                }
            }
            patterns.append((unit, variables))
        }
        for shared in active where !terms[shared].isEmpty {
            let (factor, offset) = (factors[shared], used[shared])
            program.add(
                Constraint(
                    name: "", terms: terms[shared],
                    bounds: Bounds(
                        (bounds[shared].lower - offset) * factor,
                        (bounds[shared].upper - offset) * factor), owner: .shared))
        }
        for (_, variables) in patterns { addUnit(variables, to: &program) }
        program.objective = Objective(.maximize, terms: objective)
        return Neighbourhood(program: program, columns: chosen, isOpen: isOpen)
    }

    /// One pattern for a unit, funded by a mix of the pattern's columns.
    private func addUnit(_ variables: [Int: [VariableID]], to program: inout LinearProgram) {
        let ordered = variables.sorted { $0.key < $1.key }
        program.add(
            Constraint(
                name: "", terms: ordered.flatMap { $0.value.map { Term(1, $0) } },
                bounds: .exactly(1), owner: .shared))
        guard ordered.count > 1 else { return }
        for (_, own) in ordered {
            if own.count == 1 {
                program[own[0]].isInteger = true
                continue
            }
            let whole = program.add(
                Variable(name: "", bounds: Bounds(0, 1), isInteger: true))
            program.add(
                Constraint(
                    name: "", terms: own.map { Term(1, $0) } + [Term(-1, whole)],
                    bounds: .exactly(0), owner: .shared))
        }
    }

    /// The columns of a unit that take part: those in use, and the closest ones of each pattern.
    private func candidates(_ unit: Int, _ current: CoreChoice, _ isFree: [Bool]) -> [Int] {
        let core = unit - groupCount
        var counts: [Int: Int] = [:]
        return columnsOfUnit[unit].filter { index in
            let pattern = columns[index].pattern
            if core >= 0, !isFree[core], pattern != current.patterns[core] { return false }
            if current.shares[index] > 1e-9 { return true }
            counts[pattern, default: 0] += 1
            return counts[pattern, default: 0] <= Self.columnsOfPattern
        }
    }

    /// Chooses core blocks: those that the relaxation leaves open, and close ones, more often.
    private func freeBlocks(_ current: CoreChoice, _ free: Int, _ chance: inout Chance) -> [Bool] {
        let typical = max(1e-300, gaps.filter(\.isFinite).max() ?? 1)
        // Every other neighbourhood looks where a shared constraint's money lies unused.
        var focus: Int32?
        if chance.share() < 0.5 {
            let worth = unusedWorth(current)
            var left = chance.share() * worth.reduce(0, +)
            for (shared, worth) in worth.enumerated() where worth > 0 {
                focus = Int32(shared)
                left -= worth
                if left < 0 { break }
            }
        }
        var keys: [(key: Double, place: Int)] = []
        for place in 0..<coreCount {
            let weight = weights[place][current.patterns[place]] ?? 0
            let gap = gaps[place].isFinite ? gaps[place] : typical
            let isInFocus = focus.map { touched[place].contains($0) } ?? false
            let preference =
                (weight < 0.999 ? 3.0 : 1.0) * (isInFocus ? 10 : 1) * typical
                / (0.1 * typical + gap)
            // Sampling without replacement in proportion to the preference, without a logarithm.
            keys.append((Chance.key(chance.share(), preference), place))
        }
        keys.sort { $0.key != $1.key ? $0.key > $1.key : $0.place < $1.place }
        var isFree = [Bool](repeating: false, count: coreCount)
        for key in keys.prefix(free) { isFree[key.place] = true }
        return isFree
    }

    /// The choice that values of a neighbourhood's variables make of another one.
    func choice(_ current: CoreChoice, _ built: Neighbourhood, _ values: [Double]) -> CoreChoice {
        var choice = current
        for (index, column) in columns.enumerated() where built.isOpen[column.unit] {
            choice.shares[index] = 0
        }
        var heaviest = [Double](repeating: 0, count: coreCount)
        for (place, index) in built.columns.enumerated() {
            choice.shares[index] = max(0, values[place])
            let core = columns[index].unit - groupCount
            if core >= 0, values[place] > heaviest[core] {
                heaviest[core] = values[place]
                choice.patterns[core] = columns[index].pattern
            }
        }
        choice.objective = zip(columns, choice.shares).reduce(0) { $0 + $1.0.worth * $1.1 }
        return choice
    }
}

extension Chance {
    /// A key that is larger the larger the preference, for sampling without replacement: the exponent
    /// of Efraimidis and Spirakis, u^(1/w), as its series-free monotone stand-in (u − 1) / (u · w).
    static func key(_ share: Double, _ preference: Double) -> Double {
        (share - 1) / (max(1e-12, share) * preference)
    }
}
