import TestSupport
import Testing

@testable import CostSharing

@Suite struct WholeNumberTests {
    @Test(arguments: UInt64(0)..<100)
    func smallNumbersAreThoseOfTheLanguage(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let first = Int128(random.next() >> UInt64.random(in: 1...63, using: &random))
        let second = Int128(random.next() >> UInt64.random(in: 1...63, using: &random)) + 1
        let (left, right) = (WholeNumber(first), WholeNumber(second))
        #expect(left + right == WholeNumber(first + second))
        #expect(left * right == WholeNumber(first * second))
        #expect((left < right) == (first < second))
        let (quotient, remainder) = left.quotientAndRemainder(dividingBy: right)
        #expect(Int128(quotient) == first / second)
        #expect(remainder == WholeNumber(first % second))
    }

    /// (a·b + c) / b is a, and c is left, whatever the sizes.
    @Test(arguments: UInt64(0)..<100)
    func divisionTakesAProductApart(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let quotient = random.next() >> 1
        let divisor = (0..<Int.random(in: 1...9, using: &random)).reduce(WholeNumber.one) {
            product, _ in product * WholeNumber(Int128(random.next() | 1))
        }
        let rest: WholeNumber = divisor == .one ? .zero : .one
        let product = WholeNumber(Int128(quotient)) * divisor + rest
        let (found, left) = product.quotientAndRemainder(dividingBy: divisor)
        #expect(found == Int64(quotient))
        #expect(left == rest)
    }

    @Test func carriesRunThroughAllDigits() {
        let digit = WholeNumber(Int128(UInt64.max))
        let large = digit * digit * digit
        #expect(large + .one > large)
        #expect(large * .zero == .zero)
        #expect((large * large).quotientAndRemainder(dividingBy: large * large).0 == 1)
    }

    @Test func divisionByZeroTraps() async {
        await #expect(processExitsWith: .failure) {
            _ = WholeNumber.one.quotientAndRemainder(dividingBy: .zero)
        }
    }
}
