internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// The project or work of a row, for messages.
    func owner(of row: ExpressionRow) -> String {
        switch row {
        case .programme: "the whole programme"
        case .project(let project): "project \(ShownName.quoted(programme.projects[project].id))"
        case .work(let work):
            "work \(ShownName.quoted(programme.works[work].id)) of project "
                + ShownName.quoted(programme.projects[programme.works[work].project].id)
        }
    }

    /// The row of a table, or `nil` for the whole programme.
    func place(of row: ExpressionRow) -> SourceLocation? {
        switch row {
        case .programme: nil
        case .project(let project): provenance.location(ofProject: project)
        case .work(let work): provenance.location(ofWork: work)
        }
    }

    /// Reports why an expression has no value.
    ///
    /// - Parameters:
    ///   - fault: Why, and for which row.
    ///   - user: What needs the value: `gate 'consent'`.
    ///   - others: How many other rows have no value either.
    ///   - place: Where the expression is written.
    func report(
        _ fault: ExpressionFault, for user: String, others: Int = 0, at place: SourceLocation
    ) {
        let owner = owner(of: fault.row) + (others > 0 ? " and \(others) more" : "")
        let (code, reason, fix): (FindingCode, String, String)
        switch fault.reason {
        case .blank(let column):
            code = .blankValue
            reason = "column '\(column.name)' is blank for \(owner), and \(user) needs it"
            let isDerived =
                provenance.places["derive.\(column.level.rawValue)s.\(column.name)"] != nil
            fix = isDerived ? "fill in the columns that it is derived from" : "fill it in"
        case .divisionByZero:
            (code, reason) = (.zeroDivisor, "\(user) divides by 0 for \(owner)")
            fix = "write numbers other than 0, or 'if(x > 0, a / x, 0)'"
        case .overflow:
            code = .numberTooLarge
            reason = "\(user) gives a figure for \(owner) that is too large or too fine to be exact"
            fix = "round parts of it, for example 'round(x, 0.01)'"
        case .belowFirstStep(let value, let first):
            code = .stepBelowFirst
            reason =
                "\(user) takes a step for \(shown(value)) for \(owner), below \(shown(first)), where "
                + "the first step begins"
            fix = "add a lower step"
        case .stepNotPositive:
            (code, reason) = (
                .zeroDivisor, "\(user) rounds to a step that is not above 0 for \(owner)"
            )
            fix = "round to a step above 0, for example 'round(x, 0.01)'"
        case .noRows:
            code = .blankValue
            reason = "\(user) takes the least or greatest of no rows for \(owner)"
            fix = "leave such rows out, or count them first: 'if(count(where …) > 0, …, 0)'"
        }
        findings.error(code, at: self.place(of: fault.row) ?? place, reason, fix: fix)
    }

    /// An exact number for messages: with grouped digits and up to nine decimals, or as a
    /// fraction with six.
    func shown(_ number: Ratio) -> String {
        let text: String
        if number.isWhole {
            text = String(number.numerator)
        } else if let decimal = DerivedNumber(number) {
            text = DataColumn.text(ofMantissa: decimal.mantissa, decimals: decimal.decimals)
        } else {
            let fraction = "\(number.numerator)/\(number.denominator)"
            guard let scaled = try? number.multiplied(by: Ratio(1_000_000)) else { return fraction }
            return "\(fraction) (about \(shown(Ratio(scaled.floor, 1_000_000))))"
        }
        let whole = text.prefix { $0 != "." }
        let digits = whole.drop { $0 == "-" }
        var grouped = ""
        for (offset, digit) in digits.enumerated() {
            if offset > 0, (digits.count - offset) % 3 == 0 { grouped += "," }
            grouped.append(digit)
        }
        return (number < .zero ? "-" : "") + grouped + text.dropFirst(whole.count)
    }

    /// A figure for messages: an amount with its unit where it is surely money.
    func shown(_ number: Ratio, isMoney: Bool) -> String {
        guard isMoney,
            let fen = try? number.multiplied(by: Ratio(DataColumn.powerOfTen(moneyPower))),
            fen.isWhole
        else { return shown(number) }
        return MoneyText.shown(minorUnits: fen.numerator)
    }
}

/// A number as a column holds it: whole multiples of a power of ten.
struct DerivedNumber {
    /// The multiple.
    var mantissa: Int64
    /// The power of ten below the line.
    var decimals: Int

    /// Creates the number in as few decimals as it needs; `nil` where nine are not enough, or where it
    /// is no number below 10^12.
    init?(_ number: Ratio) {
        var (rest, twos, fives) = (number.denominator, 0, 0)
        while rest % 2 == 0, twos <= DataColumn.mostDecimals { (rest, twos) = (rest / 2, twos + 1) }
        while rest % 5 == 0, fives <= DataColumn.mostDecimals {
            (rest, fives) = (rest / 5, fives + 1)
        }
        let decimals = max(twos, fives)
        guard rest == 1, decimals <= DataColumn.mostDecimals,
            number.numerator.magnitude < 1_000_000_000_000 * number.denominator.magnitude,
            let mantissa = Int64(
                exactly: number.numerator * (DataColumn.powerOfTen(decimals) / number.denominator))
        else { return nil }
        (self.mantissa, self.decimals) = (mantissa, decimals)
    }

    /// The number as a multiple of a finer power of ten, or `nil` where that does not fit.
    func mantissa(inDecimals finer: Int) -> Int64? {
        let factor = Int64(DataColumn.powerOfTen(finer - decimals))
        let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor)
        return overflow || product == DataColumn.blank ? nil : product
    }
}
