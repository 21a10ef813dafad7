/// Writes a linear program as CPLEX LP text, which GLPK, HiGHS and others read.
///
/// Names are those of ``ModelNames``, numbers the shortest decimals that read back as the same
/// Double. A constraint with two different finite bounds is written as two, the second one's name
/// with the ending `_uU_`, because not every reader takes double bounds. A constant in the
/// objective is the coefficient of a variable `constant` that is fixed to 1, for the same reason.
/// Constraints without a finite bound say nothing and are left out. Lines end in a line feed.
public enum LPFormat {
    /// Writes a program as one text.
    ///
    /// - Complexity: O(terms).
    public static func text(of program: LinearProgram) -> String {
        var text = ""
        write(program) { text += $0 }
        return text
    }

    /// Writes a program piece by piece, for models too large to hold as text.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - output: Takes the pieces in order.
    /// - Complexity: O(terms).
    public static func write(_ program: LinearProgram, to output: (String) -> Void) {
        let names = ModelNames.unique(program.variables.map(\.name))
        let rowNames = ModelNames.unique(program.constraints.map(\.name))
        let objective = program.objective
        // A section needs at least one variable to be legal.
        let hasConstant = objective.constant != 0 || program.variables.isEmpty
        output("\\ program \(ModelNames.encode(program.name))\n")
        output(objective.sense == .minimize ? "Minimize\n" : "Maximize\n")
        var terms = objective.terms.map { (number: $0.coefficient, name: names[$0.variable.index]) }
        if hasConstant { terms.append((objective.constant, "constant")) }
        if terms.isEmpty { terms.append((0, names[0])) }
        output(" objective:" + sum(terms) + "\nSubject To\n")
        var writtenRows = 0
        for (constraint, name) in zip(program.constraints, rowNames) {
            var terms = constraint.terms.map {
                (number: $0.coefficient, name: names[$0.variable.index])
            }
            if terms.isEmpty { terms.append((0, names.first ?? "constant")) }
            for (ending, relation) in relations(of: constraint.bounds) {
                output(" \(name)\(ending):" + sum(terms) + relation + "\n")
                writtenRows += 1
            }
        }
        if writtenRows == 0 { output(" none_uN_: 0 \(names.first ?? "constant") >= -1\n") }
        output("Bounds\n")
        for (variable, name) in zip(program.variables, names) {
            output(" " + boundsLine(variable.bounds, name) + "\n")
        }
        if hasConstant { output(" constant = 1\n") }
        let integers = zip(program.variables, names).filter(\.0.isInteger).map(\.1)
        if !integers.isEmpty {
            output("General\n")
            for name in integers { output(" \(name)\n") }
        }
        output("End\n")
    }

    private static func sum(_ terms: [(number: Double, name: String)]) -> String {
        var text = ""
        for (position, term) in terms.enumerated() {
            // Readers differ in the longest line they take; five terms stay below all of them.
            if position > 0, position % 5 == 0 { text += "\n " }
            text += term.number < 0 ? " - " : " + "
            text += ModelNumbers.format(term.number.magnitude) + " " + term.name
        }
        return text
    }

    private static func relations(of bounds: Bounds) -> [(ending: String, relation: String)] {
        if bounds.isFixed { return [("", " = " + ModelNumbers.format(bounds.lower))] }
        var relations: [(ending: String, relation: String)] = []
        if bounds.lower.isFinite {
            relations.append(("", " >= " + ModelNumbers.format(bounds.lower)))
        }
        if bounds.upper.isFinite {
            relations.append(
                (relations.isEmpty ? "" : "_uU_", " <= " + ModelNumbers.format(bounds.upper)))
        }
        return relations
    }

    private static func boundsLine(_ bounds: Bounds, _ name: String) -> String {
        if bounds.isFixed { return "\(name) = \(ModelNumbers.format(bounds.lower))" }
        if !bounds.lower.isFinite, !bounds.upper.isFinite { return "\(name) free" }
        return ModelNumbers.format(bounds.lower) + " <= \(name) <= "
            + ModelNumbers.format(bounds.upper)
    }
}
