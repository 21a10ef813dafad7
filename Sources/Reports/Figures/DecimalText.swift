internal import Funding

/// Writes exact numbers in decimals, without a locale.
enum DecimalText {
    /// How a number is brought to a number of decimals that is not enough for it.
    private enum Rounding {
        /// Towards zero.
        case down
        /// To the nearest, halves away from zero.
        case nearest
    }

    /// The most decimals of a fen that an amount is written with.
    static let mostOfFen = 4

    /// How many decimals an amount needs in a unit, from 0 to ``MoneyUnit/decimals``.
    static func decimals(of amount: Money, in unit: MoneyUnit) -> Int {
        var (decimals, rest) = (unit.decimals, amount.minorUnits)
        while decimals > 0 && rest % 10 == 0 {
            decimals -= 1
            rest /= 10
        }
        return decimals
    }

    /// How many decimals a number needs, or `nil` when `most` are not enough.
    static func decimals(of number: Ratio, most: Int) -> Int? {
        var rest = number.denominator
        var (twos, fives) = (0, 0)
        while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
        while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
        let needed = max(twos, fives)
        return rest == 1 && needed <= most ? needed : nil
    }

    /// Writes an amount in a unit.
    ///
    /// - Parameters:
    ///   - amount: The amount.
    ///   - unit: The unit.
    ///   - decimals: How many decimals; those that the amount needs, or more.
    ///   - isGrouped: Whether commas part the thousands.
    /// - Returns: The digits without the unit.
    /// - Precondition: The decimals are enough.
    static func text(
        _ amount: Money, in unit: MoneyUnit, decimals: Int, isGrouped: Bool
    ) -> String {
        var bytes: [UInt8] = []
        append(amount, in: unit, decimals: decimals, isGrouped: isGrouped, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds an amount in a unit to bytes, as ``text(_:in:decimals:isGrouped:)`` writes it.
    ///
    /// Files have tens of millions of amounts, so that nothing is allocated here.
    ///
    /// - Precondition: The decimals are enough.
    static func append(
        _ amount: Money, in unit: MoneyUnit, decimals: Int, isGrouped: Bool,
        to bytes: inout [UInt8]
    ) {
        let surplus = max(0, unit.decimals - decimals)
        let (rest, lost) = amount.minorUnits.magnitude.quotientAndRemainder(
            dividingBy: powersOfTen[surplus])
        precondition(lost == 0, "an amount needs more decimals")
        let written = min(decimals, unit.decimals)
        append(
            rest, decimals: written, isNegative: amount.minorUnits < 0, isGrouped: isGrouped,
            to: &bytes)
        for _ in written..<decimals { bytes.append(0x30) }
    }

    /// Adds an amount that may be no whole minor unit, as
    /// ``text(minorUnits:in:decimals:isGrouped:)`` writes it.
    static func append(
        minorUnits: Ratio, in unit: MoneyUnit, decimals: Int, isGrouped: Bool,
        to bytes: inout [UInt8]
    ) {
        if minorUnits.isWhole, let whole = Int64(exactly: minorUnits.numerator) {
            let amount = Money(minorUnits: whole)
            return append(amount, in: unit, decimals: decimals, isGrouped: isGrouped, to: &bytes)
        }
        let own = self.decimals(of: minorUnits, most: mostOfFen) ?? 0
        let shift = max(own, decimals - unit.decimals)
        if let digits = shortDigits(of: minorUnits, decimals: shift) {
            return append(
                digits, decimals: unit.decimals + shift,
                isNegative: minorUnits < .zero && digits > 0, isGrouped: isGrouped, to: &bytes)
        }
        let digits = self.digits(of: minorUnits, decimals: shift, rounding: .nearest)
        let text = placed(
            digits, decimals: unit.decimals + shift, isNegative: minorUnits < .zero,
            isGrouped: isGrouped)
        bytes.append(contentsOf: text.utf8)
    }

    /// The magnitude times ten to the power of the decimals, to the nearest whole number, or `nil`
    /// where that takes more than 64 bits.
    private static func shortDigits(of number: Ratio, decimals: Int) -> UInt64? {
        guard decimals < powersOfTen.count, let divisor = UInt64(exactly: number.denominator),
            divisor < 1 << 63, let whole = UInt64(exactly: number.numerator.magnitude)
        else { return nil }
        let product = whole.multipliedFullWidth(by: powersOfTen[decimals])
        guard product.high < divisor else { return nil }
        let (quotient, rest) = divisor.dividingFullWidth(product)
        guard rest >= divisor - rest else { return quotient }
        return quotient == .max ? nil : quotient + 1
    }

    /// Adds a whole number.
    static func append(_ number: Int64, to bytes: inout [UInt8]) {
        append(
            number.magnitude, decimals: 0, isNegative: number < 0, isGrouped: false, to: &bytes)
    }

    /// The powers of ten that have 64 bits.
    private static let powersOfTen = (0..<20).map { exponent in
        (0..<exponent).reduce(UInt64(1)) { power, _ in power * 10 }
    }

    /// Adds digits with a point before the last of them.
    private static func append(
        _ digits: UInt64, decimals: Int, isNegative: Bool, isGrouped: Bool,
        to bytes: inout [UInt8]
    ) {
        // 20 digits, a point, six commas and a sign at most.
        var reversed = InlineArray<32, UInt8>(repeating: 0x30)
        var (rest, places, length) = (digits, 0, 0)
        while rest > 0 || places <= decimals {
            if places == decimals && decimals > 0 {
                reversed[length] = 0x2E
                length += 1
            } else if isGrouped && places > decimals && (places - decimals) % 3 == 0 {
                reversed[length] = 0x2C
                length += 1
            }
            reversed[length] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
            length += 1
            places += 1
        }
        if isNegative { bytes.append(0x2D) }
        while length > 0 {
            length -= 1
            bytes.append(reversed[length])
        }
    }

    /// Writes an amount that may be no whole minor unit.
    ///
    /// It has at least these decimals, more if it needs them for ``mostOfFen`` decimals of a minor
    /// unit, and is rounded to the nearest minor unit where it needs still more.
    static func text(
        minorUnits: Ratio, in unit: MoneyUnit, decimals: Int, isGrouped: Bool
    ) -> String {
        var bytes: [UInt8] = []
        append(
            minorUnits: minorUnits, in: unit, decimals: decimals, isGrouped: isGrouped, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Writes a number.
    static func text(
        _ number: Ratio, decimals: Int, isGrouped: Bool
    ) -> String {
        placed(
            digits(of: number, decimals: decimals, rounding: .nearest), decimals: decimals,
            isNegative: number < .zero, isGrouped: isGrouped)
    }

    /// Writes a share in percent, cut and not rounded.
    static func percent(_ share: Ratio, decimals: Int) -> String {
        let digits = self.digits(of: share, decimals: decimals + 2, rounding: .down)
        return placed(
            digits, decimals: decimals, isNegative: share < .zero, isGrouped: false)
    }

    /// Writes a fraction exactly: `n`, or `n/d` in lowest terms.
    static func fraction(_ number: Ratio) -> String {
        number.isWhole
            ? String(number.numerator) : "\(number.numerator)/\(number.denominator)"
    }

    /// The digits of the magnitude times ten to the power of the decimals.
    ///
    /// Long division, so that nothing overflows.
    private static func digits(of number: Ratio, decimals: Int, rounding: Rounding) -> String {
        let divisor = UInt128(number.denominator)
        var (whole, rest) = number.numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
        var fraction: [UInt8] = []
        for _ in 0..<decimals {
            let (digit, remainder) = divisor.dividingFullWidth(rest.multipliedFullWidth(by: 10))
            fraction.append(UInt8(digit))
            rest = remainder
        }
        if rounding == .nearest && rest >= divisor - rest {
            var position = fraction.count - 1
            while position >= 0 && fraction[position] == 9 {
                fraction[position] = 0
                position -= 1
            }
            if position >= 0 { fraction[position] += 1 } else { whole += 1 }
        }
        return String(whole) + fraction.map { String($0) }.joined()
    }

    /// Puts sign, point and commas into digits.
    private static func placed(
        _ digits: String, decimals: Int, isNegative: Bool, isGrouped: Bool
    ) -> String {
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        var whole = Substring(padded.dropLast(decimals))
        while whole.count > 1 && whole.first == "0" { whole.removeFirst() }
        let fraction = padded.suffix(decimals)
        let isZero = whole.allSatisfy { $0 == "0" } && fraction.allSatisfy { $0 == "0" }
        var text = isNegative && !isZero ? "-" : ""
        if isGrouped {
            for (position, digit) in whole.enumerated() {
                if position > 0 && (whole.count - position) % 3 == 0 { text += "," }
                text.append(digit)
            }
        } else {
            text += whole
        }
        return fraction.isEmpty ? text : text + "." + fraction
    }
}
