import Funding
import TestSupport
import Testing

@testable import Reports

@Suite struct DecimalTextTests {
    @Test(arguments: [
        // One fen in each unit, the largest amount, and a deficit.
        (1, MoneyUnit.yuan, "0.01"), (1, .wanYuan, "0.000001"), (1, .yiYuan, "0.0000000001"),
        (9_000_000_000_000_000, .yuan, "90000000000000"),
        (9_000_000_000_000_000, .yiYuan, "900000"),
        (8_999_999_999_999_999, .yiYuan, "899999.9999999999"),
        (-1_050, .yuan, "-10.5"), (0, .yiYuan, "0"), (1_000_000, .wanYuan, "1"),
        (9_999_999, .wanYuan, "9.999999"),
    ])
    func leastDecimalsShowAnAmountExactly(_ fen: Int64, _ unit: MoneyUnit, _ text: String) {
        let amount = Money(minorUnits: fen)
        let decimals = DecimalText.decimals(of: amount, in: unit)
        #expect(
            DecimalText.text(amount, in: unit, decimals: decimals, isGrouped: false) == text)
    }

    @Test(arguments: [
        (123_456_789, 2, "1,234,567.89"), (100, 2, "1.00"), (-99_999_900, 2, "-999,999.00"),
        (100_000_000, 4, "1,000,000.0000"), (5, 2, "0.05"), (-5, 2, "-0.05"),
    ])
    func thousandsAreGrouped(_ fen: Int64, _ decimals: Int, _ text: String) {
        let amount = Money(minorUnits: fen)
        #expect(
            DecimalText.text(amount, in: .yuan, decimals: decimals, isGrouped: true) == text)
    }

    @Test(arguments: [
        // 1/8 fen has three decimals of a fen; 1/3 fen has no end and is rounded to the fen.
        (Ratio(1, 8), MoneyUnit.yuan, "0.00125"), (Ratio(100, 3), .yuan, "0.33"),
        (Ratio(200, 3), .yuan, "0.67"), (Ratio(-200, 3), .yuan, "-0.67"),
        (Ratio(1, 3), .wanYuan, "0.000000"), (Ratio(29_999, 3), .yuan, "100.00"),
        (Ratio(1_000_000), .wanYuan, "1.00"), (Ratio(99_999, 100_000), .yuan, "0.01"),
    ])
    func boundsThatAreNoWholeFenHaveDecimalsOfTheirOwn(
        _ fen: Ratio, _ unit: MoneyUnit, _ text: String
    ) {
        #expect(
            DecimalText.text(minorUnits: fen, in: unit, decimals: 2, isGrouped: false) == text)
    }

    @Test(arguments: [
        (Ratio(2, 3), "66.66"), (Ratio(1), "100.00"), (Ratio(99_999, 100_000), "99.99"),
        (Ratio(0), "0.00"), (Ratio(3, 2), "150.00"), (Ratio(-1, 3), "-33.33"),
    ])
    func percentagesAreCut(_ share: Ratio, _ text: String) {
        #expect(DecimalText.percent(share, decimals: 2) == text)
    }

    @Test(arguments: [
        (Ratio(1, 3), 3, "0.333"), (Ratio(2, 3), 3, "0.667"), (Ratio(9_996, 10_000), 3, "1.000"),
        (Ratio(-1, 2), 0, "-1"), (Ratio(-1, 10_000), 2, "0.00"),
        (Ratio(.max - 1), 0, "\(Int128.max - 1)"),
        (Ratio(1, .max - 1), 4, "0.0000"),
    ])
    func numbersAreRoundedToTheNearest(_ number: Ratio, _ decimals: Int, _ text: String) {
        #expect(DecimalText.text(number, decimals: decimals, isGrouped: false) == text)
    }

    @Test(
        arguments: [
            (Ratio(1, 8), 3), (Ratio(1, 5), 1), (Ratio(7), 0), (Ratio(1, 3), nil),
            (Ratio(1, 64), 6),
            (Ratio(1, 128), nil),
        ] as [(Ratio, Int?)])
    func neededDecimalsAreFound(_ number: Ratio, _ decimals: Int?) {
        #expect(DecimalText.decimals(of: number, most: 6) == decimals)
    }

    @Test func tooFewDecimalsAreAMistake() async {
        await #expect(processExitsWith: .failure) {
            _ = DecimalText.text(
                Money(minorUnits: 1), in: .yuan, decimals: 1, isGrouped: false)
        }
    }

    @Test(arguments: 0..<200) func sharesOfAWholeAddUpToIt(_ seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let amounts = (0..<Int.random(in: 1...9, using: &random)).map { _ in
            Money(minorUnits: Int64.random(in: 0...1_000_000, using: &random))
        }
        let shares = Composition.shares(of: amounts).compactMap { $0 }
        let sum = shares.reduce(Int128(0)) { $0 + $1.numerator * (10_000 / $1.denominator) }
        #expect(sum == (amounts.contains { $0 > .zero } ? 10_000 : 0))
    }
}
