import Optimization
import TestSupport

/// A random covering program in the form of a master: rows, one penalty a row, many variables.
struct RandomMaster {
    /// The program with all variables, the penalties first.
    let program: LinearProgram
    /// One cost per variable.
    let costs: [Double]
    /// The terms of each variable.
    let terms: [[(constraint: ConstraintID, coefficient: Double)]]
    /// The positions of the penalties.
    let penalties: [Int]

    init(using generator: inout SeededGenerator) {
        let rows = Int.random(in: 5...15, using: &generator)
        var program = LinearProgram()
        for row in 0..<rows {
            let demand = Double(Int.random(in: 1_000...100_000, using: &generator))
            program.add(
                Constraint(
                    name: "cover(\(row))", terms: [], bounds: .atLeast(demand), owner: .shared))
        }
        penalties = Array(0..<rows)
        var terms = penalties.map { [(constraint: ConstraintID($0), coefficient: 1.0)] }
        var costs = penalties.map { _ in 1_000.0 }
        for _ in 0..<150 {
            let covered = Set((0..<3).map { _ in Int.random(in: 0..<rows, using: &generator) })
            terms.append(
                covered.sorted().map {
                    let size = Double(Int.random(in: 100...50_000, using: &generator))
                    return (constraint: ConstraintID($0), coefficient: size)
                })
            costs.append(Double(Int.random(in: 1...9_999, using: &generator)))
        }
        for (index, cost) in costs.enumerated() {
            let upper = penalties.contains(index) ? 100_000.0 : 1
            let change = SessionChange.addVariable(
                Variable(name: "x(\(index))", bounds: Bounds(0, upper)), cost: cost,
                terms: terms[index])
            change.make(in: &program)
        }
        (self.program, self.costs, self.terms) = (program, costs, terms)
    }

    /// The program with the penalties only.
    var restricted: LinearProgram {
        var restricted = program
        SessionChange.removeVariables(Array(program.variables.indices.dropFirst(penalties.count)))
            .make(in: &restricted)
        return restricted
    }

    /// The cost of a variable less what its terms are worth.
    func reducedCost(of variable: Int, at prices: [Double]) -> Double {
        terms[variable].reduce(costs[variable]) { cost, term in
            cost - prices[term.constraint.index] * term.coefficient
        }
    }
}
