internal import Funding

/// A decimal number read from text, exact: `mantissa / 10^decimals`.
struct DecimalText: Hashable {
    /// The digits with the sign.
    var mantissa: Int128
    /// How many of the digits stand behind the point.
    var decimals: Int

    /// The most digits that a number may have.
    static let mostDigits = 27

    /// The value as a fraction in lowest terms.
    var ratio: Ratio { Ratio(mantissa, DataColumn.powerOfTen(decimals)) }

    /// Reads a number from bytes: a sign, digits, and a point with digits behind it.
    ///
    /// - Parameters:
    ///   - bytes: The text around the number, in UTF-8.
    ///   - range: Where the number lies; nothing but the number may lie there.
    ///   - allowsGrouping: Whether commas may part the digits into thousands.
    /// - Returns: The number with the decimals as written.
    /// - Throws: `NumberFault` when the bytes are anything else.
    /// - Complexity: O(*n*) for *n* bytes.
    static func parse(_ bytes: Span<UInt8>, in range: Range<Int>, allowsGrouping: Bool)
        throws(NumberFault) -> DecimalText
    {
        guard !range.isEmpty else { throw .blank }
        var position = range.lowerBound
        let first = bytes[position]
        let isNegative = first == UInt8(ascii: "-")
        if isNegative || first == UInt8(ascii: "+") { position += 1 }
        var mantissa: Int128 = 0
        var (digits, decimals, sincePoint) = (0, 0, false)
        var (groupLength, hasGroups) = (0, false)
        while position < range.upperBound {
            let byte = bytes[position]
            if byte >= 0x30 && byte <= 0x39 {
                digits += 1
                guard digits <= mostDigits else { throw .tooManyDigits }
                mantissa = mantissa * 10 + Int128(byte - 0x30)
                groupLength += 1
                if sincePoint { decimals += 1 }
            } else if byte == UInt8(ascii: "."), !sincePoint, groupLength > 0 {
                guard !hasGroups || groupLength == 3 else { throw .grouping }
                (sincePoint, groupLength) = (true, 0)
            } else if byte == UInt8(ascii: ","), allowsGrouping, !sincePoint,
                hasGroups ? groupLength == 3 : (1...3).contains(groupLength)
            {
                (hasGroups, groupLength) = (true, 0)
            } else {
                throw fault(bytes, range, at: position)
            }
            position += 1
        }
        guard digits > 0 else { throw fault(bytes, range, at: range.lowerBound) }
        if sincePoint {
            guard decimals > 0 else { throw .openPoint }
        } else if hasGroups && groupLength != 3 {
            throw .grouping
        }
        return DecimalText(mantissa: isNegative ? -mantissa : mantissa, decimals: decimals)
    }

    /// Reads a number from a text.
    static func parse(_ text: some StringProtocol, allowsGrouping: Bool = false)
        throws(NumberFault) -> DecimalText
    {
        let bytes = Array(text.utf8)
        return try parse(bytes.span, in: 0..<bytes.count, allowsGrouping: allowsGrouping)
    }

    /// The number multiplied by a power of ten, without needless decimals.
    func shifted(by powersOfTen: Int) -> DecimalText {
        var result = DecimalText(mantissa: mantissa, decimals: decimals - powersOfTen)
        while result.decimals < 0 {
            result.mantissa *= 10
            result.decimals += 1
        }
        return result.trimmed
    }

    /// The number without zeros at the end of its decimals.
    var trimmed: DecimalText {
        var result = self
        while result.decimals > 0, result.mantissa % 10 == 0 {
            result.mantissa /= 10
            result.decimals -= 1
        }
        return result
    }

    /// The number as text without needless zeros.
    var text: String {
        let short = trimmed
        let digits = String(short.mantissa.magnitude)
        let padded =
            String(repeating: "0", count: max(0, short.decimals + 1 - digits.count)) + digits
        let sign = short.mantissa < 0 ? "-" : ""
        guard short.decimals > 0 else { return sign + padded }
        return sign + padded.dropLast(short.decimals) + "." + padded.suffix(short.decimals)
    }

    /// Tells what the first unexpected byte is, in the words of a user.
    private static func fault(_ bytes: Span<UInt8>, _ range: Range<Int>, at position: Int)
        -> NumberFault
    {
        let text = String(decoding: (position..<range.upperBound).map { bytes[$0] }, as: UTF8.self)
        let before = (range.lowerBound..<position).map { bytes[$0] }
        let lowered = text.lowercased()
        guard let scalar = lowered.unicodeScalars.first else { return .blank }
        let hasDigits = before.contains { $0 >= 0x30 && $0 <= 0x39 }
        switch scalar {
        case ",": return .grouping
        case "_": return .underscore
        case ".": return .openPoint
        case "e"
        where hasDigits && lowered.dropFirst().first.map { "+-0123456789".contains($0) } ?? false:
            return .exponent
        case "x" where before.last == UInt8(ascii: "0"): return .hexadecimal
        case "０"..."９", "．", "，": return .fullWidthDigits
        default: break
        }
        for word in ["nan", "inf", "infinity"] {
            if lowered == word || lowered == "-" + word || lowered == "+" + word {
                return .notFinite
            }
        }
        if "零〇一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟".unicodeScalars.contains(scalar) {
            return .chineseNumerals
        }
        return .strayText(ShownName.quoted(text))
    }
}
