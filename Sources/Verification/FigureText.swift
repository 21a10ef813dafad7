internal import Funding

/// Writes figures as messages show them: exact, with thousands separated, without a locale.
enum FigureText {
    /// An amount in yuan with two decimals, for example `60,000.02 元`.
    static func money(_ minorUnits: Int128) -> String {
        let (yuan, fen) = minorUnits.magnitude.quotientAndRemainder(dividingBy: 100)
        let sign = minorUnits < 0 ? "-" : ""
        return sign + grouped(yuan) + (fen < 10 ? ".0" : ".") + String(fen) + " 元"
    }

    /// An amount in yuan with two decimals.
    static func money(_ amount: Money) -> String { money(Int128(amount.minorUnits)) }

    /// An exact amount that may be no whole fen, for example `33,333.33 元 and 1/3 fen`.
    static func money(_ amount: Ratio) -> String {
        guard !amount.isWhole else { return money(amount.numerator) }
        let whole = amount.magnitude.floor
        let rest = amount.magnitude.numerator - whole * amount.denominator
        let sign = amount < .zero ? "-" : ""
        return "\(sign)\(money(whole)) and \(rest)/\(amount.denominator) fen"
    }

    /// An exact number without a unit, as a whole number or as a fraction.
    static func number(_ value: Ratio) -> String {
        let sign = value.numerator < 0 ? "-" : ""
        let whole = sign + grouped(value.numerator.magnitude)
        return value.isWhole ? whole : "\(value.numerator)/\(value.denominator)"
    }

    private static func grouped(_ number: UInt128) -> String {
        let digits = Array(String(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
