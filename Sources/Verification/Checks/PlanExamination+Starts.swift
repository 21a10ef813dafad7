internal import Funding

extension PlanExamination {
    /// Checks that each funded project starts when it must, and early enough for all its works,
    /// funded or not, to be paid within the periods, or in its first one where that is asked for.
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
            if let latest = project.latestStart, start > latest {
                found.add(
                    "verification-start", [.project(project.id)],
                    "project '\(project.id)' starts\(name(ofPeriod: start)) but may not start later "
                        + "than" + name(ofPeriod: latest))
            }
            for work in project.works {
                if programme.finish == .samePeriod, schedule.length(ofWork: work) > 1 {
                    found.add(
                        "verification-start", [.project(project.id), subject(ofWork: work)],
                        "\(name(ofWork: work)) is paid over \(schedule.length(ofWork: work)) "
                            + "periods, but must be paid in the one it starts in")
                }
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
