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

    /// An exact number without a unit: as a decimal where nine digits do, else as a fraction.
    static func number(_ value: Ratio) -> String {
        let sign = value < .zero ? "-" : ""
        let whole = value.magnitude.floor
        var rest = value.magnitude.numerator - whole * value.denominator
        guard !value.isWhole else { return sign + grouped(whole.magnitude) }
        guard DataColumn.powerOfTen(9) % value.denominator == 0 else {
            return "\(value.numerator)/\(value.denominator)"
        }
        var decimals = ""
        while rest != 0 {
            decimals += String(10 * rest / value.denominator)
            rest = 10 * rest % value.denominator
        }
        return sign + grouped(whole.magnitude) + "." + decimals
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
