internal import Diagnostics
internal import Funding

/// Reads a condition: comparisons joined by `and`, `or`, `not` and parentheses.
///
/// Expressions, of which comparisons may be made, are read in `ConditionParser+Expressions.swift`.
struct ConditionParser {
    let assembly: ProgrammeAssembly
    let node: DocumentNode
    private let scalars: [Unicode.Scalar]
    /// Whose columns may be named where the parser stands.
    var levels: [ColumnReference.Level]
    var tokens: [ConditionToken]
    var position = 0
    var depth = 0
    /// How many parts the expressions that are being read have.
    var partCount = 0

    /// Reads a condition from a scalar.
    ///
    /// - Parameters:
    ///   - node: The scalar.
    ///   - levels: Whose columns the condition may name; none for a condition on the whole programme.
    ///   - assembly: What the condition is read for: its columns, and where findings go.
    /// - Returns: The condition, or `nil` after a finding.
    /// - Complexity: O(*n*) for *n* scalars, and a search for each name.
    static func parse(
        _ node: DocumentNode, levels: [ColumnReference.Level], in assembly: ProgrammeAssembly
    ) -> Predicate? {
        read(node, "a condition", levels, assembly) { parser throws(ConditionFault) in
            let condition = try parser.alternatives()
            try parser.expectEnd(
                "condition",
                fix: "join conditions with 'and' or 'or'; put a text with blanks in quotes")
            return condition
        }
    }

    /// Reads an expression from a scalar.
    ///
    /// - Parameters:
    ///   - node: The scalar.
    ///   - levels: Whose columns the expression may name outside figures of many rows; none for a
    ///     figure of the whole programme.
    ///   - assembly: What the expression is read for: its columns, and where findings go.
    /// - Returns: The expression with its text, or `nil` after a finding.
    /// - Complexity: O(*n*) for *n* scalars, and a search for each name.
    static func formula(
        _ node: DocumentNode, levels: [ColumnReference.Level], in assembly: ProgrammeAssembly
    ) -> Formula? {
        read(node, "an expression", levels, assembly) { parser throws(ConditionFault) in
            let formula = try parser.formula()
            try parser.expectEnd(
                "expression", fix: "join figures with + - * or /, and put blanks around these")
            return formula
        }
    }

    private static func read<Result>(
        _ node: DocumentNode, _ what: String, _ levels: [ColumnReference.Level],
        _ assembly: ProgrammeAssembly,
        _ body: (inout ConditionParser) throws(ConditionFault) -> Result
    ) -> Result? {
        guard let text = assembly.text(node, what) else { return nil }
        do throws(ConditionFault) {
            var parser = ConditionParser(
                assembly: assembly, node: node, scalars: Array(text.unicodeScalars),
                levels: levels, tokens: try ConditionToken.tokens(of: text))
            return try body(&parser)
        } catch {
            assembly.findings.error(
                error.code, at: node.location(atScalar: error.offset), error.message,
                fix: error.fix)
            return nil
        }
    }

    private func expectEnd(_ what: String, fix: String) throws(ConditionFault) {
        guard current.kind == .end else {
            throw ConditionFault(
                what == "condition" ? .conditionSyntax : .expressionSyntax,
                offset: current.offset,
                "the \(what) ends before \(ShownName.quoted(current.text))", fix: fix)
        }
    }

    private init(
        assembly: ProgrammeAssembly, node: DocumentNode, scalars: [Unicode.Scalar],
        levels: [ColumnReference.Level], tokens: [ConditionToken]
    ) {
        (self.assembly, self.node, self.scalars) = (assembly, node, scalars)
        (self.levels, self.tokens) = (levels, tokens)
    }

    /// The piece that comes next.
    var current: ConditionToken { token(0) }

    /// The piece that comes after some others.
    func token(_ ahead: Int) -> ConditionToken { tokens[min(position + ahead, tokens.count - 1)] }

    /// The text from a piece up to the current one.
    func text(from first: Int) -> String {
        guard first < position else { return "" }
        let range = tokens[first].offset..<tokens[position - 1].end
        return String(String.UnicodeScalarView(scalars[range]))
    }

    mutating func accept(_ word: String) -> Bool {
        guard current.kind == .word, current.text.lowercased() == word else { return false }
        position += 1
        return true
    }

    mutating func acceptSign(_ sign: String) -> Bool {
        guard current.kind == .sign, current.text == sign else { return false }
        position += 1
        return true
    }

    mutating func alternatives() throws(ConditionFault) -> Predicate {
        var conditions = [try conjunction()]
        while accept("or") { conditions.append(try conjunction()) }
        return conditions.count == 1 ? conditions[0] : .any(conditions)
    }

    private mutating func conjunction() throws(ConditionFault) -> Predicate {
        var conditions = [try negation()]
        while accept("and") { conditions.append(try negation()) }
        return conditions.count == 1 ? conditions[0] : .all(conditions)
    }

    private mutating func negation() throws(ConditionFault) -> Predicate {
        depth += 1
        defer { depth -= 1 }
        guard depth <= 64 else {
            throw ConditionFault(offset: current.offset, "the condition nests too deep")
        }
        if accept("not") { return .not(try negation()) }
        if !startsWithArithmeticParenthesis, acceptSign("(") {
            let condition = try alternatives()
            guard acceptSign(")") else {
                throw ConditionFault(offset: current.offset, "a parenthesis is never closed")
            }
            return condition
        }
        return try comparison()
    }

    private mutating func comparison() throws(ConditionFault) -> Predicate {
        if startsWithArithmetic { return try relation() }
        let name = current
        guard name.kind == .word || name.kind == .quoted else {
            throw ConditionFault(
                offset: name.offset,
                name.kind == .end
                    ? "the condition ends where a column is needed"
                    : "\(ShownName.quoted(name.text)) stands where a column is needed",
                fix: "write for example 'households >= 100'")
        }
        position += 1
        let isNegated = accept("not")
        if accept("in") {
            let condition = try membership(name)
            return isNegated ? .not(condition) : condition
        }
        guard !isNegated, current.kind == .sign,
            let relation = Predicate.Relation(rawValue: current.text)
        else {
            throw ConditionFault(
                offset: current.offset,
                "a comparison is needed behind \(ShownName.quoted(name.text))",
                fix: "use =, !=, <, <=, >, >= or in")
        }
        let sign = current
        position += 1
        let value = try self.value()
        return try condition(name, relation, sign, [value])
    }

    private mutating func membership(_ name: ConditionToken) throws(ConditionFault) -> Predicate {
        let sign = current
        guard acceptSign("[") else {
            throw ConditionFault(
                offset: sign.offset, "'in' needs a list", fix: "write for example 'in [a, b]'")
        }
        var values = [try value()]
        while acceptSign(",") { values.append(try value()) }
        guard acceptSign("]") else {
            throw ConditionFault(offset: current.offset, "a list is never closed")
        }
        return try condition(name, .equal, sign, values)
    }

    private mutating func value() throws(ConditionFault) -> ConditionToken {
        let value = current
        guard value.kind == .word || value.kind == .quoted else {
            throw ConditionFault(offset: value.offset, "a value is needed here")
        }
        position += 1
        // '30 万元' is one value, although a blank parts it.
        if value.kind == .word, current.kind == .word,
            MoneyText.powerOfTen(ofUnit: current.text) != nil
        {
            let unit = current.text
            position += 1
            return ConditionToken(kind: .word, text: value.text + unit, offset: value.offset)
        }
        return value
    }

    private func condition(
        _ name: ConditionToken, _ relation: Predicate.Relation, _ sign: ConditionToken,
        _ values: [ConditionToken]
    ) throws(ConditionFault) -> Predicate {
        let column = try assembly.column(named: name.text, levels: levels, offset: name.offset)
        if assembly.programme.column(column).isNumeric {
            var conditions: [Predicate] = []
            for value in values {
                try assembly.checkUnit(
                    of: value.text, in: column, offset: value.offset, file: node.location.file)
                let number = try assembly.number(value, in: column)
                conditions.append(.comparison(column, relation, number))
            }
            return conditions.count == 1 ? conditions[0] : .any(conditions)
        }
        guard relation == .equal || relation == .notEqual else {
            throw ConditionFault(
                .columnIsText, offset: sign.offset,
                assembly.textColumnMessage(column, "a comparison with '\(sign.text)'"),
                fix: "write numbers in the whole column, or compare with = or !=")
        }
        var texts: [String] = []
        for value in values {
            let text = NormalizedText.normalized(value.text)
            assembly.checkValue(text, of: column, at: node.location(atScalar: value.offset))
            texts.append(text)
        }
        let condition = Predicate.membership(column, texts)
        return relation == .notEqual ? .not(condition) : condition
    }
}
