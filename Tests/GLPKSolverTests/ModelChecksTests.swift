import GLPKSolver
import Optimization
import TestSupport
import Testing

@Suite struct ModelChecksTests {
    private static func program(_ change: (inout LinearProgram) -> Void) -> LinearProgram {
        var program = LinearProgram(
            (.maximize, [1, 1]), bounds: [Bounds(0, 5), Bounds(0, 5)], integers: [1],
            constraints: [([1, 1], .atMost(6))])
        change(&program)
        return program
    }

    private static let (first, second, row) = (VariableID(0), VariableID(1), ConstraintID(0))

    static let malformed: [(String, LinearProgram)] = [
        ("coefficient nan", program { $0[row].terms[0].coefficient = .nan }),
        ("coefficient inf", program { $0[row].terms[0].coefficient = .infinity }),
        ("coefficient 1e400", program { $0[row].terms[0].coefficient = Double("1e400") ?? 0 }),
        ("cost nan", program { $0.objective.terms[0].coefficient = .nan }),
        ("constant nan", program { $0.objective.constant = .nan }),
        ("variable bound nan", program { $0[first].bounds.lower = .nan }),
        ("variable bound infinite", program { $0[first].bounds.upper = .infinity }),
        ("variable bounds empty", program { $0[first].bounds = Bounds(3, 2) }),
        ("integer bound not whole", program { $0[second].bounds.upper = 2.5 }),
        ("constraint bound nan", program { $0[row].bounds.lower = .nan }),
        ("constraint bounds empty", program { $0[row].bounds = Bounds(3, 2) }),
        ("constraint bounds beyond infinity", program { $0[row].bounds.lower = .infinity }),
        ("duplicate term", program { $0[row].terms.append(Term(1, first)) }),
        ("duplicate cost", program { $0.objective.terms.append(Term(1, first)) }),
        ("unknown variable", program { $0[row].terms.append(Term(1, VariableID(2))) }),
        ("unknown variable below", program { $0[row].terms.append(Term(1, VariableID(-1))) }),
        ("coefficients too far apart", program { $0[row].terms[1].coefficient = 1e-16 }),
    ]

    static let tooLarge: [(String, LinearProgram)] = [
        ("coefficient", program { $0[row].terms[0].coefficient = 9.1e15 }),
        ("cost", program { $0.objective.terms[0].coefficient = -9.1e15 }),
        ("variable bound", program { $0[first].bounds.upper = 9.1e15 }),
        ("constraint bound", program { $0[row].bounds.upper = 9.1e15 }),
    ]

    @Test(arguments: malformed)
    func malformedProgramIsRefused(what: String, program: LinearProgram) {
        let error = #expect(throws: SolverError.self, "\(what)") {
            try GLPKLinearSolver().solve(program, options: SolveOptions())
        }
        #expect(error?.description.hasPrefix("the linear program is malformed: ") == true)
        #expect(throws: SolverError.self, "\(what)") {
            try GLPKLinearSolver().makeSession(program)
        }
    }

    @Test(arguments: tooLarge)
    func tooLargeAmountIsRefused(what: String, program: LinearProgram) {
        let error = #expect(throws: SolverError.self, "\(what)") {
            try GLPKLinearSolver().solve(program, options: SolveOptions())
        }
        #expect(error?.description.hasPrefix("the linear program is too large: ") == true)
    }

    @Test func tooManyVariablesAreRefused() {
        var program = LinearProgram()
        for _ in 0...1_000_000 { program.add(Variable(name: "x", bounds: Bounds(0, 1))) }
        #expect(
            throws: SolverError.tooLarge("1000001 variables, at most 1000000 are taken")
        ) {
            try GLPKLinearSolver().solve(program, options: SolveOptions())
        }
    }

    @Test func zeroCoefficientIsDropped() throws {
        let program = Self.program { $0[Self.row].terms[0].coefficient = 0 }
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        #expect(result.objective == 10)
    }

    @Test func equalBoundsFixAVariable() throws {
        let program = Self.program { $0[Self.first].bounds = .exactly(2) }
        let result = try GLPKLinearSolver().solve(program, options: SolveOptions())
        #expect(result.values == [2, 4])
    }
}
