import Funding
import GLPKSolver
import Optimization
import TestSupport
import Testing
import Verification

@testable import Planning

/// The least burden as the price method finds it, by bisection, against the whole search.
@Suite struct LeastBurdenTests {
    private static let gap = 0.01

    /// A programme with a plan that must fund as many projects as the plan does.
    private static func programme(seed: Int) -> Programme {
        var options = RandomProgramme.Options()
        options.projects = 3...7
        options.rules = 0...2
        let made = RandomProgramme.makeWithPlan(seed: UInt64(seed) &+ 5_000, options: options)
        var programme = made.programme
        if programme.classOrder == .programme { programme.classOrder = .none }
        let funded = made.plan.starts.count { $0 != nil }
        programme.choices.append(
            Choice(
                id: "enough",
                demand: .target(.projects(where: .always), .atLeast, Ratio(Int128(funded))),
                text: ""))
        let burden = Measure.largestBurden(
            PayerSet(sources: [0], text: "city"),
            per: programme.reference(.project, named: "households"), where: .always)
        programme.goals = [Goal(id: "least", .minimize, burden, text: "")]
        return programme
    }

    @Test(arguments: 0..<20) func bisectionAgreesWithTheWholeSearch(seed: Int) throws {
        let programme = Self.programme(seed: seed)
        let blocks = try #require(try BlockOutcome.make(programme, gap: Self.gap))
        let whole = try BlockOutcome.whole(programme, nodeLimit: 300)
        if case .infeasible = blocks.status { Issue.record("there is a plan") }
        guard let plan = blocks.plan, let found = blocks.goals.first else { return }
        let verifier = PlanVerifier(programme)
        #expect(verifier.violations(of: plan).isEmpty)
        #expect(try verifier.figures(of: plan).goalValues == [found.achieved])
        let other = try #require(whole.goals.first)
        if let bound = found.bound { #expect(bound <= other.achieved) }
        if let bound = other.bound { #expect(bound <= found.achieved) }
        guard found.isProved, other.isOptimal else { return }
        let (value, best) = (found.achieved.approximation, other.achieved.approximation)
        #expect(value - best <= Self.gap * value)
    }

    /// The test above says little where the bisection finds nothing, or proves nothing.
    @Test func mostBurdensAreProved() throws {
        var (found, proved, positive) = (0, 0, 0)
        for seed in 0..<40 {
            let outcome = try #require(
                try BlockOutcome.make(Self.programme(seed: seed), gap: Self.gap))
            guard let goal = outcome.goals.first else { continue }
            found += 1
            proved += outcome.status == .proved ? 1 : 0
            positive += goal.achieved > .zero ? 1 : 0
        }
        let summary = "\(found) found, \(proved) proved, \(positive) positive"
        #expect(found >= 30 && proved >= 20 && positive >= 10, Comment(rawValue: summary))
    }
}
