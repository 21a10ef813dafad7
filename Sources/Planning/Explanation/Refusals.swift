import Funding

/// Finds, for every project and work that a plan leaves out, the reason that can be shown exactly.
///
/// Reasons are tried from the firmest to the weakest: a gate, a choice that stands against it given what else is funded, no
/// possible start, a work that nobody may pay, money that is short in plain sums, and last that other
/// projects serve the goals better under the rules.
struct Refusals {
    private let programme: Programme
    private let plan: Plan
    /// What is left of each source after the plan, by value of its grouping column ("" for one pot);
    /// `nil` for an open budget.
    private let left: [[String: Money]?]
    /// The first choice that stands against each item, given what else the plan funds.
    private let obstacles: [ChoiceItem: Int]

    /// Prepares the sums of a plan.
    ///
    /// - Complexity: O(*n*) for *n* payments.
    init(_ programme: Programme, plan: Plan) {
        (self.programme, self.plan) = (programme, plan)
        var left = programme.sources.map { Refusals.pots(of: $0.budget) }
        for payment in plan.payments {
            let project = programme.works[payment.work].project
            let group = Refusals.group(
                of: project, for: programme.sources[payment.source].budget, in: programme)
            left[payment.source]?[group, default: .zero] -= payment.amount
        }
        self.left = left
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
    /// - Complexity: O(*w* · *s*) for *w* works left out and *s* sources.
    func all() -> [Refusal] {
        var refusals: [Refusal] = []
        for project in programme.projects.indices {
            let isFunded = plan.starts[project] != nil
            if !isFunded {
                refusals.append(Refusal(project: project, reason: reason(forProject: project)))
            }
            for work in programme.projects[project].works where !plan.fundedWorks[work] {
                let reason = isFunded ? reason(forWork: work) : .projectNotFunded
                refusals.append(Refusal(project: project, work: work, reason: reason))
            }
        }
        return refusals
    }

    private func reason(forProject project: Int) -> Refusal.Reason {
        let gates = programme.failedGates(ofProject: project)
        if !gates.isEmpty { return .gates(gates) }
        if let choice = obstacles[ChoiceItem(project: project)] { return .choice(choice) }
        if programme.possibleStarts(ofProject: project).isEmpty { return .noPossibleStart }
        let works = programme.projects[project].works.filter(programme.isMandatory(work:))
        return shortage(of: works) ?? .notSelected
    }

    private func reason(forWork work: Int) -> Refusal.Reason {
        let item = ChoiceItem(project: programme.works[work].project, work: work)
        if let choice = obstacles[item] { return .choice(choice) }
        return shortage(of: [work]) ?? .notSelected
    }

    /// Shows in plain sums that works cannot be paid with what is left, if that is so.
    ///
    /// A single work is short where its own payers have less left than it costs; all together are
    /// short where all their payers have less left than they cost.
    private func shortage(of works: [Int]) -> Refusal.Reason? {
        var allPayers: Set<Int> = []
        var needed = Money.zero
        for work in works {
            let payers = programme.sources.indices.filter {
                programme.sources[$0].pays.holds(forWork: work, in: programme)
            }
            let cost = programme.works[work].cost
            if payers.isEmpty, cost > .zero { return .nobodyMayPay(work: work) }
            if let left = money(left: payers, for: work), left < cost {
                return .moneyShort(needed: cost, left: left)
            }
            allPayers.formUnion(payers)
            needed += cost
        }
        guard let work = works.first, let left = money(left: allPayers.sorted(), for: work),
            left < needed
        else { return nil }
        return .moneyShort(needed: needed, left: left)
    }

    /// What sources have left for the project of a work, or `nil` where one has an open budget.
    private func money(left sources: [Int], for work: Int) -> Money? {
        var sum = Money.zero
        for source in sources {
            guard let pots = left[source] else { return nil }
            let group = Refusals.group(
                of: programme.works[work].project, for: programme.sources[source].budget,
                in: programme)
            sum += pots[group] ?? .zero
        }
        return sum
    }

    private static func pots(of budget: Budget) -> [String: Money]? {
        switch budget {
        case .open: nil
        case .whole(let amount): ["": total(amount)]
        case .grouped(_, let pots):
            Dictionary(pots.map { ($0.group, total($0.amount)) }) { first, _ in first }
        }
    }

    private static func total(_ amount: BudgetAmount) -> Money {
        switch amount {
        case .total(let money): money
        case .perPeriod(let amounts): amounts.reduce(.zero, +)
        }
    }

    private static func group(of project: Int, for budget: Budget, in programme: Programme)
        -> String
    {
        guard case .grouped(let column, _) = budget else { return "" }
        return programme.column(column).text(at: project) ?? ""
    }
}
