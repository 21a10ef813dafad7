import Funding

/// Which kinds of rules, choices, goals and budgets occur in some programmes.
struct ProgrammeKinds {
    /// In what a rule holds.
    enum Scope: CaseIterable { case work, project, group, period, programme }

    /// What a rule's limit compares with, as far as formulations tell it apart.
    enum Bound: CaseIterable {
        case shareOfCost, shareOfPayments, rateOfProject, rateOfWork, amount, columnOfProject,
            columnOfWork, stepsOfShares, stepsOfAmounts, stepsPerUnit
    }

    /// A limit in a scope.
    struct Limit: Hashable {
        var scope: Scope
        var bound: Bound
        var sense: RuleLimit.Sense

        static let all = Set(
            Scope.allCases.flatMap { scope in
                Bound.allCases.flatMap { bound in
                    RuleLimit.Sense.allCases.map { Limit(scope: scope, bound: bound, sense: $0) }
                }
            })
    }

    /// What a choice demands.
    enum Demand: CaseIterable {
        case must, never, together, exactlyOne, atMostOne, needs, targetAtLeast, targetAtMost,
            shareAtLeast, shareAtMost
    }

    /// What is measured.
    enum Quantity: CaseIterable {
        case projects, works, sumOfProjects, sumOfWorks, payments, largestBurden
    }

    /// A goal; the largest burden is only ever minimized.
    struct Aim: Hashable {
        var quantity: Quantity
        var sense: Goal.Sense

        static let all = Set(
            Quantity.allCases.flatMap { quantity in
                Goal.Sense.allCases.map { Aim(quantity: quantity, sense: $0) }
            }
        ).subtracting([Aim(quantity: .largestBurden, sense: .maximize)])
    }

    /// The form of a budget.
    enum Form: CaseIterable {
        case open, whole, perPeriod, carried, grouped, groupedPerPeriod, groupedCarried
    }

    /// What a programme has besides.
    enum Feature: CaseIterable {
        case ruleThatBindsAlways, ruleWithTwoLimits, ruleForSomeWorks, choiceOfAWork,
            choiceOfAProject, laterGoal, goalThatGivesWay, failedGate, optionalWork,
            projectWithoutMandatoryWork, spendingProfile, requiredStart, sourceForSomeWorks
    }

    private(set) var limits: Set<Limit> = []
    private(set) var demands: Set<Demand> = []
    private(set) var targets: Set<Quantity> = []
    private(set) var aims: Set<Aim> = []
    private(set) var forms: Set<Form> = []
    private(set) var classOrders: Set<ClassOrder> = []
    private(set) var features: Set<Feature> = []

    /// Notes what occurs in programmes.
    init(of programmes: some Sequence<Programme>) {
        for programme in programmes { add(programme) }
    }

    /// The limits of which two properties never occur together: scope and bound, scope and sense, or
    /// bound and sense.
    var missingLimits: Set<Limit> {
        Limit.all.filter { limit in
            !limits.contains { ($0.scope, $0.bound) == (limit.scope, limit.bound) }
                || !limits.contains { ($0.scope, $0.sense) == (limit.scope, limit.sense) }
                || !limits.contains { ($0.bound, $0.sense) == (limit.bound, limit.sense) }
        }
    }

    private mutating func add(_ programme: Programme) {
        classOrders.insert(programme.classOrder)
        for rule in programme.rules { add(rule) }
        for choice in programme.choices { add(choice.demand) }
        for (index, goal) in programme.goals.enumerated() {
            aims.insert(Aim(quantity: Self.quantity(of: goal.measure), sense: goal.sense))
            if index > 0 { features.insert(.laterGoal) }
            if goal.within > .zero { features.insert(.goalThatGivesWay) }
        }
        for source in programme.sources {
            forms.insert(Self.form(of: source))
            if source.pays != .always { features.insert(.sourceForSomeWorks) }
        }
        for (index, project) in programme.projects.enumerated() {
            if !programme.failedGates(ofProject: index).isEmpty { features.insert(.failedGate) }
            if project.requiredStart != nil { features.insert(.requiredStart) }
            let mandatory = project.works.count { programme.isMandatory(work: $0) }
            if mandatory < project.works.count { features.insert(.optionalWork) }
            if mandatory == 0 { features.insert(.projectWithoutMandatoryWork) }
        }
        if programme.works.contains(where: { $0.profile != nil }) {
            features.insert(.spendingProfile)
        }
    }

    private mutating func add(_ rule: FundingRule) {
        for limit in rule.limits {
            guard let bound = Self.bound(of: limit.bound) else { continue }
            limits.insert(
                Limit(scope: Self.scope(of: rule.scope), bound: bound, sense: limit.sense))
        }
        if rule.bindsAlways { features.insert(.ruleThatBindsAlways) }
        if rule.limits.count > 1 { features.insert(.ruleWithTwoLimits) }
        if rule.works != .always { features.insert(.ruleForSomeWorks) }
    }

    private mutating func add(_ demand: Choice.Demand) {
        switch demand {
        case .must(let items): add(.must, items)
        case .never(let items): add(.never, items)
        case .together(let items): add(.together, items)
        case .exactlyOne(let items): add(.exactlyOne, items)
        case .atMostOne(let items): add(.atMostOne, items)
        case .needs(let item, let others): add(.needs, [item] + others)
        case .target(let measure, let sense, _):
            targets.insert(Self.quantity(of: measure))
            demands.insert(sense == .atMost ? .targetAtMost : .targetAtLeast)
        case .share(let part, let sense, _, let whole):
            targets.formUnion([part, whole].map(Self.quantity))
            demands.insert(sense == .atMost ? .shareAtMost : .shareAtLeast)
        }
    }

    private mutating func add(_ demand: Demand, _ items: [ChoiceItem]) {
        demands.insert(demand)
        for item in items {
            features.insert(item.work == nil ? .choiceOfAProject : .choiceOfAWork)
        }
    }

    private static func scope(of scope: RuleScope) -> Scope {
        switch scope {
        case .work: .work
        case .project: .project
        case .group: .group
        case .period: .period
        case .programme: .programme
        }
    }

    /// The kind of a bound; `nil` for a sliding scale, which ``SlidingScaleAgreementTests`` has.
    private static func bound(of bound: RuleBound) -> Bound? {
        switch bound {
        case .shareOfCost: .shareOfCost
        case .shareOfPayments: .shareOfPayments
        case .rate(_, let column): column.level == .project ? .rateOfProject : .rateOfWork
        case .amount: .amount
        case .column(let column, _):
            column.level == .project ? .columnOfProject : .columnOfWork
        case .steps(let table):
            if case .shareOfCost = table.steps.first?.value {
                .stepsOfShares
            } else {
                table.per == nil ? .stepsOfAmounts : .stepsPerUnit
            }
        case .slidingScale: nil
        }
    }

    private static func quantity(of measure: Measure) -> Quantity {
        switch measure {
        case .projects, .changedProjects: .projects
        case .works: .works
        case .columnSum(let column, _):
            column.level == .project ? .sumOfProjects : .sumOfWorks
        case .payments, .movedMoney: .payments
        case .largestBurden: .largestBurden
        }
    }

    private static func form(of source: FundingSource) -> Form {
        switch source.budget {
        case .open: .open
        case .whole(.total): .whole
        case .whole(.perPeriod): source.carriesOver ? .carried : .perPeriod
        case .grouped(_, let pots):
            if case .perPeriod = pots.first?.amount {
                source.carriesOver ? .groupedCarried : .groupedPerPeriod
            } else {
                .grouped
            }
        }
    }
}
