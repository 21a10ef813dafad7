internal import Funding

/// Shares as people write them: `15%`, `2/3`, `0.8`.
enum ShareText {
    /// Reads a share or another plain number: a decimal, a percentage or a fraction.
    ///
    /// The full-width percent sign and slash are read like their ASCII forms.
    ///
    /// - Throws: `NumberFault` when the text is none of these.
    static func parse(_ text: some StringProtocol) throws(NumberFault) -> Ratio {
        if let last = text.last, last == "%" || last == "％" {
            let number = try DecimalText.parse(trimmed(text.dropLast()))
            return number.shifted(by: -2).ratio
        }
        if let slash = text.firstIndex(where: { $0 == "/" || $0 == "／" }) {
            let above = try DecimalText.parse(trimmed(text[..<slash]))
            let below = try DecimalText.parse(trimmed(text[text.index(after: slash)...]))
            guard below.mantissa != 0 else { throw .noDenominator }
            let decimals = max(above.decimals, below.decimals)
            guard above.mantissa.magnitude < limit, below.mantissa.magnitude < limit,
                decimals <= DataColumn.mostDecimals
            else { throw .tooLarge }
            return Ratio(
                above.mantissa * DataColumn.powerOfTen(decimals - above.decimals),
                below.mantissa * DataColumn.powerOfTen(decimals - below.decimals))
        }
        let number = try DecimalText.parse(text)
        return number.ratio
    }

    /// Whether a number is small and coarse enough that exact arithmetic with it cannot overflow.
    static func isUsable(_ ratio: Ratio) -> Bool {
        ratio.denominator < limit && ratio.numerator.magnitude < limit * limit
            && ratio.magnitude < Ratio(Int128(limit))
    }

    /// The share as a percentage without needless digits, or as a fraction where that is exact.
    static func shown(_ ratio: Ratio) -> String {
        var (mantissa, decimals) = (ratio.numerator, 0)
        while decimals < 9, mantissa % ratio.denominator != 0, mantissa.magnitude < limit * limit {
            mantissa *= 10
            decimals += 1
        }
        guard mantissa % ratio.denominator == 0 else {
            return "\(ratio.numerator)/\(ratio.denominator)"
        }
        let number = DecimalText(mantissa: mantissa / ratio.denominator, decimals: decimals)
        return number.shifted(by: 2).text + " %"
    }

    private static let limit: UInt128 = 1_000_000_000_000

    private static func trimmed(_ text: some StringProtocol) -> String {
        TrimmedText.trimmed(text)
    }
}
