internal import Funding

extension Programme {
    /// The number of projects that pass all gates, or run already.
    ///
    /// - Complexity: O(*p* · *g*) for *p* projects and *g* gates.
    var eligibleProjectCount: Int {
        var isEligible = [Bool](repeating: true, count: projects.count)
        for gate in gates {
            let passes = gate.condition.selectedProjects(in: self)
            for project in isEligible.indices
            where !passes[project] && !isRunning(project: project) { isEligible[project] = false }
        }
        return isEligible.count { $0 }
    }
}
