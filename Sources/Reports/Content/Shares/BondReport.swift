public import CostSharing
internal import Funding

/// The report of a calculation of bonds: coverage, and what each least coverage leaves of the debts.
public struct BondReport: Sendable {
    private let calculation: BondCalculation
    private let verdicts: [[BondCalculation.Verdict]]
    private let heading: ShareHeading
    private let record: RunRecord
    private let phrasing: Phrasing
    private let labels: ProjectLabels

    /// The rows that a terminal shows.
    static let terminalRows = 50

    /// Creates the report of bonds.
    ///
    /// - Parameters:
    ///   - calculation: The debts.
    ///   - verdicts: What each threshold makes of them.
    ///   - heading: Title, unit and citation.
    ///   - record: What is needed to make the report again.
    ///   - language: The language of the report.
    public init(
        calculation: BondCalculation, verdicts: [[BondCalculation.Verdict]], heading: ShareHeading,
        record: RunRecord, language: Language
    ) {
        (self.calculation, self.verdicts, self.heading) = (calculation, verdicts, heading)
        self.record = record
        phrasing = Phrasing(language: language, unit: heading.moneyUnit)
        labels = ProjectLabels(names: calculation.cases.map(\.name), namePriority: 9, phrasing)
    }

    /// Makes the content of the report.
    ///
    /// - Returns: A document that is reconciled where what is left of each debt is covered.
    /// - Complexity: O(*n* · *t*) for *n* projects and *t* thresholds.
    public func document() -> ReportDocument {
        var section = ReportSection(id: "bonds", heading: phrasing.financing(.bonds))
        section.paragraphs = [phrasing.financing(.noteBonds), phrasing.financing(.noteThresholds)]
        section.facts =
            heading.basis(phrasing) + [
                ReportFact(
                    "leastCapital", label: phrasing.financing(.leastCapital),
                    .share(calculation.leastCapital, decimals: 2)),
                phrasing.fact("unit", .settledTo, .money(calculation.unit)),
            ]
        section.tables = [sheetTable(), thresholdTable(), caseTable()]
        return ReportDocument(
            language: phrasing.language, moneyUnit: heading.moneyUnit,
            title: heading.name(phrasing), titles: heading.title,
            sections: [
                section, RecordSection(record: record, stop: nil, phrasing: phrasing).section(),
            ], isReconciled: isReconciled)
    }

    /// Whether what is left of each debt is covered as often as asked for, worked out anew.
    private var isReconciled: Bool {
        zip(calculation.thresholds, verdicts).allSatisfy { threshold, verdicts in
            zip(calculation.cases, verdicts).allSatisfy { project, verdict in
                let left = project.debt - verdict.replaced
                guard left > .zero else { return left == .zero }
                let coverage = try? project.coverage.coverage(of: left)
                return coverage.map { $0 >= threshold } ?? false
            }
        }
    }

    /// 专项债券项目表: the debts as asked for.
    private func sheetTable() -> ReportTable {
        let rows = calculation.cases.map { project -> [TableCell] in
            let service = try? project.coverage.service(of: project.debt)
            let coverage = try? project.coverage.coverage(of: project.debt)
            let capital = project.cost - project.debt
            return labels.cells(id: project.id, name: project.name) + [
                .money(project.cost), .money(capital), .money(project.bond),
                .money(project.otherDebt), BondSheet.share(of: capital, in: project.cost),
                .money(project.coverage.income),
                service.flatMap { BondSheet.roundedUp($0, to: calculation.unit) }.map {
                    .money($0)
                } ?? .blank,
                coverage.map { .number(BondSheet.cut($0)) } ?? .blank,
                coverage.map { .fraction($0) } ?? .blank,
            ]
        }
        return heading.fitted(
            ReportTable(
                id: "bonds", heading: phrasing.financing(.bonds),
                columns: labels.columns + [
                    phrasing.column(.totalInvestment, .money, priority: 9),
                    phrasing.column(.capital, .money, priority: 3),
                    phrasing.column(.bond, .money, priority: 9),
                    phrasing.column(.otherDebt, .money, priority: 2),
                    phrasing.column(.capitalShare, .share, priority: 8),
                    phrasing.column(.income, .money, priority: 8),
                    phrasing.column(.service, .money, priority: 7),
                    phrasing.column(.coverage, .number, priority: 10),
                    phrasing.column(.coverageExact, .number, formats: .json),
                ], rows: TableRows(rows)), terminalRows: BondReport.terminalRows)
    }

    /// Each threshold with what fails it and what is left of the debts.
    private func thresholdTable() -> ReportTable {
        let rows = zip(calculation.thresholds, verdicts).map { threshold, verdicts -> [TableCell] in
            let failing = zip(calculation.cases, verdicts).filter { !$0.1.isMet }.map(\.0.id)
            let replaced = verdicts.map(\.replaced).reduce(.zero, +)
            let debt = calculation.cases.map(\.debt).reduce(.zero, +)
            return [
                .number(threshold), .count(verdicts.count - failing.count), .texts(failing),
                .money(debt - replaced), .money(replaced),
            ]
        }
        return heading.fitted(
            ReportTable(
                id: "thresholds", heading: phrasing.financing(.thresholds),
                columns: [
                    phrasing.column(.threshold, .number, priority: 10),
                    phrasing.column(.metCount, .number, priority: 8),
                    TableColumn(
                        "failing", heading: phrasing.financing(.failing), priority: 9, isLong: true),
                    phrasing.column(.debtLeft, .money, priority: 8),
                    phrasing.column(.replaced, .money, priority: 8),
                ], rows: TableRows(rows)), terminalRows: BondReport.terminalRows)
    }

    /// Each project at each threshold, one row each.
    private func caseTable() -> ReportTable {
        let rows = calculation.cases.indices.flatMap { position in
            zip(calculation.thresholds, verdicts).map { threshold, verdicts -> [TableCell] in
                let (project, verdict) = (calculation.cases[position], verdicts[position])
                return labels.cells(id: project.id, name: project.name) + [
                    .number(threshold), phrasing.word(verdict.isMet),
                    .money(verdict.largestDebt), .money(verdict.replaced),
                ]
            }
        }
        return heading.fitted(
            ReportTable(
                id: "project-thresholds", heading: phrasing.financing(.projectThresholds),
                columns: labels.columns + [
                    phrasing.column(.threshold, .number, priority: 10),
                    phrasing.column(.isMet, .text, priority: 9),
                    phrasing.column(.largestDebt, .money, priority: 8),
                    phrasing.column(.replaced, .money, priority: 8),
                ], rows: TableRows(rows)), terminalRows: BondReport.terminalRows)
    }
}
