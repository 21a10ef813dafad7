import Funding
import TestSupport
import Testing
import Verification

/// A change of the sound plan or its programme, and the codes that it must and may only bring.
struct Change: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let codes: Set<String>
    let apply: @Sendable (inout SoundPlan) -> Void

    init(_ name: String, _ codes: String..., apply: @escaping @Sendable (inout SoundPlan) -> Void) {
        (testDescription, self.codes, self.apply) = (name, Set(codes), apply)
    }
}

extension PlanVerifierTests {
    static let shapes = [
        Change("one start too few", "verification-shape") { $0.starts.removeLast() },
        Change("one work too many", "verification-shape") { $0.fundedWorks.append(false) },
        Change("start before the first period", "verification-shape") { $0.starts[1] = -1 },
        Change("start after the last period", "verification-shape") { $0.starts[1] = 3 },
        Change("payment for no work", "verification-shape") { $0.payments[0].work = 6 },
        Change("payment for work -1", "verification-shape") { $0.payments[0].work = -1 },
        Change("payment of no source", "verification-shape") { $0.payments[0].source = 4 },
        Change("payment of source -1", "verification-shape") { $0.payments[0].source = -1 },
        Change("payment in no period", "verification-shape") { $0.payments[0].period = 3 },
        Change("payment in period -1", "verification-shape") { $0.payments[0].period = -1 },
        Change("payment in two parts", "verification-shape") {
            $0.payments[0].amount = .yuan(30)
            $0.payments.append(Payment(work: 0, source: 0, period: 0, amount: .yuan(1)))
        },
        Change("payments beyond 64 bits", "verification-overflow") {
            $0.payments[0].amount = Money(minorUnits: .max)
        },
        Change("payments of opposite signs beyond 64 bits", "verification-overflow") {
            $0.payments[0].amount = Money(minorUnits: .max)
            $0.payments[1].amount = Money(minorUnits: .min)
        },
        Change("costs beyond 64 bits", "verification-overflow") {
            $0.programme.works[0].cost = Money(minorUnits: .max)
        },
    ]

    static let choosing = [
        // 66 % are below two thirds, 67 % above.
        Change("project below its gate", "verification-gate") { $0.fund(work: 2, start: 0) },
        Change("project at its gate") {
            $0.programme.gates[0].condition = .comparison(
                $0.programme.reference(.project, named: "consent"), .atLeast, Ratio(66, 100))
            $0.fund(work: 2, start: 0)
        },
        Change("another start than required", "verification-start") {
            $0.programme.projects[2].requiredStart = 1
        },
        Change("the required start") { $0.programme.projects[2].requiredStart = 2 },
        Change("a work that is paid until after the last period", "verification-start") {
            $0.programme.works[3].profile = 0
            $0.payments[4].amount = .yuan(10)
        },
        Change("an unfunded work that would be paid until after it", "verification-start") {
            $0.programme.works[4].profile = 0
        },
        Change("a profile whose last weight is zero ends before it") {
            $0.programme.profiles.append(SpendingProfile(id: "short", weights: [1, 0]))
            $0.programme.works[4].profile = 1
        },
        Change("a mandatory work left out", "verification-mandatory") {
            $0.fundedWorks[0] = false
            $0.payments.removeFirst(3)
        },
        Change("an optional work left out") {
            $0.fundedWorks[1] = false
            $0.payments.remove(at: 3)
        },
        Change("a project without any work", "verification-project-without-work") {
            for index in $0.programme.classes.indices {
                $0.programme.classes[index].isMandatory = false
            }
            let works = $0.programme.projects[0].works
            for work in works { $0.fundedWorks[work] = false }
            $0.payments.removeAll { works.contains($0.work) }
        },
        Change("a work without its project", "verification-work-without-project") {
            $0.fundedWorks[2] = true
        },
        Change("a later class before an earlier one", "verification-class-order") {
            $0.programme.classOrder = .project
            $0.fund(work: 4, start: 2)
        },
        Change("an earlier class before a later one") {
            $0.programme.classOrder = .project
            $0.fund(work: 5, start: 2)
        },
        Change("a later class with an earlier one") {
            $0.programme.classOrder = .project
            $0.fund(work: 5, start: 2)
            $0.fund(work: 4, start: 2)
        },
        Change("a later class here, an earlier one left out there") {
            $0.programme.classOrder = .project
            $0.starts[2] = nil
            $0.fundedWorks[3] = false
            $0.payments.removeLast()
        },
        Change("a class ahead of another project", "verification-class-order") {
            $0.programme.classOrder = .programme
            $0.starts[2] = nil
            $0.fundedWorks[3] = false
            $0.payments.removeLast()
        },
        Change("a class like that of another project") { $0.programme.classOrder = .programme },
    ]

    static let paying = [
        Change("a payment of nothing", "verification-amount") {
            $0.payments.append(Payment(work: 0, source: 0, period: 1, amount: .zero))
        },
        Change("a payment back", "verification-amount") {
            $0.payments[2].amount = .yuan(-1)
            $0.payments[0].amount = .yuan(52)
            $0.programme.sources[0].budget = .open
        },
        Change("payments in half units", "verification-settlement") {
            $0.payments[0].amount = Money(minorUnits: 31_50)
            $0.payments[2].amount = Money(minorUnits: 19_50)
            $0.programme.sources[0].budget = .open
        },
        Change("payments in whole units") {
            $0.payments[0].amount = .yuan(32)
            $0.payments[2].amount = .yuan(19)
            $0.programme.sources[0].budget = .open
        },
        Change("a payer of other works", "verification-payer") { $0.payments[0].source = 2 },
        Change("a payer of all works") {
            $0.payments[0].source = 2
            $0.programme.sources[2].pays = .always
        },
    ]

    static let costing = [
        Change("one unit too little", "verification-cost") { $0.payments[0].amount = .yuan(30) },
        Change("one unit too much", "verification-cost") { $0.payments[3].amount = .yuan(31) },
        Change("a unit in the wrong period", "verification-cost") {
            $0.payments[0].amount = .yuan(30)
            $0.payments[1].amount = .yuan(51)
            $0.programme.sources[1].budget = .open
        },
        Change("nothing", "verification-cost") { $0.payments.remove(at: 3) },
        Change("money for a work that is left out", "verification-unfunded") {
            $0.fundedWorks[1] = false
        },
        Change(
            "money that adds up to nothing for a work that is left out", "verification-unfunded",
            "verification-amount"
        ) {
            $0.fundedWorks[1] = false
            $0.payments.append(Payment(work: 1, source: 2, period: 1, amount: .yuan(-30)))
        },
    ]

    static let budgets = [
        Change("a pot one fen short", "verification-budget") {
            $0.programme.sources[0].budget = .whole(.total(Money(minorUnits: 50_99)))
        },
        Change("no carrying over", "verification-budget") {
            $0.programme.sources[1].carriesOver = false
        },
        Change("a period one fen short with carrying over", "verification-budget") {
            $0.programme.sources[1].budget = .whole(
                .perPeriod([.yuan(20), Money(minorUnits: 29_99), .yuan(100)]))
        },
        Change("a period exactly enough") {
            $0.programme.sources[1].carriesOver = false
            $0.programme.sources[1].budget = .whole(.perPeriod([.zero, .yuan(50), .zero]))
        },
        Change("a period one fen short", "verification-budget") {
            $0.programme.sources[1].carriesOver = false
            $0.programme.sources[1].budget = .whole(
                .perPeriod([.yuan(100), Money(minorUnits: 49_99), .yuan(100)]))
        },
        Change("periods without a budget", "verification-budget") {
            $0.programme.sources[1].carriesOver = false
            $0.programme.sources[1].budget = .whole(.perPeriod([.yuan(100)]))
        },
        Change("a group's pot one fen short", "verification-budget") {
            $0.programme.sources[3].budget = .grouped(
                by: $0.programme.reference(.project, named: "place"),
                pots: [
                    BudgetPot(group: "west", amount: .total(.yuan(100))),
                    BudgetPot(group: "east", amount: .total(Money(minorUnits: 19_99))),
                ])
        },
        Change("a group's pot exactly enough") {
            $0.programme.sources[3].budget = .grouped(
                by: $0.programme.reference(.project, named: "place"),
                pots: [
                    BudgetPot(group: "nowhere", amount: .total(.yuan(100))),
                    BudgetPot(group: "east", amount: .total(.yuan(20))),
                ])
        },
        Change("a group without a pot", "verification-budget") {
            $0.programme.sources[3].budget = .grouped(
                by: $0.programme.reference(.project, named: "place"),
                pots: [BudgetPot(group: "west", amount: .total(.yuan(100)))])
        },
        Change("a project without a group", "verification-budget") {
            $0.programme.projectData.columns[2].content = .texts(
                distinct: ["east", "west"], codes: [-1, 1, 1])
        },
        Change("pots by a number") {
            $0.programme.sources[3].budget = .grouped(
                by: $0.programme.reference(.project, named: "area"),
                pots: [BudgetPot(group: "10", amount: .total(.yuan(20)))])
        },
        Change("a budget of 64 bits") {
            $0.programme.sources[0].budget = .whole(.total(Money(minorUnits: .max)))
        },
        Change("budgets beyond 64 bits", "verification-overflow") {
            let most = Money(minorUnits: .max)
            $0.programme.sources[1].budget = .whole(.perPeriod([most, most, most]))
        },
    ]
}
