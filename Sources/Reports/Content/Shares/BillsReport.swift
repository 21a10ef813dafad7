public import CostSharing
internal import Funding

/// The report of household bills: what each flat pays, how its unit's cost is made up, and how the
/// owners voted.
public struct BillsReport: Sendable {
    let bills: HouseholdBills
    let answer: [UnitBills]
    let heading: ShareHeading
    let record: RunRecord
    let phrasing: Phrasing

    /// The rows that a terminal shows: a unit of seven floors with four flats each.
    private static let terminalRows = 28
    /// The decimals of a share in percent.
    static let decimals = 4

    /// Creates the report of bills.
    ///
    /// - Parameters:
    ///   - bills: The bills.
    ///   - answer: What came of making them, unit by unit.
    ///   - heading: Title, unit and citation.
    ///   - record: What is needed to make the report again.
    ///   - language: The language of the report.
    public init(
        bills: HouseholdBills, answer: [UnitBills], heading: ShareHeading, record: RunRecord,
        language: Language
    ) {
        (self.bills, self.answer, self.heading) = (bills, answer, heading)
        self.record = record
        phrasing = Phrasing(language: language, unit: heading.moneyUnit)
    }

    /// Makes the content of the report.
    ///
    /// - Returns: A document that is reconciled where the bills of each unit add up to its net cost, and
    ///   the channels of each bill to what is payable.
    /// - Complexity: O(*n* · *c*) for *n* flats and *c* channels.
    public func document() -> ReportDocument {
        let differences = zip(bills.units, answer).map { unit, answer in
            answer.bills.map(\.payable).reduce(.zero, +) - unit.net
        }
        let isPaid = answer.allSatisfy {
            $0.bills.allSatisfy { $0.payments.reduce(.zero, +) == $0.payable }
        }
        return ReportDocument(
            language: phrasing.language, moneyUnit: heading.moneyUnit,
            title: phrasing.share(.billsTitle, heading.name(phrasing)), titles: heading.title,
            sections: [
                summary(differences), unitSection(differences),
                RecordSection(record: record, stop: nil, phrasing: phrasing).section(),
            ], isReconciled: isPaid && differences.allSatisfy { $0 == .zero })
    }

    /// How the cost is shared, in words.
    var splitText: String {
        let parts = bills.split.parts.map { (phrasing.share(BillsReport.term(of: $0.basis)), $0) }
        guard parts.count > 1 else { return parts.map(\.0).joined() }
        return phrasing.share(
            .byMix,
            parts.map {
                phrasing.share(.weighted, phrasing.text(ofShare: $0.1.weight), $0.0)
            }.joined(separator: phrasing.sentence(.listSeparator)))
    }

    private static func term(of basis: CostSplit.Basis) -> ShareWording {
        switch basis {
        case .floors: .byFloors
        case .area: .byArea
        case .equal: .byEqual
        case .persons: .byPersons
        }
    }

    /// How a unit is called.
    func name(of unit: StairUnit) -> String {
        [unit.building, unit.stair].filter { !$0.isEmpty }.joined(separator: "-")
    }

    /// How a channel is called.
    func name(of channel: PaymentChannel) -> String {
        if let title = phrasing.text(channel.title) { return title }
        return BillsReport.channels[channel.id].map { phrasing.share($0) } ?? channel.id
    }

    private static let channels: [String: ShareWording] = [
        PaymentChannel.cash: .cash, "provident-fund": .providentFund,
        "maintenance-fund": .maintenanceFund, "common-income": .commonIncome,
        "donation": .donation, "labour": .labour,
    ]

    // MARK: - What people read first

    private func summary(_ differences: [Money]) -> ReportSection {
        var section = ReportSection(id: "bills", heading: phrasing.share(.bills))
        let flats = bills.units.flatMap(\.flats)
        let refusing = flats.count { !$0.pays }
        let paying = answer.flatMap(\.bills).count { $0.payable > .zero }
        let total = answer.flatMap(\.bills).map(\.payable).reduce(.zero, +)
        let worst = differences.max { abs($0.minorUnits) < abs($1.minorUnits) } ?? .zero
        section.paragraphs = [
            phrasing.share(
                .billsSplit, "\(paying)", "\(flats.count)", "\(bills.units.count)",
                phrasing.text(of: total), splitText)
        ]
        if refusing > 0 {
            section.paragraphs.append(phrasing.share(.billsRefused, "\(refusing)"))
        }
        section.paragraphs += consentSentences
        section.paragraphs += bills.channels.filter { !$0.isUsable }.map {
            phrasing.share(
                .earmarked, name(of: $0),
                $0.earmarks.joined(separator: phrasing.sentence(.enumeration)))
        }
        section.paragraphs += [
            phrasing.share(.billsRounding, phrasing.text(of: bills.unit)),
            phrasing.share(.billsReconciled, phrasing.text(of: worst)),
        ]
        func sum(_ part: (StairUnit) -> Money) -> TableCell {
            .money(bills.units.map(part).reduce(.zero, +))
        }
        section.facts =
            heading.basis(phrasing) + [
                phrasing.fact("cost", .unitCost, sum(\.cost)),
                phrasing.fact("subsidy", .subsidy, sum(\.subsidy)),
                phrasing.fact("other", .other, sum(\.other)),
                phrasing.fact("net", .net, sum(\.net)),
                phrasing.fact("billed", .billed, .money(total)),
                phrasing.fact("flats", .flatCount, .count(flats.count)),
                phrasing.fact("payingFlats", .payerCount, .count(paying)),
                phrasing.fact("difference", .difference, .money(worst)),
            ]
        section.tables = [billTable()]
        return section
    }

    private var consentSentences: [String] {
        guard bills.consent != nil else { return [] }
        let failed = zip(bills.units, answer).filter { !($0.1.consent?.isPassed ?? true) }
        guard !failed.isEmpty else { return [phrasing.share(.consentPassed)] }
        return [
            phrasing.share(
                .consentFailed,
                failed.map { name(of: $0.0) }.joined(separator: phrasing.sentence(.enumeration)))
        ]
    }

    /// 居民出资分摊表: a row for each flat.
    private func billTable() -> ReportTable {
        let hasChannels = bills.channels.count > 1
        var rows: [[TableCell]] = []
        for (unit, answer) in zip(bills.units, answer) {
            for (flat, bill) in zip(unit.flats, answer.bills) {
                rows.append(
                    [
                        .text(flat.id), .text(unit.building), .text(unit.stair),
                        .count(flat.floor), .text(flat.name), .number(flat.area),
                        bill.coefficient.map { .number($0) } ?? .blank,
                        .share(bill.share, decimals: BillsReport.decimals), .money(bill.cost),
                        .money(bill.subsidy), .money(bill.other), .money(bill.payable),
                        flat.pays ? .money(bill.payableIfAllPaid) : .blank,
                        flat.pays ? .blank : .word(key: "refuses", text: phrasing.share(.refuses)),
                    ] + bill.payments.map { .money($0) })
            }
        }
        var table = ReportTable(
            id: "bills", heading: phrasing.share(.bills),
            columns: [
                phrasing.column("flat", .flatID, formats: [.csv, .json]),
                phrasing.column("building", .building, priority: 9),
                phrasing.column("stair", .stair, priority: 9),
                phrasing.column("floor", .floor, .number, priority: 8),
                phrasing.column("door", .flat, priority: 10),
                phrasing.column("area", .area, .number, priority: 6),
                phrasing.column("coefficient", .coefficient, .number, priority: 6),
                phrasing.column("share", .shareOfUnit, .share, priority: 7),
                phrasing.column("cost", .costPart, .money, priority: 4),
                phrasing.column("subsidy", .subsidy, .money, priority: 4),
                phrasing.column("other", .other, .money, priority: 3),
                phrasing.column("payable", .payable, .money, priority: 10),
                phrasing.column(
                    "payableIfAllPaid", .payableIfAllPaid, .money, formats: whereRefused,
                    priority: 5),
                phrasing.column("remark", .remark, formats: whereRefused, priority: 5),
            ]
                + bills.channels.map {
                    TableColumn(
                        $0.id, group: "channelsFen", heading: name(of: $0), .money,
                        formats: hasChannels ? .all : [.csv, .json], priority: 7)
                }, rows: TableRows(rows))
        table.footers = [TableFooter("total", cells: totals())]
        table.terminalRows = BillsReport.terminalRows
        return heading.fitted(table)
    }

    /// Where columns about those who do not pay are shown.
    var whereRefused: ReportFormats {
        bills.units.contains { $0.flats.contains { !$0.pays } } ? .all : [.csv, .json]
    }

    /// Every amount of the table of bills, added up from its rows.
    private func totals() -> [TableCell] {
        let all = answer.flatMap(\.bills)
        func sum(_ part: (HouseholdBill) -> Money) -> TableCell {
            .money(all.map(part).reduce(.zero, +))
        }
        return [.blank, phrasing.word(.total)] + [TableCell](repeating: .blank, count: 6)
            + [sum(\.cost), sum(\.subsidy), sum(\.other), sum(\.payable)] + [.blank, .blank]
            + bills.channels.indices.map { channel in sum { $0.payments[channel] } }
    }
}
