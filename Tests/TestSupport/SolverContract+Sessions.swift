import Optimization

extension SolverContract {
    /// Programs that gain and lose variables; the answers are worked out by hand beside them.
    public static let sessionCases = [
        SessionCase(
            "variables come and go",
            LinearProgram(
                (.maximize, [3, 2]), bounds: [Bounds(0, 3), Bounds(0, 10)],
                constraints: [([1, 1], .atMost(4)), ([1, 3], .atMost(7))]),
            steps: [
                // Per unit of the first row x earns 3, z 2.5 and y 2: x = 3 leaves 1 of it for
                // z = 0.5, which the second row has room for.
                (add("z", Bounds(0, 10), cost: 5, [(0, 2), (1, 1)]), 11.5),
                // z = 2 fills the first row.
                (.removeVariables([0]), 10),
                // Both rows full is y + 2z = 4 and 3y + z = 7, so y = 2 and z = 1: 18 + 5. y alone
                // fills the second row at 7/3 and earns 21.
                (.cost(VariableID(0), 9), 23),
                (.variableBounds(VariableID(1), .exactly(0)), 21),
                (.removeVariables([0, 1]), 0),
                // A new start from nothing: w = 3.5 fills the second row.
                (add("w", Bounds(0, 9), cost: 4, [(1, 2)]), 14),
            ]),
        SessionCase(
            "constraints first, variables later",
            LinearProgram(
                (.minimize, []), bounds: [],
                constraints: [([], .atLeast(6)), ([], .exactly(1))]),
            steps: [
                // One plan that must be taken whole and brings 4 of the 6; the rest from stock.
                (add("plan(0)", Bounds(0, 1), cost: 7, [(0, 4), (1, 1)]), nil),
                (add("stock", Bounds(0, 100), cost: 3, [(0, 1)]), 13),
                // A plan that brings 8 for 14: all of it costs 14, half of each 10.5 and reaches 6.
                (add("plan(1)", Bounds(0, 1), cost: 14, [(0, 8), (1, 1)]), 10.5),
                // Without the first plan the other must be taken whole.
                (.removeVariables([0]), 14),
                (.constraintBounds(ConstraintID(0), .atLeast(10)), 20),
                (.cost(VariableID(0), 0), 14),
            ]),
        SessionCase(
            "a row that is left and found again",
            LinearProgram(
                (.maximize, [1, 1]), bounds: [Bounds(0, 5), Bounds(0, 5)],
                constraints: [([1, 0], .atMost(3)), ([0, 1], .atMost(4))]),
            steps: [
                (.removeVariables([0]), 4),
                // Nothing can bring the empty row to 1, until something comes.
                (.constraintBounds(ConstraintID(0), .atLeast(1)), nil),
                (add("late", Bounds(-2, 2), cost: -1, [(0, 0.5)]), 2),
            ]),
        SessionCase(
            "amounts that grow by far",
            LinearProgram(
                (.minimize, [1]), bounds: [Bounds(0, 10)],
                constraints: [([1], .atLeast(4))]),
            steps: [
                // 4 of 10,000 cost 4 of 10,000 times 1,000, and so on.
                (add("large", Bounds(0, 1), cost: 1000, [(0, 10_000)]), 0.4),
                (add("larger", Bounds(0, 1), cost: 100, [(0, 5e9)]), 8e-8),
                (.constraintBounds(ConstraintID(0), .atLeast(5e9)), 100),
                (.removeVariables([2]), nil),
                (.constraintBounds(ConstraintID(0), .atLeast(10_006)), 1006),
            ]),
    ]

    private static func add(
        _ name: String, _ bounds: Bounds, cost: Double, _ terms: [(Int, Double)]
    ) -> SessionChange {
        .addVariable(
            Variable(name: name, bounds: bounds), cost: cost,
            terms: terms.map { (ConstraintID($0.0), $0.1) })
    }
}
