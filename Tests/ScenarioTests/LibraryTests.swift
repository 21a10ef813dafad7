import Diagnostics
import Foundation
import Funding
import GLPKSolver
import Planning
import Scenarios
import Testing
import Verification

@Suite struct LibraryTests {
    @Test func libraryIsFound() {
        #expect(ScenarioLibrary.names.count >= 3)
        #expect(!LibraryCase.small.isEmpty && !LibraryCase.large.isEmpty)
    }

    @Test(arguments: ScenarioLibrary.names)
    func everyScenarioSaysWhatItShowsAndWhatItGives(name: String) throws {
        let readme = try ScenarioLibrary.text(name, "README.md")
        #expect(readme.hasPrefix("# "))
        let expected = try ExpectedResult.read(name)
        let scenario = try ScenarioLibrary.read(name)
        #expect(Set(scenario.variants) == Set((expected.variants ?? [:]).keys))
        #expect(scenario.warnings.map(\.code) == expected.warnings ?? [], "\(scenario.warnings)")
        let sources = scenario.programme.sources
        #expect(scenario.files.count >= 3 && !sources.isEmpty)
    }

    @Test(arguments: LibraryCase.small)
    func scenarioGivesWhatItsFolderSays(library: LibraryCase) throws {
        try check(library)
    }

    @Test(.enabled(if: ScenarioLibrary.solvesLarge), arguments: LibraryCase.large)
    func largeScenarioGivesWhatItsFolderSays(library: LibraryCase) throws {
        try check(library)
    }

    /// What the gates refuse does not depend on how far the search goes.
    @Test(arguments: LibraryCase.large)
    func gatesOfALargeScenarioRefuseWhatItsFolderSays(library: LibraryCase) throws {
        let programme = try ScenarioLibrary.read(library.scenario, variant: library.variant)
            .programme
        let plan = Plan.nothing(in: programme)
        #expect(PlanVerifier.violations(of: plan, in: programme).isEmpty)
        // Funding everything breaks exactly the gates of those that may not be funded.
        let everything = Plan(
            starts: plan.starts.map { _ in 0 }, fundedWorks: plan.fundedWorks.map { _ in true },
            payments: [])
        var refused: [String: [String]] = [:]
        for violation in PlanVerifier.violations(of: everything, in: programme)
        where violation.code == "verification-gate" {
            for case .project(let project) in violation.subjects {
                for case .gate(let gate) in violation.subjects {
                    refused[project, default: []].append(gate)
                }
            }
        }
        #expect(refused == library.expected.refusedByGate ?? [:])
    }

    private func check(_ library: LibraryCase) throws {
        let programme = try ScenarioLibrary.read(library.scenario, variant: library.variant)
            .programme
        let expected = library.expected
        var options = PlanningOptions()
        if let gap = expected.gap { options.relativeGap = gap }
        let outcome = try Planner(solver: GLPKLinearSolver(), options: options).plan(programme)
        try checkAnnex(programme, expected)
        #expect(status(of: outcome) == expected.status)
        #expect(exitCode(of: outcome) == expected.exitCode)
        if let refused = expected.refusedByGate {
            #expect(gateRefusals(of: outcome, in: programme) == refused)
        }
        guard let plan = outcome.plan else {
            #expect(expected.goals == nil && expected.funded == nil && expected.capitalUse == nil)
            return
        }
        let figures = try PlanVerifier(programme).figures(of: plan)
        let bytes = PlanFile.encode(figures.storedPlan, for: programme)
        let stored = try PlanFile.decode(bytes, for: programme, file: "plan.csv")
        #expect(PlanVerifier.violations(of: stored, in: programme).isEmpty)
        for (goal, value) in zip(programme.goals, figures.goalValues) where expected.goals != nil {
            let text = try #require(expected.goals?[goal.id])
            let number = try #require(ExpectedResult.number(text))
            let scale = goal.measure.isMoney ? Ratio(100) : .one
            #expect(try number.multiplied(by: scale) == value, "goal '\(goal.id)'")
        }
        #expect((expected.goals?.count ?? programme.goals.count) == programme.goals.count)
        let funded = programme.projects.indices.filter { plan.starts[$0] != nil }
        switch expected.funded {
        case .these(let ids):
            #expect(Set(funded.map { programme.projects[$0].id }) == Set(ids))
            #expect(funded.count == ids.count)
        case .count(let count): #expect(funded.count == count)
        case nil: break
        }
        if let use = expected.capitalUse {
            #expect(capitalUse(of: figures, in: programme) == use)
        }
        #expect((outcome.ranking == nil) == (expected.ranking == nil))
        if let ranking = outcome.ranking, let expected = expected.ranking {
            try check(ranking, expected, in: programme)
        }
    }

    private func check(
        _ ranking: Ranking, _ expected: ExpectedResult.Ranking, in programme: Programme
    ) throws {
        let ids = ranking.entries.map { programme.projects[$0.standing.project].id }
        #expect(ids == expected.order)
        var shortages: [String: ExpectedResult.Ranking.Shortage] = [:]
        for (id, entry) in zip(ids, ranking.entries) {
            guard case .doesNotFit(.money(_, let needed, let left)) = entry.decision else {
                continue
            }
            shortages[id] = .init(needed: yuan(needed.minorUnits), left: yuan(left.minorUnits))
        }
        #expect(shortages == expected.shortages)
        let optimum = try #require(ranking.optimum)
        #expect(optimum.isOptimal && optimum.value == ExpectedResult.number(expected.optimum))
    }

    private func checkAnnex(_ programme: Programme, _ expected: ExpectedResult) throws {
        if let figures = expected.figures {
            let values = programme.annex.figures.map { figure in
                let (above, below) = (figure.value.numerator, figure.value.denominator)
                return (figure.id, figure.value.isWhole ? "\(above)" : "\(above)/\(below)")
            }
            #expect(Dictionary(uniqueKeysWithValues: values) == figures)
        }
        if let memo = expected.memo {
            for ledger in programme.annex.memos {
                let sum = try ledger.sum(over: programme.projects.indices, in: programme)
                let yuan = try #require(ExpectedResult.number(memo[ledger.id] ?? ""))
                #expect(try yuan.multiplied(by: Ratio(100)) == sum, "memo '\(ledger.id)'")
            }
            #expect(memo.count == programme.annex.memos.count)
        }
    }

    private func status(of outcome: Outcome) -> String {
        switch outcome.status {
        case .proved: outcome.isOptimal ? "optimal" : "proved"
        case .feasible: "feasible"
        case .infeasible: "infeasible"
        case .notFound: "notFound"
        }
    }

    private func exitCode(of outcome: Outcome) -> Int {
        switch outcome.status {
        case .proved: 0
        case .infeasible: 3
        case .notFound: 4
        case .feasible: 5
        }
    }

    private func gateRefusals(of outcome: Outcome, in programme: Programme) -> [String: [String]] {
        var refusals: [String: [String]] = [:]
        for refusal in outcome.refusals where refusal.work == nil {
            guard case .gates(let gates) = refusal.reason else { continue }
            refusals[programme.projects[refusal.project].id] = gates.map { programme.gates[$0].id }
        }
        return refusals
    }

    private func capitalUse(of figures: PlanFigures, in programme: Programme) -> [String: String] {
        var fen: [String: Int64] = [:]
        for (position, source) in programme.sources.enumerated() {
            fen[source.capital.rawValue, default: 0] += figures.use(ofSource: position).minorUnits
        }
        var text: [String: String] = [:]
        for capital in Capital.allCases {
            text[capital.rawValue] = yuan(fen[capital.rawValue] ?? 0)
        }
        return text
    }

    private func yuan(_ fen: Int64) -> String {
        "\(fen / 100)." + (fen % 100 < 10 ? "0" : "") + "\(fen % 100)"
    }
}
