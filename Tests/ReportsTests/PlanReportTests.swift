import Funding
import Planning
import TestSupport
import Testing
import Verification

@testable import Reports

@Suite struct PlanReportTests {
    private struct DiskFull: Error, Equatable {
        var piece: Int
    }

    @Test(arguments: ["report.md", "result.json", "projects.csv", "rule-instances.csv"])
    func aFailedWriteIsHandedOn(_ name: String) throws {
        let files = ReportFiles.files(for: try SamplePlan().document(.english))
        let file = try #require(files.first { $0.name == name })
        #expect(throws: DiskFull(piece: 1)) {
            try file.write { (_) throws(DiskFull) in throw DiskFull(piece: 1) }
        }
    }

    @Test(arguments: ["works.csv", "rule-instances.csv"])
    func largeFilesComeInPieces(_ name: String) throws {
        let document = try LargePlan.document(projects: 3_000)
        let file = try #require(ReportFiles.files(for: document).first { $0.name == name })
        var pieces: [Int] = []
        file.write { pieces.append($0.count) }
        #expect(pieces.count > 1 && pieces.allSatisfy { $0 <= 100_000 })
        var count = 0
        #expect(throws: DiskFull(piece: 2)) {
            try file.write { (_) throws(DiskFull) in
                count += 1
                if count == 2 { throw DiskFull(piece: 2) }
            }
        }
        #expect(count == 2)
    }

    @Test(arguments: [
        (Outcome.Method.blocks, Language.english, "price method, block by block", "blocks"),
        (.blocks, .chinese, "价格分解法，逐块优化", "blocks"),
        (.wholeProgram, .english, "search over the whole programme", "wholeProgram"),
        (.wholeProgram, .chinese, "对全部项目整体搜索", "wholeProgram"),
    ])
    func recordSaysHowGoalsWereOptimised(
        method: Outcome.Method, language: Language, words: String, key: String
    ) throws {
        let sample = SamplePlan()
        let document = try PlanReport(
            programme: sample.programme, outcome: sample.outcome,
            figures: PlanFigures(of: sample.plan, in: sample.programme),
            record: RunRecord(version: "1", solver: "none", method: method), language: language
        ).document()
        let files = ReportFiles.files(for: document)
        let report = try #require(files.first { $0.name == "report.md" })
        #expect(String(decoding: bytes(of: report), as: UTF8.self).contains(words))
        let result = try #require(files.first { $0.name == "result.json" })
        #expect(
            String(decoding: bytes(of: result), as: UTF8.self)
                .contains("\"method\": \"\(key)\""))
    }

    @Test func longTablesNameTheFileWithTheRest() throws {
        let document = try LargePlan.document(projects: 750)
        let files = ReportFiles.files(for: document)
        let report = try #require(files.first { $0.name == "report.md" })
        let text = String(decoding: bytes(of: report), as: UTF8.self)
        #expect(text.contains("… and 250 more, see projects.csv"))
        #expect(ReportFiles.summary(of: document).contains("… and 735 more, see projects.csv"))
    }

    @Test func aSumThatDoesNotAddUpIsShownAndNotHidden() throws {
        let sample = SamplePlan()
        var plan = sample.plan
        plan.payments[0].amount = plan.payments[0].amount - Money(minorUnits: 100)
        var outcome = sample.outcome
        outcome.plan = plan
        let document = try PlanReport(
            programme: sample.programme, outcome: outcome,
            figures: PlanFigures(of: plan, in: sample.programme), record: SamplePlan.record,
            language: .english
        ).document()
        #expect(!document.isReconciled)
        let summary = ReportFiles.summary(of: document)
        #expect(summary.contains("This report must not be used."))
        #expect(summary.contains("Difference of the grand totals"))
        #expect(!summary.contains("Every payment, budget"))
    }

    @Test(arguments: [
        (Language.english, "the gates let 3 projects through", "although a gate fails: 1 project."),
        (.chinese, "其中符合准入条件3个项目", "另有1个项目不符合准入条件，但属续建项目，继续安排。"),
    ])
    func runningProjectThatFailsAGateIsNotCountedAsPassing(
        language: Language, passing: String, running: String
    ) throws {
        var sample = SamplePlan()
        // P002 has 180 households; its first work has been begun.
        sample.programme.gates[1].condition = .comparison(
            sample.programme.reference(.project, named: "households"), .atLeast, Ratio(200))
        let before = try sample.document(language).sections[0].paragraphs[0]
        #expect(before.contains(passing) && !before.contains(running))
        sample.programme.commitments = [
            Commitment(work: 3, source: 0, time: .any, amount: Money(wan: 10_00), state: .promised)
        ]
        let summary = try sample.document(language).sections[0].paragraphs[0]
        #expect(summary.contains(passing) && summary.contains(running))
    }

    @Test(arguments: [
        (Language.english, "gate 'Fee collection' (households >= 100)"),
        (.chinese, "“物业费收缴率”（households >= 100）"),
    ])
    func gateIsCalledByItsTitle(language: Language, words: String) {
        var programme = SamplePlan().programme
        programme.gates[1].title = LocalizedText(english: "Fee collection", chinese: "物业费收缴率")
        let text = RefusalText(
            programme: programme, phrasing: Phrasing(language: language, unit: .wanYuan))
        #expect(text.sentence(forGates: [1], ofProject: 3).contains(words))
    }

    @Test func withinTheGapIsNotCalledOptimal() throws {
        var sample = SamplePlan(status: .proved)
        sample.outcome.requestedGap = 0.01
        sample.outcome.goals[0] = GoalOutcome(
            goal: 0, value: Ratio(690), achieved: Ratio(696), bound: Ratio(700),
            requestedGap: 0.01)
        let lines = ReportFiles.summary(of: try sample.document(.english)).split(separator: "\n")
        let summary = lines.joined(separator: " ")
        // 4/700 = 0.571428… %, rounded up.
        #expect(summary.contains("Proved optimal within the gap of 1 % that was asked for"))
        #expect(summary.contains("by more than 0.5715 %"))
        #expect(!summary.contains("no plan that meets all rules is better."))
        #expect(summary.contains("The plan has 690"))
    }

    @Test(
        arguments: [
            (Ratio(696), "no plan can do better"), (Ratio(700), "no plan can exceed 700"),
            (nil, "no bound is proved"),
        ] as [(Ratio?, String)])
    func goalsSayWhatIsProved(_ bound: Ratio?, _ text: String) {
        let sample = SamplePlan()
        let outcome = GoalOutcome(
            goal: 0, value: Ratio(696), achieved: Ratio(696), bound: bound, requestedGap: 0)
        let goal = GoalText(
            outcome: outcome, programme: sample.programme,
            phrasing: Phrasing(language: .english, unit: .wanYuan))
        #expect(goal.sentences.joined().contains(text))
    }

    @Test(arguments: [
        ("households", "households", Language.chinese, "户数"),
        ("households", "households", .english, "Households"),
        ("area_m2", "建筑面积（万㎡）", .chinese, "建筑面积（万㎡）"),
        ("area_m2", "area (10k m²)", .english, "area (10k m²)"),
        ("score", "score", .chinese, "score"), ("得分", "得分", .english, "得分"),
    ])
    func headingsOfTheUserComeFirst(
        _ name: String, _ heading: String, _ language: Language, _ shown: String
    ) {
        let column = DataColumn(
            name: name, heading: heading, content: .numbers(decimals: 0, mantissas: []))
        let glossary = Glossary(phrasing: Phrasing(language: language, unit: .yuan))
        #expect(glossary.heading(of: column) == shown)
    }

    @Test func namesOfGroupTablesAreSafeAndDistinct() {
        var taken: Set<String> = []
        let names = ["district", "District", "../etc", "所在县区", "a b"].map {
            GroupTableName.id(for: $0, taken: &taken)
        }
        #expect(names == ["by-district", "by-District-2", "by-___etc", "by-所在县区", "by-a_b"])
    }

    @Test func sourcesAreReportedTogetherAsTheScenarioSays() {
        var programme = SamplePlan().programme
        programme.sources[1].reportAs = "市县财政"
        programme.sources[2].reportAs = "市县财政"
        programme.sources[3].reportAs = "local"
        let glossary = Glossary(phrasing: Phrasing(language: .chinese, unit: .yuan))
        let columns = OfficialColumn.columns(of: programme, glossary)
        #expect(columns.map(\.heading) == ["中央资金", "市县财政", "地方资金", "居民出资", "社会资本"])
        #expect(columns.map(\.sources) == [[0], [1, 2], [3], [4], [5]])
    }
}
