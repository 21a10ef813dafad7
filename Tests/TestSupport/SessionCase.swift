public import Optimization

/// A program that changes step by step, with the answer that every session must give at each.
public struct SessionCase: Sendable, CustomStringConvertible {
    /// What the case is about.
    public let description: String
    /// The program before the first change.
    public let program: LinearProgram
    /// Each change with the best objective after it, `nil` where no point exists then.
    public let steps: [(change: SessionChange, optimum: Double?)]

    /// Creates a case.
    public init(
        _ description: String, _ program: LinearProgram,
        steps: [(change: SessionChange, optimum: Double?)]
    ) {
        (self.description, self.program, self.steps) = (description, program, steps)
    }

    /// What a solver gets wrong in this case, empty when it is right.
    ///
    /// - Throws: `SolverError` as the solver does.
    public func mistakes(
        of solver: any LinearSolver, options: SolveOptions
    ) throws(SolverError) -> [String] {
        var (program, mistakes) = (program, [String]())
        let session = try solver.makeSession(program)
        for (number, step) in steps.enumerated() {
            try step.change.make(in: session)
            step.change.make(in: &program)
            let contract = ContractCase("step \(number)", program, optimum: step.optimum)
            let result = try session.solve(options: options)
            mistakes += contract.mistakes(of: result).map { "\(contract): \($0)" }
        }
        return mistakes
    }
}
