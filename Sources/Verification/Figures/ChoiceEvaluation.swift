internal import Funding

/// Computes how targets and shares stand.
struct ChoiceEvaluation {
    let measures: MeasureEvaluation
    let selections: ProgrammeSelections

    /// The figure of a target or a share; `nil` for other choices.
    ///
    /// - Throws: `FigureError` when a value cannot be computed.
    func figure(of position: Int) throws(FigureError) -> ChoiceFigure? {
        let choice = measures.programme.choices[position]
        let subject = "choice '\(choice.id)'"
        switch choice.demand {
        case .must, .never, .together, .exactlyOne, .atMostOne, .needs: return nil
        case .target(let measure, let sense, let bound):
            let value = try measures.value(
                of: measure, over: selections.choiceRows[position][0], neededBy: subject)
            return try figure(
                position, sense, value: value, bound: bound, whole: nil, isMoney: measure.isMoney)
        case .share(let measure, let sense, let share, of: let other):
            let value = try measures.value(
                of: measure, over: selections.choiceRows[position][0], neededBy: subject)
            let whole = try measures.value(
                of: other, over: selections.choiceRows[position][1], neededBy: subject)
            guard let bound = try? share.multiplied(by: whole) else { throw .overflow(of: subject) }
            return try figure(
                position, sense, value: value, bound: bound, whole: whole,
                isMoney: measure.isMoney)
        }
    }

    private func figure(
        _ position: Int, _ sense: RuleLimit.Sense, value: Ratio, bound: Ratio, whole: Ratio?,
        isMoney: Bool
    ) throws(FigureError) -> ChoiceFigure {
        guard let difference = try? value.subtracting(bound) else {
            throw .overflow(of: "choice '\(measures.programme.choices[position].id)'")
        }
        let slack =
            switch sense {
            case .atLeast: difference
            case .atMost: difference.negated
            case .exactly: difference.magnitude.negated
            }
        return ChoiceFigure(
            choice: position, sense: sense, value: value, bound: bound, whole: whole,
            isMoney: isMoney, slack: slack)
    }
}
