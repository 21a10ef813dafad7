import CostSharing
import Funding
import TestSupport
import Testing

/// A level income on an investment of 50,000,000 yuan, worked out with other means.
///
/// The last rate is 6.3949 %, which is 6.39 % and not 6.40 %.
struct LevelIncome: Sendable {
    /// In yuan a year.
    let income: Int64
    let years: Int
    /// In hundredths of a percent, and in hundredths of a year to the nearest.
    let rate: Int128
    let payback: Int128

    static let all = [
        (3_000_000, 340, 180, 1667), (3_500_000, 487, 344, 1429), (4_000_000, 624, 496, 1250),
        (4_500_000, 754, 639, 1111),
    ].flatMap { income, long, short, payback in
        [
            LevelIncome(income: income, years: 25, rate: Int128(long), payback: Int128(payback)),
            LevelIncome(income: income, years: 20, rate: Int128(short), payback: Int128(payback)),
        ]
    }
}

@Suite struct SocialLedgerTests {
    private let investment = SocialLedgerTests.yuan(50_000_000)

    static func yuan(_ amount: Int64) -> Money { Money(minorUnits: amount * 100) }

    @Test(arguments: LevelIncome.all) func returnAndPaybackAreTheWorkedOnes(level: LevelIncome)
        throws
    {
        let ledger = try ledger(level.income, years: level.years)
        #expect(
            try ledger.internalReturn(of: investment) == .rate(Ratio(level.rate, 10_000)))
        let payback = try #require(ledger.payback(of: investment))
        let hundredths = try payback.multiplied(by: Ratio(100)).adding(Ratio(1, 2)).floor
        #expect(hundredths == level.payback)
    }

    /// All four lie within 3 % and 8 % over 25 years; over 20, the first earns too little.
    @Test(arguments: LevelIncome.all) func bandHoldsAllButTheFirstAtTwentyYears(level: LevelIncome)
        throws
    {
        let ledger = try ledger(level.income, years: level.years)
        let most = try ledger.largestInvestment(earningAtLeast: Ratio(3, 100))
        let least = try ledger.leastInvestment(earningAtMost: Ratio(8, 100))
        let isWithin = (least...most).contains(investment)
        #expect(isWithin == !(level.income == 3_000_000 && level.years == 20))
    }

    /// 1 / 1.03 + 1 / 1.03² = 2.03 / 1.0609 = 1.913469…, of 1,060,900 yuan a year exactly 2,030,000.
    @Test func wholePresentValueIsExact() throws {
        let value = try PresentValue(
            of: [SocialLedgerTests.yuan(1_060_900), SocialLedgerTests.yuan(1_060_900)],
            at: Ratio(3, 100))
        #expect(value.floor == 203_000_000 && value.ceiling == 203_000_000)
    }

    /// 720,000 + 657,000 + 180,000 + 240,000 + 300,000 = 2,097,000; 2,097,000 · 25 is still more than
    /// 50,000,000, by 2,425,000, which is no return of 3 %: 1.03 to the power of -25 makes 36,515,370.70.
    @Test func streamsOfTheTestProjectNeedMorePublicMoney() throws {
        let streams = [720_000, 657_000, 180_000, 240_000, 300_000].map {
            SocialLedger.Stream(revenue: SocialLedgerTests.yuan($0))
        }
        let ledger = SocialLedger(year: try LedgerYear(streams: streams), years: 25)
        #expect(ledger.year.flow == SocialLedgerTests.yuan(2_097_000))
        #expect(ledger.totalFlow - investment == SocialLedgerTests.yuan(2_425_000))
        #expect(
            try ledger.largestInvestment(earningAtLeast: Ratio(3, 100))
                == Money(minorUnits: 3_651_537_070))
        #expect(try ledger.netPresentValue(of: investment, at: Ratio(3, 100)) < .zero)
    }

    /// 2 % of 25,000,000 for five years.
    @Test func subsidyIsPaidInItsYearsOnly() throws {
        let year = try LedgerYear(streams: [.init(revenue: SocialLedgerTests.yuan(3_000_000))])
        let ledger = SocialLedger(
            year: year, years: 25, interestSubsidy: SocialLedgerTests.yuan(500_000),
            subsidyYears: 5)
        #expect(ledger.flows[4] == SocialLedgerTests.yuan(3_500_000))
        #expect(ledger.flows[5] == SocialLedgerTests.yuan(3_000_000))
        #expect(ledger.totalFlow == SocialLedgerTests.yuan(77_500_000))
    }

    /// 106 at 6 % contains 6.
    ///
    /// 90 % of 100 count, and all of the 20 that are exempt, less 40 of cost and 30 of deductions: 40,
    /// a quarter of which is 10.
    @Test func taxesAreWorkedOut() throws {
        let year = try LedgerYear(
            streams: [
                .init(revenue: Money(minorUnits: 106), vat: Ratio(6, 100), taxable: Ratio(9, 10)),
                .init(revenue: Money(minorUnits: 20)),
            ], operatingCost: Money(minorUnits: 40), deductions: Money(minorUnits: 30),
            taxRate: Ratio(1, 4))
        #expect(year.vat == Money(minorUnits: 6))
        #expect(year.incomeTax == Money(minorUnits: 10))
        #expect(year.flow == Money(minorUnits: 126 - 6 - 40 - 10))
    }

    @Test func lossIsNotTaxed() throws {
        let year = try LedgerYear(
            streams: [.init(revenue: Money(minorUnits: 10))],
            operatingCost: Money(minorUnits: 11), taxRate: .one)
        #expect(year.incomeTax == .zero && year.flow == Money(minorUnits: -1))
    }

    @Test func returnsThatAreNoRateAreNamed() throws {
        let ledger = try ledger(1_000_000, years: 10)
        #expect(try ledger.internalReturn(of: SocialLedgerTests.yuan(10_000_001)) == .belowZero)
        #expect(
            try ledger.internalReturn(of: SocialLedgerTests.yuan(10_000_000))
                == .rate(.zero))
        #expect(try ledger.internalReturn(of: SocialLedgerTests.yuan(10)) == .aboveMost)
        #expect(try ledger.internalReturn(of: .zero) == .none)
        let turning = SocialLedger(
            year: try LedgerYear(
                streams: [], operatingCost: SocialLedgerTests.yuan(1)), years: 3,
            interestSubsidy: SocialLedgerTests.yuan(5), subsidyYears: 1)
        #expect(try turning.internalReturn(of: SocialLedgerTests.yuan(1)) == .none)
        #expect(ledger.payback(of: SocialLedgerTests.yuan(10_000_001)) == nil)
    }

    // MARK: - Properties

    @Test(arguments: 0..<100) func presentValueIsEnclosedClosely(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let ledger = try randomLedger(&random)
        let rate = Ratio(Int128.random(in: 0...2_000, using: &random), 10_000)
        let value = try PresentValue(of: ledger.flows, at: rate)
        #expect(value.lower <= value.upper)
        #expect(value.upper - value.lower <= 2 * Int128(ledger.years))
        // Two years can be checked against exact fractions.
        let two = Array(ledger.flows.prefix(2))
        let short = try PresentValue(of: two, at: rate)
        let grown = try Ratio.one.adding(rate)
        let last = two.count > 1 ? try two[1].exact.divided(by: grown) : .zero
        let exact = try two[0].exact.adding(last).divided(by: grown)
        #expect(Ratio(short.lower, PresentValue.partsPerFen) <= exact)
        #expect(exact <= Ratio(short.upper, PresentValue.partsPerFen))
    }

    @Test(arguments: 0..<100) func valueFallsWithTheRate(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let ledger = try randomLedger(&random)
        let low = Int128.random(in: 0...1_000, using: &random)
        let high = low + Int128.random(in: 1...1_000, using: &random)
        let first = try ledger.netPresentValue(of: .zero, at: Ratio(low, 10_000))
        let second = try ledger.netPresentValue(of: .zero, at: Ratio(high, 10_000))
        #expect(first >= second)
    }

    @Test(arguments: 0..<100) func largestInvestmentEarnsTheRateAndOneUnitMoreDoesNot(seed: Int)
        throws
    {
        var random = SeededGenerator(seed: UInt64(seed))
        let ledger = try randomLedger(&random)
        let rate = Ratio(Int128.random(in: 0...2_000, using: &random), 10_000)
        let unit = Money(minorUnits: [1, 100, 1_000_000][seed % 3])
        let most = try ledger.largestInvestment(earningAtLeast: rate, inUnitsOf: unit)
        #expect(most.minorUnits % unit.minorUnits == 0)
        #expect(try ledger.netPresentValue(of: most, at: rate) >= .zero)
        #expect(try ledger.netPresentValue(of: most + unit, at: rate) < .zero)
        let least = try ledger.leastInvestment(earningAtMost: rate, inUnitsOf: unit)
        #expect(least.minorUnits - most.minorUnits <= unit.minorUnits && least >= most)
    }

    @Test(arguments: 0..<100) func valueChangesItsSignAtTheReturn(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let ledger = try randomLedger(&random)
        let share = Ratio(Int128.random(in: 10...95, using: &random), 100)
        let investment = Money(
            minorUnits: Int64(try share.multiplied(by: ledger.totalFlow.exact).floor))
        guard case .rate(let rate) = try ledger.internalReturn(of: investment) else { return }
        let half = Ratio(1, 20_000)
        if rate > .zero {
            let below = try rate.subtracting(half)
            #expect(try ledger.netPresentValue(of: investment, at: below) >= .zero)
        }
        let above = try rate.adding(half)
        #expect(try ledger.netPresentValue(of: investment, at: above) < .zero)
    }

    @Test(arguments: 0..<100) func orderOfStreamsDoesNotMatter(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let streams = randomStreams(&random)
        let first = try LedgerYear(streams: streams, taxRate: Ratio(1, 4))
        let second = try LedgerYear(
            streams: streams.shuffled(using: &random), taxRate: Ratio(1, 4))
        #expect(first == second)
        let sum = streams.reduce(Money.zero) { $0 + $1.revenue }
        #expect(first.flow + first.vat + first.incomeTax == sum)
    }

    @Test func yearsBeyondTheMostAreRefused() async {
        await #expect(processExitsWith: .failure) {
            _ = SocialLedger(year: try LedgerYear(streams: []), years: 101)
        }
    }

    private func ledger(_ income: Int64, years: Int) throws -> SocialLedger {
        SocialLedger(
            year: try LedgerYear(streams: [.init(revenue: SocialLedgerTests.yuan(income))]),
            years: years)
    }

    private func randomStreams(_ random: inout SeededGenerator) -> [SocialLedger.Stream] {
        (0..<Int.random(in: 1...5, using: &random)).map { _ in
            SocialLedger.Stream(
                revenue: Money(
                    minorUnits: Int64.random(in: 1...100_000_000_000, using: &random)),
                vat: [Ratio.zero, Ratio(6, 100), Ratio(9, 100)].randomElement(using: &random)
                    ?? .zero,
                taxable: Ratio(Int128.random(in: 0...10, using: &random), 10))
        }
    }

    private func randomLedger(_ random: inout SeededGenerator) throws -> SocialLedger {
        let year = try LedgerYear(
            streams: randomStreams(&random), taxRate: Ratio(1, 4))
        return SocialLedger(
            year: year, years: Int.random(in: 1...100, using: &random),
            interestSubsidy: Money(minorUnits: Int64.random(in: 0...1_000_000, using: &random)),
            subsidyYears: Int.random(in: 0...5, using: &random))
    }
}
