internal import Diagnostics
internal import Funding

/// Checks choices that contradict each other on their face.
struct ChoiceChecks {
    let assembly: ProgrammeAssembly

    func run() {
        let programme = assembly.programme
        var musts: [ChoiceItem: Int] = [:]
        for (position, choice) in programme.choices.enumerated() {
            guard case .must(let items) = choice.demand else { continue }
            for item in items {
                musts[item] = musts[item] ?? position
                // A work that must be funded takes its project along.
                let project = ChoiceItem(project: item.project)
                musts[project] = musts[project] ?? position
            }
        }
        for (position, choice) in programme.choices.enumerated() {
            switch choice.demand {
            case .never(let items):
                for item in items where musts[item] != nil {
                    report(item, musts[item] ?? 0, position)
                }
            case .exactlyOne(let items), .atMostOne(let items):
                let required = items.filter { musts[$0] != nil }
                if required.count > 1 {
                    let names = required.map { ShownName.quoted(name($0)) }
                    assembly.findings.error(
                        .contradictingChoices, at: assembly.choicePlaces[position],
                        "choice '\(choice.id)' lets at most one of its items be funded, and "
                            + "\(names.joined(separator: " and ")) are demanded",
                        fix: "remove a demand (\(assembly.choicePlaces[musts[required[1]] ?? 0]))")
                }
            default: continue
            }
        }
    }

    private func name(_ item: ChoiceItem) -> String {
        let programme = assembly.programme
        let project = programme.projects[item.project].id
        return item.work.map { "\(project)/\(programme.works[$0].id)" } ?? project
    }

    private func report(_ item: ChoiceItem, _ first: Int, _ second: Int) {
        let choices = assembly.programme.choices
        assembly.findings.error(
            .contradictingChoices, at: assembly.choicePlaces[second],
            "choice '\(choices[second].id)' forbids \(ShownName.quoted(name(item))), and choice "
                + "'\(choices[first].id)' demands it",
            fix: "remove one of the two (\(assembly.choicePlaces[first]))")
    }
}
