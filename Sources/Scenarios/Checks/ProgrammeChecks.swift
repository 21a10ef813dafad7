internal import Diagnostics
internal import Funding

/// Looks at what the parts of a programme say together.
struct ProgrammeChecks {
    let assembly: ProgrammeAssembly

    var programme: Programme { assembly.programme }
    var findings: Findings { assembly.findings }

    /// Checks projects, totals and columns.
    func run() {
        checkProjectsHaveWorks()
        checkStarts()
        checkFinish()
        checkTotals()
        var columns = ColumnChecks(assembly: assembly)
        columns.run()
    }

    private func checkProjectsHaveWorks() {
        for (position, project) in programme.projects.enumerated() where project.works.isEmpty {
            guard !findings.isFull else { return }
            findings.error(
                .projectWithoutWorks,
                at: assembly.provenance.location(ofProject: position)
                    ?? SourceLocation(file: assembly.file),
                "project \(ShownName.quoted(project.id)) has no works",
                fix: "add its works, or remove the project")
        }
    }

    /// A required start must leave the periods that the works' profiles need, and be no later than the
    /// latest one.
    private func checkStarts() {
        for (position, project) in programme.projects.enumerated() {
            guard let start = project.requiredStart, let latest = project.latestStart,
                start > latest
            else { continue }
            findings.error(
                .startTooLate,
                at: assembly.provenance.location(ofProject: position)
                    ?? SourceLocation(file: assembly.file),
                "project \(ShownName.quoted(project.id)) must start in "
                    + "'\(programme.periods[start])' and at the latest in "
                    + "'\(programme.periods[latest])'",
                fix: "leave one of the two blank")
        }
        for (position, project) in programme.projects.enumerated() {
            guard let start = project.requiredStart, programme.finish == .withinPeriods,
                start <= project.latestStart ?? start, !programme.isRunning(project: position),
                programme.possibleStarts(ofProject: position).isEmpty
            else { continue }
            findings.error(
                .profileTooLong,
                at: assembly.provenance.location(ofProject: position)
                    ?? SourceLocation(file: assembly.file),
                "project \(ShownName.quoted(project.id)) must start in "
                    + "'\(programme.periods[start])', and the profile of one of its works spends "
                    + "past the last period",
                fix: "start earlier, shorten the profile, or add periods")
        }
    }

    /// Where all is to be done in one period, a work that is paid over several keeps its project out.
    private func checkFinish() {
        guard programme.finish == .samePeriod else { return }
        let late = programme.works.indices.filter { work in
            let profile = programme.works[work].profile
            return profile.map { programme.profiles[$0].weights.lastIndex { $0 > 0 } ?? 0 } ?? 0 > 0
        }
        let projects = Set(late.map { programme.works[$0].project })
        guard let first = late.first else { return }
        let work = programme.works[first]
        findings.warning(
            .finishTooLate,
            at: assembly.provenance.location(ofWork: first) ?? SourceLocation(file: assembly.file),
            "'finish: same-period' keeps out project "
                + ShownName.quoted(programme.projects[work.project].id) + ", whose work "
                + "\(ShownName.quoted(work.id)) is paid over several periods"
                + (projects.count > 1 ? ", and \(projects.count - 1) more" : ""),
            fix: "give the work a profile of one period, or allow 'finish: within-periods'")
    }

    private func checkTotals() {
        let total = programme.works.reduce(Int128(0)) { $0 + Int128($1.cost.minorUnits) }
        let largest = Int128(Money.largest.minorUnits)
        if total > largest {
            findings.error(
                .totalTooLarge, at: SourceLocation(file: assembly.provenance.workFile),
                "the costs add up to \(MoneyText.shown(minorUnits: total)), more than the "
                    + "\(MoneyText.shown(.largest)) that can be handled exactly",
                fix: "check the unit of the costs")
        }
        var budgets = Int128(0)
        for source in programme.sources {
            budgets += PayerChecks.total(source.budget).map { Int128($0) } ?? 0
        }
        if budgets > largest {
            findings.error(
                .totalTooLarge, at: SourceLocation(file: assembly.file),
                "the budgets add up to \(MoneyText.shown(minorUnits: budgets)), more than the "
                    + "\(MoneyText.shown(.largest)) that can be handled exactly",
                fix: "check the unit of the budgets, or write 'open'")
        }
    }
}
