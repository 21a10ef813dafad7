internal import Funding

extension PlanExamination {
    /// Checks every choice on projects and works, every target and every limit on a share.
    func checkChoices() {
        let evaluation = ChoiceEvaluation(
            measures: MeasureEvaluation(programme: programme, plan: plan, ledger: ledger),
            selections: selections)
        for (position, choice) in programme.choices.enumerated() {
            switch choice.demand {
            case .must(let items):
                for item in items where !isFunded(item) {
                    add(choice, "demands \(name(of: item)), which is not funded")
                }
            case .never(let items):
                for item in items where isFunded(item) {
                    add(choice, "forbids \(name(of: item)), which is funded")
                }
            case .together(let items):
                let count = items.count(where: isFunded)
                if count != 0 && count != items.count {
                    add(
                        choice,
                        "demands all or none of \(items.count), of which \(count) are funded")
                }
            case .exactlyOne(let items):
                let count = items.count(where: isFunded)
                if count != 1 {
                    add(
                        choice,
                        "demands exactly one of \(items.count), of which \(count) are funded")
                }
            case .atMostOne(let items):
                let count = items.count(where: isFunded)
                if count > 1 {
                    add(choice, "allows one of \(items.count), of which \(count) are funded")
                }
            case .needs(let item, let others):
                for other in others where isFunded(item) && !isFunded(other) {
                    add(
                        choice,
                        "demands \(name(of: other)) with \(name(of: item)), but only the latter "
                            + "is funded")
                }
            case .target, .share:
                check(choice, position, evaluation)
            }
        }
    }

    private func check(_ choice: Choice, _ position: Int, _ evaluation: ChoiceEvaluation) {
        do {
            guard let figure = try evaluation.figure(of: position), !figure.holds else { return }
            let demand =
                switch figure.sense {
                case .atLeast: "at least"
                case .atMost: "at most"
                case .exactly: "exactly"
                }
            let write = { figure.isMoney ? FigureText.money($0) : FigureText.number($0) }
            found.add(
                "verification-target", [.choice(choice.id)],
                "choice '\(choice.id)' demands \(demand) \(write(figure.bound)), but the plan has "
                    + write(figure.value))
        } catch {
            add(error, about: .choice(choice.id))
        }
    }

    private func add(_ choice: Choice, _ message: String) {
        found.add(
            "verification-choice", [.choice(choice.id)], "choice '\(choice.id)' \(message)")
    }

    private func isFunded(_ item: ChoiceItem) -> Bool {
        item.work.map { plan.fundedWorks[$0] } ?? (plan.starts[item.project] != nil)
    }

    private func name(of item: ChoiceItem) -> String {
        item.work.map(name(ofWork:)) ?? "project '\(programme.projects[item.project].id)'"
    }
}
