import Planning
import Testing

@testable import Reports

@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("abc", 3), ("小区", 4), ("（万元）", 8), ("e\u{301}", 1), ("\u{20000}", 2), ("한국", 4),
        ("ｱ", 1), ("Ａ", 2), ("\u{1F600}", 2), ("", 0), ("é", 1), ("。", 2),
    ])
    func wideCharactersTakeTwoColumns(_ text: String, _ columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
    }

    @Test(arguments: ["小区", "abc", "a小b", "", "十二个字"], [0, 3, 4, 7, 12])
    func paddedTextsFillTheirColumns(_ text: String, _ columns: Int) {
        let expected = max(columns, DisplayWidth.columns(of: text))
        let right = DisplayWidth.padded(text, to: columns, isRightAligned: true)
        let left = DisplayWidth.padded(text, to: columns, isRightAligned: false)
        #expect(DisplayWidth.columns(of: right) == expected && right.hasSuffix(text))
        #expect(DisplayWidth.columns(of: left) == expected && left.hasPrefix(text))
    }

    @Test(arguments: [
        ("和平新村一期", 7, "和平.."), ("和平新村一期", 12, "和平新村一期"), ("abcdef", 5, "abc.."),
    ])
    func longTextsAreCut(_ text: String, _ columns: Int, _ cut: String) {
        #expect(DisplayWidth.cut(text, to: columns) == cut)
    }

    @Test(
        arguments: [
            ("one two three", 8, ["one two", "three"]), ("abcdefghijkl", 8, ["abcdefgh", "ijkl"]),
            ("所需资金，不足", 8, ["所需资", "金，不足"]), ("", 8, [""]),
            ("资金合计 12", 10, ["资金合计", "12"]),
        ] as [(String, Int, [String])])
    func linesBreakWherePeopleBreakThem(_ text: String, _ width: Int, _ lines: [String]) {
        #expect(LineWrapping.lines(of: text, width: width) == lines)
    }

    @Test(arguments: Language.allCases, [Outcome.Status.feasible, .proved])
    func summariesAreAtMostAHundredColumnsWide(_ language: Language, _ status: Outcome.Status)
        throws
    {
        let summary = ReportFiles.summary(of: try SamplePlan(status: status).document(language))
        let widths = summary.split(separator: "\n").map { DisplayWidth.columns(of: String($0)) }
        #expect(widths.allSatisfy { $0 <= 100 })
    }

    @Test func columnsOfATableAreAligned() throws {
        let summary = ReportFiles.summary(of: try SamplePlan().document(.chinese))
        let lines = summary.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasPrefix("资金构成表") })
        // Heading, rule, five rows, rule and total all end at the same column.
        let table = lines[(start + 1)..<(start + 10)]
        #expect(Set(table.map { DisplayWidth.columns(of: String($0)) }).count == 1)
    }
}
