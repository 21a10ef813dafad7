internal import Funding
internal import Planning

/// Says what is proved, in plain words: never a bare status of a solver.
struct StatusText {
    let outcome: Outcome
    let programme: Programme
    let phrasing: Phrasing

    /// The sentences: what is proved, then why the search ended early.
    var sentences: [String] {
        var sentences: [String]
        switch outcome.status {
        case .proved: sentences = [proved]
        case .feasible: sentences = [feasible]
        case .infeasible(let proof):
            sentences = [phrasing.sentence(.infeasible)]
            switch proof {
            case .contradiction(let text):
                sentences.append(phrasing.sentence(.contradiction, text))
            case .search(let branches):
                sentences.append(phrasing.sentence(.branches, phrasing.branches(branches)))
            }
        case .notFound: sentences = [phrasing.sentence(.notFound)]
        }
        if let stop = outcome.stop { sentences.append(phrasing.sentence(sentence(for: stop))) }
        return sentences
    }

    /// Status, stop, proof and the gap asked for as facts.
    var facts: [ReportFact] {
        var facts = [
            fact("status", .status, status, formats: .all),
            fact("stop", .stop, stop, formats: .all),
            fact("requestedGap", .requestedGap, .real(outcome.requestedGap), formats: .json),
        ]
        guard case .infeasible(let proof) = outcome.status else { return facts }
        switch proof {
        case .contradiction(let text):
            facts.append(
                fact(
                    "proof", .proof, phrasing.word(.proofContradiction, key: "contradiction"),
                    formats: .all))
            facts.append(fact("contradiction", .contradiction, .text(text), formats: .json))
        case .search(let branches):
            facts.append(
                fact("proof", .proof, phrasing.word(.proofSearch, key: "search"), formats: .all))
            facts.append(fact("branches", .branches, .count(branches), formats: .all))
        }
        return facts
    }

    private var proved: String {
        guard !programme.goals.isEmpty else { return phrasing.sentence(.noGoal) }
        let isRanked = outcome.ranking != nil
        if outcome.isOptimal { return phrasing.sentence(isRanked ? .rankedProved : .optimal) }
        let gaps = self.gaps
        let requested = Ratio(
            Int128((outcome.requestedGap * 1e9).rounded(.toNearestOrEven)), 1_000_000_000)
        let largest = gaps.compactMap { $0 }.max() ?? requested
        let shown = gaps.contains(nil) ? max(largest, requested) : largest
        return phrasing.sentence(
            isRanked ? .rankedWithinGap : .withinGap, phrasing.text(ofShare: requested),
            phrasing.text(ofShare: shown))
    }

    private var feasible: String {
        if outcome.ranking != nil { return phrasing.sentence(.rankedFeasible) }
        let gaps = self.gaps
        guard !gaps.isEmpty, !gaps.contains(nil), let largest = gaps.compactMap({ $0 }).max()
        else { return phrasing.sentence(.feasibleUnbounded) }
        return phrasing.sentence(.feasible, phrasing.text(ofShare: largest))
    }

    private var gaps: [Ratio?] {
        outcome.goals.map {
            GoalText(outcome: $0, programme: programme, phrasing: phrasing).gap
        }
    }

    /// The status in so few words that it fits beside the gaps of the goals.
    var briefly: TableCell {
        switch outcome.status {
        case .proved where !outcome.isOptimal:
            phrasing.word(.withinGap, key: Wording.proved.rawValue)
        case .feasible: phrasing.word(.notProved, key: Wording.feasible.rawValue)
        default: status
        }
    }

    /// Why the search ended early; blank where it ran to its end.
    var stop: TableCell { outcome.stop.map { phrasing.word(term(for: $0)) } ?? .blank }

    private var status: TableCell {
        switch outcome.status {
        case .proved where !outcome.isOptimal: phrasing.word(.proved)
        case .proved where outcome.ranking != nil:
            phrasing.word(.optimalInOrder, key: Wording.optimal.rawValue)
        case .proved: phrasing.word(.optimal)
        case .feasible: phrasing.word(.feasible)
        case .infeasible: phrasing.word(.infeasible)
        case .notFound: phrasing.word(.notFound)
        }
    }

    private func fact(
        _ key: String, _ label: Wording, _ value: TableCell, formats: ReportFormats
    ) -> ReportFact {
        ReportFact(key, label: phrasing.term(label), value, formats: formats)
    }

    private func term(for stop: Outcome.Stop) -> Wording {
        switch stop {
        case .timeLimit: .timeLimit
        case .nodeLimit: .nodeLimit
        case .interrupted: .interrupted
        case .effortSpent: .effortSpent
        case .numericalTrouble: .numericalTrouble
        }
    }

    private func sentence(for stop: Outcome.Stop) -> Sentence {
        switch stop {
        case .timeLimit: .stopTimeLimit
        case .nodeLimit: .stopNodeLimit
        case .interrupted: .stopInterrupted
        case .effortSpent: .stopEffortSpent
        case .numericalTrouble: .stopNumericalTrouble
        }
    }
}
