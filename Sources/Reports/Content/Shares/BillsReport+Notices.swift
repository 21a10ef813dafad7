internal import CostSharing
internal import Funding

extension BillsReport {
    /// The notices (缴费通知) to print: one for each flat that has something to pay.
    ///
    /// - Complexity: O(*n* · *c*) for *n* flats and *c* channels.
    public func notices() -> ReportDocument {
        var sections: [ReportSection] = []
        for (unit, answer) in zip(bills.units, answer) {
            for (flat, bill) in zip(unit.flats, answer.bills) where bill.payable > .zero {
                sections.append(notice(unit, flat, bill))
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
        let percent = DecimalText.percent(bill.share, decimals: BillsReport.decimals)
        section.paragraphs = [
            phrasing.share(
                .noticeText, phrasing.text(of: bill.payable), phrasing.percentage(percent),
                phrasing.text(of: unit.net))
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
        facts += [
            phrasing.fact("cost", .costPart, .money(bill.cost)),
            phrasing.fact("subsidy", .subsidy, .money(bill.subsidy)),
        ]
        if bill.other > .zero {
            facts.append(phrasing.fact("other", .other, .money(bill.other)))
        }
        facts.append(phrasing.fact("payable", .payable, .money(bill.payable)))
        for (channel, paid) in zip(bills.channels, bill.payments) where paid > .zero {
            facts.append(ReportFact(channel.id, label: name(of: channel), .money(paid)))
        }
        section.facts = facts
        return section
    }
}
