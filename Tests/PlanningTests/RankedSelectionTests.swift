import Funding
import GLPKSolver
import Optimization
import Planning
import TestSupport
import Testing
import Verification

/// Selections in an order against every plan tried, and against answers worked out by hand.
@Suite struct RankedSelectionTests {
    // MARK: - Every plan tried

    /// The order's choice is the lexicographically first one of all plans: the first project is
    /// funded if any plan funds it, the second if any of these plans funds it too, and so on; where
    /// the order ends at the first that does not fit, of all plans that fund a beginning of it.
    @Test(arguments: 0..<100) func choiceIsTheFirstInTheOrderOfAllPlans(seed: Int) throws {
        let programme = Self.tiny(seed)
        let selection = try #require(programme.selection)
        let order = try SelectionOrder(of: programme, by: selection)
        let projects = order.standings.map(\.project)
        var probed = programme
        probed.selection = nil
        probed.goals =
            projects.map { project in
                Goal(
                    id: "order", .maximize,
                    .projects(where: .project([programme.projects[project].id])), text: "")
            }
            + programme.works.indices.map { Self.isFunded(Self.work($0, in: programme)) }
            + programme.goals.prefix(1)
        guard ExhaustivePlanner.planCount(of: probed) <= 20_000,
            var plans = try ExhaustivePlanner(probed, most: 20_000)?.values
        else { return }
        if selection.whenFull == .stop {
            plans.removeAll { values in
                zip(projects.indices, projects.indices.dropFirst()).contains {
                    values[$0] == .zero && values[$1] == .one
                }
            }
        }
        let outcome = try Self.plan(programme)
        guard !plans.isEmpty else {
            guard case .infeasible = outcome.status else {
                Issue.record("there is no plan, and planning says \(outcome.status)")
                return
            }
            return
        }
        for place in projects.indices { Self.keepLargest(&plans, place) }
        let accepted = projects.indices.filter { plans[0][$0] == .one }.map { projects[$0] }
        let works = try order.optionalWorks(of: accepted)
        for work in works { Self.keepLargest(&plans, projects.count + work) }
        let ranking = try #require(outcome.ranking)
        #expect(ranking.isProved)
        #expect(ranking.acceptedProjects == accepted)
        let chosen = ranking.works.filter { $0.decision == .accepted }.map(\.work)
        #expect(Set(chosen) == Set(works.filter { plans[0][projects.count + $0] == .one }))
        let plan = try #require(outcome.plan)
        #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        if let goal = programme.goals.first, let reached = outcome.goals.first, reached.isOptimal {
            let values = plans.map { $0[probed.goals.count - 1] }
            #expect(
                reached.achieved == (goal.sense == .maximize ? values.max() : values.min()))
        }
    }

    @Test(arguments: 0..<30) func orderOfRowsIsIrrelevant(seed: Int) throws {
        let programme = Self.tiny(seed)
        var random = SeededGenerator(seed: UInt64(seed) + 1_000)
        let shuffled = Permutation(of: programme, using: &random).programme
        let (one, other) = (try Self.plan(programme), try Self.plan(shuffled))
        #expect(Self.accepted(one, programme) == Self.accepted(other, shuffled))
        #expect(one.goals.map(\.achieved) == other.goals.map(\.achieved))
    }

    // MARK: - By hand

    /// A, B, C and D cost 40, 50, 20 and 10 of 75 yuan; scores 9, 8, 7 and 6.
    private static func four(_ change: (inout RankedSelection) -> Void = { _ in }) -> Programme {
        var builder = ProgrammeBuilder(projectNumbers: ["score", "rate", "hazard"])
        builder.addSource("city", budget: .whole(.total(Money(minorUnits: 75_00))))
        let rows: [(id: String, cost: Int64, score: Int64, rate: Int64, hazard: Int64)] = [
            ("A", 40_00, 9, 1, 0), ("B", 50_00, 8, 2, 0), ("C", 20_00, 7, 3, 1),
            ("D", 10_00, 6, 4, 0),
        ]
        for row in rows {
            builder.addProject(
                row.id,
                [
                    "score": .hundredths(row.score * 100), "rate": .hundredths(row.rate * 100),
                    "hazard": .hundredths(row.hazard * 100),
                ])
            builder.addWork("W1", cost: row.cost)
        }
        builder.programme.goals = [
            Goal(id: "projects", .maximize, .projects(where: .always), text: "projects")
        ]
        var selection = RankedSelection(score: [
            .init(.column(builder.project("score")), weight: .one)
        ])
        change(&selection)
        builder.programme.selection = selection
        return builder.programme
    }

    @Test func orderStopsAtTheFirstThatDoesNotFit() throws {
        let programme = Self.four()
        let outcome = try Self.plan(programme)
        #expect(Self.accepted(outcome, programme) == ["A"])
        let decisions = try #require(outcome.ranking).entries.map(\.decision)
        // B needs 50 where 35 are left.
        let witness = Ranking.Witness.money(
            sources: [0], needed: Money(minorUnits: 50_00), left: Money(minorUnits: 35_00))
        #expect(
            decisions == [
                .accepted, .doesNotFit(witness), .behind(project: 1), .behind(project: 1),
            ])
        #expect(outcome.refusals.map(\.reason).contains(.ranked(.doesNotFit(witness))))
        // Without the order three fit: A, C and D.
        #expect(outcome.ranking?.optimum?.value == Ratio(3))
        #expect(outcome.status == .proved)
    }

    @Test func orderSkipsWhatDoesNotFit() throws {
        let programme = Self.four { $0.whenFull = .skip }
        #expect(Self.accepted(try Self.plan(programme), programme) == ["A", "C", "D"])
    }

    @Test func earlierConditionsComeBeforeTheScore() throws {
        let programme = Self.four { selection in
            let hazard = ColumnReference(.project, index: 2, name: "hazard")
            selection.tiers = [
                .init(condition: .comparison(hazard, .equal, .one), text: "hazard = 1")
            ]
        }
        // C first (20), then A (40): 60 of 75.
        let outcome = try Self.plan(programme)
        #expect(Self.accepted(outcome, programme) == ["C", "A"])
        #expect(outcome.ranking?.entries.map(\.standing.tier) == [1, 2, 2, 2])
    }

    @Test func demandedProjectsComeFirst() throws {
        var programme = Self.four()
        programme.choices = [Choice(id: "must", demand: .must([.init(project: 1)]), text: "B")]
        // B (50) is demanded; A needs 40 where 25 are left.
        #expect(Self.accepted(try Self.plan(programme), programme) == ["B"])
    }

    @Test func tiesAreBrokenAsStated() throws {
        let programme = Self.four { selection in
            let rate = ColumnReference(.project, index: 1, name: "rate")
            selection.score = [.init(.column(rate), weight: .zero)]
            selection.ties = [.init(.column(rate), isDescending: true)]
        }
        let outcome = try Self.plan(programme)
        // D 10, C 20, then B needs 50 where 45 are left.
        #expect(Self.accepted(outcome, programme) == ["D", "C"])
        #expect(outcome.ranking?.entries.map(\.standing.tieBreak) == [0, 0, 0, 0])
    }

    @Test func identifierBreaksTheLastTie() throws {
        let programme = Self.four { $0.score = [] }
        let outcome = try Self.plan(programme)
        #expect(outcome.ranking?.entries.map(\.standing.project) == [0, 1, 2, 3])
        #expect(outcome.ranking?.entries.map(\.standing.tieBreak) == [0, 0, 0, 0])
    }

    @Test func targetLetsALongerBeginningOfTheOrderBeFunded() throws {
        var programme = Self.four()
        programme.sources[0].budget = .whole(.total(Money(minorUnits: 115_00)))
        // Neither nothing nor A, A and B keep the target; A, B and C do (110 of 115).
        programme.choices = [
            Choice(
                id: "three", demand: .target(.projects(where: .always), .atLeast, Ratio(3)),
                text: "projects >= 3")
        ]
        let outcome = try Self.plan(programme)
        #expect(Self.accepted(outcome, programme) == ["A", "B", "C"])
        #expect(outcome.status == .proved)
    }

    @Test func orderWithoutAnyPlanIsProvedInfeasible() throws {
        var programme = Self.four()
        // Three projects fit only without B, which comes before C and D.
        programme.choices = [
            Choice(
                id: "three", demand: .target(.projects(where: .always), .atLeast, Ratio(3)),
                text: "projects >= 3")
        ]
        let outcome = try Self.plan(programme)
        guard case .infeasible = outcome.status else {
            Issue.record("\(outcome.status)")
            return
        }
        programme.selection?.whenFull = .skip
        #expect(Self.accepted(try Self.plan(programme), programme) == ["A", "C", "D"])
    }

    /// A and B with a mandatory work of 10 each; optional works of classes 1 and 2.
    private static func optional(
        _ order: RankedSelection.OptionalWorks, budget: Int64
    ) -> Programme {
        var builder = ProgrammeBuilder(projectNumbers: ["score"])
        builder.addSource("city", budget: .whole(.total(Money(minorUnits: budget * 100))))
        builder.addProject("A", ["score": 2])
        builder.addWork("basic", cost: 10_00)
        builder.addWork("green", cost: 8_00, class: 2)
        builder.addWork("park", cost: 5_00, class: 1)
        builder.addWork("path", cost: 4_00, class: 1)
        builder.addProject("B", ["score": 1])
        builder.addWork("basic", cost: 10_00)
        builder.addWork("park", cost: 3_00, class: 1)
        builder.programme.goals = [
            Goal(id: "works", .maximize, .works(where: .always), text: "works")
        ]
        builder.programme.selection = RankedSelection(
            score: [.init(.column(builder.project("score")), weight: .one)], optionalWorks: order)
        return builder.programme
    }

    @Test func optionalWorksComeInASecondPass() throws {
        // 20 for the mandatory works of both, then 4 (path), not 5 (park), not 8, and 3 of B: 27.
        let programme = Self.optional(.byProject, budget: 28)
        let ranking = try #require(try Self.plan(programme).ranking)
        #expect(ranking.acceptedProjects == [0, 1])
        #expect(ranking.works.map(\.work) == [3, 2, 1, 5])
        #expect(ranking.works.map { $0.decision == .accepted } == [true, false, false, true])
    }

    @Test func optionalWorksComeClassByClass() throws {
        // 20, then 4 and 5 of A, 3 of B, and 8 of class 2 last: 40.
        let programme = Self.optional(.byClass, budget: 39)
        let ranking = try #require(try Self.plan(programme).ranking)
        #expect(ranking.works.map(\.work) == [3, 2, 5, 1])
        #expect(ranking.works.map { $0.decision == .accepted } == [true, true, true, false])
    }

    @Test func goalsMayDecideAboutOptionalWorks() throws {
        let programme = Self.optional(.byGoals, budget: 28)
        let outcome = try Self.plan(programme)
        #expect(outcome.ranking?.works.isEmpty == true)
        // 8 are left: two works of 4 and 3 or of 5 and 3.
        #expect(outcome.goals.first?.achieved == Ratio(4))
    }

    @Test func nothingIsDecidedAfterTheTimeIsOver() throws {
        let programme = Self.four()
        let options = PlanningOptions(deadline: .now - .seconds(1))
        let outcome = try Planner(solver: GLPKLinearSolver(), options: options).plan(programme)
        #expect(outcome.status == .feasible || outcome.status == .notFound)
        #expect(outcome.stop == .timeLimit)
    }

    // MARK: - Cases

    private static func tiny(_ seed: Int) -> Programme {
        var programme = TinyProgrammes.programme(seed: seed)
        let households = ColumnReference(.project, index: 0, name: "households")
        let consent = ColumnReference(.project, index: 1, name: "consent")
        programme.selection = RankedSelection(
            score: seed.isMultiple(of: 3)
                ? []
                : [
                    .init(.column(households), weight: seed.isMultiple(of: 5) ? Ratio(-1, 3) : .one)
                ],
            ties: [.init(.column(consent), isDescending: seed.isMultiple(of: 2))],
            tiers: seed % 7 < 2
                ? [.init(condition: .comparison(consent, .greater, Ratio(7, 10)), text: "")] : [],
            whenFull: seed.isMultiple(of: 2) ? .stop : .skip,
            optionalWorks: [.byProject, .byClass, .byGoals][seed % 3])
        return programme
    }

    private static func plan(_ programme: Programme) throws -> Outcome {
        try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(nodeLimit: 20_000)
        ).plan(programme)
    }

    private static func accepted(_ outcome: Outcome, _ programme: Programme) -> [String] {
        outcome.ranking?.acceptedProjects.map { programme.projects[$0].id } ?? []
    }

    private static func isFunded(_ conditions: [Predicate]) -> Goal {
        Goal(id: "order", .maximize, .works(where: .all(conditions)), text: "")
    }

    private static func work(_ work: Int, in programme: Programme) -> [Predicate] {
        [
            .project([programme.projects[programme.works[work].project].id]),
            .work([programme.works[work].id]),
        ]
    }

    private static func keepLargest(_ plans: inout [[Ratio]], _ place: Int) {
        let largest = plans.map { $0[place] }.max()
        plans.removeAll { $0[place] != largest }
    }
}
