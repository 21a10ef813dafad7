internal import Funding

/// Writes the formula of a derived limit with the headings of its columns, for reports.
struct FormulaText {
    let programme: Programme

    /// Net income by what each unit of a debt costs, times the least coverage.
    func coverage(_ terms: BondTerms, atLeast least: StatedNumber) -> String {
        "\(heading(terms.income)) / (\(text(least)) × (1 + \(share(terms.rate)) × "
            + "\(text(terms.years))))"
    }

    /// The flows of a ledger, discounted.
    func ledger(_ terms: LedgerTerms, earning rate: Ratio) -> String {
        var flow = terms.streams.map { stream in
            guard stream.vat > .zero else { return heading(stream.revenue) }
            return "\(heading(stream.revenue)) / (1 + \(ShareText.shown(stream.vat)))"
        }.joined(separator: " + ")
        if let cost = terms.operatingCost { flow += " − \(heading(cost))" }
        if terms.incomeTax > .zero { flow += " − \(ShareText.shown(terms.incomeTax)) tax" }
        let discount = "(1 + \(ShareText.shown(rate)))^t"
        var formula = "Σ[t = 1 … \(text(terms.years))] (\(flow)) / \(discount)"
        if let subsidy = terms.interestSubsidy {
            formula +=
                " + Σ[t = 1 … \(subsidy.years)] \(ShareText.shown(subsidy.rate)) × "
                + "\(heading(subsidy.loan)) / \(discount)"
        }
        if let profit = terms.constructionProfit { formula += " + \(heading(profit))" }
        return formula
    }

    /// A number without needless digits.
    static func text(_ number: Ratio) -> String {
        var (mantissa, decimals) = (number.numerator, 0)
        while decimals < 9, mantissa % number.denominator != 0 {
            mantissa *= 10
            decimals += 1
        }
        guard mantissa % number.denominator == 0 else {
            return "\(number.numerator)/\(number.denominator)"
        }
        return DecimalText(mantissa: mantissa / number.denominator, decimals: decimals).text
    }

    private func text(_ number: StatedNumber) -> String {
        switch number {
        case .same(let number): FormulaText.text(number)
        case .column(let column): programme.column(column).heading
        }
    }

    private func share(_ number: StatedNumber) -> String {
        if case .same(let share) = number { ShareText.shown(share) } else { text(number) }
    }

    private func heading(_ money: MoneyColumn) -> String { programme.column(money.column).heading }
}
