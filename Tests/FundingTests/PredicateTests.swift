import Funding
import TestSupport
import Testing

@Suite struct PredicateTests {
    /// Project P (area 1.5, east) with pipe W1 (3 units) and lift W2 (units blank); Q is blank.
    private static let builder: ProgrammeBuilder = {
        var builder = ProgrammeBuilder(
            projectNumbers: ["area"], projectTexts: ["district"], workNumbers: ["units"])
        builder.addProject("P", ["area": .hundredths(150), "district": "east"])
        builder.addWork("W1", cost: 100, ["units": 3])
        builder.addWork("W2", cost: 100, kind: "lift")
        builder.addProject("Q")
        builder.addWork("W1", cost: 100)
        return builder
    }()
    private var programme: Programme { Self.builder.programme }
    private var area: ColumnReference { Self.builder.project("area") }
    private var district: ColumnReference { Self.builder.project("district") }
    private var units: ColumnReference { Self.builder.work("units") }
    private var kind: ColumnReference { Self.builder.work("kind") }

    @Test(
        arguments: zip(
            Predicate.Relation.allCases,
            [
                [false, false, true], [false, true, true], [false, true, false],
                [true, false, true], [true, true, false], [true, false, false],
            ]))
    func relationHoldsBelowAtAndAboveAsItSays(relation: Predicate.Relation, holds: [Bool]) {
        // 3/2 against 1.49, 1.5 and 1.51.
        let values = [Ratio(149, 100), Ratio(3, 2), Ratio(151, 100)]
        #expect(values.map { relation.holds(Ratio(3, 2), $0) } == holds)
        #expect(
            values.map {
                Predicate.comparison(area, relation, $0).holds(forProject: 0, in: programme)
            } == holds)
    }

    @Test(arguments: Predicate.Relation.allCases)
    func blankStandsInNoRelation(relation: Predicate.Relation) {
        let condition = Predicate.comparison(area, relation, .zero)
        #expect(!condition.holds(forProject: 1, in: programme))
    }

    @Test func membershipComparesTexts() {
        let condition = Predicate.membership(district, ["west", "east"])
        #expect(condition.holds(forProject: 0, in: programme))
        #expect(!condition.holds(forProject: 1, in: programme))
        #expect(!Predicate.membership(district, ["East"]).holds(forProject: 0, in: programme))
        #expect(Predicate.membership(area, ["1.5"]).holds(forProject: 0, in: programme))
        #expect(!Predicate.membership(area, ["1.50"]).holds(forProject: 0, in: programme))
    }

    @Test func workSeesItsOwnColumnsAndThoseOfItsProject() {
        let condition = Predicate.all([
            .comparison(area, .atLeast, .one), .comparison(units, .equal, Ratio(3)),
        ])
        let answers = (0..<3).map { condition.holds(forWork: $0, in: programme) }
        #expect(answers == [true, false, false])
        #expect(Predicate.membership(kind, ["lift"]).holds(forWork: 1, in: programme))
    }

    @Test func identifiersNameProjectsAndWorks() {
        #expect(Predicate.project(["P", "R"]).holds(forProject: 0, in: programme))
        #expect(!Predicate.project(["P", "R"]).holds(forWork: 2, in: programme))
        #expect(Predicate.work(["W1"]).holds(forWork: 2, in: programme))
        #expect(!Predicate.work(["W1"]).holds(forWork: 1, in: programme))
    }

    @Test func connectivesAreThoseOfLogic() {
        let (yes, no) = (Predicate.always, Predicate.not(.always))
        func holds(_ condition: Predicate) -> Bool {
            condition.holds(forProject: 0, in: programme)
        }
        #expect(!holds(no))
        #expect(holds(.all([])))
        #expect(!holds(.any([])))
        #expect(holds(.all([yes, yes])))
        #expect(!holds(.all([yes, no])))
        #expect(holds(.any([no, yes])))
        #expect(!holds(.any([no, no])))
        #expect(holds(.not(.not(yes))))
    }

    @Test func selectionsAreTheSingleAnswers() {
        let condition = Predicate.any([
            .comparison(area, .greater, .one), .membership(kind, ["pipe"]),
        ])
        #expect(
            condition.selectedWorks(in: programme)
                == (0..<3).map { condition.holds(forWork: $0, in: programme) })
        let ofProjects = Predicate.comparison(area, .greater, .one)
        #expect(ofProjects.selectedProjects(in: programme) == [true, false])
        #expect(ofProjects.selectedWorks(in: programme) == [true, true, false])
    }

    @Test func conditionOnWorkColumnsCannotJudgeAProject() async {
        await #expect(processExitsWith: .failure) {
            var builder = ProgrammeBuilder(workNumbers: ["units"])
            builder.addProject("P")
            let condition = Predicate.comparison(builder.work("units"), .equal, .one)
            _ = condition.holds(forProject: 0, in: builder.programme)
        }
    }

    @Test func conditionOnWorksCannotJudgeAProject() async {
        await #expect(processExitsWith: .failure) {
            var builder = ProgrammeBuilder()
            builder.addProject("P")
            _ = Predicate.work(["W"]).holds(forProject: 0, in: builder.programme)
        }
    }

    @Test func conditionOnWorksCannotSelectProjects() async {
        await #expect(processExitsWith: .failure) {
            _ = Predicate.not(.work(["W"])).selectedProjects(in: Programme())
        }
    }
}
