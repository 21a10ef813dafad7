/// A linear program in flat arrays, by rows and by columns, always minimizing.
///
/// Made once per search and shared by all its nodes: a node differs in variable bounds only, which
/// are passed beside it. A maximized objective is stored negated and without its constant.
struct SparseProgram {
    private(set) var rowStarts: [Int] = [0]
    private(set) var rowVariables: [Int] = []
    private(set) var rowCoefficients: [Double] = []
    private(set) var rowLower: [Double] = []
    private(set) var rowUpper: [Double] = []
    private(set) var columnStarts: [Int] = []
    private(set) var columnRows: [Int] = []
    private(set) var columnCoefficients: [Double] = []
    let costs: [Double]
    let lower: [Double]
    let upper: [Double]
    let isInteger: [Bool]
    /// The positions of the integer variables, rising.
    let integers: [Int]
    /// 1 for a minimized objective, −1 for a maximized one.
    let sign: Double
    let constant: Double
    let hasIntegralObjective: Bool

    var variableCount: Int { lower.count }
    var rowCount: Int { rowLower.count }

    init(_ program: LinearProgram) {
        let objective = program.objective
        sign = objective.sense == .minimize ? 1 : -1
        constant = objective.constant
        hasIntegralObjective = objective.isIntegral
        var costs = [Double](repeating: 0, count: program.variables.count)
        for term in objective.terms { costs[term.variable.index] += sign * term.coefficient }
        self.costs = costs
        lower = program.variables.map(\.bounds.lower)
        upper = program.variables.map(\.bounds.upper)
        isInteger = program.variables.map(\.isInteger)
        integers = program.variables.indices.filter { program.variables[$0].isInteger }
        append(program.constraints)
    }

    /// Adds rows behind those there are.
    ///
    /// - Complexity: O(all coefficients), because the columns are laid out anew.
    mutating func append(_ constraints: [Constraint]) {
        for constraint in constraints {
            for term in constraint.terms where term.coefficient != 0 {
                rowVariables.append(term.variable.index)
                rowCoefficients.append(term.coefficient)
            }
            rowStarts.append(rowVariables.count)
            rowLower.append(constraint.bounds.lower)
            rowUpper.append(constraint.bounds.upper)
        }
        layOutColumns()
    }

    private mutating func layOutColumns() {
        var starts = [Int](repeating: 0, count: variableCount + 1)
        for variable in rowVariables { starts[variable + 1] += 1 }
        for index in 0..<variableCount { starts[index + 1] += starts[index] }
        var next = starts
        columnRows = [Int](repeating: 0, count: rowVariables.count)
        columnCoefficients = [Double](repeating: 0, count: rowVariables.count)
        for row in 0..<rowCount {
            for position in rowStarts[row]..<rowStarts[row + 1] {
                let variable = rowVariables[position]
                columnRows[next[variable]] = row
                columnCoefficients[next[variable]] = rowCoefficients[position]
                next[variable] += 1
            }
        }
        columnStarts = starts
    }

    /// The objective as the program's owner knows it, from the minimized terms, rounded down in the
    /// minimized sense so that a bound stays a bound.
    func ownersObjective(ofBound bound: Double) -> Double {
        sign * OutwardRounding.sumDown(bound, sign * constant)
    }

    /// The minimized terms from the objective as the program's owner knows it, rounded up.
    func minimizedTerms(ofObjective objective: Double) -> Double {
        OutwardRounding.sumUp(sign * objective, -sign * constant)
    }
}
