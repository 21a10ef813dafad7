internal import CostSharing
internal import Funding

extension BillsReport {
    /// The notices (缴费通知) to print: one for each flat that has something to pay, in yuan and fen.
    ///
    /// Where the vote of a unit is not passed, each of its notices begins by saying that nothing may be
    /// collected on it.
    ///
    /// - Complexity: O(*n* · (*m* + *c*)) for *n* flats, *m* in a unit, and *c* channels.
    public func notices() -> ReportDocument {
        var sections: [ReportSection] = []
        for (unit, answer) in zip(bills.units, answer) {
            let mayCollect = answer.consent?.isPassed ?? true
            for (flat, bill) in zip(unit.flats, answer.bills) where bill.payable > .zero {
                var section = notice(unit, flat, bill)
                if !mayCollect {
                    section.paragraphs.insert(phrasing.share(.noticeWithoutConsent), at: 0)
                }
                sections.append(section)
            }
        }
        return ReportDocument(
            language: phrasing.language, moneyUnit: heading.moneyUnit,
            title: phrasing.share(.noticesTitle, heading.name(phrasing)), titles: heading.title,
            sections: sections, isReconciled: true)
    }

    private func notice(_ unit: StairUnit, _ flat: Flat, _ bill: HouseholdBill) -> ReportSection {
        let place = [name(of: unit), flat.name].filter { !$0.isEmpty }.joined(separator: " ")
        var section = ReportSection(id: flat.id, heading: phrasing.share(.notice, place))
        let percent = phrasing.percentage(
            DecimalText.percent(bill.share, decimals: BillsReport.decimals))
        section.paragraphs = [
            phrasing.share(.noticeText, yuan(bill.payable), percent, yuan(unit.net))
        ]
        var facts = heading.basis(phrasing)
        facts += [
            phrasing.fact("split", .split, .text(splitText)),
            phrasing.fact("floor", .floor, .count(flat.floor)),
            phrasing.fact("area", .area, .number(flat.area)),
        ]
        if let coefficient = bill.coefficient {
            facts.append(phrasing.fact("coefficient", .coefficient, .number(coefficient)))
        }
        if let quotient = quotient(of: flat, in: unit) {
            facts.append(
                phrasing.fact("workedOut", .workedOut, .text("\(quotient) = \(percent)")))
        }
        facts += [
            phrasing.fact("cost", .costPart, .text(yuan(bill.cost))),
            phrasing.fact("subsidy", .subsidy, .text(yuan(bill.subsidy))),
        ]
        if bill.other > .zero {
            facts.append(phrasing.fact("other", .other, .text(yuan(bill.other))))
        }
        facts.append(phrasing.fact("payable", .payable, .text(yuan(bill.payable))))
        for (channel, paid) in zip(bills.channels, bill.payments) where paid > .zero {
            facts.append(ReportFact(channel.id, label: name(of: channel), .text(yuan(paid))))
        }
        section.facts = facts
        return section
    }

    /// An amount as a bill writes it: yuan with two decimals, whatever unit the report has.
    private func yuan(_ amount: Money) -> String {
        phrasing.sentence(
            .amount, DecimalText.text(amount, in: .yuan, decimals: 2, isGrouped: true),
            phrasing.name(of: .yuan))
    }

    /// The quotient that a flat's share is, with its figures; `nil` where several bases are mixed.
    private func quotient(of flat: Flat, in unit: StairUnit) -> String? {
        guard bills.split.parts.count == 1, let part = bills.split.parts.first else { return nil }
        let payers = unit.flats.filter(\.pays)
        func text(_ number: Ratio) -> String { phrasing.text(ofNumber: number) }
        func text(_ count: Int) -> String { text(Ratio(Int128(count))) }
        switch part.basis {
        case .area:
            return (try? BillsReport.area(of: payers)).map { "\(text(flat.area)) ÷ \(text($0))" }
        case .equal: return "1 ÷ \(text(payers.count))"
        case .persons:
            return "\(text(flat.persons)) ÷ \(text(payers.reduce(0) { $0 + $1.persons }))"
        case .floors:
            let neighbours = unit.flats.filter { $0.floor == flat.floor }
            guard let coefficient = bills.split.coefficients[flat.floor],
                let sum = coefficientSum(of: unit.flats, where: \.pays),
                let floor = try? BillsReport.area(of: neighbours)
            else { return nil }
            return "\(text(coefficient)) × \(text(flat.area)) ÷ \(text(floor)) ÷ \(text(sum))"
        }
    }
}
