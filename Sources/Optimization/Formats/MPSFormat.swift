/// Writes a linear program as free MPS text, which nearly every solver reads.
///
/// Names are those of ``ModelNames``, numbers the shortest decimals that read back as the same
/// Double. A constraint with two different finite bounds uses a range where the reader's sum gives
/// exactly the other bound, and is written as two otherwise, the second one's name with the ending
/// `_uU_`. A constant in the objective is the coefficient of a variable `constant` that is fixed
/// to 1, because readers disagree on the sign of a constant. Constraints without a finite bound say
/// nothing and are left out. Lines end in a line feed.
public enum MPSFormat {
    /// How a maximized objective is written, since MPS minimizes by birth.
    public enum Maximization: Sendable {
        /// With a section `OBJSENSE`, which HiGHS, CPLEX, Gurobi and CBC read, and GLPK does not.
        case section
        /// As the minimization of its negative, which everyone reads.
        case negated
    }

    private struct Row {
        var name: String
        var kind: String
        var rightHandSide: Double
        var range: Double?
    }

    /// Writes a program as one text.
    ///
    /// - Complexity: O(terms).
    public static func text(
        of program: LinearProgram, maximization: Maximization = .section
    ) -> String {
        var text = ""
        write(program, maximization: maximization) { text += $0 }
        return text
    }

    /// Writes a program piece by piece, for models too large to hold as text.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - maximization: How a maximized objective is written.
    ///   - output: Takes the pieces in order.
    /// - Complexity: O(terms).
    public static func write(
        _ program: LinearProgram, maximization: Maximization = .section,
        to output: (String) -> Void
    ) {
        let names = ModelNames.unique(program.variables.map(\.name))
        let rowNames = ModelNames.unique(program.constraints.map(\.name))
        let objective = program.objective
        let isMaximized = objective.sense == .maximize
        let factor: Double = isMaximized && maximization == .negated ? -1 : 1
        if factor < 0 { output("* the objective to be maximized is written negated\n") }
        output("NAME \(ModelNames.encode(program.name))\n")
        if isMaximized, maximization == .section { output("OBJSENSE\n    MAX\n") }

        let rows = zip(program.constraints, rowNames).map { written($0.bounds, name: $1) }
        output("ROWS\n N objective\n")
        for row in rows.joined() { output(" \(row.kind) \(row.name)\n") }

        var columns = [[(row: String, number: Double)]](
            repeating: [], count: program.variables.count)
        for term in objective.terms {
            columns[term.variable.index].append(("objective", factor * term.coefficient))
        }
        for (constraint, written) in zip(program.constraints, rows) {
            for row in written {
                for term in constraint.terms {
                    columns[term.variable.index].append((row.name, term.coefficient))
                }
            }
        }
        output("COLUMNS\n")
        var isInsideMarkers = false
        for (index, variable) in program.variables.enumerated() {
            if variable.isInteger != isInsideMarkers {
                isInsideMarkers = variable.isInteger
                let side = isInsideMarkers ? "INTORG" : "INTEND"
                output(" MARKER\(index) 'MARKER' '\(side)'\n")
            }
            // A column without an entry would not exist for the reader.
            if columns[index].isEmpty { columns[index].append(("objective", 0)) }
            for entry in columns[index] {
                output(" \(names[index]) \(entry.row) \(ModelNumbers.format(entry.number))\n")
            }
        }
        if isInsideMarkers { output(" MARKER\(program.variables.count) 'MARKER' 'INTEND'\n") }
        let constant = factor * objective.constant
        if constant != 0 { output(" constant objective \(ModelNumbers.format(constant))\n") }

        output("RHS\n")
        for row in rows.joined() where row.rightHandSide != 0 {
            output(" RHS \(row.name) \(ModelNumbers.format(row.rightHandSide))\n")
        }
        if rows.joined().contains(where: { $0.range != nil }) { output("RANGES\n") }
        for row in rows.joined() {
            guard let range = row.range else { continue }
            output(" RNG \(row.name) \(ModelNumbers.format(range))\n")
        }
        output("BOUNDS\n")
        for (variable, name) in zip(program.variables, names) {
            for line in boundLines(variable.bounds, name) { output(line) }
        }
        if constant != 0 { output(" FX BND constant 1\n") }
        output("ENDATA\n")
    }

    private static func written(_ bounds: Bounds, name: String) -> [Row] {
        let (lower, upper) = (bounds.lower, bounds.upper)
        if bounds.isFixed { return [Row(name: name, kind: "E", rightHandSide: lower)] }
        switch (lower.isFinite, upper.isFinite) {
        case (false, false): return []
        case (true, false): return [Row(name: name, kind: "G", rightHandSide: lower)]
        case (false, true): return [Row(name: name, kind: "L", rightHandSide: upper)]
        case (true, true):
            let range = upper - lower
            if lower < upper, lower + range == upper {
                return [Row(name: name, kind: "G", rightHandSide: lower, range: range)]
            }
            if lower < upper, upper - range == lower {
                return [Row(name: name, kind: "L", rightHandSide: upper, range: range)]
            }
            return [
                Row(name: name, kind: "G", rightHandSide: lower),
                Row(name: name + "_uU_", kind: "L", rightHandSide: upper),
            ]
        }
    }

    private static func boundLines(_ bounds: Bounds, _ name: String) -> [String] {
        let (lower, upper) = (bounds.lower, bounds.upper)
        if bounds.isFixed { return [" FX BND \(name) \(ModelNumbers.format(lower))\n"] }
        if !lower.isFinite, !upper.isFinite { return [" FR BND \(name)\n"] }
        return [
            lower.isFinite
                ? " LO BND \(name) \(ModelNumbers.format(lower))\n" : " MI BND \(name)\n",
            upper.isFinite
                ? " UP BND \(name) \(ModelNumbers.format(upper))\n" : " PL BND \(name)\n",
        ]
    }
}
