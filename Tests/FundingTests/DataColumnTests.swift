import Funding
import TestSupport
import Testing

@Suite struct DataColumnTests {
    @Test(arguments: [
        (Int64(0), 0, "0"), (0, 2, "0"), (5, 0, "5"), (5, 1, "0.5"), (50, 1, "5"),
        (-5, 3, "-0.005"), (-1_200, 2, "-12"), (1_230, 3, "1.23"), (100, 9, "0.0000001"),
        (.max, 0, "9223372036854775807"), (.max, 9, "9223372036.854775807"),
        (.min + 1, 9, "-9223372036.854775807"), (1_000_000_000, 9, "1"),
    ])
    func textHasNoNeedlessZeros(mantissa: Int64, decimals: Int, text: String) {
        #expect(DataColumn.text(ofMantissa: mantissa, decimals: decimals) == text)
    }

    @Test(arguments: 0..<200) func textReadsBackAsTheNumber(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let decimals = Int.random(in: 0...DataColumn.mostDecimals, using: &random)
        let mantissa = Int64.random(in: -9_999_999_999...9_999_999_999, using: &random)
        let column = numbers(decimals, [mantissa])
        let text = try #require(column.text(at: 0))
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : ""
        let digits = try #require(Int128(parts[0] + fraction))
        #expect(column.number(at: 0) == Ratio(digits, DataColumn.powerOfTen(fraction.count)))
        #expect(fraction.last != "0")
    }

    @Test func blankNumberIsNothing() {
        let column = numbers(2, [DataColumn.blank, 150])
        #expect(column.number(at: 0) == nil)
        #expect(column.text(at: 0) == nil)
        #expect(column.number(at: 1) == Ratio(3, 2))
        #expect(column.text(at: 1) == "1.5")
        #expect(column.isNumeric)
    }

    @Test func textIsNoNumber() {
        let column = DataColumn(
            name: "d", heading: "D", content: .texts(distinct: ["12", "西区"], codes: [1, -1, 0]))
        #expect(column.text(at: 0) == "西区")
        #expect(column.text(at: 1) == nil)
        #expect(column.text(at: 2) == "12")
        #expect(column.number(at: 2) == nil)
        #expect(!column.isNumeric)
    }

    @Test func columnIsFoundByItsName() {
        let table = DataTable(rowCount: 1, columns: [numbers(0, [1])])
        #expect(table.column(named: "n")?.number(at: 0) == .one)
        #expect(table.column(named: "N") == nil)
    }

    @Test func powersOfTenAreExact() {
        #expect(DataColumn.powerOfTen(0) == 1)
        #expect(DataColumn.powerOfTen(18) == 1_000_000_000_000_000_000)
    }

    private func numbers(_ decimals: Int, _ mantissas: [Int64]) -> DataColumn {
        DataColumn(
            name: "n", heading: "N",
            content: .numbers(decimals: decimals, mantissas: mantissas))
    }
}
