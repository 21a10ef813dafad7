import Funding
import TestSupport
import Testing

@testable import Planning

@Suite struct RefusalsTests {
    @Test func gatesComeFirst() {
        var builder = builder(budget: 0)
        builder.programme.gates = [
            Gate(id: "yes", condition: .always, text: ""),
            Gate(id: "no", condition: .not(.always), text: ""),
        ]
        builder.programme.choices = [
            Choice(id: "c", demand: .never([ChoiceItem(project: 0)]), text: "")
        ]
        #expect(reasons(builder) == [.gates([1]), .projectNotFunded, .projectNotFunded])
    }

    @Test func choiceComesBeforeMoney() {
        var builder = builder(budget: 0)
        builder.programme.choices = [
            Choice(id: "other", demand: .must([]), text: ""),
            Choice(id: "c", demand: .never([ChoiceItem(project: 0)]), text: ""),
        ]
        #expect(reasons(builder)[0] == .choice(1))
    }

    @Test func choiceMayRuleOutAWorkOnly() {
        var builder = builder(budget: 1_000)
        builder.programme.choices = [
            Choice(id: "c", demand: .never([ChoiceItem(project: 0, work: 1)]), text: "")
        ]
        #expect(reasons(builder, funded: [true, false]) == [.choice(0)])
    }

    @Test func profileMayLeaveNoStart() {
        var builder = builder(budget: 1_000)
        builder.programme.works[0].profile = builder.addProfile("long", [1, 1])
        #expect(reasons(builder)[0] == .noPossibleStart)
    }

    @Test func workMayHaveNoPayer() {
        var builder = builder(budget: 1_000)
        builder.programme.sources[0].pays = .membership(builder.work("kind"), ["lift"])
        #expect(reasons(builder)[0] == .nobodyMayPay(work: 0))
    }

    /// 300 are needed for the mandatory work and 250 are left.
    @Test func moneyMayBeShortOfAProject() {
        #expect(reasons(builder(budget: 250))[0] == .moneyShort(needed: yuan(300), left: yuan(250)))
    }

    /// The mandatory work's 300 leave 50 of 350 for the optional one's 100.
    @Test func moneyMayBeShortOfAWork() {
        #expect(
            reasons(builder(budget: 350), funded: [true, false])
                == [.moneyShort(needed: yuan(100), left: yuan(50))])
    }

    /// Each work alone could be paid, 300 and 200 together not by 400.
    @Test func moneyMayBeShortOfWorksTogether() {
        var builder = builder(budget: 400)
        builder.addWork("W3", cost: 200_00)
        #expect(reasons(builder)[0] == .moneyShort(needed: yuan(500), left: yuan(400)))
    }

    /// East has 250 of its own; what lies in the west's pot does not help.
    @Test func potOfAnotherGroupDoesNotHelp() {
        var builder = builder(budget: 0)
        builder.programme.sources[0].budget = .grouped(
            by: builder.project("district"),
            pots: [
                BudgetPot(group: "east", amount: .perPeriod([yuan(250)])),
                BudgetPot(group: "west", amount: .total(yuan(900))),
            ])
        #expect(reasons(builder)[0] == .moneyShort(needed: yuan(300), left: yuan(250)))
    }

    @Test func moneyThatWouldDoIsNoReason() {
        #expect(
            reasons(builder(budget: 300)) == [
                .notSelected, .projectNotFunded, .projectNotFunded,
            ])
        #expect(reasons(builder(budget: 400), funded: [true, false]) == [.notSelected])
        var open = builder(budget: 0)
        open.programme.sources[0].budget = .open
        #expect(reasons(open)[0] == .notSelected)
    }

    @Test func whatIsFundedIsNotRefused() {
        #expect(reasons(builder(budget: 400), funded: [true, true]).isEmpty)
    }

    /// Project P in the east with a mandatory pipe (300) and an optional lift (100), paid by the city.
    private func builder(budget: Int64) -> ProgrammeBuilder {
        var builder = ProgrammeBuilder(projectTexts: ["district"])
        builder.addSource("city", budget: .whole(.total(yuan(budget))))
        builder.addProject("P", ["district": "east"])
        builder.addWork("W1", cost: 300_00)
        builder.addWork("W2", cost: 100_00, class: 1, kind: "lift")
        return builder
    }

    private func yuan(_ yuan: Int64) -> Money { Money(minorUnits: 100 * yuan) }

    /// The reasons for what a plan with these funded works leaves out, paid by the city.
    private func reasons(_ builder: ProgrammeBuilder, funded: [Bool] = []) -> [Refusal.Reason] {
        let programme = builder.programme
        let works = programme.works.indices.map { $0 < funded.count && funded[$0] }
        let plan = Plan(
            starts: [works.contains(true) ? 0 : nil], fundedWorks: works,
            payments: works.indices.filter { works[$0] }.map {
                Payment(work: $0, source: 0, period: 0, amount: programme.works[$0].cost)
            })
        return Refusals(programme, plan: plan).all().map(\.reason)
    }
}
