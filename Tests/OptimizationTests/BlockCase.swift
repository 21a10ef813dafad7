import TestSupport

@testable import Optimization

/// A random program of small blocks that a few shared constraints tie together: a funding programme
/// in miniature, in whole numbers throughout.
///
/// Blocks have works that may be left out, sources that pay for them, shares and caps on payments,
/// variables that say "any of these works" and "all up to here", and limits that a parameter moves.
struct BlockCase {
    /// The blocks alone; the parameter is the first variable.
    private(set) var program = LinearProgram(name: "blocks")
    /// The coefficients of the shared constraints; the first one is the objective.
    private(set) var shared: [BlockProgram.SharedTerms]
    /// The bounds of the shared constraints; free for the objective.
    private(set) var bounds: [Bounds]
    /// 1 where the objective is maximized, −1 where it is minimized.
    let weight: Double
    /// What the parameter allows; infinite where it limits nothing.
    let allowance: Double
    let parameter: VariableID
    private var generator: SeededGenerator
    private let sources: Int
    private var worth: [Term] = []
    private var uses: [[Term]]
    private var counts: [Term] = []
    private var demand = 0

    /// Makes a program with so many blocks.
    init(seed: Int, blocks: Int) {
        generator = SeededGenerator(seed: UInt64(seed) &+ 7_001)
        sources = Int.random(in: 1...3, using: &generator)
        uses = Array(repeating: [], count: sources)
        weight = seed % 3 == 0 ? -1 : 1
        (shared, bounds) = ([], [])
        let isLimited = Bool.random(using: &generator)
        allowance = isLimited ? Double(Int.random(in: 1...6, using: &generator)) : .infinity
        parameter = program.add(
            Variable(
                name: "parameter", bounds: isLimited ? .exactly(allowance) : Bounds(0, 1e6)))
        for block in 0..<blocks { addBlock(block) }
        addShared()
    }

    // MARK: - Blocks

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &generator)
    }

    private mutating func addBlock(_ block: Int) {
        let works = number(1...3)
        var funded: [VariableID] = []
        for work in 0..<works {
            funded.append(
                program.add(
                    Variable(
                        name: "fund(\(block),\(work))", bounds: Bounds(0, 1), isInteger: true,
                        block: block)))
        }
        var payments = Array(repeating: [VariableID](), count: sources)
        var costs: [Int] = []
        for work in 0..<works {
            let cost = number(number(0...9) == 0 ? 0...0 : 1...12)
            costs.append(cost)
            demand += cost
            var terms = [Term(Double(cost), funded[work])]
            for source in 0..<sources where source == 0 || number(0...2) > 0 {
                let pay = program.add(
                    Variable(
                        name: "pay(\(block),\(work),\(source))", bounds: Bounds(0, Double(cost)),
                        block: block))
                payments[source].append(pay)
                uses[source].append(Term(1, pay))
                terms.append(Term(-1, pay))
            }
            if cost == 0 { terms.removeFirst() }
            add("paid(\(block),\(work))", terms, .exactly(0), block)
        }
        for _ in 0..<number(0...3) { addRule(block, funded, payments, costs) }
        addChoices(block, funded)
        for work in funded {
            let size = Double(number(1...9))
            worth.append(Term(size, work))
            counts.append(Term(Double(number(0...4)), work))
        }
    }

    /// Adds what a source must or may pay, in one of the forms that a kernel treats apart.
    private mutating func addRule(
        _ block: Int, _ funded: [VariableID], _ payments: [[VariableID]], _ costs: [Int]
    ) {
        let source = number(0...(sources - 1))
        let paid = payments[source]
        guard !paid.isEmpty else { return }
        let total = zip(funded, costs).filter { $0.1 > 0 }
        let name = "rule(\(block),\(program.constraints.count))"
        switch number(0...6) {
        case 0:
            // One payment, bound by a choice: a bound of the variable.
            let work = number(0...(funded.count - 1))
            add(
                name, [Term(4, paid[0]), Term(-Double(number(1...20)), funded[work])], .atMost(0),
                block)
        case 1:
            // A quarter or more of the cost at most.
            let share = Double(number(1...4))
            add(
                name,
                paid.map { Term(4, $0) } + total.map { Term(-share * Double($0.1), $0.0) },
                .atMost(0), block)
        case 2:
            let share = Double(number(0...2))
            add(
                name,
                paid.map { Term(4, $0) }
                    + (share == 0 ? [] : total.map { Term(-share * Double($0.1), $0.0) }),
                .atLeast(0), block)
        case 3:
            // The same left side twice, once with the other sign.
            add(name, paid.map { Term(1, $0) }, .atMost(Double(number(0...20))), block)
            add(
                name + "b",
                paid.map { Term(-3, $0) } + [Term(Double(number(0...6) + 1), funded[0])],
                Bounds(-Double(number(20...60)), Double(number(0...9) == 0 ? -9 : 6)), block)
        case 4:
            // What the parameter allows.
            add(
                name, paid.map { Term(1, $0) } + [Term(-Double(number(1...4)), parameter)],
                .atMost(0), block)
        case 5: addAny(name, block, funded, paid)
        default:
            // One source pays no less than another, so far as both pay.
            let other = payments[number(0...(sources - 1))].filter { !paid.contains($0) }
            guard !other.isEmpty else { return }
            add(
                name, paid.map { Term(2, $0) } + other.map { Term(-1, $0) }, .atLeast(0), block)
        }
    }

    /// Adds a variable that is 1 where any of two works is funded, and an amount that hangs on it.
    private mutating func addAny(
        _ name: String, _ block: Int, _ funded: [VariableID], _ paid: [VariableID]
    ) {
        let any = program.add(Variable(name: name + "any", bounds: Bounds(0, 1), block: block))
        for (work, variable) in funded.prefix(2).enumerated() {
            add("\(name)work\(work)", [Term(1, variable), Term(-1, any)], .atMost(0), block)
        }
        add(
            name + "none", funded.prefix(2).map { Term(1, $0) } + [Term(-1, any)], .atLeast(0),
            block)
        add(
            name + "amount", paid.map { Term(1, $0) } + [Term(-Double(number(1...20)), any)],
            .atMost(0), block)
        guard funded.count > 2 else { return }
        let complete = program.add(
            Variable(name: name + "complete", bounds: Bounds(0, 1), block: block))
        add(name + "done", [Term(1, funded[0]), Term(-1, complete)], .atLeast(0), block)
        add(name + "order", [Term(1, funded[2]), Term(-1, complete)], .atMost(0), block)
    }

    private mutating func addChoices(_ block: Int, _ funded: [VariableID]) {
        switch number(0...6) {
        case 0: add("must(\(block))", [Term(1, funded[0])], .atLeast(1), block)
        case 1 where funded.count > 1:
            add("one(\(block))", funded.map { Term(1, $0) }, .atMost(1), block)
        case 2, 3:
            for other in funded.dropFirst() {
                add(
                    "with(\(block),\(other.index))", [Term(1, other), Term(-1, funded[0])],
                    .atMost(0), block)
            }
        default: break
        }
    }

    private mutating func add(_ name: String, _ terms: [Term], _ bounds: Bounds, _ block: Int) {
        guard !terms.isEmpty else { return }
        program.add(Constraint(name: name, terms: terms, bounds: bounds, owner: .block(block)))
    }

    // MARK: - What ties blocks together

    private mutating func addShared() {
        let isCost = weight < 0
        let payments = uses.flatMap { $0 }
        addShared(isCost ? uses[0] + worth.map { Term(1, $0.variable) } : worth, .free)
        for source in 0..<sources where number(0...4) > 0 {
            addShared(uses[source], .atMost(Double(number(0...max(1, demand)))))
        }
        let most = counts.reduce(0) { $0 + Int($1.coefficient) }
        let counts = counts.filter { $0.coefficient != 0 }
        switch number(0...3) {
        case 0: addShared(counts, .atLeast(Double(number(0...max(1, most / 2)))))
        case 1:
            let low = number(0...max(1, most / 2))
            addShared(counts, Bounds(Double(low), Double(low + number(0...4))))
        default: break
        }
        if isCost || number(0...3) == 0 {
            let most = worth.reduce(0) { $0 + Int($1.coefficient) }
            addShared(
                isCost ? worth : payments,
                .atLeast(Double(number(0...max(1, isCost ? most / 2 : demand / 3)))))
        }
    }

    private mutating func addShared(_ terms: [Term], _ limits: Bounds) {
        shared.append(BlockProgram.SharedTerms(shared: shared.count, terms: terms))
        bounds.append(limits)
    }

    // MARK: - Compiled, whole

    /// What is to be optimised.
    var objective: BlockObjective {
        BlockObjective(shared: 0, weight: weight, bounds: bounds, parameters: [allowance])
    }

    /// The blocks as a kernel sees them.
    func compiled() -> (program: BlockProgram, variables: [VariableID]) {
        BlockProgram.compile(
            program, shared: shared, sharedCount: shared.count, parameters: [parameter])
    }

    /// Blocks and shared constraints as one program.
    var whole: LinearProgram {
        var whole = program
        for (position, shared) in shared.enumerated().dropFirst() where !shared.terms.isEmpty {
            whole.add(
                Constraint(
                    name: "shared(\(position))", terms: shared.terms, bounds: bounds[position],
                    owner: .shared))
        }
        whole.objective = Objective(
            weight > 0 ? .maximize : .minimize, terms: shared[0].terms)
        return whole
    }

    /// The objective at a point with whole values, or `nil` where it breaks a constraint.
    func exactObjective(at values: [Int]) -> Int? {
        func activity(_ terms: [Term]) -> Int {
            terms.reduce(0) { $0 + Int($1.coefficient) * values[$1.variable.index] }
        }
        func isWithin(_ bounds: Bounds, _ value: Int) -> Bool {
            Double(value) >= bounds.lower && Double(value) <= bounds.upper
        }
        guard
            zip(program.variables, values).allSatisfy({ isWithin($0.bounds, $1) }),
            program.constraints.allSatisfy({ isWithin($0.bounds, activity($0.terms)) }),
            zip(shared, bounds).allSatisfy({ isWithin($1, activity($0.terms)) })
        else { return nil }
        return activity(shared[0].terms)
    }
}
