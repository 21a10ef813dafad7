internal import Funding

extension ConditionParser {
    /// Whether the comparison at hand compares more than a column with a value.
    ///
    /// So does every comparison of figures of the whole programme, which has no columns of its own.
    /// Without operators and functions it compares a column with a value, as it always did; so does
    /// everything that is compared with a column of texts.
    var startsWithArithmetic: Bool {
        if levels.isEmpty { return true }
        let (first, second) = (token(0), token(1))
        guard first.kind == .word || first.kind == .quoted else {
            return first.kind == .sign && first.text == "("
        }
        if isOperator(first) || isCall(at: 0) { return true }
        let unit = isMoneyUnit(second) && isLiteral(first) ? 1 : 0
        let sign = token(1 + unit)
        if isOperator(sign) { return true }
        guard sign.kind == .sign, Predicate.Relation(rawValue: sign.text) != nil else {
            return false
        }
        guard let column = try? assembly.column(named: first.text, levels: levels) else {
            return isLiteral(first) || isCost(first)
        }
        guard assembly.programme.column(column).isNumeric else { return false }
        return hasArithmetic(at: 2 + unit)
    }

    /// Whether a value that a numeric column is compared with is more than a number.
    private func hasArithmetic(at ahead: Int) -> Bool {
        let value = token(ahead)
        if value.kind == .sign { return value.text == "(" }
        if isOperator(value) || isCall(at: ahead) { return true }
        let unit = isMoneyUnit(token(ahead + 1)) ? 1 : 0
        if isOperator(token(ahead + 1 + unit)) { return true }
        guard !isLiteral(value) else { return false }
        return isCost(value) || (try? assembly.column(named: value.text, levels: levels)) != nil
    }

    /// Whether a parenthesis opens here that an operator or a comparison follows when it is closed.
    var startsWithArithmeticParenthesis: Bool {
        guard current.kind == .sign, current.text == "(" else { return false }
        var open = 0
        for index in position..<tokens.count where tokens[index].kind == .sign {
            switch tokens[index].text {
            case "(": open += 1
            case ")": open -= 1
            default: continue
            }
            guard open == 0 else { continue }
            let next = tokens[index + 1]
            return isOperator(next)
                || next.kind == .sign && Predicate.Relation(rawValue: next.text) != nil
        }
        return false
    }

    /// Reads two formulas with a comparison between them.
    mutating func relation() throws(ConditionFault) -> Predicate {
        let left = try formula()
        guard current.kind == .sign, let relation = Predicate.Relation(rawValue: current.text)
        else {
            throw ConditionFault(
                offset: current.offset,
                "a comparison is needed behind \(ShownName.quoted(left.text))",
                fix: "use =, !=, <, <=, > or >=, with operators between blanks")
        }
        let sign = current
        position += 1
        let right = try formula()
        try checkBareAmounts(
            [left, right].map {
                ExpressionPart(expression: $0.expression, isMoney: $0.isMoney)
            }, at: sign.offset)
        return .relation(left, relation, right)
    }

    /// The sign of a calculation that a piece is.
    func isOperator(_ token: ConditionToken) -> Bool {
        token.kind == .word && ConditionParser.operators[token.text] != nil
    }

    /// Signs of calculation, which stand between blanks.
    static let operators: [String: Expression.Operation] = [
        "+": .add, "-": .subtract, "−": .subtract, "*": .multiply, "×": .multiply, "/": .divide,
        "÷": .divide,
    ]

    private func isCall(at ahead: Int) -> Bool {
        let (name, sign) = (token(ahead), token(ahead + 1))
        return name.kind == .word && sign.kind == .sign && sign.text == "("
    }

    private func isMoneyUnit(_ token: ConditionToken) -> Bool {
        token.kind == .word && MoneyText.powerOfTen(ofUnit: token.text) != nil
    }

    /// Whether a piece is a number as written: bare words that begin with a digit may still be names.
    private func isLiteral(_ token: ConditionToken) -> Bool {
        token.kind == .word && (try? assembly.literal(token.text)) != nil
    }

    /// Whether a piece names the cost of a work, which is no column.
    func isCost(_ token: ConditionToken) -> Bool {
        let name = NormalizedText.normalized(token.text)
        guard levels.contains(.work), token.kind != .sign else { return false }
        return name == "works.cost" || ColumnAliases.canonical(name) == "cost"
    }
}
