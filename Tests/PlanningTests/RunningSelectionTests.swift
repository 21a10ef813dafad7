import Funding
import GLPKSolver
import TestSupport
import Testing
import Verification

@testable import Planning

/// Running works come before every order.
@Suite struct RunningSelectionTests {
    /// A, B, C and D cost 40, 50, 20 and 10 of 75 yuan; scores 9, 8, 7 and 6.
    ///
    /// D fails the gate and runs
    /// already with an optional work of 5; its other optional work costs 30.
    private static func four(_ whenFull: RankedSelection.WhenFull) -> Programme {
        var builder = ProgrammeBuilder(periods: ["2025", "2026"], projectNumbers: ["score"])
        let spread = builder.addProfile("spread", [1, 1])
        builder.addSource("city", budget: .whole(.total(Money(minorUnits: 75_00))))
        for (id, cost, score) in [("A", 40, 9), ("B", 50, 8), ("C", 20, 7), ("D", 10, 6)]
            as [(String, Int64, Int64)]
        {
            builder.addProject(id, ["score": .hundredths(score * 100)])
            builder.addWork("W1", cost: cost * 100, profile: id == "B" ? spread : nil)
        }
        builder.addWork("W2", cost: 5_00, class: 1)
        builder.addWork("W3", cost: 30_00, class: 1)
        let score = builder.project("score")
        builder.programme.gates = [
            Gate(id: "score", condition: .comparison(score, .atLeast, Ratio(7)), text: "score >= 7")
        ]
        builder.programme.commitments = [
            Commitment(
                work: 4, source: 0, time: .period(0), amount: Money(minorUnits: 2_00), state: .paid)
        ]
        builder.programme.goals = [
            Goal(id: "works", .maximize, .works(where: .always), text: "works")
        ]
        builder.programme.selection = RankedSelection(
            score: [.init(.column(score), weight: .one)], whenFull: whenFull)
        return builder.programme
    }

    private func accepted(_ programme: Programme) throws -> [String] {
        let outcome = try Planner(solver: GLPKLinearSolver()).plan(programme)
        let plan = try #require(outcome.plan)
        #expect(plan.fundedWorks[4])
        #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        return try #require(outcome.ranking).acceptedProjects.map { programme.projects[$0].id }
    }

    /// D takes 15, then A 40; B needs 50 where 20 are left.
    @Test func runningProjectIsTheFirstInTheOrder() throws {
        #expect(try accepted(Self.four(.stop)) == ["D", "A"])
        #expect(try accepted(Self.four(.skip)) == ["D", "A", "C"])
    }

    /// B, paid over two years, is out of the order: C is the next one behind A.
    @Test func orderPassesByWhatCannotFinishInItsPeriod() throws {
        var programme = Self.four(.stop)
        programme.finish = .samePeriod
        #expect(try accepted(programme) == ["D", "A", "C"])
    }
}
