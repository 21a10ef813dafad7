import GLPKGuard
import Optimization

/// A program scaled and laid out as the plain arrays that the guard takes.
struct FlatProgram {
    private(set) var scaling: Scaling
    private(set) var rowStart: [Int64] = [0]
    private(set) var columnIndex: [Int32] = []
    private(set) var coefficient: [Double] = []
    private var rowLower: [Double] = []
    private var rowUpper: [Double] = []
    private var columnLower: [Double] = []
    private var columnUpper: [Double] = []
    private var costs: [Double] = []
    private var isInteger: [UInt8] = []
    private var isExact: [UInt8] = []
    private let maximizes: Bool

    /// Lays out a program that was checked.
    ///
    /// - Complexity: O(*n* + *k*) for *n* variables and *k* terms.
    init(_ program: LinearProgram, keepsIntegers: Bool) {
        scaling = Scaling(program)
        maximizes = program.objective.sense == .maximize
        for (index, variable) in program.variables.enumerated() {
            let bounds = scaling.scaled(variable.bounds, ofVariable: index)
            columnLower.append(bounds.lower)
            columnUpper.append(bounds.upper)
            isInteger.append(keepsIntegers && variable.isInteger ? 1 : 0)
        }
        for constraint in program.constraints {
            let bounds = append(constraint)
            rowLower.append(bounds.lower)
            rowUpper.append(bounds.upper)
            isExact.append(keepsIntegers && PointCheck.isExact(constraint, in: program) ? 1 : 0)
        }
        let objective = scaling.scaled(program.objective.costs(of: program.variables.count))
        (costs, scaling.objectiveFactor) = (objective.costs, objective.factor)
    }

    /// Scales a constraint, adds its terms, and returns its scaled bounds; a constraint without
    /// terms is left free, as it is decided without GLPK.
    private mutating func append(_ constraint: Constraint) -> Bounds {
        let row = FlatProgram.scaledTerms(of: constraint, scaling: scaling)
        scaling.rowFactors.append(row.factor)
        columnIndex.append(contentsOf: row.columnIndex)
        coefficient.append(contentsOf: row.coefficient)
        rowStart.append(Int64(columnIndex.count))
        guard !row.columnIndex.isEmpty else { return .free }
        return scaling.scaled(constraint.bounds, ofConstraint: scaling.rowFactors.count - 1)
    }

    /// The terms of a constraint without zeros, in scaled units and multiplied by a factor.
    static func scaledTerms(
        of constraint: Constraint, scaling: Scaling
    ) -> (columnIndex: [Int32], coefficient: [Double], factor: Double) {
        var columns: [Int32] = []
        var coefficients: [Double] = []
        columns.reserveCapacity(constraint.terms.count)
        coefficients.reserveCapacity(constraint.terms.count)
        var largest = 0.0
        for term in constraint.terms where term.coefficient != 0 {
            let scaled = term.coefficient * scaling.units[term.variable.index]
            columns.append(Int32(term.variable.index))
            coefficients.append(scaled)
            largest = max(largest, abs(scaled))
        }
        let factor = Scaling.factor(forLargest: largest)
        for index in coefficients.indices { coefficients[index] *= factor }
        return (columns, coefficients, factor)
    }

    /// Loads the program into a guarded session.
    ///
    /// - Complexity: O(*n* + *k*) for *n* variables and *k* terms.
    func load(into session: OpaquePointer) -> glpk_guard_code {
        var model = glpk_guard_model()
        model.rows = Int32(rowLower.count)
        model.columns = Int32(columnLower.count)
        model.maximize = maximizes
        return rowLower.withUnsafeBufferPointer { rowLower in
            model.row_lower = rowLower.baseAddress
            return rowUpper.withUnsafeBufferPointer { rowUpper in
                model.row_upper = rowUpper.baseAddress
                return columnLower.withUnsafeBufferPointer { columnLower in
                    model.column_lower = columnLower.baseAddress
                    return columnUpper.withUnsafeBufferPointer { columnUpper in
                        model.column_upper = columnUpper.baseAddress
                        return loadMatrix(into: session, &model)
                    }
                }
            }
        }
    }

    private func loadMatrix(
        into session: OpaquePointer, _ model: inout glpk_guard_model
    ) -> glpk_guard_code {
        costs.withUnsafeBufferPointer { costs in
            model.cost = costs.baseAddress
            return isInteger.withUnsafeBufferPointer { isInteger in
                model.is_integer = isInteger.baseAddress
                return isExact.withUnsafeBufferPointer { isExact in
                    model.is_exact = isExact.baseAddress
                    return rowStart.withUnsafeBufferPointer { rowStart in
                        model.row_start = rowStart.baseAddress
                        return columnIndex.withUnsafeBufferPointer { columnIndex in
                            model.column_index = columnIndex.baseAddress
                            return coefficient.withUnsafeBufferPointer { coefficient in
                                model.coefficient = coefficient.baseAddress
                                return glpk_guard_load(session, &model)
                            }
                        }
                    }
                }
            }
        }
    }
}
