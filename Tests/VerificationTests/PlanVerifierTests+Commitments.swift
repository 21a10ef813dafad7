import Funding
import TestSupport
import Testing
import Verification

extension PlanVerifierTests {
    /// The city pays 31 of P1/W1 in 2024, the fund 50 in 2025, and the city 20 of P3/W1 in 2026.
    static let commitments = [
        Change("as much as is committed") {
            $0.commit(work: 0, .period(0), 31)
            $0.commit(work: 0, source: 1, .any, 50, .promised)
            $0.commit(work: 3, .any, 20, .promised)
        },
        Change("one fen less than what was paid", "verification-commitment") {
            $0.commit(work: 0, .period(0), 31)
            $0.programme.commitments[0].amount = Money(minorUnits: 31_01)
        },
        Change("paid in another period", "verification-commitment") {
            $0.commit(work: 0, .period(1), 31)
        },
        Change("paid by another source", "verification-commitment") {
            $0.commit(work: 0, source: 2, .period(0), 1)
        },
        Change("less than promised in all", "verification-commitment") {
            $0.commit(work: 0, source: 1, .any, 51, .promised)
        },
        Change("what is promised comes on top of what is paid", "verification-commitment") {
            $0.commit(work: 0, .period(0), 31)
            $0.commit(work: 0, .any, 1, .promised)
        },
        Change("a running project left out", "verification-commitment") {
            $0.commit(work: 2, .any, 0, .promised)
        },
        Change("a running work left out", "verification-commitment") {
            $0.commit(work: 4, .any, 0, .promised)
        },
        Change("paid before the first period") { $0.commit(work: 0, .before, 500) },
        Change("paid before, but starting late", "verification-commitment") {
            $0.commit(work: 3, .before, 1)
        },
        Change("money before the first that was paid", "verification-commitment") {
            $0.commit(work: 0, source: 1, .period(1), 50)
        },
        Change("a gate that a running project fails") {
            $0.fund(work: 2, start: 0)
            $0.commit(work: 2, .any, 0, .promised)
        },
        // With the 49 of last year the city pays 100 of 200.
        Change("a rule that counts what was paid before") {
            $0.commit(work: 0, .before, 49)
            $0.addRule(.atLeast, .shareOfCost(Ratio(1, 2)))
        },
        Change("a rule that what was paid before breaks", "verification-rule") {
            $0.commit(work: 0, .before, 50)
            $0.addRule(.atMost, .shareOfCost(Ratio(1, 2)))
        },
        // 31 + 69 for P1/W1, which cost 101 + 69.
        Change("a rule on works that counts what was paid before", "verification-rule") {
            $0.commit(work: 0, .before, 69)
            $0.addRule(.atMost, .amount(Money(minorUnits: 99_99)), scope: .work)
        },
        Change("a rule on periods that does not count what was paid before") {
            $0.commit(work: 0, .before, 500)
            $0.addRule(.atMost, .amount(Money(minorUnits: 31_00)), scope: .period)
        },
        Change("no later than the latest start") { $0.programme.projects[2].latestStart = 2 },
        Change("later than the latest start", "verification-start") {
            $0.programme.projects[2].latestStart = 1
        },
        Change("a work spread over two periods, to be done in one", "verification-start") {
            $0.programme.finish = .samePeriod
        },
    ]

    /// Against P2 and P3 published with 10 and 25 of the city: P1 is new and P2 is gone; P3 has 20 of
    /// its 20 and nothing of its 5.
    @Test func differencesFromAPublishedPlanAreCounted() throws {
        var scene = SoundPlan()
        scene.programme.published = PublishedPlan(
            fundedProjects: [false, true, true],
            fundedWorks: [false, false, true, true, true, false],
            payments: [(2, 10), (3, 20), (4, 5)].map {
                PublishedPlan.Payment(work: $0, source: 0, amount: .yuan($1))
            })
        scene.programme.goals = [
            Goal(id: "changed", .minimize, .changedProjects, text: ""),
            Goal(id: "moved", .minimize, .movedMoney, text: ""),
        ]
        let figures = try PlanVerifier(scene.programme).figures(of: scene.plan)
        #expect(figures.goalValues == [Ratio(2), Ratio(15_00)])
        let stored = PlanVerifier.violations(of: figures.storedPlan, in: scene.programme)
        #expect(stored.isEmpty)
        scene.addChoice(.target(.movedMoney, .atMost, Ratio(14_99)))
        let codes = PlanVerifier.violations(of: scene.plan, in: scene.programme).map(\.code)
        #expect(codes == ["verification-target"])
    }
}

extension SoundPlan {
    /// Adds a commitment of the city or another source.
    mutating func commit(
        work: Int, source: Int = 0, _ time: Commitment.Time, _ yuan: Int64,
        _ state: Commitment.State = .paid
    ) {
        programme.commitments.append(
            Commitment(
                work: work, source: source, time: time, amount: .yuan(yuan), state: state))
    }
}
