internal import Funding

/// Puts terms, figures and names into the sentences of one report.
struct Phrasing: Sendable {
    /// The language.
    let language: Language
    /// The unit in which people read amounts.
    let unit: MoneyUnit

    /// A term.
    func term(_ wording: Wording) -> String { wording.text(in: language) }

    /// A column with a term as heading.
    func column(
        _ key: String, _ heading: Wording, _ kind: TableColumn.Kind = .text,
        formats: ReportFormats = .all, priority: Int = 5, isLong: Bool = false
    ) -> TableColumn {
        TableColumn(
            key, heading: term(heading), kind, formats: formats, priority: priority,
            isLong: isLong)
    }

    /// A term as a cell.
    ///
    /// - Parameters:
    ///   - wording: The term.
    ///   - key: The stable key for programs, if it is not the term's.
    /// - Returns: A cell.
    func word(_ wording: Wording, key: String? = nil) -> TableCell {
        .word(key: key ?? wording.rawValue, text: term(wording))
    }

    /// Yes or no as a cell.
    func word(_ isSo: Bool) -> TableCell {
        isSo ? word(.yes, key: "true") : word(.no, key: "false")
    }

    /// A sentence.
    func sentence(_ sentence: Sentence, _ parts: String...) -> String {
        sentence.text(in: language, parts)
    }

    /// Sentences or parts of one, one after the other.
    func joined(_ sentences: [String]) -> String {
        sentences.joined(separator: language == .english ? " " : "")
    }

    /// The name of the unit of money.
    var unitName: String { name(of: unit) }

    /// The name of a unit of money.
    func name(of unit: MoneyUnit) -> String {
        switch unit {
        case .yuan: term(.yuan)
        case .wanYuan: term(.wanYuan)
        case .yiYuan: term(.yiYuan)
        }
    }

    /// An amount with its unit, exact.
    ///
    /// English sentences speak of yuan, because they have no word for 10,000 of them.
    func text(of amount: Money) -> String { text(of: amount.exact) }

    /// An amount in minor units with its unit.
    func text(of minorUnits: Ratio) -> String {
        text(of: minorUnits, in: language == .english ? .yuan : unit)
    }

    /// An amount in minor units with a unit, to four decimals of a fen.
    func text(of minorUnits: Ratio, in unit: MoneyUnit) -> String {
        let whole = Int64(exactly: minorUnits.numerator).map { Money(minorUnits: $0) }
        let decimals =
            minorUnits.isWhole ? whole.map { DecimalText.decimals(of: $0, in: unit) } : nil
        let digits = DecimalText.text(
            minorUnits: minorUnits, in: unit, decimals: decimals ?? unit.decimals, isGrouped: true)
        return sentence(.amount, digits, name(of: unit))
    }

    /// A number in the decimals that it needs, at most six.
    func text(ofNumber number: Ratio) -> String {
        let decimals = DecimalText.decimals(of: number, most: DataColumn.mostDecimals) ?? 6
        return DecimalText.text(number, decimals: decimals, isGrouped: true)
    }

    /// A share in percent, in the decimals that it needs, cut after six.
    func text(ofShare share: Ratio) -> String {
        let exact = try? share.multiplied(by: Ratio(100))
        guard let percent = exact else { return DecimalText.fraction(share) }
        let decimals = DecimalText.decimals(of: percent, most: 6)
        // A share such as 2/3 has no decimals of its own and is better left as it is.
        guard let decimals else { return DecimalText.fraction(share) }
        return percentage(DecimalText.text(percent, decimals: decimals, isGrouped: false))
    }

    /// Digits with the sign of a percentage.
    func percentage(_ digits: String) -> String { digits + (language == .english ? " %" : "%") }

    /// A number of projects.
    func projects(_ count: Int) -> String { counted(count, .oneProject, .manyProjects) }

    /// A number of works.
    func works(_ count: Int) -> String { counted(count, .oneWork, .manyWorks) }

    /// A number of branches of a search.
    func branches(_ count: Int) -> String { counted(count, .oneBranch, .manyBranches) }

    private func counted(_ count: Int, _ one: Sentence, _ many: Sentence) -> String {
        let digits = DecimalText.text(Ratio(Int128(count)), decimals: 0, isGrouped: true)
        return sentence(count == 1 ? one : many, digits)
    }

    /// The form of a text that suits the language, or the other one.
    func text(_ text: LocalizedText?) -> String? {
        language == .english
            ? text?.english ?? text?.chinese : text?.chinese ?? text?.english
    }
}
