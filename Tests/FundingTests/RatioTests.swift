import Funding
import TestSupport
import Testing

@Suite struct RatioTests {
    @Test(arguments: 0..<200) func arithmeticIsThatOfUnreducedFractions(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let parts = (0..<2).map { _ in
            (
                numerator: Int128.random(in: -1_000_000_000...1_000_000_000, using: &random),
                denominator: Int128.random(in: 1...1_000_000_000, using: &random)
            )
        }
        let (a, b) = (parts[0].numerator, parts[0].denominator)
        let (c, d) = (parts[1].numerator, parts[1].denominator)
        let (left, right) = (Ratio(a, b), Ratio(c, d))
        #expect(try left.adding(right) == Ratio(a * d + c * b, b * d))
        #expect(try left.subtracting(right) == Ratio(a * d - c * b, b * d))
        #expect(try left.multiplied(by: right) == Ratio(a * c, b * d))
        if c != 0 { #expect(try left.divided(by: right) == Ratio(a * d, b * c)) }
    }

    @Test(arguments: 0..<200) func largeResultsUndoneGiveBackTheirParts(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let (left, right) = (ratio(using: &random), ratio(using: &random))
        // Either the result is exact, and then undoing it is too wherever that fits, or it throws.
        if let sum = try? left.adding(right), let back = try? sum.subtracting(right) {
            #expect(back == left)
        }
        if right != .zero, let product = try? left.multiplied(by: right),
            let back = try? product.divided(by: right)
        {
            #expect(back == left)
        }
        #expect((try? left.adding(right)) == (try? right.adding(left)))
        #expect((try? left.multiplied(by: right)) == (try? right.multiplied(by: left)))
    }

    @Test(arguments: 0..<200) func comparisonIsThatOfContinuedFractions(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let left = ratio(using: &random)
        // Every other pair is as close as two fractions of this size can be.
        let right =
            seed % 2 == 0
            ? ratio(using: &random)
            : Ratio(left.numerator, max(1, left.denominator - 1))
        let order = ContinuedFractions.order(left, right)
        #expect((left < right) == (order < 0))
        #expect((left > right) == (order > 0))
        #expect((left == right) == (order == 0))
    }

    @Test(arguments: 0..<200) func floorAndCeilingEncloseTheValue(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let value = ratio(using: &random)
        #expect(Ratio(value.floor) <= value)
        #expect(value <= Ratio(value.ceiling))
        #expect(value.ceiling - value.floor == (value.isWhole ? 0 : 1))
    }

    @Test(arguments: 0..<200) func fractionsAreInLowestTerms(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let value = ratio(using: &random)
        let factor = Int128.random(in: 1...1_000, using: &random)
        #expect(value.denominator > 0)
        #expect(Ratio.commonDivisor(value.numerator, value.denominator) == 1)
        guard value.numerator.magnitude < UInt128(1) << 110,
            value.denominator.magnitude < UInt128(1) << 110
        else { return }
        #expect(Ratio(-factor * value.numerator, -factor * value.denominator) == value)
    }

    @Test func comparisonAtTheExtremesIsExact() {
        let most = Int128.max
        // Neighbours whose approximations are equal: 1 - 1/most and 1 - 1/(most - 1).
        #expect(Ratio(most - 2, most - 1) < Ratio(most - 1, most))
        #expect(Ratio(-most) < Ratio(most))
        #expect(Ratio(-1, most) < .zero)
        #expect(.zero < Ratio(1, most))
        #expect(Ratio(1, most) < Ratio(1, most - 1))
        #expect(!(Ratio(most, 1) < Ratio(most, 1)))
    }

    @Test func resultsBeyond128BitsAreThrown() {
        let most = Ratio(.max)
        #expect(throws: ArithmeticOverflow()) { try most.adding(.one) }
        #expect(throws: ArithmeticOverflow()) { try most.negated.subtracting(Ratio(2)) }
        #expect(throws: ArithmeticOverflow()) { try most.multiplied(by: Ratio(2)) }
        #expect(throws: ArithmeticOverflow()) { try most.divided(by: Ratio(1, 2)) }
        #expect(throws: ArithmeticOverflow()) { try Ratio(1, .max).adding(Ratio(1, .max - 1)) }
    }

    /// -max - 1 is the least `Int128`, which is no part of a fraction.
    @Test func leastNumberIsThrownNotKept() {
        #expect(throws: ArithmeticOverflow()) { try Ratio(-.max).subtracting(.one) }
    }

    @Test func resultsThatJustFitAreExact() throws {
        let most = Ratio(.max)
        #expect(try most.subtracting(most) == .zero)
        #expect(try most.multiplied(by: Ratio(1, .max)) == .one)
        #expect(try most.divided(by: most.negated) == Ratio(-1))
        #expect(try Ratio(.max - 1).adding(.one) == most)
    }

    @Test func signBelongsToTheNumerator() {
        #expect(Ratio(3, -6) == Ratio(-1, 2))
        #expect(Ratio(-3, -6) == Ratio(1, 2))
        #expect(Ratio(0, -7) == .zero)
        #expect(Ratio(-7, 3).magnitude == Ratio(7, 3))
        #expect(Ratio(-7, 3).negated == Ratio(7, 3))
    }

    @Test func negativeValuesRoundDownAndUp() {
        #expect(Ratio(-7, 3).floor == -3)
        #expect(Ratio(-7, 3).ceiling == -2)
        #expect(Ratio(-6, 3).floor == -2)
        #expect(Ratio(-6, 3).ceiling == -2)
    }

    @Test func commonDivisorOfNothingIsOne() {
        #expect(Ratio.commonDivisor(0, 0) == 1)
        #expect(Ratio.commonDivisor(0, -12) == 12)
        #expect(Ratio.commonDivisor(-18, 12) == 6)
    }

    @Test func denominatorOfZeroStops() async {
        await #expect(processExitsWith: .failure) { _ = Ratio(1, 0) }
    }

    @Test func leastNumeratorStops() async {
        await #expect(processExitsWith: .failure) { _ = Ratio(.min) }
    }

    @Test func leastDenominatorStops() async {
        await #expect(processExitsWith: .failure) { _ = Ratio(1, .min) }
    }

    @Test func divisionByZeroStops() async {
        await #expect(processExitsWith: .failure) { _ = try Ratio.one.divided(by: .zero) }
    }

    /// A fraction with parts of any size up to 127 bits.
    private func ratio(using random: inout SeededGenerator) -> Ratio {
        func part() -> Int128 {
            let bits = Int128.random(in: 0..<127, using: &random)
            return Int128.random(in: 0...(Int128(1) << bits), using: &random)
        }
        return Ratio(Bool.random(using: &random) ? part() : -part(), max(1, part()))
    }
}

/// Compares fractions digit by digit of their continued fractions, without any product.
private enum ContinuedFractions {
    /// Negative, zero or positive as the first is less than, equal to or greater than the second.
    static func order(_ left: Ratio, _ right: Ratio) -> Int {
        var (a, b, c, d) = (
            left.numerator, left.denominator, right.numerator, right.denominator
        )
        var sign = 1
        while true {
            let (first, second) = (Ratio(a, b).floor, Ratio(c, d).floor)
            if first != second { return first < second ? -sign : sign }
            let (rest, otherRest) = (a - first * b, c - second * d)
            if rest == 0 || otherRest == 0 {
                if rest == otherRest { return 0 }
                return rest == 0 ? -sign : sign
            }
            // The larger of two parts below one has the smaller reciprocal.
            (a, b, c, d) = (b, rest, d, otherRest)
            sign = -sign
        }
    }
}
