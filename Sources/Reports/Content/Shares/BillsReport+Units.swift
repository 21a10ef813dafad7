internal import CostSharing
internal import Funding

extension BillsReport {
    /// What each unit costs, how its owners pay, and how they voted.
    func unitSection(_ differences: [Money]) -> ReportSection {
        var section = ReportSection(id: "units", heading: phrasing.share(.units))
        section.tables = [unitTable(differences)]
        if bills.channels.count > 1 { section.tables.append(channelTable()) }
        if bills.consent != nil { section.tables.append(consentTable()) }
        return section
    }

    private func unitTable(_ differences: [Money]) -> ReportTable {
        let rows = bills.units.indices.map { position -> [TableCell] in
            let unit = bills.units[position]
            return [
                .text(unit.building), .text(unit.stair), .count(unit.flats.count),
                coefficientSum(of: unit.flats) { _ in true }.map { .number($0) } ?? .blank,
                coefficientSum(of: unit.flats, where: \.pays).map { .number($0) } ?? .blank,
                .money(unit.cost),
                .money(unit.subsidy),
                .money(unit.other), .money(unit.net), .money(unit.net + differences[position]),
                .money(differences[position]),
            ]
        }
        var table = ReportTable(
            id: "units", heading: phrasing.share(.units),
            columns: [
                phrasing.column("building", .building, priority: 10),
                phrasing.column("stair", .stair, priority: 10),
                phrasing.column("flats", .flats, .number, priority: 5),
                phrasing.column("coefficientSum", .coefficientSum, .number, priority: 4),
                phrasing.column(
                    "payerCoefficientSum", .payerCoefficientSum, .number,
                    formats: whereRefused, priority: 4),
                phrasing.column("cost", .unitCost, .money, priority: 7),
                phrasing.column("subsidy", .subsidy, .money, priority: 7),
                phrasing.column("other", .other, .money, priority: 3),
                phrasing.column("net", .net, .money, priority: 9),
                phrasing.column("billed", .billed, .money, priority: 9),
                phrasing.column("difference", .difference, .money, priority: 9),
            ], rows: TableRows(rows))
        func sum(_ part: (StairUnit) -> Money) -> Money {
            bills.units.map(part).reduce(.zero, +)
        }
        let difference = differences.reduce(.zero, +)
        table.footers = [
            TableFooter(
                "total",
                cells: [phrasing.word(.total), .blank, .blank, .blank, .blank]
                    + [
                        sum(\.cost), sum(\.subsidy), sum(\.other), sum(\.net),
                        sum(\.net) + difference, difference,
                    ].map { .money($0) })
        ]
        return heading.fitted(table)
    }

    /// Σ coef(f) · area(f,u) / area(f) over some flats of a unit, or `nil` where no coefficient counts.
    ///
    /// By the sum over the payers, what a flat adds to it is divided.
    func coefficientSum(of flats: [Flat], where isCounted: (Flat) -> Bool) -> Ratio? {
        guard bills.split.usesCoefficients else { return nil }
        var sum = Ratio.zero
        do throws(ArithmeticOverflow) {
            let floors = Dictionary(grouping: flats, by: \.floor)
            for (floor, flats) in floors.sorted(by: { $0.key < $1.key }) {
                let part = try BillsReport.area(of: flats.filter(isCounted))
                    .divided(by: BillsReport.area(of: flats))
                let coefficient = bills.split.coefficients[floor] ?? .zero
                sum = try sum.adding(coefficient.multiplied(by: part))
            }
        } catch {
            return nil
        }
        return sum
    }

    /// The area of flats in m².
    static func area(of flats: [Flat]) throws(ArithmeticOverflow) -> Ratio {
        var sum = Ratio.zero
        for flat in flats { sum = try sum.adding(flat.area) }
        return sum
    }

    private func channelTable() -> ReportTable {
        let rows = bills.channels.enumerated().map { position, channel -> [TableCell] in
            let paid = answer.flatMap(\.bills).map { $0.payments[position] }.reduce(.zero, +)
            return [
                .text(channel.id), .text(name(of: channel)), .texts(channel.earmarks),
                channel.pot.map { .money($0) } ?? .blank, .money(paid),
            ]
        }
        return heading.fitted(
            ReportTable(
                id: "channels", heading: phrasing.share(.channels),
                columns: [
                    phrasing.column("channel", .channel, formats: .json),
                    phrasing.column(
                        "name", .channel, formats: [.terminal, .markdown, .csv], priority: 10),
                    phrasing.column("earmarks", .earmarks), phrasing.column("pot", .pot, .money),
                    phrasing.column("paid", .paid, .money, priority: 9),
                ], rows: TableRows(rows)))
    }

    private func consentTable() -> ReportTable {
        func cell(_ share: Ratio) -> TableCell { .share(share, decimals: 2) }
        let rows = zip(bills.units, answer).compactMap { unit, answer -> [TableCell]? in
            guard let consent = answer.consent else { return nil }
            return [
                .text(unit.building), .text(unit.stair), cell(consent.participationByArea),
                cell(consent.participationByPersons), cell(consent.approvalByArea),
                cell(consent.approvalByPersons), phrasing.word(consent.isPassed),
            ]
        }
        return ReportTable(
            id: "consent", heading: phrasing.share(.consent),
            columns: [
                phrasing.column("building", .building, priority: 10),
                phrasing.column("stair", .stair, priority: 10),
                phrasing.column("participationByArea", .participationByArea, .share),
                phrasing.column("participationByPersons", .participationByPersons, .share),
                phrasing.column("approvalByArea", .approvalByArea, .share),
                phrasing.column("approvalByPersons", .approvalByPersons, .share),
                phrasing.column("isPassed", .isPassed, priority: 9),
            ], rows: TableRows(rows))
    }
}
