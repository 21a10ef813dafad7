import Testing

@testable import fundmix

@Suite struct PhaseClockTests {
    @Test func phasesThatComeBackAreOneInOrderOfTheirFirstTimes() {
        let clock = PhaseClock(timeLimit: nil)
        for phase in [RunPhase.read, .solve, .settle, .solve, .settle, .solve, .report] {
            clock.begin(phase)
        }
        #expect(clock.phases.map(\.name) == ["read", "solve", "settle", "report"])
    }

    @Test func phasesTakeAllTheTimeOfTheRun() throws {
        let clock = PhaseClock(timeLimit: nil)
        clock.begin(.solve)
        let start = ContinuousClock.now
        clock.begin(.settle)
        while start.duration(to: .now) < .milliseconds(5) {}
        clock.begin(.solve)
        clock.begin(.settle)
        while start.duration(to: .now) < .milliseconds(10) {}
        let phases = clock.phases
        let settle = try #require(phases.first { $0.name == "settle" })
        #expect(settle.seconds >= 0.009)
        #expect(phases.reduce(0) { $0 + $1.seconds } <= clock.elapsed)
    }

    @Test func eachBeginningIsTold() {
        var told: [RunPhase] = []
        let clock = PhaseClock(timeLimit: nil, onBegin: { told.append($0) })
        for phase in [RunPhase.solve, .settle, .solve] { clock.begin(phase) }
        #expect(told == [.solve, .settle, .solve])
    }

    @Test func deadlineIsCountedFromTheStart() throws {
        let clock = PhaseClock(timeLimit: 2)
        let deadline = try #require(clock.deadline)
        #expect(clock.start.duration(to: deadline) == .seconds(2))
        #expect(PhaseClock(timeLimit: nil).deadline == nil)
    }
}
