internal import Diagnostics
internal import Funding

/// What has been read of an expression.
struct ExpressionPart {
    /// The expression.
    var expression: Expression
    /// Whether it is surely money.
    var isMoney = false
}

extension ConditionParser {
    /// The most parts of one expression: a bound on the stack that computing it takes.
    private static let mostParts = 200

    /// Reads an expression with its text.
    mutating func formula() throws(ConditionFault) -> Formula {
        let first = position
        let part = try sum()
        return Formula(part.expression, text: text(from: first), isMoney: part.isMoney)
    }

    private mutating func sum() throws(ConditionFault) -> ExpressionPart {
        var left = try product()
        while let operation = self.operation(of: [.add, .subtract]) {
            let sign = current
            position += 1
            let right = try product()
            try checkBareAmounts([left, right], at: sign.offset)
            left = ExpressionPart(
                expression: .operation(operation, left.expression, right.expression),
                isMoney: left.isMoney || right.isMoney)
        }
        return left
    }

    /// Refuses a bare number beside money in a pack, which is read below scenarios with other units.
    func checkBareAmounts(_ parts: [ExpressionPart], at offset: Int) throws(ConditionFault) {
        guard parts.contains(where: \.isMoney), assembly.policyFiles.contains(node.location.file)
        else { return }
        for part in parts where !part.isMoney {
            guard case .number(let number) = part.expression, number != .zero else { continue }
            throw ConditionFault(
                .bareAmount, offset: offset,
                "a policy writes amounts with their unit, and a bare number stands beside money",
                fix: "write for example '50元'")
        }
    }

    private mutating func product() throws(ConditionFault) -> ExpressionPart {
        var left = try signed()
        while let operation = self.operation(of: [.multiply, .divide]) {
            let sign = current
            position += 1
            let right = try signed()
            guard operation == .divide || !(left.isMoney && right.isMoney) else {
                throw ConditionFault(
                    .unitMismatch, offset: sign.offset,
                    "an amount of money is multiplied by another",
                    fix: "multiply money by a number or a share")
            }
            left = ExpressionPart(
                expression: .operation(operation, left.expression, right.expression),
                isMoney: operation == .divide
                    ? left.isMoney && !right.isMoney : left.isMoney || right.isMoney)
        }
        return left
    }

    private func operation(of known: [Expression.Operation]) -> Expression.Operation? {
        guard current.kind == .word, let operation = ConditionParser.operators[current.text],
            known.contains(operation)
        else { return nil }
        return operation
    }

    private mutating func signed() throws(ConditionFault) -> ExpressionPart {
        depth += 1
        defer { depth -= 1 }
        partCount += 1
        guard depth <= 64, partCount <= ConditionParser.mostParts else {
            throw ConditionFault(
                .expressionSyntax, offset: current.offset,
                depth > 64
                    ? "the expression nests too deep"
                    : "the expression has more than \(ConditionParser.mostParts) parts",
                fix: "compute parts of it in derived columns of their own")
        }
        if operation(of: [.subtract]) != nil {
            position += 1
            let part = try signed()
            return ExpressionPart(
                expression: .operation(.subtract, .number(.zero), part.expression),
                isMoney: part.isMoney)
        }
        if acceptSign("(") {
            let part = try sum()
            try expect(")", "a parenthesis is never closed")
            return part
        }
        return try primary()
    }

    private mutating func primary() throws(ConditionFault) -> ExpressionPart {
        let word = current
        guard word.kind == .word || word.kind == .quoted, !isOperator(word) else {
            throw ConditionFault(
                .expressionSyntax, offset: word.offset,
                word.kind == .end
                    ? "the expression ends where a figure is needed"
                    : "\(ShownName.quoted(word.text)) stands where a figure is needed",
                fix: "write for example '40% * cost' or 'min(a, b)'")
        }
        position += 1
        if word.kind == .word, current.kind == .sign, current.text == "(" {
            guard let function = ExpressionFunction(rawValue: word.text) else {
                throw ConditionFault(
                    .expressionSyntax, offset: word.offset,
                    "\(ShownName.quoted(word.text)) is no function",
                    fix: hint(word.text)
                        ?? ShownName.suggestion(
                            for: word.text, among: ExpressionFunction.allCases.map(\.rawValue),
                            what: "functions"))
            }
            position += 1
            return try call(function, at: word)
        }
        return try figure(word)
    }

    // MARK: - Figures

    /// A number, the cost of the work, or a column.
    private mutating func figure(_ word: ConditionToken) throws(ConditionFault) -> ExpressionPart {
        var fault: NumberFault?
        if word.kind == .word, word.text.unicodeScalars.contains(where: isDigit) {
            var text = word.text
            // '30 万元' is one figure, although a blank parts it.
            let isParted =
                current.kind == .word && MoneyText.powerOfTen(ofUnit: current.text) != nil
            if isParted { text += current.text }
            do throws(NumberFault) {
                let literal = try assembly.literal(text)
                if isParted { position += 1 }
                return literal
            } catch { fault = error }
        }
        let own = try? assembly.column(named: word.text, levels: levels)
        if isCost(word) {
            guard own == nil else {
                throw ConditionFault(
                    .ambiguousColumn, offset: word.offset,
                    "\(ShownName.quoted(word.text)) is the cost of a work and a column of the projects",
                    fix: "write 'works.cost' or 'projects.\(word.text)'")
            }
            return ExpressionPart(
                expression: .cost(factor: powerOfTen(-assembly.moneyPower)), isMoney: true)
        }
        return try column(word, fault)
    }

    private func column(_ word: ConditionToken, _ fault: NumberFault?) throws(ConditionFault)
        -> ExpressionPart
    {
        let column: ColumnReference
        do throws(ConditionFault) {
            let known = levels.isEmpty ? [.project, .work] : levels
            column = try assembly.column(named: word.text, levels: known, offset: word.offset)
        } catch {
            guard error.code == .unknownColumn else { throw error }
            if let fault, word.text.unicodeScalars.first.map(isDigit) ?? false {
                throw ConditionFault(
                    .expressionSyntax, offset: word.offset,
                    "\(ShownName.quoted(word.text)) is no number: \(fault.reason)",
                    fix: hint(word.text) ?? fault.fix)
            }
            let isCost = ColumnAliases.canonical(word.text) == "cost"
            throw ConditionFault(
                error.code, offset: error.offset, error.message,
                fix: isCost ? "write 'sum(cost)'" : hint(word.text) ?? error.fix)
        }
        guard !levels.isEmpty else {
            throw ConditionFault(
                .wrongLevel, offset: word.offset,
                "\(ShownName.quoted(word.text)) is a column of the \(column.level.rawValue)s, and "
                    + "the whole programme has figures of many rows only",
                fix: "write for example 'sum(\(word.text))'")
        }
        guard assembly.programme.column(column).isNumeric else {
            throw ConditionFault(
                .columnIsText, offset: word.offset,
                assembly.textColumnMessage(column, "an expression"),
                fix: "write numbers in the whole column, or leave cells blank")
        }
        guard let power = assembly.moneyColumns[column] else {
            return ExpressionPart(expression: .column(column, factor: .one))
        }
        return ExpressionPart(
            expression: .column(column, factor: powerOfTen(power - assembly.moneyPower)),
            isMoney: true)
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private func powerOfTen(_ exponent: Int) -> Ratio {
        exponent < 0
            ? Ratio(1, DataColumn.powerOfTen(-exponent)) : Ratio(DataColumn.powerOfTen(exponent))
    }

    /// What to do about a name that holds a sign of calculation.
    private func hint(_ name: String) -> String? {
        let signs = name.unicodeScalars.filter { ConditionParser.operators[String($0)] != nil }
        return signs.isEmpty ? nil : "put blanks around + - * and /, as in 'a - b'"
    }

    /// Takes a sign.
    ///
    /// - Throws: `ConditionFault` with the message where another piece stands.
    mutating func expect(_ sign: String, _ message: String) throws(ConditionFault) {
        guard acceptSign(sign) else {
            throw ConditionFault(
                .expressionSyntax, offset: current.offset,
                current.kind == .end
                    ? message : message + " before \(ShownName.quoted(current.text))",
                fix: hint(current.text))
        }
    }

    /// Reads an expression that is a part of another one.
    mutating func part() throws(ConditionFault) -> ExpressionPart { try sum() }
}

extension ProgrammeAssembly {
    /// A number or an amount of money, which becomes a number of the scenario's unit of amounts.
    ///
    /// - Throws: `NumberFault` when the text is neither, or too large.
    func literal(_ text: String) throws(NumberFault) -> ExpressionPart {
        let text = NormalizedText.normalized(text)
        let isMoney = MoneyText.hasUnit(text)
        let number: Ratio
        if isMoney {
            let bytes = Array(text.utf8)
            number = try MoneyText.minorUnits(
                bytes.span, in: 0..<bytes.count, bareUnit: 0, allowsGrouping: false
            ).shifted(by: -moneyPower).ratio
        } else {
            number = try ShareText.parse(text)
        }
        guard ShareText.isUsable(number) else { throw .tooLarge }
        return ExpressionPart(expression: .number(number), isMoney: isMoney)
    }
}
