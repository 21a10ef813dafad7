internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// Reads the published plan that the user or the scenario names, if one of them does.
    func readPublishedPlan() {
        let path: String
        var place: SourceLocation?
        if let publishedPlan {
            path = store.planPath(publishedPlan)
        } else {
            guard let node = root["from"], let written = text(node, "the published plan"),
                let named = store.path(
                    written, from: node.location.file == "--set" ? file : node.location.file,
                    at: node.location)
            else { return }
            (path, place) = (store.planPath(named), node.location)
        }
        guard
            let (bytes, _) = store.read(
                path, namedAt: place, byteLimit: limits.tableBytes,
                isNamedByUser: publishedPlan != nil)
        else { return }
        programme.published = PublishedPlanReader(
            programme: programme, file: path, limits: limits, findings: findings
        ).read(bytes)
    }

    /// Whether a measure can be kept at most at a value, or optimised downwards; those that compare
    /// with a published plan can be nothing else.
    ///
    /// - Returns: Whether it can; if not, after a finding.
    func canBe(_ measure: Measure, atMost isAtMost: Bool, at place: SourceLocation) -> Bool {
        guard measure.comparesPlans, !isAtMost else { return true }
        findings.error(
            .unknownMeasure, at: place,
            "what differs from the published plan can only be kept small",
            fix: "write 'minimize: moved-money' or 'target: changed-projects <= 2'")
        return false
    }

    /// Puts the fewest changed projects, then the least moved money, before all goals, where there is a
    /// published plan and no goal speaks of it.
    func addGoalsOfChange() {
        guard programme.published != nil, !programme.goals.contains(where: \.measure.comparesPlans)
        else { return }
        let goals = [("changed-projects", Measure.changedProjects), ("moved-money", .movedMoney)]
        programme.goals.insert(
            contentsOf: goals.map { name, measure in
                Goal(
                    id: unusedGoalID("minimize-\(name)"), .minimize, measure,
                    text: "minimize: \(name)")
            }, at: 0)
    }
}
