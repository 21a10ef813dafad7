internal import Funding

extension PlanCursor {
    /// The most digits of an amount whose value surely fits into 64 bits.
    private static let mostDigits = 18

    /// Reads an amount in yuan with two decimals, as ``PlanWriter`` writes it, up to the end of the
    /// line.
    static func amount(_ bytes: Span<UInt8>, _ position: inout Int) -> Money? {
        let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
        let start = position + (isNegative ? 1 : 0)
        var end = start
        var value: Int64 = 0
        while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39, end - start < mostDigits {
            value = value * 10 + Int64(bytes[end] - 0x30)
            end += 1
        }
        let hasNeedlessZero = end - start > 1 && bytes[start] == 0x30
        guard end > start, !hasNeedlessZero, end + 2 < bytes.count,
            bytes[end] == UInt8(ascii: "."), end - start + 2 <= mostDigits
        else { return nil }
        for offset in 1...2 {
            guard bytes[end + offset] >= 0x30, bytes[end + offset] <= 0x39 else { return nil }
            value = value * 10 + Int64(bytes[end + offset] - 0x30)
        }
        guard value <= Money.largest.minorUnits, !isNegative || value > 0 else { return nil }
        position = end + 3
        return Money(minorUnits: isNegative ? -value : value)
    }

    /// Reads a whole number or a fraction in lowest terms, up to the end of the line.
    static func value(_ bytes: Span<UInt8>, _ position: inout Int) -> Ratio? {
        var text: [UInt8] = []
        while position + text.count < bytes.count, bytes[position + text.count] != 0x0A {
            // Two numbers of 128 bits with their signs and the line between them are not longer.
            guard text.count < 100 else { return nil }
            text.append(bytes[position + text.count])
        }
        let numbers = String(decoding: text, as: UTF8.self)
            .split(separator: "/", omittingEmptySubsequences: false).map { Int128($0) }
        guard numbers.count <= 2, let numerator = numbers[0], numerator != .min,
            let denominator = numbers.count == 2 ? numbers[1] : 1, denominator > 0
        else { return nil }
        let value = Ratio(numerator, denominator)
        guard PlanWriter.text(of: value).utf8.elementsEqual(text) else { return nil }
        position += text.count
        return value
    }
}
