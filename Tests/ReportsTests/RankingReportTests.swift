import Planning
import TestSupport
import Testing

@testable import Funding
@testable import Reports

/// What the report says of an order: places, scores, decisions with their witnesses, and its cost.
@Suite struct RankingReportTests {
    /// The sample plan as if an order had chosen it; projects 0 to 2 of five are funded.
    private static var sample: SamplePlan {
        var sample = SamplePlan(status: .proved)
        let households = sample.programme.reference(.project, named: "households")
        let consent = sample.programme.reference(.project, named: "consent")
        sample.programme.selection = RankedSelection(
            score: [
                .init(.column(households), weight: Ratio(1, 10)),
                .init(.column(consent), weight: Ratio(50)),
            ],
            ties: [.init(.cost, isDescending: false)],
            tiers: [.init(condition: .project(["P1"]), text: "hazard = yes")], whenFull: .skip)
        func entry(
            _ project: Int, tier: Int, tieBreak: Int? = nil, _ decision: Ranking.Decision
        ) -> Ranking.Entry {
            Ranking.Entry(
                standing: .init(
                    project: project, tier: tier, parts: [Ratio(42), Ratio(41)], score: Ratio(83),
                    tieBreak: tieBreak), decision: decision)
        }
        sample.outcome.ranking = Ranking(
            entries: [
                entry(0, tier: 0, .accepted), entry(1, tier: 1, .accepted),
                entry(2, tier: 2, tieBreak: 0, .accepted),
                entry(
                    3, tier: 2, tieBreak: 1,
                    .doesNotFit(
                        .money(
                            sources: [0, 1], needed: Money(minorUnits: 7_050_000_00),
                            left: Money(minorUnits: 990_000_00)))),
                entry(4, tier: 2, .behind(project: 3)),
            ],
            works: [
                .init(
                    work: 5, decision: .doesNotFit(.limits([.budget(0), .rule(0), .classOrder]))),
                .init(work: 7, decision: .doesNotFit(.search(branches: 3))),
                .init(work: 4, decision: .open),
            ],
            optimum: GoalOutcome(
                goal: 0, value: Ratio(700), achieved: Ratio(700), bound: Ratio(705),
                requestedGap: 0.0001))
        return sample
    }

    private static func text(_ name: String, _ language: Language) throws -> String {
        let files = ReportFiles.files(for: try sample.document(language))
        let file = try #require(files.first { $0.name == name })
        return String(decoding: bytes(of: file), as: UTF8.self)
    }

    @Test(arguments: [
        "no plan that funds them is better", "taken in the order of the table, 3 projects of 5",
        "needs 7,050,000 yuan from", "990,000 yuan are left, 6,060,000 yuan too little",
        "which does not fit and ends it", "in the way stand the budget of",
        "proved it in 3 branches",
        "Neither was a plan with it found", "The order costs 4 in the first goal",
        "no plan at all can exceed 705", "hazard = yes", "must be funded",
    ])
    func reportSaysInEnglish(words: String) throws {
        #expect(try Self.text("report.md", .english).contains(words))
    }

    @Test(arguments: [
        "按排序应选的正是这些项目", "入选3个项目（共5个项目）", "需要", "99万元", "缺口606万元", "到此为止", "受以下限制",
        "搜索共3个分支", "既未找到能安排它的方案", "按排序安排的代价", "任何方案都不会超过705", "hazard = yes", "必选",
    ])
    func reportSaysInChinese(words: String) throws {
        #expect(try Self.text("report.md", .chinese).contains(words))
    }

    @Test(arguments: [
        (Language.english, "no plan at all can go below 705"), (.chinese, "任何方案都不会低于705"),
    ])
    func boundOfAGoalToMinimizeIsALowerOne(language: Language, words: String) throws {
        var sample = Self.sample
        sample.programme.goals[0].sense = .minimize
        let paragraphs = try sample.document(language).sections.flatMap(\.paragraphs)
        #expect(paragraphs.contains { $0.contains(words) })
    }

    @Test func resultIsTheSameInBothLanguages() throws {
        let result = try Self.text("result.json", .english)
        #expect(try Self.text("result.json", .chinese) == result)
        #expect(result.contains("\"selection\": \"ranked\""))
        #expect(result.contains("\"neededFen\": 705000000, \"leftFen\": 99000000"))
        #expect(result.contains("\"tieBreak\": \"id\""))
        #expect(
            result.contains("\"ordered\": \"696\", \"optimum\": \"700\", \"difference\": \"4\""))
    }

    @Test func reportWithoutAnOrderHasNoSuchTables() throws {
        let document = try SamplePlan().document(.english)
        #expect(!document.tables.contains { ["ranking", "order-cost"].contains($0.id) })
    }
}
