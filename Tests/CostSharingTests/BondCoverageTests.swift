import CostSharing
import Funding
import TestSupport
import Testing

/// A project of which rate, term and coverage were disclosed, amounts in 万元.
struct DisclosedBond: Sendable, CustomTestStringConvertible {
    let name: String
    let total: String
    let bond: String
    var otherDebt = "0"
    let income: String
    /// In hundredths of a percent.
    let rate: Int128
    let years: Int128
    /// In thousandths, to the nearest.
    let coverage: Int128

    var testDescription: String { name }

    /// 50,209.72 万元 and so on: at most two decimals of 10,000 yuan, so 10,000 fen each.
    static func money(_ text: String) -> Money {
        let parts = text.split(separator: ".")
        let decimals =
            parts.count > 1 ? parts[1] + String(repeating: "0", count: 2 - parts[1].count) : "00"
        return Money(minorUnits: (Int64(parts[0] + decimals) ?? 0) * 10_000)
    }

    /// Rates are the issued coupons or, for the first, the one that the disclosed coverage implies.
    static let all = [
        DisclosedBond(
            name: "Nanhan, fitted rate", total: "50209.72", bond: "40000", income: "62539",
            rate: 232, years: 15, coverage: 1_160),
        DisclosedBond(
            name: "Nanhan, issued coupon", total: "50209.72", bond: "40000", income: "62539",
            rate: 201, years: 15, coverage: 1_201),
        DisclosedBond(
            name: "13 communities", total: "4946.16", bond: "2400", income: "5965.16", rate: 213,
            years: 30, coverage: 1_516),
        DisclosedBond(
            name: "Longshan", total: "8626", bond: "5400", income: "12493", rate: 328, years: 20,
            coverage: 1_397),
    ]
}

@Suite struct BondCoverageTests {
    private func coverage(_ bond: DisclosedBond) throws -> BondCoverage {
        try BondCoverage(
            income: DisclosedBond.money(bond.income), rate: Ratio(bond.rate, 10_000),
            years: Ratio(bond.years))
    }

    @Test(arguments: DisclosedBond.all) func coverageIsTheWorkedOne(bond: DisclosedBond) throws {
        let result = try #require(
            try coverage(bond).coverage(of: DisclosedBond.money(bond.bond)))
        let thousandths = try result.multiplied(by: Ratio(1_000)).adding(Ratio(1, 2)).floor
        #expect(thousandths == bond.coverage)
    }

    /// 62,539 / (1.2 · 1.348) = 38,661.5974…: to 100 yuan, 38,661.59 万元.
    @Test func largestBondOfNanhanIsRoundedDown() throws {
        let nanhan = try coverage(DisclosedBond.all[0])
        let unit = Money(minorUnits: 10_000)
        let largest = try nanhan.largestDebt(coveredAtLeast: Ratio(6, 5), inUnitsOf: unit)
        #expect(largest == DisclosedBond.money("38661.59"))
        let fen = try nanhan.largestDebt(coveredAtLeast: Ratio(6, 5))
        #expect(fen == Money(minorUnits: 38_661_597_428))
    }

    /// A fifth of 50,209.72 is 10,041.944, so at most 40,167.776 may be borrowed.
    @Test func capitalLimitsTheDebt() throws {
        let largest = try BondCoverage.largestDebt(
            ofCost: DisclosedBond.money("50209.72"), capitalAtLeast: Ratio(1, 5))
        #expect(largest == Money(minorUnits: 40_167_776_000))
    }

    @Test func lossCarriesNoDebt() throws {
        let loss = try BondCoverage(
            income: Money(minorUnits: -1), rate: Ratio(1, 50), years: Ratio(10))
        #expect(try loss.largestDebt(coveredAtLeast: .one) == .zero)
        let coverage = try #require(try loss.coverage(of: Money(minorUnits: 100)))
        #expect(coverage < .zero)
    }

    @Test func nothingBorrowedHasNoCoverage() throws {
        let bond = try coverage(DisclosedBond.all[0])
        #expect(try bond.coverage(of: .zero) == nil)
    }

    @Test(arguments: 0..<100) func largestDebtIsCoveredAndOneUnitMoreIsNot(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let bond = try randomBond(&random)
        let least = Ratio(Int128.random(in: 50...400, using: &random), 100)
        let unit = Money(minorUnits: [1, 100, 10_000][seed % 3])
        let debt = try bond.largestDebt(coveredAtLeast: least, inUnitsOf: unit)
        #expect(debt.minorUnits % unit.minorUnits == 0)
        if let reached = try bond.coverage(of: debt) { #expect(reached >= least) }
        let more = try #require(try bond.coverage(of: debt + unit))
        #expect(more < least)
    }

    @Test(arguments: 0..<100) func coverageFallsAsTheDebtRises(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let bond = try randomBond(&random)
        let small = Int64.random(in: 1...1_000_000_000, using: &random)
        let large = small + Int64.random(in: 1...1_000_000_000, using: &random)
        let first = try #require(try bond.coverage(of: Money(minorUnits: small)))
        let second = try #require(try bond.coverage(of: Money(minorUnits: large)))
        #expect(first > second)
        let service = try bond.service(of: Money(minorUnits: small))
        #expect(try first.multiplied(by: service) == bond.income.exact)
    }

    @Test(arguments: 0..<100) func capitalAndLargestDebtMakeUpTheCost(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let cost = Money(minorUnits: Int64.random(in: 0...1_000_000_000_000, using: &random))
        let share = Ratio(Int128.random(in: 0...1_000, using: &random), 1_000)
        let debt = try BondCoverage.largestDebt(ofCost: cost, capitalAtLeast: share)
        let capital = try share.multiplied(by: cost.exact)
        #expect((cost - debt).exact >= capital)
        #expect((cost - debt - Money(minorUnits: 1)).exact < capital)
    }

    @Test func debtWithoutUnitIsRefused() async {
        await #expect(processExitsWith: .failure) {
            let bond = try BondCoverage(income: .zero, rate: .zero, years: .one)
            _ = try bond.largestDebt(coveredAtLeast: .one, inUnitsOf: .zero)
        }
    }

    private func randomBond(_ random: inout SeededGenerator) throws -> BondCoverage {
        try BondCoverage(
            income: Money(minorUnits: Int64.random(in: 1...9_000_000_000_000, using: &random)),
            rate: Ratio(Int128.random(in: 0...1_000, using: &random), 10_000),
            years: Ratio(Int128.random(in: 1...60, using: &random), 2))
    }
}
