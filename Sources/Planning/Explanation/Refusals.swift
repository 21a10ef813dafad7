internal import Funding
internal import Parallelism

/// Finds, for every project and work that a plan leaves out, the reason that can be shown exactly.
///
/// Reasons are tried from the firmest to the weakest: a gate, a choice that stands against it given what else is funded, no
/// possible start, a work that nobody may pay, money that is short in plain sums, and last that other
/// projects serve the goals better under the rules.
struct Refusals: Sendable {
    private let programme: Programme
    private let plan: Plan
    private let left: MoneyLeft
    /// For each gate, whether each project passes it.
    private let gatePasses: [[Bool]]
    private let payers: PayerSelection
    /// The first choice that stands against each item, given what else the plan funds.
    private let obstacles: [ChoiceItem: Int]

    /// How many projects one processor looks at a time.
    private static let partLength = 2_048

    /// Prepares the sums of a plan.
    ///
    /// - Complexity: O(*n* + *w* · *c*) for *n* payments, *w* works and *c* conditions.
    init(_ programme: Programme, plan: Plan) {
        (self.programme, self.plan) = (programme, plan)
        left = MoneyLeft(after: plan, in: programme)
        gatePasses = programme.gates.map { $0.condition.selectedProjects(in: programme) }
        payers = PayerSelection(programme)
        obstacles = Refusals.obstacles(in: programme, plan: plan)
    }

    /// The choices that forbid an item: `never`; one of several while another one is funded; `needs`
    /// while something needed is not.
    private static func obstacles(in programme: Programme, plan: Plan) -> [ChoiceItem: Int] {
        func isFunded(_ item: ChoiceItem) -> Bool {
            item.work.map { plan.fundedWorks[$0] } ?? (plan.starts[item.project] != nil)
        }
        var obstacles: [ChoiceItem: Int] = [:]
        for (index, choice) in programme.choices.enumerated() {
            let against: [ChoiceItem] =
                switch choice.demand {
                case .never(let items): items
                case .exactlyOne(let items), .atMostOne(let items):
                    items.contains(where: isFunded) ? items : []
                case .needs(let item, let others): others.allSatisfy(isFunded) ? [] : [item]
                case .must, .together, .target, .share: []
                }
            for item in against where !isFunded(item) && obstacles[item] == nil {
                obstacles[item] = index
            }
        }
        return obstacles
    }

    /// The refusals in order of projects and works.
    ///
    /// - Complexity: O(*p* + *w* · *s*) for *p* projects, *w* works left out and *s* sources.
    func all() -> [Refusal] {
        var refusals: [Refusal] = []
        let projects = programme.projects.indices
        OrderedParts.forEach(
            count: projects.partCount(ofLength: Refusals.partLength),
            make: { self.refusals(ofProjects: projects.part($0, ofLength: Refusals.partLength)) },
            { refusals += $0 })
        return refusals
    }

    private func refusals(ofProjects projects: Range<Int>) -> [Refusal] {
        var refusals: [Refusal] = []
        var payers = [Bool](repeating: false, count: programme.sources.count)
        for project in projects {
            let isFunded = plan.starts[project] != nil
            if !isFunded {
                refusals.append(
                    Refusal(project: project, reason: reason(forProject: project, &payers)))
            }
            for work in programme.projects[project].works where !plan.fundedWorks[work] {
                let reason = isFunded ? reason(forWork: work, &payers) : .projectNotFunded
                refusals.append(Refusal(project: project, work: work, reason: reason))
            }
        }
        return refusals
    }

    private func reason(forProject project: Int, _ payers: inout [Bool]) -> Refusal.Reason {
        let gates = gatePasses.indices.filter { !gatePasses[$0][project] }
        if !gates.isEmpty { return .gates(gates) }
        if let choice = obstacles[ChoiceItem(project: project)] { return .choice(choice) }
        if programme.possibleStarts(ofProject: project).isEmpty { return .noPossibleStart }
        for source in payers.indices { payers[source] = false }
        var needed = Money.zero
        for work in programme.projects[project].works where programme.isMandatory(work: work) {
            if let reason = shortage(of: work, &payers) { return reason }
            needed += programme.works[work].cost
        }
        // All together are short where all their payers have less left than they cost.
        guard let left = money(left: payers, for: project), left < needed else {
            return .notSelected
        }
        return .moneyShort(needed: needed, left: left)
    }

    private func reason(forWork work: Int, _ payers: inout [Bool]) -> Refusal.Reason {
        let item = ChoiceItem(project: programme.works[work].project, work: work)
        if let choice = obstacles[item] { return .choice(choice) }
        return shortage(of: work, &payers) ?? .notSelected
    }

    /// Shows in plain sums that a work cannot be paid with what is left, if that is so: its own
    /// payers have less left than it costs.
    ///
    /// - Parameters:
    ///   - work: The position of the work.
    ///   - payers: Gets the payers of the work too.
    /// - Returns: Why the work cannot be paid, or `nil` where plain sums do not show it.
    private func shortage(of work: Int, _ payers: inout [Bool]) -> Refusal.Reason? {
        let (project, cost) = (programme.works[work].project, programme.works[work].cost)
        var (hasPayer, isOpen, sum) = (false, false, Money.zero)
        for source in programme.sources.indices where mayPay(source, work) {
            hasPayer = true
            payers[source] = true
            if let money = left.money(ofSource: source, forProject: project) {
                sum += money
            } else {
                isOpen = true
            }
        }
        if !hasPayer, cost > .zero { return .nobodyMayPay(work: work) }
        return isOpen || sum >= cost ? nil : .moneyShort(needed: cost, left: sum)
    }

    private func mayPay(_ source: Int, _ work: Int) -> Bool {
        payers.mayPay(source: source, work: work)
    }

    /// What sources have left for a project, or `nil` where one has an open budget.
    private func money(left payers: [Bool], for project: Int) -> Money? {
        var sum = Money.zero
        for source in payers.indices where payers[source] {
            guard let money = left.money(ofSource: source, forProject: project) else { return nil }
            sum += money
        }
        return sum
    }
}
