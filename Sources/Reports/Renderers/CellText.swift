internal import Funding

/// Writes cells as text, for people or for tables in files.
struct CellText {
    /// The unit of money.
    let unit: MoneyUnit
    /// The language.
    let language: Language
    /// Whether people read it: thousands are grouped, percentages carry their sign.
    let isForPeople: Bool

    /// The text of a cell; a text that is not ours comes as it is.
    ///
    /// - Parameters:
    ///   - cell: The cell.
    ///   - decimals: How many decimals amounts are written with.
    /// - Returns: The text, not yet escaped.
    func text(of cell: TableCell, decimals: Int) -> String {
        switch cell {
        case .blank: return ""
        case .text(let text): return text
        case .word(_, let text): return text
        case .texts(let texts):
            return texts.joined(separator: Sentence.listSeparator.text(in: language))
        case .money(let amount):
            return DecimalText.text(
                amount, in: unit, decimals: decimals, isGrouped: isForPeople)
        case .amount(let amount):
            return DecimalText.text(
                minorUnits: amount, in: unit, decimals: decimals, isGrouped: isForPeople)
        case .count(let count):
            return DecimalText.text(
                Ratio(Int128(count)), decimals: 0, isGrouped: isForPeople)
        case .number(let number):
            let needed = DecimalText.decimals(of: number, most: DataColumn.mostDecimals)
            return DecimalText.text(number, decimals: needed ?? 6, isGrouped: isForPeople)
        case .share(let share, let decimals):
            let digits = DecimalText.percent(share, decimals: decimals)
            guard isForPeople else { return digits }
            return Phrasing(language: language, unit: unit).percentage(digits)
        case .fraction(let number): return DecimalText.fraction(number)
        case .real(let number): return "\(number)"
        }
    }

    /// The text of a fact's value, with the unit of an amount.
    func text(ofFact value: TableCell) -> String {
        let phrasing = Phrasing(language: language, unit: unit)
        return switch value {
        case .money(let amount): phrasing.text(of: amount)
        case .amount(let amount): phrasing.text(of: amount)
        default: text(of: value, decimals: 0)
        }
    }
}
