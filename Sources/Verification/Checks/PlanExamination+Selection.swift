internal import Funding

extension PlanExamination {
    /// Checks that a plan follows the order of a selection that ends at the first project that does
    /// not fit: no project is funded behind one that the plan leaves out.
    ///
    /// The order is put together here from the rule and not taken from the planner. What no sum can
    /// show is not checked: that a project which was left out really does not fit, and so nothing of
    /// a selection that passes over such projects and goes on.
    func checkSelection() {
        guard let selection = programme.selection, selection.whenFull == .stop else { return }
        do {
            let order = try order(of: selection)
            guard let first = order.firstIndex(where: { plan.starts[$0] == nil }) else { return }
            let left = programme.projects[order[first]].id
            for project in order[first...] where plan.starts[project] != nil {
                let id = programme.projects[project].id
                found.add(
                    "verification-selection", [.project(id), .project(left), .selection],
                    "project '\(id)' is funded although project '\(left)' before it in the order is "
                        + "not, and the order ends at the first that does not fit")
            }
        } catch {
            found.add(
                "verification-overflow", [.selection],
                "the scores of the selection need more than 128 bits")
        }
    }

    /// The projects that can be funded at all, in the order of a selection.
    private func order(of selection: RankedSelection) throws(ArithmeticOverflow) -> [Int] {
        var (demanded, forbidden): (Set<Int>, Set<Int>) = ([], [])
        for choice in programme.choices {
            switch choice.demand {
            case .must(let items):
                for item in items where item.work == nil { demanded.insert(item.project) }
            case .never(let items):
                for item in items where item.work.map(programme.isMandatory(work:)) ?? true {
                    forbidden.insert(item.project)
                }
            default: continue
            }
        }
        let schedule = SpendingSchedule(of: programme)
        var places: [(project: Int, key: [Ratio])] = []
        for project in programme.projects.indices
        where selections.isConsidered[project] && !forbidden.contains(project)
            && canBeFunded(project, schedule)
        {
            let tier = selection.tiers.firstIndex {
                $0.condition.holds(forProject: project, in: programme)
            }
            var score = Ratio.zero
            for part in selection.score {
                let value = try figure(part.key, ofProject: project)
                score = try score.adding(value.multiplied(by: part.weight))
            }
            let isFirst = demanded.contains(project) || programme.isRunning(project: project)
            let number = Int128(isFirst ? -1 : tier ?? selection.tiers.count)
            var key = [Ratio(number), score.negated]
            for tie in selection.ties {
                let value = try figure(tie.value, ofProject: project)
                key.append(tie.isDescending ? value.negated : value)
            }
            places.append((project, key))
        }
        return places.sorted { left, right in
            if left.key != right.key { return left.key.lexicographicallyPrecedes(right.key) }
            let ids = [left, right].map { Array(programme.projects[$0.project].id.utf8) }
            return ids[0].lexicographicallyPrecedes(ids[1])
        }.map(\.project)
    }

    /// Whether a period lets all works of a project be paid, and each mandatory one has a payer.
    private func canBeFunded(_ project: Int, _ schedule: SpendingSchedule) -> Bool {
        let works = programme.projects[project].works
        let length = works.map { schedule.length(ofWork: $0) }.max() ?? 1
        let isInTime =
            (programme.projects[project].requiredStart ?? 0) + length <= programme.periodCount
            && (programme.finish == .withinPeriods || length == 1)
        // A project that runs is funded in every plan, which other checks see to.
        guard isInTime || programme.isRunning(project: project) else { return false }
        return works.allSatisfy { work in
            !programme.isMandatory(work: work) || programme.works[work].cost == .zero
                || programme.sources.indices.contains {
                    selections.payers.mayPay(source: $0, work: work)
                }
        }
    }

    private func figure(_ value: RankedSelection.Key.Value, ofProject project: Int)
        throws(ArithmeticOverflow) -> Ratio
    {
        switch value {
        case .column(let column): return programme.column(column).number(at: project) ?? .zero
        case .cost:
            var cost = Ratio.zero
            for work in programme.projects[project].works where programme.isMandatory(work: work) {
                cost = try cost.adding(programme.works[work].cost.exact)
            }
            return cost
        }
    }
}
