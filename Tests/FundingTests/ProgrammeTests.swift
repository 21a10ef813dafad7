import Funding
import TestSupport
import Testing

@Suite struct ProgrammeTests {
    @Test(arguments: [
        // In four periods: a work without a profile, then one that takes so many periods.
        ([Int64](), nil, [0, 1, 2, 3]), ([1, 1], nil, [0, 1, 2]), ([1, 0, 1], nil, [0, 1]),
        ([1, 0, 0], nil, [0, 1, 2, 3]), ([1, 1, 1, 1, 1], nil, []), ([1, 1], 2, [2]),
        ([1, 1], 3, []),
    ])
    func startsLeaveTimeForAllPayments(weights: [Int64], required: Int?, starts: [Int]) {
        var builder = ProgrammeBuilder(periods: ["1", "2", "3", "4"])
        let profile = weights.isEmpty ? nil : builder.addProfile("spread", weights)
        builder.addProject("P", start: required)
        builder.addWork("short", cost: 100)
        builder.addWork("long", cost: 100, profile: profile)
        #expect(builder.programme.possibleStarts(ofProject: 0) == starts)
    }

    @Test func projectWithoutWorksMayStartAnytime() {
        var builder = ProgrammeBuilder(periods: ["1", "2"])
        builder.addProject("P")
        #expect(builder.programme.possibleStarts(ofProject: 0) == [0, 1])
    }

    @Test func programmeWithoutPeriodsHasOne() {
        var builder = ProgrammeBuilder()
        builder.addProject("P")
        builder.addWork("W", cost: 700)
        #expect(builder.programme.periodCount == 1)
        #expect(builder.programme.possibleStarts(ofProject: 0) == [0])
        #expect(builder.programme.costs(ofWork: 0, startingIn: 0) == [Money(minorUnits: 700)])
    }

    /// 7 yuan by 1 : 0 : 2 are 2 1/3 and 4 2/3: the yuan left over goes to the last part.
    @Test func costsFollowTheProfileFromTheStart() {
        var builder = ProgrammeBuilder(periods: ["1", "2", "3", "4"])
        let profile = builder.addProfile("spread", [1, 0, 2])
        builder.addProject("P")
        builder.addWork("W", cost: 700, profile: profile)
        #expect(
            builder.programme.costs(ofWork: 0, startingIn: 1).map(\.minorUnits)
                == [0, 200, 0, 500])
    }

    @Test(arguments: 0..<200) func costsAddUpInEveryStart(seed: Int) {
        let programme = RandomProgramme.make(seed: UInt64(seed))
        let areWhole = programme.works.indices.allSatisfy { work in
            programme.possibleStarts(ofProject: programme.works[work].project).allSatisfy {
                let costs = programme.costs(ofWork: work, startingIn: $0)
                return costs.count == programme.periodCount
                    && costs.reduce(.zero, +) == programme.works[work].cost
                    && costs[..<$0].allSatisfy { $0 == .zero }
                    && costs.allSatisfy {
                        $0 >= .zero && $0.minorUnits % programme.settlementUnit.minorUnits == 0
                    }
            }
        }
        #expect(areWhole)
    }

    @Test func failedGatesAreNamedInOrder() {
        var builder = ProgrammeBuilder(projectNumbers: ["consent", "year"])
        builder.addProject("P", ["consent": .hundredths(66), "year": 2001])
        builder.addProject("Q", ["consent": .hundredths(67), "year": 2000])
        builder.programme.gates = [
            Gate(
                id: "consent",
                condition: .comparison(builder.project("consent"), .atLeast, Ratio(2, 3)),
                text: "consent >= 2/3"),
            Gate(
                id: "built",
                condition: .comparison(builder.project("year"), .atMost, Ratio(2000)),
                text: "year <= 2000"),
        ]
        #expect(builder.programme.failedGates(ofProject: 0) == [0, 1])
        #expect(builder.programme.failedGates(ofProject: 1).isEmpty)
    }

    @Test func numberOfAWorkIsItsOwnOrItsProjects() {
        var builder = ProgrammeBuilder(projectNumbers: ["area"], workNumbers: ["units"])
        builder.addProject("P", ["area": 8])
        builder.addWork("W1", cost: 100, ["units": 3])
        builder.addProject("Q", ["area": 9])
        builder.addWork("W2", cost: 100, class: 1)
        let programme = builder.programme
        #expect(programme.number(builder.project("area"), ofWork: 1) == Ratio(9))
        #expect(programme.number(builder.work("units"), ofWork: 0) == Ratio(3))
        #expect(programme.number(builder.work("units"), ofWork: 1) == nil)
        #expect(programme.isMandatory(work: 0))
        #expect(!programme.isMandatory(work: 1))
    }

    @Test func startOutsideThePeriodsStops() async {
        await #expect(processExitsWith: .failure) {
            var builder = ProgrammeBuilder(periods: ["1", "2"])
            let profile = builder.addProfile("spread", [1, 1])
            builder.addProject("P")
            builder.addWork("W", cost: 200, profile: profile)
            _ = builder.programme.costs(ofWork: 0, startingIn: 1)
        }
    }
}
