public import CostSharing
internal import Funding

/// The report of a calculation of ledgers: what each investment earns, and what its ledger carries.
public struct LedgerReport: Sendable {
    private let calculation: LedgerCalculation
    private let heading: ShareHeading
    private let record: RunRecord
    private let phrasing: Phrasing
    private let labels: ProjectLabels

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
        labels = ProjectLabels(names: calculation.cases.map(\.name), namePriority: 4, phrasing)
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
        let figures = calculation.cases.map(figures(of:))
        section.tables = [returnTable(figures)]
        var details = ReportSection(id: "flows", heading: phrasing.financing(.flows))
        details.tables = [ledgerTable(figures)]
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

    /// What each investment earns, and what public money it needs.
    private func returnTable(_ figures: [[TableCell]]) -> ReportTable {
        let hasLoans = calculation.cases.contains { $0.loan != nil }
        let rows = zip(calculation.cases, figures).map { project, figures -> [TableCell] in
            let loans =
                hasLoans
                ? [
                    project.loan.map { TableCell.money($0) } ?? .blank,
                    project.loan.map { BondSheet.share(of: $0, in: project.investment) } ?? .blank,
                ] : []
            return labels.cells(id: project.id, name: project.name)
                + LedgerReport.shown.map { figures[$0] }
                + verdictCells(project) + loans
        }
        let loans = [
            phrasing.column(.loan, .money, priority: 2),
            phrasing.column(.loanShare, .share, priority: 5),
        ]
        return heading.fitted(
            ReportTable(
                id: "returns", heading: phrasing.financing(.returns),
                columns: labels.columns
                    + LedgerReport.shown.map {
                        let column = LedgerCells.columns[$0]
                        return phrasing.column(
                            column.wording, column.kind, priority: column.priority)
                    } + [
                        phrasing.column(.verdict, .text, priority: 8),
                        phrasing.column(.publicMoney, .money, priority: 7),
                    ] + (hasLoans ? loans : []), rows: TableRows(rows)),
            terminalRows: BondReport.terminalRows)
    }

    /// The figures that the first table shows, by position in ``LedgerCells/columns``.
    private static let shown = LedgerCells.columns.indices.filter {
        [
            FinancingWording.investment, .internalReturn, .payback, .largestInvestment,
            .leastInvestment,
        ].contains(LedgerCells.columns[$0].wording)
    }

    /// 社会资本一本账: an investment in each row.
    private func ledgerTable(_ figures: [[TableCell]]) -> ReportTable {
        let rows = zip(calculation.cases, figures).map { project, figures -> [TableCell] in
            let revenue = project.revenue.map { TableCell.money($0) }
            return labels.cells(id: project.id, name: project.name)
                + (revenue.isEmpty ? calculation.streams.map { _ in .blank } : revenue)
                + figures
        }
        return heading.fitted(
            ReportTable(
                id: "ledgers", heading: phrasing.financing(.ledgers),
                columns: labels.columns
                    + calculation.streams.map {
                        TableColumn($0, group: "streamsFen", heading: $0, .money, priority: 1)
                    }
                    + LedgerCells.columns.map {
                        phrasing.column($0.wording, $0.kind, priority: $0.priority)
                    }, rows: TableRows(rows)), terminalRows: BondReport.terminalRows)
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
