internal import Funding

extension PlanExamination {
    /// Checks that every work of a mandatory class is funded where its project is.
    func checkMandatoryWorks() {
        for work in programme.works.indices
        where !plan.fundedWorks[work] && plan.starts[programme.works[work].project] != nil {
            let workClass = programme.classes[programme.works[work].classIndex]
            guard workClass.isMandatory else { continue }
            found.add(
                "verification-mandatory", [subject(ofWork: work)],
                "\(name(ofWork: work)) of the mandatory class '\(workClass.id)' is left out although "
                    + "its project is funded")
        }
    }

    /// Checks that a funded project has at least one funded work.
    func checkProjectsHaveWorks() {
        for project in programme.projects.indices where plan.starts[project] != nil {
            guard !programme.projects[project].works.contains(where: { plan.fundedWorks[$0] })
            else { continue }
            found.add(
                "verification-project-without-work", [.project(programme.projects[project].id)],
                "project '\(programme.projects[project].id)' is funded although none of its works is"
            )
        }
    }

    /// Checks that works are funded only in funded projects.
    func checkWorksOfProjects() {
        for work in programme.works.indices
        where plan.fundedWorks[work] && plan.starts[programme.works[work].project] == nil {
            found.add(
                "verification-work-without-project", [subject(ofWork: work)],
                "\(name(ofWork: work)) is funded although its project is not")
        }
    }
}
