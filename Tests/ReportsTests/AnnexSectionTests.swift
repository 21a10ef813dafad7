import Funding
import Planning
import TestSupport
import Testing

@testable import Reports

@Suite struct AnnexSectionTests {
    /// Two projects with 1.5 and 2 in a column of 万元.
    private static let programme: Programme = {
        var builder = ProgrammeBuilder(projectNumbers: ["private"])
        builder.addProject("P", ["private": .hundredths(150)])
        builder.addProject("Q", ["private": 2])
        builder.addProject("R")
        var programme = builder.programme
        programme.moneyUnit = .wanYuan
        let third = Expression.operation(.divide, .number(Ratio(2)), .number(Ratio(3)))
        func figure(_ style: KeyFigure.Style, _ decimals: Int) -> KeyFigure {
            KeyFigure(
                id: style.rawValue, title: LocalizedText(english: "Share", chinese: "占比"),
                formula: Formula(third, text: "2 / 3"), value: Ratio(2, 3), style: style,
                decimals: decimals)
        }
        programme.annex.figures = [figure(.percent, 2), figure(.number, 3), figure(.money, 1)]
        programme.annex.derivations = [
            Derivation(builder.project("private"), Formula(third, text: "area / 2"))
        ]
        programme.annex.memos = [
            MemoLedger(
                id: "private", column: builder.project("private"), minorUnitsPerOne: 1_000_000)
        ]
        programme.annex.checks = [
            DataCheck(
                id: "cap", text: "3 <= 2", rowCount: 1, failureCount: 1,
                left: CheckedSide(value: Ratio(3), isMoney: true),
                right: CheckedSide(value: Ratio(2), isMoney: true))
        ]
        return programme
    }()

    private func cells(_ table: String, _ language: Language, funded: [Int]?) throws
        -> [[TableCell]]
    {
        let sections = AnnexSection(
            programme: Self.programme, phrasing: Phrasing(language: language, unit: .wanYuan),
            fundedProjects: funded
        ).sections()
        let found = try #require(sections.first?.tables.first { $0.id == table })
        var rows: [[TableCell]] = []
        found.rows.forEach { rows.append($0) }
        return rows
    }

    @Test func figuresAreRoundedForPeopleAndExactForPrograms() throws {
        let english = try cells("key-figures", .english, funded: [])
        #expect(
            english.map { $0[2] } == [.text("66.67 %"), .text("0.667"), .text("0.7 10k yuan")])
        #expect(english.map { $0[3] } == Array(repeating: .fraction(Ratio(2, 3)), count: 3))
        let chinese = try cells("key-figures", .chinese, funded: [])
        #expect(chinese.map { $0[2] } == [.text("66.67%"), .text("0.667"), .text("0.7万元")])
        #expect(chinese[0][1] == .text("占比"))
    }

    @Test func memoAddsUpFundedAndAllProjects() throws {
        let row = try #require(try cells("memo", .english, funded: [1, 2]).first)
        #expect(row[2] == .money(Money(minorUnits: 2_000_000)))
        #expect(row[3] == .money(Money(minorUnits: 3_500_000)))
        let without = try #require(try cells("memo", .english, funded: nil).first)
        #expect(without[2] == .blank)
    }

    @Test func checkShowsBothSides() throws {
        let row = try #require(try cells("data-checks", .chinese, funded: []).first)
        #expect(row[3] == .text("3万元") && row[4] == .text("2万元"))
        #expect(row[9] == .word(key: "false", text: "否"))
    }

    @Test func derivedColumnIsShownWithItsExpression() throws {
        let row = try #require(try cells("derived-columns", .chinese, funded: []).first)
        #expect(
            row == [
                .word(key: "private", text: "private"), .word(key: "project", text: "每个项目"),
                .text("area / 2"),
            ])
    }

    @Test func nothingAskedForIsNoSection() {
        let section = AnnexSection(
            programme: Programme(), phrasing: Phrasing(language: .english, unit: .yuan),
            fundedProjects: [])
        #expect(section.sections().isEmpty)
    }
}
