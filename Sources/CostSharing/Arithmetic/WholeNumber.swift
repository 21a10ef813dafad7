/// A whole number of any size, at least zero.
///
/// Shares that are sums of fractions over different totals have common denominators of hundreds of
/// digits. With numbers that cannot overflow they are exact for every input.
struct WholeNumber: Hashable, Sendable {
    /// Digits in base 2^64, the least first, without zeros at the end.
    private var digits: [UInt64]

    /// Zero.
    static let zero = WholeNumber(digits: [])
    /// One.
    static let one = WholeNumber(1)

    private init(digits: [UInt64]) {
        self.digits = digits
        while self.digits.last == 0 { self.digits.removeLast() }
    }

    /// Creates a number from one that is at least zero.
    ///
    /// - Precondition: The value is at least zero.
    init(_ value: Int128) {
        precondition(value >= 0, "a whole number is at least zero")
        self.init(digits: [
            UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64),
        ])
    }

    /// Whether the number is zero.
    var isZero: Bool { digits.isEmpty }

    /// How many binary digits the number has; 0 for zero.
    private var bitCount: Int {
        digits.last.map { digits.count * 64 - $0.leadingZeroBitCount } ?? 0
    }

    /// The sum.
    ///
    /// - Complexity: O(*n*) for *n* digits.
    static func + (left: WholeNumber, right: WholeNumber) -> WholeNumber {
        let (long, short) =
            left.digits.count < right.digits.count
            ? (right.digits, left.digits) : (left.digits, right.digits)
        var (sum, carry) = (long, false)
        for index in long.indices {
            let other = index < short.count ? short[index] : 0
            let (first, overflow) = long[index].addingReportingOverflow(other)
            let (second, again) = first.addingReportingOverflow(carry ? 1 : 0)
            (sum[index], carry) = (second, overflow || again)
        }
        if carry { sum.append(1) }
        return WholeNumber(digits: sum)
    }

    /// The product.
    ///
    /// - Complexity: O(*m* · *n*) for *m* and *n* digits.
    static func * (left: WholeNumber, right: WholeNumber) -> WholeNumber {
        var product = [UInt64](repeating: 0, count: left.digits.count + right.digits.count)
        for (first, digit) in left.digits.enumerated() {
            var carry: UInt64 = 0
            for (second, other) in right.digits.enumerated() {
                // A product of digits, a digit and a carry together never need more than two digits.
                let (high, low) = digit.multipliedFullWidth(by: other)
                let (sum, overflow) = low.addingReportingOverflow(carry)
                let (total, again) = sum.addingReportingOverflow(product[first + second])
                product[first + second] = total
                carry = high + (overflow ? 1 : 0) + (again ? 1 : 0)
            }
            product[first + right.digits.count] = carry
        }
        return WholeNumber(digits: product)
    }

    /// The quotient and the remainder, by long division in base 2.
    ///
    /// - Parameter divisor: What to divide by, > 0.
    /// - Returns: The whole quotient, and what is left, below the divisor.
    /// - Precondition: The quotient is below 2^63.
    /// - Complexity: O(*b* · *n*) for *b* binary digits of the quotient and *n* digits.
    func quotientAndRemainder(dividingBy divisor: WholeNumber) -> (Int64, WholeNumber) {
        precondition(!divisor.isZero, "division by zero")
        let length = bitCount - divisor.bitCount
        guard length >= 0 else { return (0, self) }
        precondition(length < 64, "a quotient of more than 64 bits")
        var (quotient, remainder) = (UInt64(0), self)
        for bit in (0...length).reversed() {
            let part = divisor.shifted(by: bit)
            guard part <= remainder else { continue }
            remainder.subtract(part)
            quotient |= 1 << UInt64(bit)
        }
        precondition(quotient < 1 << 63, "a quotient of more than 63 bits")
        return (Int64(quotient), remainder)
    }

    private func shifted(by bits: Int) -> WholeNumber {
        guard bits > 0, bits < 64 else { return self }
        var (result, carry) = (digits, UInt64(0))
        for index in digits.indices {
            result[index] = digits[index] << UInt64(bits) | carry
            carry = digits[index] >> UInt64(64 - bits)
        }
        result.append(carry)
        return WholeNumber(digits: result)
    }

    private mutating func subtract(_ other: WholeNumber) {
        var borrow = false
        for index in digits.indices {
            let part = index < other.digits.count ? other.digits[index] : 0
            let (first, overflow) = digits[index].subtractingReportingOverflow(part)
            let (second, again) = first.subtractingReportingOverflow(borrow ? 1 : 0)
            (digits[index], borrow) = (second, overflow || again)
        }
        while digits.last == 0 { digits.removeLast() }
    }
}

extension WholeNumber: Comparable {
    /// Compares two numbers.
    ///
    /// - Complexity: O(*n*) for *n* digits.
    static func < (left: WholeNumber, right: WholeNumber) -> Bool {
        guard left.digits.count == right.digits.count else {
            return left.digits.count < right.digits.count
        }
        for index in left.digits.indices.reversed() where left.digits[index] != right.digits[index]
        {
            return left.digits[index] < right.digits[index]
        }
        return false
    }
}
