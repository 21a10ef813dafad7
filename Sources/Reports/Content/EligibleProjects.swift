internal import Funding

/// How many projects the gates let through, and how many run on although a gate fails.
struct EligibleProjects: Equatable {
    /// The number of projects that pass all gates.
    let passing: Int
    /// The number of projects that run already and fail a gate.
    let runningOn: Int

    /// Counts the projects of a programme.
    ///
    /// - Complexity: O(*p* · *g* + *p* log *n*) for *p* projects, *g* gates and *n* commitments.
    init(of programme: Programme) {
        var passes = [Bool](repeating: true, count: programme.projects.count)
        for gate in programme.gates {
            let isPassed = gate.condition.selectedProjects(in: programme)
            for project in passes.indices where !isPassed[project] { passes[project] = false }
        }
        passing = passes.count { $0 }
        runningOn = passes.indices.count { !passes[$0] && programme.isRunning(project: $0) }
    }
}
