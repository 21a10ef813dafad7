internal import Funding

extension PlanExamination {
    /// Checks that each funded project starts when it must, and early enough for all its works,
    /// funded or not, to be paid within the periods.
    func checkStarts() {
        let schedule = SpendingSchedule(of: programme)
        for (project, start) in zip(programme.projects, plan.starts) {
            guard let start else { continue }
            if let required = project.requiredStart, start != required {
                found.add(
                    "verification-start", [.project(project.id)],
                    "project '\(project.id)' starts\(name(ofPeriod: start)) but must start"
                        + name(ofPeriod: required))
            }
            for work in project.works {
                let end = start + schedule.length(ofWork: work)
                guard end > programme.periodCount else { continue }
                found.add(
                    "verification-start", [.project(project.id), subject(ofWork: work)],
                    "\(name(ofWork: work)) starts\(name(ofPeriod: start)) and is paid until period "
                        + "\(end), but there are \(programme.periodCount)")
            }
        }
    }
}
