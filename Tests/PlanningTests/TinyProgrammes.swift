import Funding
import TestSupport

/// Random programmes of one to three projects that cost a few fen, so that every plan can be tried.
///
/// Together the seeds cover every scope, every bound, every sense, rules that bind always, budgets of
/// every form, periods with profiles, class orders, every choice and every goal, some of them
/// impossible to meet.
struct TinyProgrammes {
    private var random: SeededGenerator
    private var programme = Programme()

    /// The programme of a seed.
    static func programme(seed: Int) -> Programme {
        var maker = TinyProgrammes(random: SeededGenerator(seed: UInt64(seed)))
        return maker.make()
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private mutating func pick<Element>(_ items: [Element]) -> Element {
        items[Int.random(in: items.indices, using: &random)]
    }

    private mutating func make() -> Programme {
        programme.settlementUnit = Money(minorUnits: 1)
        programme.classes = [
            WorkClass(id: "basic", isMandatory: true), WorkClass(id: "extra", isMandatory: false),
            WorkClass(id: "luxury", isMandatory: false),
        ]
        programme.classOrder = chance(70) ? .none : chance(50) ? .project : .programme
        if chance(25) {
            programme.periods = ["2024", "2025"]
            if chance(50) { programme.profiles = [SpendingProfile(id: "spread", weights: [2, 1])] }
        }
        addProjects()
        addSources()
        for index in 0..<number(0...3) { addRule(index) }
        for index in 0..<number(0...2) { addChoice(index) }
        for index in 0..<number(1...3) { addGoal(index) }
        if chance(20) {
            programme.gates = [
                Gate(
                    id: "consent",
                    condition: .comparison(consent, .atLeast, Ratio(2, 3)), text: "consent >= 2/3")
            ]
        }
        return programme
    }

    private var households: ColumnReference {
        ColumnReference(.project, index: 0, name: "households")
    }
    private var consent: ColumnReference { ColumnReference(.project, index: 1, name: "consent") }
    private var district: ColumnReference { ColumnReference(.project, index: 2, name: "district") }
    private var units: ColumnReference { ColumnReference(.work, index: 0, name: "units") }
    private var kind: ColumnReference { ColumnReference(.work, index: 1, name: "kind") }

    private mutating func addProjects() {
        let count = number(1...3)
        var sizes: [Int64] = []
        var consents: [Int64] = []
        var unitCounts: [Int64] = []
        var kinds: [Int32] = []
        for project in 0..<count {
            let first = programme.works.count
            for work in 0..<number(1...(count == 3 ? 2 : 3)) {
                let spreads = !programme.profiles.isEmpty && chance(60)
                programme.works.append(
                    Work(
                        id: "w\(work)", project: project,
                        classIndex: work == 0 && chance(70) ? 0 : number(0...2),
                        cost: Money(minorUnits: Int64(number(chance(10) ? 0...0 : 1...4))),
                        profile: spreads ? 0 : nil))
                unitCounts.append(Int64(number(1...3)))
                kinds.append(Int32(number(0...1)))
            }
            let start = programme.periods.isEmpty || chance(80) ? nil : number(0...1)
            programme.projects.append(
                Project(
                    id: "p\(project)", works: first..<programme.works.count, requiredStart: start))
            sizes.append(Int64(number(1...6)))
            consents.append(Int64(number(60...75)))
        }
        programme.projectData = DataTable(
            rowCount: count,
            columns: [
                DataColumn(
                    name: "households", heading: "households",
                    content: .numbers(decimals: 0, mantissas: sizes)),
                DataColumn(
                    name: "consent", heading: "consent",
                    content: .numbers(decimals: 2, mantissas: consents)),
                DataColumn(
                    name: "district", heading: "district",
                    content: .texts(
                        distinct: ["east", "west"], codes: (0..<count).map { Int32($0 % 2) })),
            ])
        programme.workData = DataTable(
            rowCount: programme.works.count,
            columns: [
                DataColumn(
                    name: "units", heading: "units",
                    content: .numbers(decimals: 0, mantissas: unitCounts)),
                DataColumn(
                    name: "kind", heading: "kind",
                    content: .texts(distinct: ["pipe", "lift"], codes: kinds)),
            ])
    }

    private mutating func addSources() {
        for index in 0..<number(1...3) {
            let total = programme.works.reduce(0) { $0 + Int($1.cost.minorUnits) }
            let budget: Budget =
                switch number(0...4) {
                case 0: .open
                case 1, 2: .whole(amount(upTo: total))
                case 3: .whole(.total(Money(minorUnits: Int64(number(0...max(1, total))))))
                default:
                    .grouped(
                        by: district,
                        pots: ["east", "west"].map {
                            BudgetPot(group: $0, amount: amount(upTo: total))
                        })
                }
            programme.sources.append(
                FundingSource(
                    id: "s\(index)", capital: Capital.allCases[index], budget: budget,
                    carriesOver: chance(50), pays: chance(70) ? .always : selector()))
        }
    }

    private mutating func amount(upTo total: Int) -> BudgetAmount {
        guard programme.periods.isEmpty || chance(40) else {
            return .perPeriod(
                programme.periods.map { _ in Money(minorUnits: Int64(number(0...max(1, total)))) })
        }
        return .total(Money(minorUnits: Int64(number(0...max(1, total)))))
    }

    private mutating func selector() -> Predicate {
        .membership(kind, [pick(["pipe", "lift"])])
    }

    private mutating func payers() -> PayerSet {
        let all = Array(programme.sources.indices)
        let chosen = all.filter { _ in chance(50) }
        return PayerSet(sources: chosen.isEmpty ? [pick(all)] : chosen, text: "payers")
    }

    private mutating func addRule(_ index: Int) {
        let scopes: [RuleScope] = [.work, .project, .group(district), .period, .programme]
        let limits = (0..<(chance(80) ? 1 : 2)).map { _ in
            RuleLimit(pick(RuleLimit.Sense.allCases), bound())
        }
        programme.rules.append(
            FundingRule(
                id: "r\(index)", payers: payers(), works: chance(60) ? .always : selector(),
                scope: pick(scopes), limits: limits, bindsAlways: chance(5)))
    }

    private mutating func bound() -> RuleBound {
        let share = Ratio(Int128(number(0...4)), Int128(number(3...5)))
        let column = pick([households, units])
        switch number(0...6) {
        case 0, 1: return .shareOfCost(min(share, .one))
        case 2: return .shareOfPayments(share, payers())
        case 3: return .rate(Ratio(Int128(number(1...4)), Int128(number(1...4))), per: column)
        case 4: return .amount(Money(minorUnits: Int64(number(0...4))))
        case 5: return .column(column, minorUnitsPerOne: 1)
        default:
            let isShare = chance(50)
            let steps = [1, 3].map { from in
                let value = Ratio(Int128(number(0...3)), 2)
                return StepTable.Step(
                    from: Ratio(Int128(from)),
                    value: isShare ? .shareOfCost(min(value, .one)) : .minorUnits(value))
            }
            let per: ColumnReference? = isShare || chance(50) ? nil : pick([households, units])
            return .steps(StepTable(by: column, steps: steps, per: per))
        }
    }

    private mutating func item() -> ChoiceItem {
        let project = number(0...(programme.projects.count - 1))
        guard chance(30) else { return ChoiceItem(project: project) }
        let works = programme.projects[project].works
        return ChoiceItem(
            project: project, work: number(works.lowerBound...(works.upperBound - 1)))
    }

    private mutating func addChoice(_ index: Int) {
        let sense: RuleLimit.Sense = chance(50) ? .atLeast : .atMost
        let demand: Choice.Demand =
            switch number(0...7) {
            case 0: .must([item()])
            case 1: .never([item()])
            case 2: .together([item(), item()])
            case 3: .exactlyOne([item(), item()])
            case 4: .atMostOne([item(), item()])
            case 5: .needs(item(), [item()])
            case 6: .target(measure(), sense, Ratio(Int128(number(0...5))))
            default:
                .share(
                    measure(), sense, Ratio(Int128(number(1...2)), 3), of: measure())
            }
        programme.choices.append(Choice(id: "c\(index)", demand: demand, text: "choice \(index)"))
    }

    private mutating func measure() -> Measure {
        switch number(0...4) {
        case 0: .projects(where: .always)
        case 1: .works(where: selector())
        case 2: .columnSum(households, where: .always)
        case 3: .columnSum(units, where: .always)
        default: .payments(payers(), where: chance(50) ? .always : selector())
        }
    }

    private mutating func addGoal(_ index: Int) {
        let isBurden = chance(15)
        programme.goals.append(
            Goal(
                id: "g\(index)", isBurden || chance(40) ? .minimize : .maximize,
                isBurden
                    ? .largestBurden(payers(), per: households, where: .always) : measure(),
                within: chance(80) ? .zero : Ratio(1, 4), text: "goal \(index)"))
    }
}
