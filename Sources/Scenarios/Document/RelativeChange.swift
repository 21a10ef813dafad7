internal import Funding

/// A change by a share of a value, written `-10%` or `+5%`.
struct RelativeChange {
    /// What a value is multiplied by, over 10^decimals.
    private let factor: DecimalText

    /// Reads a change; `nil` when the text is no signed percentage.
    init?(_ text: String) {
        guard text.hasPrefix("-") || text.hasPrefix("+"), text.hasSuffix("%"),
            let percent = try? DecimalText.parse(text.dropLast()), percent.decimals <= 6,
            percent.mantissa.magnitude < 1_000_000_000_000
        else { return nil }
        let hundred = 100 * DataColumn.powerOfTen(percent.decimals)
        factor = DecimalText(mantissa: hundred + percent.mantissa, decimals: percent.decimals + 2)
    }

    /// The number in a text, multiplied; its unit stays.
    ///
    /// - Returns: The new text, or `nil` when the text does not begin with a number.
    func applied(to text: String) -> String? {
        let end = text.firstIndex { !"+-.0123456789".contains($0) } ?? text.endIndex
        guard let number = try? DecimalText.parse(text[..<end]),
            number.mantissa.magnitude < 1_000_000_000_000_000_000
        else { return nil }
        let product = DecimalText(
            mantissa: number.mantissa * factor.mantissa,
            decimals: number.decimals + factor.decimals)
        return product.text + text[end...]
    }
}
