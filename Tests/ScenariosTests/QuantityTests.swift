import Funding
import Testing

@testable import Scenarios

@Suite struct QuantityTests {
    @Test(
        arguments: [
            ("1234.56", 2, 123_456), ("0", 6, 0), ("-0", 6, 0), ("0.000001", 6, 1),
            ("30万元", 2, 30_000_000),
            ("5.2亿元", 2, 52_000_000_000), ("12.5000000", 6, 12_500_000), ("+7 yuan", 6, 700),
            ("10k yuan", 2, nil), ("3 10k yuan", 2, 3_000_000),
            ("90000000000000", 2, 9_000_000_000_000_000),
            ("90000000000000.01", 2, nil), ("0.001", 2, nil), (".5", 2, nil), ("5.", 2, nil),
            ("", 2, nil),
            ("-", 2, nil), ("1 2", 2, nil), ("1.2.3", 2, nil), ("--1", 2, nil), ("1,234", 2, nil),
            ("12345678901234567890123456789", 2, nil), ("元", 2, nil), ("∞", 2, nil),
        ] as [(String, Int, Int64?)])
    func amountIsExactOrRefused(text: String, power: Int, fen: Int64?) {
        #expect((try? MoneyText.money(text, bareUnit: power))?.minorUnits == fen)
    }

    @Test(
        arguments: [
            ("1,234.56", 123_456), ("12,345,678", 1_234_567_800), ("123,456", 12_345_600),
            ("999", 99_900),
            ("1234,567", nil), ("1,23", nil), ("1,2345", nil), (",123", nil), ("1,,234", nil),
            ("1,234,5", nil),
            ("1.234,5", nil), ("1,234.5,6", nil), ("12,345.6", 1_234_560),
        ] as [(String, Int64?)])
    func declaredGroupingIsReadOnlyWhereConsistent(text: String, fen: Int64?) {
        let amount = try? MoneyText.money(text, bareUnit: 2, allowsGrouping: true)
        #expect(amount?.minorUnits == fen)
    }

    @Test(
        arguments: [
            ("15%", Ratio(3, 20)), ("100.01%", Ratio(10001, 10000)), ("2/3", Ratio(2, 3)),
            ("0.8", Ratio(4, 5)),
            ("80％", Ratio(4, 5)), ("1.5 / 2", Ratio(3, 4)), ("1/0", nil), ("x%", nil), ("%", nil),
            ("1/2/3", nil),
        ] as [(String, Ratio?)])
    func shareIsExactOrRefused(text: String, share: Ratio?) {
        #expect((try? ShareText.parse(text)) == share)
    }

    @Test(
        arguments: [
            ("5.2亿元", "-10%", "4.68亿元"), ("100%", "-10%", "90%"), ("10 元/m2", "+5%", "10.5 元/m2"),
            ("8000", "-100%", "0"), ("x", "-10%", nil), ("-5", "+100%", "-10"),
        ] as [(String, String, String?)])
    func relativeChangeKeepsTheUnit(old: String, change: String, new: String?) {
        #expect(RelativeChange(change)?.applied(to: old) == new)
    }

    @Test(arguments: ["10%", "-10", "+x%", "-%", "-1e2%", ""])
    func otherTextsAreNoRelativeChange(text: String) {
        #expect(RelativeChange(text) == nil)
    }

    @Test(
        arguments: [
            ("造价（万元）", "cost", 6, 0), ("cost (yuan)", "cost", 2, 0),
            ("建筑面积(万㎡)", "area_m2", nil, 4),
            ("同意率（%）", "consent", nil, -2), ("奖补（元）", "奖补", 2, 0), ("说明（甲）", "说明（甲）", nil, 0),
            ("Households", "households", nil, 0),
        ] as [(String, String, Int?, Int)])
    func headingGivesNameAndUnit(text: String, name: String, power: Int?, shift: Int) {
        let heading = TableHeading(text, in: ColumnAliases.works, renamed: [:])
        #expect(heading.name == name)
        #expect(heading.moneyPower == power)
        #expect(heading.shift == shift)
    }

    @Test(
        arguments: [
            ("造价（万元）", "造价（万元）"), ("建筑面积(万㎡)", "建筑面积（㎡）"), ("同意率（%）", "同意率"),
            ("户数（户）", "户数（户）"), ("户数（万户）", "户数（户）"), ("说明（甲）", "说明（甲）"),
        ])
    func figuresAreShownUnderTheUnitInWhichTheyWereRead(text: String, shown: String) {
        #expect(TableHeading(text, in: ColumnAliases.projects, renamed: [:]).shown == shown)
    }
}
