import Funding
import TestSupport
import Testing
import Verification

/// The order of a selection, as far as sums can check it.
@Suite struct SelectionCheckTests {
    /// A, B and C of 10 yuan each, of which an open source pays any.
    private static func programme(_ whenFull: RankedSelection.WhenFull) -> Programme {
        var builder = ProgrammeBuilder(projectNumbers: ["score", "rate"])
        builder.addSource("city")
        for (id, score, rate) in [("A", 2, 1), ("B", 3, 1), ("C", 2, 2)] as [(String, Int64, Int64)]
        {
            builder.addProject(
                id, ["score": .hundredths(score * 100), "rate": .hundredths(rate * 100)])
            builder.addWork("W1", cost: 10_00)
        }
        builder.programme.selection = RankedSelection(
            score: [.init(.column(builder.project("score")), weight: Ratio(1, 3))],
            ties: [.init(.column(builder.project("rate")), isDescending: true)],
            whenFull: whenFull)
        return builder.programme
    }

    private static func violations(
        funding projects: [Int], _ whenFull: RankedSelection.WhenFull = .stop,
        _ change: (inout Programme) -> Void = { _ in }
    ) -> [String] {
        var programme = programme(whenFull)
        change(&programme)
        let plan = Plan(
            starts: programme.projects.indices.map { projects.contains($0) ? 0 : nil },
            fundedWorks: programme.works.indices.map { projects.contains($0) },
            payments: projects.map {
                Payment(work: $0, source: 0, period: 0, amount: Money(minorUnits: 10_00))
            })
        return PlanVerifier.violations(of: plan, in: programme).map(\.code)
    }

    /// The order is B, C, A: every beginning of it is right.
    @Test(arguments: [[], [1], [1, 2], [0, 1, 2]])
    func beginningOfTheOrderIsRight(projects: [Int]) {
        #expect(Self.violations(funding: projects).isEmpty)
    }

    @Test(arguments: [[0], [2], [0, 1], [0, 2]])
    func projectBehindOneThatIsLeftOutIsFound(projects: [Int]) {
        #expect(Set(Self.violations(funding: projects)) == ["verification-selection"])
        #expect(Self.violations(funding: projects, .skip).isEmpty)
    }

    @Test func conditionsAndDemandsComeBeforeTheScore() {
        let isFirst = RankedSelection.Tier(condition: .project(["A"]), text: "A")
        let first = Self.violations(funding: [0]) { $0.selection?.tiers = [isFirst] }
        #expect(first.isEmpty)
        let demanded = Self.violations(funding: [2]) {
            $0.selection?.tiers = [isFirst]
            $0.choices = [Choice(id: "must", demand: .must([.init(project: 2)]), text: "C")]
        }
        #expect(demanded.isEmpty)
    }

    @Test func projectThatCannotBeFundedIsNoReasonToStop() {
        #expect(
            Self.violations(funding: [0, 2]) {
                $0.choices = [Choice(id: "never", demand: .never([.init(project: 1)]), text: "B")]
            }.isEmpty)
        #expect(
            Self.violations(funding: [0, 2]) {
                $0.gates = [Gate(id: "gate", condition: .project(["A", "C"]), text: "A, C")]
            }.isEmpty)
    }

    @Test(arguments: 0..<100) func verifierAndPlannerOrderAlike(seed: Int) throws {
        var programme = RandomProgramme.make(seed: UInt64(seed))
        let numbers = programme.projectData.columns.indices.filter {
            programme.projectData.columns[$0].isNumeric
        }.map { ColumnReference(.project, index: $0, name: "") }
        var random = SeededGenerator(seed: UInt64(seed))
        programme.selection = RankedSelection(
            score: numbers.shuffled(using: &random).prefix(2).map {
                .init(.column($0), weight: Ratio(Int128(Int.random(in: -3...3, using: &random)), 7))
            }, ties: [.init(.cost, isDescending: Bool.random(using: &random))])
        let selection = try #require(programme.selection)
        let order = try SelectionOrder(of: programme, by: selection).standings.map(\.project)
        // A plan of which only the order counts: all but the last of the order, then all but the first.
        func codes(_ funded: some Sequence<Int>) -> Set<String> {
            let funded = Set(funded)
            let plan = Plan(
                starts: programme.projects.indices.map { funded.contains($0) ? 0 : nil },
                fundedWorks: programme.works.map { funded.contains($0.project) }, payments: [])
            return Set(PlanVerifier.violations(of: plan, in: programme).map(\.code))
        }
        #expect(!codes(order.dropLast()).contains("verification-selection"))
        #expect(codes(order.dropFirst()).contains("verification-selection") == (order.count > 1))
    }
}
