internal import Funding
internal import Planning

/// Says what an order decided about a project or work, with the figures.
struct RankingText: Sendable {
    let programme: Programme
    let phrasing: Phrasing

    /// The sentence; empty for what was accepted.
    func sentence(for decision: Ranking.Decision) -> String {
        switch decision {
        case .accepted: ""
        case .doesNotFit(let witness): sentence(for: witness)
        case .behind(let project):
            phrasing.sentence(.becauseRankedBehind, programme.projects[project].id)
        case .open: phrasing.sentence(.becauseRankedOpen)
        }
    }

    private func sentence(for witness: Ranking.Witness) -> String {
        switch witness {
        case .money(let sources, let needed, let left):
            let glossary = Glossary(phrasing: phrasing)
            let names = sources.map { glossary.name(of: programme.sources[$0]) }
                .joined(separator: phrasing.sentence(.enumeration))
            return phrasing.sentence(
                .becauseRankedMoney, phrasing.text(of: needed), phrasing.text(of: left),
                phrasing.text(of: needed - left), names)
        case .limits(let limits):
            return phrasing.sentence(
                .becauseRankedLimits,
                limits.map(name(of:)).joined(separator: phrasing.sentence(.enumeration)))
        case .search(let branches):
            return phrasing.sentence(.becauseRankedSearch, phrasing.branches(branches))
        }
    }

    private func name(of limit: Ranking.Limit) -> String {
        switch limit {
        case .budget(let source):
            phrasing.sentence(
                .limitBudget, Glossary(phrasing: phrasing).name(of: programme.sources[source]))
        case .rule(let rule):
            phrasing.sentence(
                .limitRule,
                phrasing.text(programme.rules[rule].title) ?? programme.rules[rule].id)
        case .choice(let choice):
            phrasing.sentence(.limitChoice, programme.choices[choice].id)
        case .classOrder: phrasing.sentence(.limitClassOrder)
        }
    }

    /// The decision in a word.
    func word(for decision: Ranking.Decision) -> TableCell {
        switch decision {
        case .accepted: phrasing.word(.decisionAccepted, key: "accepted")
        case .doesNotFit: phrasing.word(.decisionDoesNotFit, key: "doesNotFit")
        case .behind: phrasing.word(.decisionBehind, key: "behind")
        case .open: phrasing.word(.decisionOpen, key: "open")
        }
    }

    /// What is needed and what is left of it, where the decision says so.
    func money(of decision: Ranking.Decision) -> [TableCell] {
        guard case .doesNotFit(.money(_, let needed, let left)) = decision else {
            return [.blank, .blank]
        }
        return [.money(needed), .money(left)]
    }
}
