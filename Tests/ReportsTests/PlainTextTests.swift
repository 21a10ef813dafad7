import Funding
import TestSupport
import Testing

@testable import Reports

@Suite struct PlainTextTests {
    /// Characters around the borders of what is plain, and those that formats escape.
    private static let scalars: [Unicode.Scalar] = [
        "a", "7", " ", ",", "\"", "\\", "'", "=", "-", "~", "\u{7F}", "\u{1F}", "\n", "é", "小",
        "\u{4E00}",
        "\u{4DFF}", "\u{9FFF}", "\u{A000}", "\u{3FFF}", "，", "。", "\u{202E}", "\u{FEFF}",
        "\u{1F600}",
    ]

    @Test(arguments: UInt64(0)..<200)
    func plainTextsAreWrittenLikeAllOthers(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for length in 0..<12 {
            var text = ""
            for _ in 0..<length {
                // Mostly plain, so that one character decides.
                let isPlain = Int.random(in: 0..<4, using: &generator) > 0
                text.unicodeScalars.append(
                    isPlain ? "小" : PlainTextTests.scalars.randomElement(using: &generator) ?? "x")
            }
            #expect(written { CSVRenderer.append(text, to: &$0) } == CSVRenderer.field(text))
            #expect(written { JSONText.append(text, to: &$0) } == JSONText.quoted(text))
        }
    }

    @Test(arguments: UInt64(0)..<200)
    func boundsAreWrittenToTheNearestDigit(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bits = Int64.max >> Int64.random(in: 0..<62, using: &generator)
        let bound = Ratio(
            Int128(Int64.random(in: -bits...bits, using: &generator)),
            Int128(Int64.random(in: 1...(1 + bits / 2), using: &generator)))
        let unit = MoneyUnit.allCases[Int(seed % 3)]
        let text = DecimalText.text(
            minorUnits: bound, in: unit, decimals: unit.decimals, isGrouped: false)
        let digits = text.filter { $0 != "." }
        let decimals = text.count - digits.count == 0 ? 0 : text.split(separator: ".")[1].count
        let shown = Ratio(
            try #require(Int128(digits)), DataColumn.powerOfTen(decimals - unit.decimals))
        let error = try shown.subtracting(bound).magnitude
        let half = Ratio(1, 2 * DataColumn.powerOfTen(decimals - unit.decimals))
        #expect(error <= half)
    }

    @Test(arguments: UInt64(0)..<200)
    func decimalsAreTheMostThatAnyAmountNeeds(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let unit = MoneyUnit.allCases[Int(seed % 3)]
        var (decimals, other) = (MoneyDecimals(of: unit), MoneyDecimals(of: unit))
        var most = 0
        for number in 0..<Int(seed % 7) {
            let factor = Int64([1, 10, 1_000, 1_000_000, 10_000_000_000][(Int(seed) + number) % 5])
            let amount = Money(
                minorUnits: Int64.random(in: -900_000...900_000, using: &generator) * factor)
            most = max(most, DecimalText.decimals(of: amount, in: unit))
            if number % 2 == 0 { decimals.fit(amount) } else { other.fit(amount) }
        }
        decimals.fit(other)
        #expect(decimals.count == most)
    }

    private func written(_ write: (inout ByteBuffer) -> Void) -> String {
        var buffer = ByteBuffer()
        var bytes: [UInt8] = []
        write(&buffer)
        buffer.flush { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
