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
                    report(item, "never", musts[item] ?? 0, position)
                }
            case .exactlyOne(let items), .atMostOne(let items):
                let required = items.filter { musts[$0] != nil }
                if required.count > 1 {
                    report(required[1], "at most one of several", musts[required[1]] ?? 0, position)
                }
            default: continue
            }
        }
    }

    private func report(_ item: ChoiceItem, _ demand: String, _ first: Int, _ second: Int) {
        let programme = assembly.programme
        var name = programme.projects[item.project].id
        if let work = item.work { name += "/" + programme.works[work].id }
        assembly.findings.error(
            .contradictingChoices, at: assembly.choicePlaces[second],
            "choice '\(programme.choices[second].id)' lets \(ShownName.quoted(name)) be funded "
                + "\(demand), and choice '\(programme.choices[first].id)' demands it",
            fix: "remove one of the two (\(assembly.choicePlaces[first]))")
    }
}
