internal import Funding

/// One plan under examination; each promise adds what it finds.
struct PlanExamination {
    let programme: Programme
    let plan: Plan
    let selections: ProgrammeSelections
    let ledger: PaymentLedger
    let found = ViolationList()

    /// Starts with a plan whose shape is right.
    init(of plan: Plan, in programme: Programme, _ selections: ProgrammeSelections) {
        (self.plan, self.programme, self.selections) = (plan, programme, selections)
        ledger = PaymentLedger(of: plan, in: programme)
    }

    /// Checks every promise that a plan makes.
    func checkPromises() {
        checkGates()
        checkStarts()
        checkMandatoryWorks()
        checkProjectsHaveWorks()
        checkWorksOfProjects()
        checkClassOrder()
        checkPayments()
        checkPayers()
        checkCosts()
        checkBudgets()
        checkRules()
        checkChoices()
    }

    /// Reports a figure that cannot be computed.
    func add(_ error: FigureError, about subject: Violation.Subject? = nil) {
        found.add(error.code, subject.map { [$0] } ?? [], error.description)
    }

    // MARK: - Names in messages

    /// A work as subject.
    func subject(ofWork work: Int) -> Violation.Subject {
        .work(
            project: programme.projects[programme.works[work].project].id,
            work: programme.works[work].id)
    }

    /// A work as messages call it, for example `work 'P071/W12'`.
    func name(ofWork work: Int) -> String {
        let project = programme.projects[programme.works[work].project].id
        return "work '\(project)/\(programme.works[work].id)'"
    }

    /// A period as messages call it, with a word before it, or nothing where there are no periods.
    func name(ofPeriod period: Int, after word: String = " in") -> String {
        programme.periods.indices.contains(period) ? "\(word) \(programme.periods[period])" : ""
    }
}
