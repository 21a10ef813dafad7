internal import Funding

/// Says what a limit of a rule demands.
struct LimitText: Sendable {
    let programme: Programme
    let glossary: Glossary

    private var phrasing: Phrasing { glossary.phrasing }

    /// Sense and bound, for example 'at least 15 % of the cost'.
    func text(of limit: RuleLimit) -> String {
        let sentence: Sentence =
            switch limit.sense {
            case .atLeast: .limitAtLeast
            case .atMost: .limitAtMost
            case .exactly: .limitExactly
            }
        return phrasing.sentence(sentence, text(of: limit.bound))
    }

    /// The sense as a cell.
    func word(for sense: RuleLimit.Sense) -> TableCell {
        switch sense {
        case .atLeast: phrasing.word(.atLeast, key: sense.rawValue)
        case .atMost: phrasing.word(.atMost, key: sense.rawValue)
        case .exactly: phrasing.word(.exactly, key: sense.rawValue)
        }
    }

    /// The scope as a cell.
    func word(for scope: RuleScope) -> TableCell {
        switch scope {
        case .work: phrasing.word(.eachWork, key: "work")
        case .project: phrasing.word(.eachProject, key: "project")
        case .group(let column):
            .word(key: column.name, text: phrasing.sentence(.eachGroup, heading(column)))
        case .period: phrasing.word(.eachPeriod, key: "period")
        case .programme: phrasing.word(.wholeProgramme, key: "programme")
        }
    }

    private func text(of bound: RuleBound) -> String {
        switch bound {
        case .shareOfCost(let share):
            phrasing.sentence(.boundShareOfCost, phrasing.text(ofShare: share))
        case .shareOfPayments(let share, let payers):
            phrasing.sentence(
                .boundShareOfPayments, phrasing.text(ofShare: share),
                glossary.names(of: payers, in: programme))
        case .rate(let rate, let column):
            phrasing.sentence(
                .boundRate, phrasing.text(of: rate, in: .yuan), heading(column))
        case .amount(let amount): phrasing.text(of: amount)
        case .column(let column, _): phrasing.sentence(.boundColumn, heading(column))
        case .steps(let table):
            if let per = table.per {
                phrasing.sentence(.boundStepsPer, heading(table.by), heading(per))
            } else {
                phrasing.sentence(.boundSteps, heading(table.by))
            }
        case .slidingScale(let scale): text(of: scale)
        }
    }

    private func text(of scale: SlidingScale) -> String {
        let payers = glossary.names(of: scale.payers, in: programme)
        return switch scale.base {
        case .cost: phrasing.sentence(.boundSlidingCost, payers)
        case .column(let column, _):
            phrasing.sentence(.boundSlidingColumn, payers, heading(column))
        case .amount: phrasing.sentence(.boundSlidingAmount, payers)
        case .rate(let column): phrasing.sentence(.boundSlidingRate, payers, heading(column))
        }
    }

    private func heading(_ column: ColumnReference) -> String {
        glossary.heading(of: programme.column(column))
    }
}
