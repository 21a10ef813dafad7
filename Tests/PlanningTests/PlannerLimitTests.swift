import Dispatch
import Funding
import GLPKSolver
import Optimization
import Planning
import TestSupport
import Testing
import Verification

@Suite struct PlannerLimitTests {
    @Test func nodeLimitLeavesAVerifiedPlan() throws {
        let outcome = try plan(Self.hard(), PlanningOptions(relativeGap: 0, nodeLimit: 3))
        #expect(outcome.status == .feasible)
        #expect(outcome.stop == .nodeLimit)
        try expectSound(outcome, Self.hard())
    }

    @Test func equalNodeLimitsGiveEqualOutcomes() throws {
        let options = PlanningOptions(relativeGap: 0, nodeLimit: 5)
        let (first, second) = (try plan(Self.hard(), options), try plan(Self.hard(), options))
        #expect(first.plan == second.plan)
        #expect(first.goals == second.goals)
        #expect(first.statistics == second.statistics)
    }

    @Test func deadlineInThePastLeavesAVerifiedPlan() throws {
        let outcome = try plan(
            Self.hard(), PlanningOptions(relativeGap: 0, deadline: ContinuousClock.now))
        #expect(outcome.status == .feasible)
        #expect(outcome.stop == .timeLimit)
        try expectSound(outcome, Self.hard())
    }

    @Test func deadlineInThePastProvesNothing() throws {
        let outcome = try plan(
            Self.hard(mustFund: true),
            PlanningOptions(relativeGap: 0, deadline: ContinuousClock.now))
        #expect(outcome.status == .notFound)
        #expect(outcome.stop == .timeLimit)
        #expect(outcome.plan == nil)
        #expect(outcome.goals.isEmpty)
    }

    @Test func cancellationBeforehandStopsAtOnce() throws {
        let cancellation = Cancellation()
        cancellation.cancel()
        let outcome = try plan(
            Self.hard(), PlanningOptions(relativeGap: 0, cancellation: cancellation))
        #expect(outcome.stop == .interrupted)
        try expectSound(outcome, Self.hard())
    }

    /// The deadline only keeps a failure from running forever.
    @Test func cancellationFromAnotherThreadReturnsTheBestPlan() throws {
        let cancellation = Cancellation()
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) {
            cancellation.cancel()
        }
        let outcome = try plan(
            Self.hard(),
            PlanningOptions(
                relativeGap: 0, deadline: ContinuousClock.now + .seconds(120),
                cancellation: cancellation))
        #expect(outcome.status == .feasible)
        #expect(outcome.stop == .interrupted)
        try expectSound(outcome, Self.hard())
    }

    @Test func progressGivesTheGoalAndItsBound() throws {
        var reports: [PlanningProgress] = []
        _ = try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0, nodeLimit: 20)
        ).plan(Self.hard()) { reports.append($0) }
        #expect(!reports.isEmpty)
        let areInOrder = reports.allSatisfy { report in
            report.goal == 0 && (report.value ?? 0) <= report.bound
        }
        #expect(areInOrder, "\(reports)")
        let passes = reports.compactMap { report in
            if case .passes(let count) = report.work { count } else { nil }
        }
        // Passes of the price method, then nodes of the search behind it.
        let nodes = reports.dropFirst(passes.count).compactMap { report in
            if case .nodes(let count) = report.work { count } else { nil }
        }
        #expect(!passes.isEmpty && passes.count + nodes.count == reports.count)
        #expect(passes == passes.sorted() && nodes == nodes.sorted())
    }

    @Test func searchOverTheWholeProgrammeReportsNodes() throws {
        var programme = Self.hard()
        programme.classOrder = .programme
        var reports: [PlanningProgress] = []
        let outcome = try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0, nodeLimit: 20)
        ).plan(programme) { reports.append($0) }
        #expect(outcome.method == .wholeProgram)
        let nodes = reports.compactMap { report in
            if case .nodes(let count) = report.work { count } else { nil }
        }
        #expect(!nodes.isEmpty && nodes.count == reports.count)
        #expect(nodes == nodes.sorted())
    }

    @Test(arguments: [ClassOrder.none, .programme])
    func planningBeginsWithFormulating(order: ClassOrder) throws {
        var programme = Self.hard()
        programme.classOrder = order
        var phases: [PlanningPhase] = []
        _ = try Planner(
            solver: GLPKLinearSolver(), options: PlanningOptions(relativeGap: 0, nodeLimit: 2)
        ).plan(programme, onPhase: { phases.append($0) })
        #expect(phases.prefix(2) == [.formulate, .solve])
        #expect(!phases.dropFirst().contains(.formulate))
    }

    /// What was not formulated is not worked on by the other method instead.
    @Test(arguments: [ClassOrder.none, .programme])
    func stopBeforeTheFormulationLeavesOnlyThePlanThatFundsNothing(order: ClassOrder) throws {
        var programme = Self.hard()
        programme.classOrder = order
        let outcome = try plan(
            programme, PlanningOptions(relativeGap: 0, deadline: ContinuousClock.now))
        #expect(outcome.stop == .timeLimit)
        #expect(outcome.plan?.payments.isEmpty == true)
        #expect(outcome.goals.map(\.bound) == [nil])
        #expect(outcome.statistics == SolveStatistics())
    }

    private func plan(_ programme: Programme, _ options: PlanningOptions) throws -> Outcome {
        try Planner(solver: GLPKLinearSolver(), options: options).plan(programme)
    }

    private func expectSound(_ outcome: Outcome, _ programme: Programme) throws {
        let plan = try #require(outcome.plan)
        #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        #expect(!outcome.isOptimal)
        for goal in outcome.goals {
            if let bound = goal.bound { #expect(bound > goal.achieved) }
        }
    }

    /// Projects that cost what they bring in three sources at once: hard for every search.
    private static func hard(mustFund: Bool = false) -> Programme {
        var random = SeededGenerator(seed: 7)
        var builder = ProgrammeBuilder(unit: 1, projectNumbers: ["households"])
        let kinds = ["pipe", "lift", "wall"]
        var totals: [Int64] = [0, 0, 0]
        for project in 0..<45 {
            let costs = kinds.map { _ in Int64.random(in: 20_000...99_999, using: &random) }
            let size = costs.reduce(0, +) + Int64.random(in: 0...9_999, using: &random)
            builder.addProject("P\(project)", ["households": .hundredths(100 * size)])
            for (index, kind) in kinds.enumerated() {
                builder.addWork("W\(index)", cost: costs[index], kind: kind)
                totals[index] += costs[index]
            }
        }
        for (index, kind) in kinds.enumerated() {
            builder.addSource(
                "s\(index)", budget: .whole(.total(Money(minorUnits: totals[index] / 2))),
                pays: .membership(builder.work("kind"), [kind]))
        }
        let households = Measure.columnSum(builder.project("households"), where: .always)
        builder.programme.goals = [Goal(id: "g", .maximize, households, text: "")]
        if mustFund {
            builder.programme.choices = [
                Choice(
                    id: "c", demand: .target(.projects(where: .always), .atLeast, Ratio(20)),
                    text: "")
            ]
        }
        return builder.programme
    }
}
