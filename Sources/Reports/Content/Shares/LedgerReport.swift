public import CostSharing
internal import Funding

/// The report of a calculation of ledgers: what each investment earns, and what its ledger carries.
public struct LedgerReport: Sendable {
    private let calculation: LedgerCalculation
    private let heading: ShareHeading
    private let record: RunRecord
    private let phrasing: Phrasing

    /// Creates the report of ledgers.
    ///
    /// - Parameters:
    ///   - calculation: The investments.
    ///   - heading: Title, unit and citation.
    ///   - record: What is needed to make the report again.
    ///   - language: The language of the report.
    public init(
        calculation: LedgerCalculation, heading: ShareHeading, record: RunRecord,
        language: Language
    ) {
        (self.calculation, self.heading, self.record) = (calculation, heading, record)
        phrasing = Phrasing(language: language, unit: heading.moneyUnit)
    }

    /// Makes the content of the report.
    ///
    /// - Returns: A document that is reconciled where what the ledgers carry earns the least return.
    /// - Complexity: O(*n* · *y* · log *r*) for *n* projects, *y* years and *r* rates.
    public func document() -> ReportDocument {
        var section = ReportSection(id: "ledgers", heading: phrasing.financing(.ledgers))
        section.paragraphs = [
            phrasing.financing(.noteLedgers).replacing(
                "{0}", with: phrasing.text(ofShare: calculation.leastReturn))
        ]
        section.facts =
            heading.basis(phrasing) + [
                ReportFact(
                    "leastReturn", label: phrasing.financing(.leastReturn),
                    .share(calculation.leastReturn, decimals: 2)),
                ReportFact(
                    "mostReturn", label: phrasing.financing(.mostReturn),
                    calculation.mostReturn.map { .share($0, decimals: 2) } ?? .blank),
            ]
        section.tables = [returnTable()]
        var details = ReportSection(id: "flows", heading: phrasing.financing(.flows))
        details.tables = [ledgerTable()]
        details.isInSummary = false
        return ReportDocument(
            language: phrasing.language, moneyUnit: heading.moneyUnit,
            title: heading.name(phrasing), titles: heading.title,
            sections: [
                section, details,
                RecordSection(record: record, stop: nil, phrasing: phrasing).section(),
            ], isReconciled: isReconciled)
    }

    private var isReconciled: Bool {
        calculation.cases.compactMap(\.ledger).allSatisfy { ledger in
            let rate = calculation.leastReturn
            guard let most = try? ledger.largestInvestment(earningAtLeast: rate),
                let value = try? ledger.netPresentValue(of: most, at: rate)
            else { return false }
            return value >= .zero || most == .zero
        }
    }

    private var projectColumns: [TableColumn] {
        [TableColumn("project", heading: phrasing.term(.project), priority: 10)]
            + (hasNames
                ? [TableColumn("name", heading: phrasing.term(.projectName), priority: 4)] : [])
    }

    private var hasNames: Bool { calculation.cases.contains { $0.name != nil } }

    private func cells(of project: LedgerCalculation.Case) -> [TableCell] {
        [.text(project.id)] + (hasNames ? [.text(project.name ?? "")] : [])
    }

    /// What each investment earns, and what public money it needs.
    private func returnTable() -> ReportTable {
        let hasLoans = calculation.cases.contains { $0.loan != nil }
        let rows = calculation.cases.map { project -> [TableCell] in
            let figures = figures(of: project)
            let loans =
                hasLoans
                ? [
                    project.loan.map { TableCell.money($0) } ?? .blank,
                    project.loan.map { BondSheet.share(of: $0, in: project.investment) } ?? .blank,
                ] : []
            return cells(of: project) + LedgerReport.shown.map { figures[$0] }
                + verdictCells(project) + loans
        }
        let loans = [
            phrasing.column(.loan, .money, priority: 2),
            phrasing.column(.loanShare, .share, priority: 5),
        ]
        return fitted(
            ReportTable(
                id: "returns", heading: phrasing.financing(.returns),
                columns: projectColumns
                    + LedgerReport.shown.map {
                        let column = LedgerCells.columns[$0]
                        return phrasing.column(
                            column.wording, column.kind, priority: column.priority)
                    } + [
                        phrasing.column(.verdict, .text, priority: 8),
                        phrasing.column(.publicMoney, .money, priority: 7),
                    ] + (hasLoans ? loans : []), rows: TableRows(rows)))
    }

    /// The figures that the first table shows, by position in ``LedgerCells/columns``.
    private static let shown = LedgerCells.columns.indices.filter {
        [
            FinancingWording.investment, .internalReturn, .payback, .largestInvestment,
            .leastInvestment,
        ].contains(LedgerCells.columns[$0].wording)
    }

    /// 社会资本一本账: an investment in each row.
    private func ledgerTable() -> ReportTable {
        let rows = calculation.cases.map { project -> [TableCell] in
            let revenue = project.revenue.map { TableCell.money($0) }
            return cells(of: project)
                + (revenue.isEmpty ? calculation.streams.map { _ in .blank } : revenue)
                + figures(of: project)
        }
        return fitted(
            ReportTable(
                id: "ledgers", heading: phrasing.financing(.ledgers),
                columns: projectColumns
                    + calculation.streams.map {
                        TableColumn($0, group: "streamsFen", heading: $0, .money, priority: 1)
                    }
                    + LedgerCells.columns.map {
                        phrasing.column($0.wording, $0.kind, priority: $0.priority)
                    }, rows: TableRows(rows)))
    }

    private func figures(of project: LedgerCalculation.Case) -> [TableCell] {
        guard let ledger = project.ledger else {
            return [.money(project.investment)]
                + Array(repeating: .blank, count: LedgerCells.columns.count - 1)
        }
        return LedgerCells(
            ledger: ledger, investment: project.investment,
            leastReturn: calculation.leastReturn, mostReturn: calculation.mostReturn,
            unit: calculation.unit, phrasing: phrasing
        ).cells
    }

    private func fitted(_ table: ReportTable) -> ReportTable {
        var table = heading.fitted(table)
        table.terminalRows = BondReport.terminalRows
        return table
    }

    /// Whether the profit is thin, and what public money is needed where it is too small.
    private func verdictCells(_ project: LedgerCalculation.Case) -> [TableCell] {
        switch try? calculation.verdict(on: project) {
        case .withinBand?: [phrasing.financingWord(.withinBand), .money(.zero)]
        case .tooLittle(let publicMoney)?:
            [phrasing.financingWord(.tooLittle), .money(publicMoney)]
        case .tooMuch?: [phrasing.financingWord(.tooMuch), .money(.zero)]
        case nil: [.blank, .blank]
        }
    }
}
