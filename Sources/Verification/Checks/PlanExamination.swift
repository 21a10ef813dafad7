internal import Funding
internal import Parallelism

/// One plan under examination; each promise adds what it finds.
struct PlanExamination {
    let programme: Programme
    let plan: Plan
    let selections: ProgrammeSelections
    let ledger: PaymentLedger
    let found = ViolationList()

    /// A check that adds what it finds to an examination of its own.
    typealias Check = @Sendable (PlanExamination) -> Void

    /// The payments from which on the checks are worth more than one thread.
    private static let manyPayments = 10_000

    /// Starts without findings.
    private init(
        _ plan: Plan, _ programme: Programme, _ selections: ProgrammeSelections,
        _ ledger: PaymentLedger
    ) {
        (self.plan, self.programme) = (plan, programme)
        (self.selections, self.ledger) = (selections, ledger)
    }

    /// What checks find in a plan whose shape is right, in the order of the checks.
    static func findings(
        of checks: [Check], in plan: Plan, for programme: Programme,
        _ selections: ProgrammeSelections, processors: Int? = nil
    ) -> ViolationList {
        let ledger = PaymentLedger(of: plan, in: programme)
        let found = ViolationList()
        OrderedParts.forEach(
            count: checks.count,
            processors: processors
                ?? (plan.payments.count < manyPayments ? 1 : Processors.count),
            make: { position in
                let examination = PlanExamination(plan, programme, selections, ledger)
                checks[position](examination)
                return examination.found.content
            }, { found.add($0) })
        return found
    }

    /// The checks of every promise that a plan of a programme makes.
    static func promises(of programme: Programme) -> [Check] {
        var checks: [Check] = [
            { $0.checkGates() }, { $0.checkStarts() }, { $0.checkMandatoryWorks() },
            { $0.checkProjectsHaveWorks() }, { $0.checkWorksOfProjects() },
            { $0.checkClassOrder() }, { $0.checkPayments() }, { $0.checkPayers() },
            { $0.checkCosts() }, { $0.checkBudgets() },
            { $0.checkCommitments() },
        ]
        for (rule, limits) in programme.rules.map(\.limits).enumerated() {
            for limit in limits.indices {
                checks.append { $0.check(limit: limit, ofRule: rule) }
            }
        }
        return checks + [{ $0.checkChoices() }, { $0.checkSelection() }]
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
    func name(ofWork work: Int) -> String { programme.name(ofWork: work) }

    /// A period as messages call it, with a word before it, or nothing where there are no periods.
    func name(ofPeriod period: Int, after word: String = " in") -> String {
        programme.periods.indices.contains(period) ? "\(word) \(programme.periods[period])" : ""
    }
}
