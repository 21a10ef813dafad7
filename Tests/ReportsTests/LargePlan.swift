import Funding
import Planning
import Reports
import TestSupport
import Verification

/// A plan of many projects that are alike: two works, two sources, a rule in each work.
enum LargePlan {
    /// The report of a plan that funds every project.
    static func document(projects: Int) throws -> ReportDocument {
        var builder = ProgrammeBuilder(projectNumbers: ["households"], projectTexts: ["district"])
        builder.addSource("city", .local)
        builder.addSource("operator", .utility)
        var payments: [Payment] = []
        for project in 0..<projects {
            builder.addProject(
                "P\(project)", ["households": 12, "district": .text("D\(project % 7)")])
            let first = builder.addWork("W1", cost: 100_00)
            let second = builder.addWork("W2", cost: 50_00)
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
            starts: Array(repeating: 0, count: projects),
            fundedWorks: Array(repeating: true, count: 2 * projects), payments: payments)
        let outcome = Outcome(status: .proved, plan: plan, requestedGap: 0, solver: "none")
        return try PlanReport(
            programme: builder.programme, outcome: outcome,
            figures: PlanFigures(of: plan, in: builder.programme),
            record: RunRecord(version: "1", solver: "none", method: .blocks), language: .english
        ).document()
    }
}
