import Optimization

/// The programs with known answers that every ``LinearSolver`` is held to.
public enum SolverContract {
    private static let unit = Bounds(0, 1)

    /// All cases; the answers are worked out by hand beside them.
    public static let cases: [ContractCase] = linearCases + integerCases + emptyCases

    /// Linear programs.
    public static let linearCases = [
        // x = 3 by its bound, y = 1 fills the first row: 9 + 2.
        ContractCase(
            "largest of two variables",
            LinearProgram(
                (.maximize, [3, 2]), bounds: [Bounds(0, 3), Bounds(0, 10)],
                constraints: [([1, 1], .atMost(4)), ([1, 3], .atMost(7))]),
            optimum: 11),
        // The cheap x as far as it goes, then 2 of y: 6 + 6.
        ContractCase(
            "cheapest cover",
            LinearProgram(
                (.minimize, [2, 3]), bounds: [Bounds(0, 3), Bounds(0, 10)],
                constraints: [([1, 1], .atLeast(5))]),
            optimum: 12),
        ContractCase(
            "cheapest cover as a loss",
            LinearProgram(
                (.maximize, [-2, -3]), bounds: [Bounds(0, 3), Bounds(0, 10)],
                constraints: [([1, 1], .atLeast(5))]),
            optimum: -12),
        // Negative bounds: x = -2, y = 5 - (-2) is cut to 4 by the row's upper end 2.
        ContractCase(
            "both ends of a row and negative bounds",
            LinearProgram(
                (.maximize, [-1, 1]), bounds: [Bounds(-2, 2), Bounds(-5, 5)],
                constraints: [([1, 1], Bounds(-1, 2))]),
            optimum: 6),
        ContractCase(
            "equality with a fixed variable",
            LinearProgram(
                (.minimize, [1, 1, 1]), bounds: [.exactly(2), Bounds(0, 9), Bounds(0, 9)],
                constraints: [([1, 1, 2], .exactly(10))]),
            optimum: 6),
        ContractCase(
            "a free row binds nothing",
            LinearProgram(
                (.maximize, [1]), bounds: [Bounds(0, 4)], constraints: [([1], .free)]),
            optimum: 4),
        ContractCase(
            "a floor above what the variables reach",
            LinearProgram(
                (.minimize, [1, 1]), bounds: [Bounds(0, 3), Bounds(0, 3)],
                constraints: [([1, 1], .atLeast(7))]),
            optimum: nil),
        // The sum of the first two rows asks 2x + 2y >= 9, the third allows 8.
        ContractCase(
            "three rows that contradict each other",
            LinearProgram(
                (.maximize, [1, 0]), bounds: [Bounds(0, 9), Bounds(0, 9)],
                constraints: [
                    ([2, 1], .atLeast(5)), ([0, 1], .atLeast(4)), ([2, 2], .atMost(8)),
                ]),
            optimum: nil),
    ]

    /// Integer programs.
    public static let integerCases = [
        // First and second fill the first row; the three together are 6 > 5.
        ContractCase(
            "choice of three",
            LinearProgram(
                (.maximize, [5, 4, 3]), bounds: [unit, unit, unit], integers: [0, 1, 2],
                constraints: [([2, 3, 1], .atMost(5)), ([4, 1, 2], .atMost(11))]),
            optimum: 9),
        // With the project 7 + 2, without it 8.
        ContractCase(
            "a project and money that is left",
            LinearProgram(
                (.maximize, [7, 1]), bounds: [unit, Bounds(0, 10)], integers: [0],
                constraints: [([6, 1], .atMost(8))]),
            optimum: 9),
        // 3a + 5b >= 11 over whole numbers: a = 2, b = 1 costs 2·2 + 3 = 7; b = 3 alone 9; a = 4 8.
        ContractCase(
            "general whole numbers",
            LinearProgram(
                (.minimize, [2, 3]), bounds: [Bounds(0, 9), Bounds(0, 9)], integers: [0, 1],
                constraints: [([3, 5], .atLeast(11))]),
            optimum: 7),
        ContractCase(
            "an even sum cannot be odd",
            LinearProgram(
                (.maximize, [1, 1]), bounds: [unit, unit], integers: [0, 1],
                constraints: [([2, 2], .exactly(3))]),
            optimum: nil),
        // A budget one fen short of both projects of a billion yuan.
        ContractCase(
            "one fen short",
            LinearProgram(
                (.maximize, [3, 2]), bounds: [unit, unit], integers: [0, 1],
                constraints: [([1e11, 1e11], .atMost(199_999_999_999))]),
            optimum: 3),
        ContractCase(
            "one fen short of what must be",
            LinearProgram(
                (.maximize, [3, 2]), bounds: [unit, unit], integers: [0, 1],
                constraints: [([1e11, 1e11], .atMost(199_999_999_999)), ([1, 1], .atLeast(2))]),
            optimum: nil),
    ]

    /// Programs in which something is missing.
    public static let emptyCases = [
        ContractCase(
            "no variables",
            LinearProgram((.minimize, []), bounds: [], constraints: []), optimum: 0),
        ContractCase(
            "no constraints",
            LinearProgram(
                (.maximize, [2, -3]), bounds: [Bounds(-1, 5), Bounds(-1, 5)], integers: [1],
                constraints: []),
            optimum: 13),
        ContractCase(
            "a constraint without terms that zero meets",
            LinearProgram(
                (.maximize, [1, 1]), bounds: [Bounds(0, 5), Bounds(0, 5)],
                constraints: [([0, 0], Bounds(-1, 1)), ([1, 1], .atMost(6))]),
            optimum: 6),
        ContractCase(
            "a constraint without terms that zero breaks",
            LinearProgram(
                (.maximize, [1, 1]), bounds: [Bounds(0, 5), Bounds(0, 5)],
                constraints: [([1, 1], .atMost(6)), ([0, 0], .atLeast(1))]),
            optimum: nil),
        ContractCase(
            "no variables and a constraint that zero breaks",
            LinearProgram((.minimize, []), bounds: [], constraints: [([], .atMost(-1))]),
            optimum: nil),
        ContractCase(
            "no objective",
            LinearProgram(
                (.minimize, [0]), bounds: [Bounds(0, 5)], constraints: [([1], .atLeast(2))]),
            optimum: 0),
    ]
}
