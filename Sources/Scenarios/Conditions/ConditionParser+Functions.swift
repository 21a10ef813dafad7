internal import Funding

/// The functions that expressions know.
enum ExpressionFunction: String, CaseIterable {
    /// Of several values, or of one value for each row.
    case min, max
    /// Of a value and a step, which is 1 where none is written.
    case floor, ceil, round
    /// Of a condition and two values.
    case `if`
    /// Of a value and steps.
    case step
    /// Of a value for each row.
    case sum
    /// Of the rows.
    case count
}

extension ConditionParser {
    /// Reads what a function is of, up to the parenthesis behind it.
    mutating func call(_ function: ExpressionFunction, at name: ConditionToken)
        throws(ConditionFault) -> ExpressionPart
    {
        switch function {
        case .min: return try extreme(.least, at: name)
        case .max: return try extreme(.greatest, at: name)
        case .floor: return try rounded(.down)
        case .ceil: return try rounded(.up)
        case .round: return try rounded(.nearest)
        case .if: return try conditional()
        case .step: return try steps()
        case .sum: return try aggregate(.sum, at: name)
        case .count: return try aggregate(.count, at: name)
        }
    }

    /// Several values, or one value for each of many rows.
    private mutating func extreme(_ extreme: Expression.Extreme, at name: ConditionToken)
        throws(ConditionFault) -> ExpressionPart
    {
        guard hasSecondArgument else { return try aggregate(.extreme(extreme), at: name) }
        var parts = [try part()]
        while acceptSign(",") { parts.append(try part()) }
        try close(name.text)
        try checkBareAmounts(parts, at: name.offset)
        return ExpressionPart(
            expression: .extreme(extreme, parts.map(\.expression)),
            isMoney: parts.contains(where: \.isMoney))
    }

    /// Whether a comma stands before the parenthesis of the function at hand is closed.
    private var hasSecondArgument: Bool {
        var open = 0
        for token in tokens[position...] where token.kind == .sign {
            switch token.text {
            case "(", "[": open += 1
            case ")", "]":
                if open == 0 { return false }
                open -= 1
            case "," where open == 0: return true
            default: continue
            }
        }
        return false
    }

    private mutating func rounded(_ rounding: Expression.Rounding) throws(ConditionFault)
        -> ExpressionPart
    {
        let value = try part()
        let step = acceptSign(",") ? try part() : ExpressionPart(expression: .number(.one))
        try close(rounding.rawValue)
        return ExpressionPart(
            expression: .rounded(rounding, value.expression, step: step.expression),
            isMoney: value.isMoney)
    }

    private mutating func conditional() throws(ConditionFault) -> ExpressionPart {
        let condition = try alternatives()
        try expect(",", "'if' needs a comma and two values behind its condition")
        let first = try part()
        try expect(",", "'if' needs a comma and a second value")
        let second = try part()
        try close("if")
        try checkBareAmounts([first, second], at: current.offset)
        return ExpressionPart(
            expression: .conditional(condition, first.expression, second.expression),
            isMoney: first.isMoney || second.isMoney)
    }

    private mutating func steps() throws(ConditionFault) -> ExpressionPart {
        let value = try part()
        var steps: [Expression.Step] = []
        var isMoney = false
        while acceptSign(",") {
            let key = try stepKey()
            if let last = steps.last, key.from <= last.from {
                throw ConditionFault(
                    .stepsNotAscending, offset: key.offset,
                    "step \(ShownName.quoted(key.text)) is not above the one before it",
                    fix: "write the steps in ascending order, each once")
            }
            let result = try part()
            steps.append(Expression.Step(from: key.from, value: result.expression))
            isMoney = isMoney || result.isMoney
        }
        try close("step")
        guard !steps.isEmpty else {
            throw ConditionFault(
                .expressionSyntax, offset: current.offset, "'step' has no steps",
                fix: "write for example 'step(floors, 6: 28万元, 7: 31万元)'")
        }
        return ExpressionPart(
            expression: .steps(by: value.expression, steps), isMoney: isMoney)
    }

    /// The number where a step begins, with the colon behind it, which may touch what it stands by.
    private mutating func stepKey() throws(ConditionFault) -> (
        from: Ratio, text: String, offset: Int
    ) {
        let word = current
        let isColon: (Character) -> Bool = { $0 == ":" || $0 == "：" }
        var text = word.text
        guard word.kind == .word else { throw stepFault(word) }
        if let colon = text.firstIndex(where: isColon) {
            let rest = String(text[text.index(after: colon)...])
            text = String(text[..<colon])
            if rest.isEmpty {
                position += 1
            } else {
                // What is glued to the colon is the beginning of the value.
                tokens[position].text = rest
                tokens[position].offset += text.unicodeScalars.count + 1
            }
        } else {
            position += 1
            guard let first = current.text.first, current.kind == .word, isColon(first) else {
                throw stepFault(word)
            }
            if current.text.count == 1 {
                position += 1
            } else {
                tokens[position].text.removeFirst()
                tokens[position].offset += 1
            }
        }
        guard let from = try? ShareText.parse(text), ShareText.isUsable(from) else {
            throw stepFault(word)
        }
        return (from, text, word.offset)
    }

    private func stepFault(_ word: ConditionToken) -> ConditionFault {
        ConditionFault(
            .expressionSyntax, offset: word.offset,
            word.kind == .end
                ? "the expression ends where a step is needed"
                : "\(ShownName.quoted(word.text)) stands where a step is needed",
            fix: "write for example 'step(floors, 6: 28万元, 7: 31万元)'")
    }

    // MARK: - Figures of many rows

    /// Reads a figure of many rows: over the works of the project at hand, or over all projects or all
    /// works where the whole programme is spoken of.
    private mutating func aggregate(_ kind: Expression.Aggregate.Kind, at name: ConditionToken)
        throws(ConditionFault) -> ExpressionPart
    {
        let outer = levels
        defer { levels = outer }
        levels = [.project, .work]
        var value = ExpressionPart(expression: .number(.one))
        var named: ColumnReference.Level?
        if kind == .count {
            if current.kind == .word, current.text != "where" {
                named =
                    switch current.text {
                    case "projects" where outer.isEmpty: .project
                    case "works": .work
                    default: throw countFault(outer)
                    }
                position += 1
            } else if outer.isEmpty, current.text != "where" {
                throw countFault(outer)
            }
        } else {
            value = try part()
        }
        var condition = Predicate.always
        if accept("where") {
            if named == .project { levels = [.project] }
            condition = try alternatives()
        }
        try close(name.text)
        let span: Expression.Aggregate.Span
        if !outer.isEmpty {
            span = .worksOfProject
        } else if named == .work || value.expression.speaksOfWorks || condition.speaksOfWorks {
            span = .works
        } else {
            span = .projects
        }
        return ExpressionPart(
            expression: .aggregate(
                Expression.Aggregate(kind, of: value.expression, over: span, where: condition)),
            isMoney: value.isMoney)
    }

    private func countFault(_ outer: [ColumnReference.Level]) -> ConditionFault {
        let what = outer.isEmpty ? "'count(projects)', 'count(works)'" : "'count(works)'"
        return ConditionFault(
            .expressionSyntax, offset: current.offset,
            "'count' counts rows, and \(ShownName.quoted(current.text)) names none",
            fix: "write \(what) or 'count(where condition)'")
    }

    private mutating func close(_ name: String) throws(ConditionFault) {
        try expect(")", "the parenthesis of '\(name)' is never closed")
    }
}
