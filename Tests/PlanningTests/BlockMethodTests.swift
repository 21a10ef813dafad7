import Funding
import GLPKSolver
import Optimization
import TestSupport
import Testing
import Verification

@testable import Planning

/// The price method against the whole search and against planted plans; ``ExactAgreementTests`` holds
/// it against every plan there is.
@Suite struct BlockMethodTests {
    /// The last four are among those whose masters once had coefficients too far apart.
    @Test(arguments: Array(0..<24) + [26, 89, 168, 256]) func neitherMethodBeatsTheOther(seed: Int)
        throws
    {
        let programme = BlockOutcome.small(seed)
        guard let blocks = try BlockOutcome.make(programme) else { return }
        let whole = try BlockOutcome.whole(programme, nodeLimit: 300)
        try checkPlan(blocks, programme)
        if case .infeasible = blocks.status { #expect(whole.plan == nil) }
        if case .infeasible = whole.status { #expect(blocks.plan == nil) }
        for (left, right) in [(blocks, whole), (whole, blocks)] {
            for (goal, (one, other)) in zip(programme.goals, zip(left.goals, right.goals)) {
                if let bound = other.bound {
                    #expect(!goal.isBetter(one.achieved, than: bound), "goal \(one.goal)")
                }
                // Later goals are the same question only where what is held is the same.
                if one.achieved != other.achieved { break }
            }
        }
    }

    @Test(arguments: 0..<40) func plantedPlanIsNoBetterThanTheBound(seed: Int) throws {
        let (programme, plan) = BlockOutcome.planted(seed, projects: 20...60)
        guard let outcome = try BlockOutcome.make(programme, threads: 2, gap: 0.05) else {
            return
        }
        try checkPlan(outcome, programme)
        if case .infeasible = outcome.status { Issue.record("there is a plan") }
        guard let goal = programme.goals.first, let result = outcome.goals.first else { return }
        let value = try PlanVerifier(programme).figures(of: plan).goalValues[0]
        if let bound = result.bound { #expect(!goal.isBetter(value, than: bound)) }
    }

    @Test(arguments: 0..<30) func threadsChangeNoPlan(seed: Int) throws {
        let programme =
            seed % 2 == 0
            ? BlockOutcome.small(seed) : BlockOutcome.planted(seed, projects: 10...40).programme
        guard let one = try BlockOutcome.make(programme, threads: 1, gap: 0.01) else { return }
        for threads in [2, 3] {
            let many = try #require(
                try BlockOutcome.make(programme, threads: threads, gap: 0.01))
            #expect(many.plan == one.plan)
            #expect(many.goals == one.goals)
            #expect(many.status == one.status)
            #expect(many.statistics == one.statistics)
        }
    }

    /// One of them is searched after the price method.
    @Test(arguments: 0..<3) func threadsOfThePlannerChangeNoOutcome(seed: Int) throws {
        let programme = BlockOutcome.planted(seed, projects: 60...60).programme
        // A limit that does not depend on time keeps a debug build from proving for minutes.
        let outcomes = try (1...3).map { threads in
            try Planner(
                solver: GLPKLinearSolver(),
                options: PlanningOptions(nodeLimit: 3, threads: threads)
            ).plan(programme)
        }
        #expect(outcomes[0].method != .wholeProgram)
        #expect(outcomes[0].plan != nil)
        for other in outcomes.dropFirst() {
            #expect(other.status == outcomes[0].status)
            #expect(other.stop == outcomes[0].stop)
            #expect(other.plan == outcomes[0].plan)
            #expect(other.goals == outcomes[0].goals)
            #expect(other.refusals == outcomes[0].refusals)
            #expect(other.method == outcomes[0].method)
            #expect(other.statistics == outcomes[0].statistics)
        }
    }

    /// In a neighbourhood of this programme the simplex of the solver once went round for ever.
    @Test func programmeOnWhichTheSolverWentRoundIsPlanned() throws {
        let programme = BlockOutcome.planted(19, projects: 10...40).programme
        let outcome = try #require(try BlockOutcome.make(programme))
        #expect(outcome.plan != nil)
        try checkPlan(outcome, programme)
    }

    /// A programme whose projects all fail a gate has the plan that funds nothing.
    @Test func programmeWithoutConsideredProjectsIsPlanned() throws {
        var builder = ProgrammeBuilder(projectNumbers: ["consent"])
        builder.addSource("city", .local, budget: .whole(.total(Money(minorUnits: 100_00))))
        builder.addProject("A", ["consent": 0])
        builder.addWork("A1", cost: 50_00)
        builder.programme.gates = [
            Gate(
                id: "consent",
                condition: .comparison(builder.project("consent"), .atLeast, .one),
                text: "consent >= 1")
        ]
        builder.programme.goals = [
            Goal(id: "most", .maximize, .projects(where: .always), text: "most")
        ]
        let outcome = try #require(try BlockOutcome.make(builder.programme))
        #expect(outcome.status == .proved)
        #expect(outcome.goals.first?.achieved == .zero)
    }

    /// The tests above say nothing where the method does not fit or finds nothing.
    @Test func mostProgrammesAreSolved() throws {
        var counts: [String: Int] = [:]
        for seed in 0..<150 {
            let programme = BlockOutcome.tiny(seed)
            guard let truth = try ExhaustivePlanner(programme, most: 20_000) else { continue }
            guard let outcome = try BlockOutcome.make(programme) else {
                counts["not fitting", default: 0] += 1
                continue
            }
            guard let best = truth.bestValues else {
                counts["without plan", default: 0] += 1
                if case .infeasible = outcome.status {
                    counts["proved without plan", default: 0] += 1
                }
                continue
            }
            counts["with plan", default: 0] += 1
            if outcome.plan != nil { counts["found", default: 0] += 1 }
            if outcome.goals.first?.achieved == best.first { counts["best", default: 0] += 1 }
            if outcome.status == .proved { counts["proved", default: 0] += 1 }
        }
        func share(_ part: String, of whole: String) -> Double {
            Double(counts[part] ?? 0) / Double(max(1, counts[whole] ?? 0))
        }
        let summary = Comment(rawValue: "\(counts.sorted { $0.key < $1.key })")
        #expect(counts["not fitting"] ?? 0 == 0, summary)
        #expect(counts["with plan"] ?? 0 > 60, summary)
        #expect(share("found", of: "with plan") > 0.9, summary)
        #expect(share("best", of: "with plan") > 0.7, summary)
        #expect(share("proved without plan", of: "without plan") > 0.5, summary)
    }

    /// A plan that came out is sound, and its figures are those that the outcome states.
    private func checkPlan(_ outcome: Outcome, _ programme: Programme) throws {
        guard let plan = outcome.plan else {
            #expect(outcome.goals.isEmpty)
            return
        }
        let verifier = PlanVerifier(programme)
        #expect(verifier.violations(of: plan).isEmpty)
        #expect(try verifier.figures(of: plan).goalValues == outcome.goals.map(\.value))
        for (goal, result) in zip(programme.goals, outcome.goals) {
            let held = try goal.heldValue(of: result.achieved)
            #expect(!goal.isBetter(held, than: result.value))
        }
    }
}
