internal import Funding
internal import Planning

/// Says in a full sentence why a project or work is left out, with the figures.
struct RefusalText: Sendable {
    let programme: Programme
    let phrasing: Phrasing
    /// The sentences that hold no figures: most of millions of works left out have one of them.
    private let notSelected: String
    private let projectNotFunded: String

    init(programme: Programme, phrasing: Phrasing) {
        (self.programme, self.phrasing) = (programme, phrasing)
        notSelected = phrasing.sentence(.becauseNotSelected)
        projectNotFunded = phrasing.sentence(.becauseProjectNotFunded)
    }

    /// The sentence.
    func sentence(for refusal: Refusal) -> String {
        switch refusal.reason {
        case .gates(let gates):
            return sentence(forGates: gates, ofProject: refusal.project)
        case .choice(let position):
            let choice = programme.choices[position]
            return phrasing.sentence(.becauseChoice, choice.id, choice.text)
        case .noPossibleStart:
            guard programme.finish == .withinPeriods else {
                return phrasing.sentence(.becauseNotFinished)
            }
            guard let first = programme.periods.first, let last = programme.periods.last else {
                return phrasing.sentence(.becauseNoPossibleStartAtAll)
            }
            return phrasing.sentence(.becauseNoPossibleStart, first, last)
        case .nobodyMayPay(let position):
            let work = programme.works[position]
            let workClass = programme.classes[work.classIndex]
            let glossary = Glossary(phrasing: phrasing)
            return phrasing.sentence(
                .becauseNobodyMayPay, work.id, glossary.name(of: workClass))
        case .moneyShort(let needed, let left):
            return phrasing.sentence(
                .becauseMoneyShort, phrasing.text(of: needed), phrasing.text(of: left),
                phrasing.text(of: needed - left))
        case .notSelected: return notSelected
        case .projectNotFunded: return projectNotFunded
        case .ranked(let decision):
            return RankingText(programme: programme, phrasing: phrasing).sentence(for: decision)
        }
    }

    /// The reason in a word.
    func word(for reason: Refusal.Reason) -> TableCell {
        switch reason {
        case .gates: phrasing.word(.reasonGates, key: "gates")
        case .choice: phrasing.word(.reasonChoice, key: "choice")
        case .noPossibleStart: phrasing.word(.reasonNoPossibleStart, key: "noPossibleStart")
        case .nobodyMayPay: phrasing.word(.reasonNobodyMayPay, key: "nobodyMayPay")
        case .moneyShort: phrasing.word(.reasonMoneyShort, key: "moneyShort")
        case .notSelected: phrasing.word(.reasonNotSelected, key: "notSelected")
        case .projectNotFunded: phrasing.word(.reasonProjectNotFunded, key: "projectNotFunded")
        case .ranked(let decision):
            RankingText(programme: programme, phrasing: phrasing).word(for: decision)
        }
    }

    /// The sentence for failed gates: each gate as written, with what the project has instead.
    func sentence(forGates gates: [Int], ofProject project: Int) -> String {
        let parts = gates.map { position -> String in
            let gate = programme.gates[position]
            let name = phrasing.text(gate.title) ?? gate.id
            let written =
                gate.citation.map {
                    phrasing.sentence(.gateWithCitation, name, gate.text, $0)
                } ?? phrasing.sentence(.gateAsWritten, name, gate.text)
            let values = values(of: gate.condition, forProject: project)
            guard !values.isEmpty else { return written }
            return phrasing.sentence(
                .gateValues, written, values.joined(separator: phrasing.sentence(.comma)))
        }
        return phrasing.sentence(
            .becauseGates, parts.joined(separator: phrasing.sentence(.listSeparator)))
    }

    /// What a condition looks at, in order and each once: the cells of columns, and both sides of a
    /// comparison of formulas.
    private func values(of condition: Predicate, forProject project: Int) -> [String] {
        var seen: Set<String> = []
        return condition.operands.compactMap { operand in
            let (name, value): (String, String)
            switch operand {
            case .column(let reference):
                let column = programme.column(reference)
                name = column.heading
                value = column.text(at: project) ?? phrasing.term(.blankValue)
            case .formula(let formula):
                guard !formula.expression.isConstant else { return nil }
                let number = try? formula.expression.value(at: .project(project), in: programme)
                name = formula.text
                value = number.map(phrasing.text(ofNumber:)) ?? phrasing.term(.blankValue)
            }
            guard seen.insert(name).inserted else { return nil }
            return phrasing.sentence(.valueOfColumn, name, value)
        }
    }
}

/// What a condition compares.
private enum Operand {
    /// The cell of a column.
    case column(ColumnReference)
    /// The value of a formula.
    case formula(Formula)
}

extension Predicate {
    /// What the condition compares, in order.
    fileprivate var operands: [Operand] {
        switch self {
        case .always, .project, .work: []
        case .comparison(let column, _, _), .membership(let column, _): [.column(column)]
        case .relation(let left, _, let right): [.formula(left), .formula(right)]
        case .not(let condition): condition.operands
        case .all(let conditions), .any(let conditions): conditions.flatMap(\.operands)
        }
    }
}
