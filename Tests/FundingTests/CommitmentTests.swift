import Funding
import TestSupport
import Testing

@Suite struct CommitmentTests {
    /// Two works of 100 yuan, the first spread 60 : 40, over three years.
    private func programme(_ commitments: [Commitment]) -> Programme {
        var builder = ProgrammeBuilder(periods: ["2024", "2025", "2026"])
        let spread = builder.addProfile("spread", [60, 40])
        builder.addSource("city")
        builder.addSource("fund")
        builder.addProject("P")
        builder.addWork("W1", cost: 100_00, profile: spread)
        builder.addWork("W2", cost: 100_00)
        builder.addProject("Q")
        builder.addWork("W1", cost: 50_00)
        builder.programme.commitments = commitments
        return builder.programme
    }

    private func commitment(
        _ yuan: Int64, _ time: Commitment.Time, _ state: Commitment.State = .paid, work: Int = 0
    ) -> Commitment {
        Commitment(
            work: work, source: 0, time: time, amount: Money(minorUnits: 100 * yuan), state: state)
    }

    @Test func startFollowsTheMoney() {
        func starts(_ commitments: Commitment...) -> [Int] {
            programme(commitments).possibleStarts(ofProject: 0)
        }
        #expect(starts() == [0, 1])
        #expect(starts(commitment(60, .period(1))) == [1])
        // 41 is more than the second year's 40, so 2025 must be the first.
        #expect(starts(commitment(41, .period(1), .promised)) == [1])
        #expect(starts(commitment(40, .period(1), .promised)) == [0, 1])
        #expect(starts(commitment(1, .period(1))) == [1])
        #expect(starts(commitment(1, .period(0)), commitment(40, .period(1))) == [0])
        #expect(starts(commitment(61, .period(0))) == [])
        #expect(starts(commitment(500, .any, .promised)) == [0, 1])
        #expect(starts(commitment(30, .before)) == [0])
        #expect(starts(commitment(100, .period(1), work: 1)) == [1])
    }

    @Test func finishInTheSamePeriodKeepsOutWhatIsSpread() {
        var programme = programme([])
        programme.finish = .samePeriod
        #expect(programme.possibleStarts(ofProject: 0) == [])
        #expect(programme.possibleStarts(ofProject: 1) == [0, 1, 2])
    }

    @Test func latestStartLeavesEarlierOnes() {
        var programme = programme([])
        programme.projects[1].latestStart = 1
        #expect(programme.possibleStarts(ofProject: 1) == [0, 1])
        programme.projects[1].requiredStart = 2
        #expect(programme.possibleStarts(ofProject: 1) == [])
    }

    @Test func runningProjectIsPastItsGates() {
        var programme = programme([commitment(10, .any, .promised, work: 1)])
        programme.gates = [Gate(id: "never", condition: .project([]), text: "never")]
        #expect(programme.failedGates(ofProject: 0) == [])
        #expect(programme.failedGates(ofProject: 1) == [0])
        #expect(programme.isRunning(project: 0) && !programme.isRunning(project: 1))
        #expect(!programme.isRunning(work: 0) && programme.isRunning(work: 1))
    }

    @Test func moneyPaidBeforeIsThatOfTheWorkAndThePayers() {
        var second = commitment(5, .before)
        second.source = 1
        let programme = programme([
            commitment(30, .before), commitment(9, .period(0)), second,
            commitment(7, .before, work: 1),
        ])
        #expect(programme.moneyPaidBefore(forWork: 0) == Money(minorUnits: 35_00))
        #expect(
            programme.moneyPaidBefore(forWork: 0, by: [false, true]) == Money(minorUnits: 5_00))
        #expect(programme.moneyPaidBefore(forWork: 2) == .zero)
    }

    @Test func partOfAProgrammeKeepsItsCommitmentsAndItsPublishedPlan() {
        var programme = programme([commitment(1, .any, work: 1), commitment(2, .any, work: 2)])
        programme.published = PublishedPlan(
            fundedProjects: [true, false], fundedWorks: [true, false, false],
            payments: [0, 2].map {
                PublishedPlan.Payment(work: $0, source: 1, amount: Money(minorUnits: 3_00))
            })
        programme.finish = .samePeriod
        let part = ProgrammeDivision(programme).part(of: [1]).programme
        #expect(part.commitments == [commitment(2, .any, work: 0)])
        #expect(part.finish == .samePeriod)
        #expect(
            part.published
                == PublishedPlan(
                    fundedProjects: [false], fundedWorks: [false],
                    payments: [
                        PublishedPlan.Payment(work: 0, source: 1, amount: Money(minorUnits: 3_00))
                    ]))
    }
}
