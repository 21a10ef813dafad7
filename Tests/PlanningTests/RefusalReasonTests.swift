import Funding
import TestSupport
import Testing

@testable import Planning

/// Reasons against a plain reading of their definitions, project by project and text by text.
@Suite struct RefusalReasonTests {
    @Test(arguments: UInt64(0)..<200)
    func reasonsAreThoseOfThePlainReading(seed: UInt64) {
        var options = RandomProgramme.Options()
        options.projects = 3...12
        options.tightness = seed % 2 == 0 ? 0.9 : 0.4
        var (programme, plan) = RandomProgramme.makeWithPlan(seed: seed, options: options)
        // Grouped by a number: its pots are found by the text of the cell, blank cells by none.
        programme.projectData.columns.append(
            DataColumn(
                name: "ward", heading: "ward",
                content: .numbers(
                    decimals: 1,
                    mantissas: programme.projects.indices.map {
                        $0 % 4 == 3 ? DataColumn.blank : Int64(5 * ($0 % 3))
                    })))
        let ward = ColumnReference(
            .project, index: programme.projectData.columns.count - 1, name: "ward")
        programme.sources[0].budget = .grouped(
            by: ward,
            pots: ["0", "0.5", "", "0"].enumerated().map {
                BudgetPot(
                    group: $1, amount: .total(Money(minorUnits: Int64(seed) * 100 * Int64($0))))
            })
        let reading = PlainReading(programme: programme, plan: plan)
        for refusal in Refusals(programme, plan: plan).all() {
            #expect(refusal.reason == reading.reason(for: refusal))
        }
        let left = programme.works.indices.count { !plan.fundedWorks[$0] }
        let projects = plan.starts.count { $0 == nil }
        #expect(Refusals(programme, plan: plan).all().count == left + projects)
        plan = Plan.nothing(in: programme)
        let nothing = PlainReading(programme: programme, plan: plan)
        #expect(
            Refusals(programme, plan: plan).all().allSatisfy {
                $0.reason == nothing.reason(for: $0)
            })
    }
}

/// The reasons of refusals as their definitions read.
private struct PlainReading {
    let programme: Programme
    let plan: Plan

    func reason(for refusal: Refusal) -> Refusal.Reason {
        let project = refusal.project
        guard refusal.work == nil || plan.starts[project] != nil else { return .projectNotFunded }
        if refusal.work == nil {
            let gates = programme.failedGates(ofProject: project)
            if !gates.isEmpty { return .gates(gates) }
        }
        if let choice = obstacle(to: ChoiceItem(project: project, work: refusal.work)) {
            return .choice(choice)
        }
        if refusal.work == nil, programme.possibleStarts(ofProject: project).isEmpty {
            return .noPossibleStart
        }
        let works =
            refusal.work.map { [$0] }
            ?? programme.projects[project].works.filter { programme.isMandatory(work: $0) }
        return shortage(of: works, project) ?? .notSelected
    }

    private func obstacle(to item: ChoiceItem) -> Int? {
        func isFunded(_ item: ChoiceItem) -> Bool {
            item.work.map { plan.fundedWorks[$0] } ?? (plan.starts[item.project] != nil)
        }
        return programme.choices.firstIndex { choice in
            switch choice.demand {
            case .never(let items): items.contains(item)
            case .exactlyOne(let items), .atMostOne(let items):
                items.contains(item) && items.contains(where: isFunded)
            case .needs(let first, let others): first == item && !others.allSatisfy(isFunded)
            case .must, .together, .target, .share: false
            }
        }
    }

    private func shortage(of works: [Int], _ project: Int) -> Refusal.Reason? {
        var all: Set<Int> = []
        var needed = Money.zero
        for work in works {
            let payers = programme.sources.indices.filter {
                programme.sources[$0].pays.holds(forWork: work, in: programme)
            }
            let cost = programme.works[work].cost
            if payers.isEmpty && cost > .zero { return .nobodyMayPay(work: work) }
            if let left = money(payers, project), left < cost {
                return .moneyShort(needed: cost, left: left)
            }
            all.formUnion(payers)
            needed += cost
        }
        guard let left = money(all.sorted(), project), left < needed else { return nil }
        return .moneyShort(needed: needed, left: left)
    }

    private func money(_ sources: [Int], _ project: Int) -> Money? {
        var sum = Money.zero
        for source in sources {
            switch programme.sources[source].budget {
            case .open: return nil
            case .whole(let amount): sum += total(amount) - paid(source) { _ in true }
            case .grouped(let column, let pots):
                let group = { programme.column(column).text(at: $0) ?? "" }
                let pot = pots.first { $0.group == group(project) }.map { total($0.amount) }
                sum += (pot ?? .zero) - paid(source) { group($0) == group(project) }
            }
        }
        return sum
    }

    private func paid(_ source: Int, where isInside: (Int) -> Bool) -> Money {
        plan.payments.reduce(.zero) {
            $1.source == source && isInside(programme.works[$1.work].project) ? $0 + $1.amount : $0
        }
    }

    private func total(_ amount: BudgetAmount) -> Money {
        switch amount {
        case .total(let money): money
        case .perPeriod(let amounts): amounts.reduce(.zero, +)
        }
    }
}
