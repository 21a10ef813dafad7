import Funding
import TestSupport
import Testing

@Suite struct PredicateSelectionTests {
    /// Random conditions over columns with blanks, negative numbers, fractions and texts.
    @Test(arguments: UInt64(0)..<200)
    func allAtOnceIsOneByOne(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let programme = RandomTable.programme(using: &random)
        let condition = RandomTable.condition(works: true, depth: 3, using: &random)
        #expect(
            condition.selectedWorks(in: programme)
                == programme.works.indices.map { condition.holds(forWork: $0, in: programme) })
        let ofProjects = RandomTable.condition(works: false, depth: 3, using: &random)
        #expect(
            ofProjects.selectedProjects(in: programme)
                == programme.projects.indices.map {
                    ofProjects.holds(forProject: $0, in: programme)
                })
        #expect(
            ofProjects.selectedWorks(in: programme)
                == programme.works.indices.map { ofProjects.holds(forWork: $0, in: programme) })
    }

    /// Values on, between and beside the numbers 1.50 and -1.50 of a column.
    @Test(
        arguments: [
            Ratio(3, 2), Ratio(-3, 2), Ratio(151, 100), Ratio(301, 200), Ratio(-301, 200),
            Ratio(299, 200), Ratio(-299, 200), Ratio(1, 3), .zero, Ratio(.max), Ratio(-.max),
            Ratio(1, .max),
        ], Predicate.Relation.allCases)
    func comparisonIsExactAtItsBoundary(value: Ratio, relation: Predicate.Relation) {
        var builder = ProgrammeBuilder(projectNumbers: ["n"])
        for cell in [ProgrammeBuilder.Cell.hundredths(150), .hundredths(-150), .blank] {
            builder.addProject("P", ["n": cell])
        }
        let condition = Predicate.comparison(builder.project("n"), relation, value)
        #expect(
            condition.selectedProjects(in: builder.programme) == [
                relation.holds(Ratio(3, 2), value), relation.holds(Ratio(-3, 2), value), false,
            ])
    }

    @Test func textStandsInNoRelationToANumber() {
        var builder = ProgrammeBuilder(projectTexts: ["t"])
        builder.addProject("P", ["t": "1"])
        let condition = Predicate.comparison(builder.project("t"), .notEqual, Ratio(2))
        #expect(condition.selectedProjects(in: builder.programme) == [false])
    }

    @Test func conditionOnWorksCannotSelectProjects() async {
        await #expect(processExitsWith: .failure) {
            _ = Predicate.work(["W"]).selectedProjects(in: Programme())
        }
    }
}

/// Random tables and conditions on them.
private enum RandomTable {
    static func programme(using random: inout SeededGenerator) -> Programme {
        var builder = ProgrammeBuilder(
            projectNumbers: ["n"], projectTexts: ["t"], workNumbers: ["m"])
        for project in 0..<6 {
            builder.addProject("P\(project)", ["n": number(&random), "t": text(&random)])
            for work in 0..<Int.random(in: 0...3, using: &random) {
                builder.addWork(
                    "W\(work)", cost: 0, kind: ["a", "b"].randomElement(using: &random) ?? "a",
                    ["m": number(&random)])
            }
        }
        return builder.programme
    }

    static func condition(works: Bool, depth: Int, using random: inout SeededGenerator) -> Predicate
    {
        let isWork = works && Bool.random(using: &random)
        let numbers = ColumnReference(
            isWork ? .work : .project, index: isWork ? 3 : 0, name: isWork ? "m" : "n")
        let texts = ColumnReference(
            isWork ? .work : .project, index: 1, name: isWork ? "kind" : "t")
        func parts(_ random: inout SeededGenerator) -> [Predicate] {
            (0..<Int.random(in: 0...3, using: &random)).map { _ in
                condition(works: works, depth: depth - 1, using: &random)
            }
        }
        switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &random) {
        case 0: return .always
        case 1, 2:
            let relation = Predicate.Relation.allCases.randomElement(using: &random) ?? .equal
            return .comparison(
                numbers, relation, Ratio(Int128.random(in: -4...4, using: &random), 2))
        case 3: return .membership(texts, ["a", "x", "é"])
        case 4: return .membership(numbers, ["1", "-0.5", "2.00", "x"])
        case 5:
            return isWork ? .work(["W0", "W2", "W9"]) : .project(["P1", "P3", "P9"])
        case 6: return .not(condition(works: works, depth: depth - 1, using: &random))
        case 7: return .all(parts(&random))
        case 8:
            let sum = Expression.aggregate(
                .init(
                    .sum, of: .column(.init(.work, index: 3, name: "m"), factor: .one),
                    over: .worksOfProject, where: .always))
            let sides = [
                Expression.column(numbers, factor: Ratio(1, 2)), .number(Ratio(1, 3)), sum,
                .operation(.divide, .number(.one), .column(numbers, factor: .one)),
            ].shuffled(using: &random).map { Formula($0, text: "x") }
            let relation = Predicate.Relation.allCases.randomElement(using: &random) ?? .equal
            return .relation(sides[0], relation, sides[1])
        default: return .any(parts(&random))
        }
    }

    private static func number(_ random: inout SeededGenerator) -> ProgrammeBuilder.Cell {
        Int.random(in: 0..<5, using: &random) == 0
            ? .blank : .hundredths(50 * Int64.random(in: -5...5, using: &random))
    }

    private static func text(_ random: inout SeededGenerator) -> ProgrammeBuilder.Cell {
        let text = ["a", "b", "é", "e\u{301}", ""].randomElement(using: &random)
        return text.map { $0.isEmpty ? .blank : .text($0) } ?? .blank
    }
}
