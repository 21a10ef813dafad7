import Funding
import Planning
import Reports
import TestSupport
import Verification

/// A plan of many projects that are alike: two works, two sources, a rule in each work.
enum LargePlan {
    /// The report of a plan that funds all projects but the last ones.
    static func document(projects: Int, unfunded: Int = 0) throws -> ReportDocument {
        let funded = projects - unfunded
        var builder = ProgrammeBuilder(projectNumbers: ["households"], projectTexts: ["district"])
        builder.addSource("city", .local)
        builder.addSource("operator", .utility)
        var payments: [Payment] = []
        for project in 0..<projects {
            builder.addProject(
                "P\(project)", ["households": 12, "district": .text("D\(project % 7)")])
            let first = builder.addWork("W1", cost: 100_00)
            let second = builder.addWork("W2", cost: 50_00)
            guard project < funded else { continue }
            payments += [
                Payment(work: first, source: 0, period: 0, amount: Money(minorUnits: 100_00)),
                Payment(work: second, source: 1, period: 0, amount: Money(minorUnits: 50_00)),
            ]
        }
        builder.programme.rules = [
            FundingRule(
                id: "cap", payers: PayerSet(sources: [0, 1], text: "local, utility"),
                scope: .work, limits: [RuleLimit(.atMost, .shareOfCost(.one))])
        ]
        let plan = Plan(
            starts: (0..<projects).map { $0 < funded ? 0 : nil },
            fundedWorks: (0..<(2 * projects)).map { $0 < 2 * funded }, payments: payments)
        let short = Refusal.Reason.moneyShort(needed: .zero, left: Money(minorUnits: -1))
        var refusals: [Refusal] = []
        for project in funded..<projects {
            let reason = project % 3 == 0 ? .notSelected : short
            refusals.append(Refusal(project: project, reason: reason))
            for work in builder.programme.projects[project].works {
                refusals.append(
                    Refusal(project: project, work: work, reason: .projectNotFunded))
            }
        }
        let outcome = Outcome(
            status: .proved, plan: plan, refusals: refusals, requestedGap: 0, solver: "none")
        return try PlanReport(
            programme: builder.programme, outcome: outcome,
            figures: PlanFigures(of: plan, in: builder.programme),
            record: RunRecord(version: "1", solver: "none", method: .blocks), language: .english
        ).document()
    }
}
