internal import Funding

extension PlanExamination {
    /// Checks that no work of a later class is funded while one of an earlier class is left out,
    /// within each project or among all projects that pass their gates.
    func checkClassOrder() {
        switch programme.classOrder {
        case .none: return
        case .project:
            for project in programme.projects {
                checkClassOrder(firstLeftOut: firstLeftOut(among: project.works), project.works)
            }
        case .programme:
            var first: Int?
            for (project, isConsidered) in zip(programme.projects, selections.isConsidered)
            where isConsidered {
                guard let own = firstLeftOut(among: project.works) else { continue }
                first = first.map { isEarlier(own, $0) ? own : $0 } ?? own
            }
            checkClassOrder(firstLeftOut: first, programme.works.indices)
        }
    }

    private func checkClassOrder(firstLeftOut first: Int?, _ works: Range<Int>) {
        guard let first else { return }
        for work in works where plan.fundedWorks[work] && isEarlier(first, work) {
            found.add(
                "verification-class-order", [subject(ofWork: work), subject(ofWork: first)],
                "\(name(ofWork: work)) of class '\(classID(work))' is funded while "
                    + "\(name(ofWork: first)) of the earlier class '\(classID(first))' is left out")
        }
    }

    private func firstLeftOut(among works: Range<Int>) -> Int? {
        var first: Int?
        for work in works where !plan.fundedWorks[work] {
            if first.map({ isEarlier(work, $0) }) ?? true { first = work }
        }
        return first
    }

    private func isEarlier(_ work: Int, _ other: Int) -> Bool {
        programme.works[work].classIndex < programme.works[other].classIndex
    }

    private func classID(_ work: Int) -> String {
        programme.classes[programme.works[work].classIndex].id
    }
}
