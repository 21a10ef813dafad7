internal import Funding

extension PlanExamination {
    /// Checks that a funded project fails no gate.
    func checkGates() {
        for project in programme.projects.indices
        where plan.starts[project] != nil && !selections.isConsidered[project] {
            let id = programme.projects[project].id
            for gate in programme.gates.indices where !selections.gatePasses[gate][project] {
                found.add(
                    "verification-gate", [.project(id), .gate(programme.gates[gate].id)],
                    "project '\(id)' is funded although it fails gate "
                        + "'\(programme.gates[gate].id)', which requires "
                        + "'\(programme.gates[gate].text)'")
            }
        }
    }
}
