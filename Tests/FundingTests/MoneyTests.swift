import Funding
import TestSupport
import Testing

@Suite struct MoneyTests {
    @Test(arguments: 0..<200) func partsAddUpToTheWholeAndLieNextToTheirShares(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let unit: Int64 = [1, 100, 10_000][seed % 3]
        let most = Money.largest.minorUnits / unit
        let units = Int64.random(in: 0...(seed % 2 == 0 ? most : 1_000), using: &random)
        let heaviest: Int64 = seed % 5 == 0 ? .max : 9
        var weights = (0..<Int.random(in: 1...12, using: &random)).map { _ in
            Int64.random(in: 0...heaviest, using: &random)
        }
        weights[0] = max(1, weights[0])
        let parts = Money(minorUnits: units * unit).split(
            byWeights: weights, unit: Money(minorUnits: unit))
        #expect(parts.count == weights.count)
        #expect(parts.reduce(.zero, +) == Money(minorUnits: units * unit))
        let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
        let areWithinAUnit = zip(parts, weights).allSatisfy { part, weight in
            // |part/unit · total − units · weight| < total
            let distance =
                Int128(part.minorUnits / unit) * total - Int128(units) * Int128(weight)
            return part.minorUnits % unit == 0 && distance.magnitude < total.magnitude
        }
        #expect(areWithinAUnit)
        let areOrdered = zip(parts, weights).allSatisfy { part, weight in
            zip(parts, weights).allSatisfy { $1 <= weight || $0 >= part }
        }
        #expect(areOrdered)
    }

    @Test func equalRemaindersAreServedInOrder() {
        let parts = Money(minorUnits: 500).split(
            byWeights: [1, 1, 1], unit: Money(minorUnits: 100))
        #expect(parts.map(\.minorUnits) == [200, 200, 100])
    }

    /// 10 by 1 : 2 : 4 is 1 3/7, 2 6/7, 5 5/7: the two left over go to the second and third.
    @Test func leftOverGoesToTheLargestRemainders() {
        let parts = Money(minorUnits: 10).split(byWeights: [1, 2, 4])
        #expect(parts.map(\.minorUnits) == [1, 3, 6])
    }

    @Test func weightOfZeroGetsNothing() {
        let parts = Money(minorUnits: 7).split(byWeights: [0, 3, 0, 3])
        #expect(parts.map(\.minorUnits) == [0, 4, 0, 3])
    }

    @Test func largestAmountIsExactAsADouble() {
        let largest = Money.largest.minorUnits
        #expect(Int64(Double(largest)) == largest)
        #expect(Int64(Double(largest - 1)) == largest - 1)
    }

    @Test(arguments: MoneyUnit.allCases) func decimalsReachOneMinorUnit(unit: MoneyUnit) {
        #expect(Int128(unit.minorUnits) == DataColumn.powerOfTen(unit.decimals))
    }

    @Test func negativeAmountCannotBeSplit() async {
        await #expect(processExitsWith: .failure) {
            _ = Money(minorUnits: -1).split(byWeights: [1])
        }
    }

    @Test func partOfAUnitCannotBeSplit() async {
        await #expect(processExitsWith: .failure) {
            _ = Money(minorUnits: 150).split(byWeights: [1], unit: Money(minorUnits: 100))
        }
    }

    @Test func unitOfNothingStops() async {
        await #expect(processExitsWith: .failure) {
            _ = Money(minorUnits: 100).split(byWeights: [1], unit: .zero)
        }
    }

    @Test func negativeWeightStops() async {
        await #expect(processExitsWith: .failure) {
            _ = Money(minorUnits: 100).split(byWeights: [2, -1])
        }
    }

    @Test func weightsOfNothingStop() async {
        await #expect(processExitsWith: .failure) {
            _ = Money(minorUnits: 100).split(byWeights: [0, 0])
        }
    }

    @Test func sumBeyond64BitsStops() async {
        await #expect(processExitsWith: .failure) {
            _ = Money(minorUnits: .max) + Money(minorUnits: 1)
        }
    }

    @Test func differenceBeyond64BitsStops() async {
        await #expect(processExitsWith: .failure) {
            _ = Money(minorUnits: .min) - Money(minorUnits: 1)
        }
    }
}
