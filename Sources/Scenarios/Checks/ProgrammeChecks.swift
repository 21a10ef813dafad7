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

    /// A required start must leave the periods that the works' profiles need.
    private func checkStarts() {
        for (position, project) in programme.projects.enumerated() {
            guard let start = project.requiredStart,
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
