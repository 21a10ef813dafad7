public import Funding
public import Planning
public import Verification

/// The report of a plan: what is funded by whom, what is proved, what is left out and why.
///
/// The formulas of all tables are in the catalogue's first page. Every total is added up from the
/// rows that the table shows and held against a figure that ``PlanFigures`` computes on its own.
public struct PlanReport: Sendable {
    /// The most projects whose tables people read through.
    ///
    /// A larger programme is reported to people by its sums and the first rows of long tables.
    public static let mostProjectsInFull = 5_000
    /// The rows that people see of a long table of a large programme.
    static let excerptRows = 50

    let programme: Programme
    let outcome: Outcome
    let figures: PlanFigures
    let record: RunRecord
    let phrasing: Phrasing
    let glossary: Glossary
    let officialColumns: [OfficialColumn]
    let groupColumns: [ColumnReference]
    let sumColumns: [ColumnReference]
    let fundedProjects: [Int]

    /// Creates the report of a plan.
    ///
    /// - Parameters:
    ///   - programme: The programme.
    ///   - outcome: What came of planning it.
    ///   - figures: The figures of the outcome's plan.
    ///   - record: What is needed to make the report again.
    ///   - language: The language of the report.
    /// - Precondition: The outcome has a plan, and is proved optimal or feasible.
    /// - Complexity: O(*p* + *r*) for *p* projects and *r* rules.
    public init(
        programme: Programme, outcome: Outcome, figures: PlanFigures, record: RunRecord,
        language: Language
    ) {
        precondition(
            outcome.plan != nil && (outcome.status == .proved || outcome.status == .feasible),
            "an outcome without a plan has no plan to report")
        (self.programme, self.outcome, self.figures) = (programme, outcome, figures)
        self.record = record
        phrasing = Phrasing(language: language, unit: programme.moneyUnit)
        glossary = Glossary(phrasing: phrasing)
        officialColumns = OfficialColumn.columns(of: programme, glossary)
        groupColumns = ReportColumns.groups(of: programme)
        sumColumns = ReportColumns.sums(of: programme)
        fundedProjects = figures.plan.starts.indices.filter { figures.plan.starts[$0] != nil }
    }

    /// Whether people read sums and excerpts.
    var isLarge: Bool { programme.projects.count > PlanReport.mostProjectsInFull }

    /// Makes the content of the report.
    ///
    /// - Returns: A document that is reconciled unless a sum contradicts another one.
    /// - Throws: `FigureError` when the figures of a rule cannot be computed.
    /// - Complexity: O(*l* · (*w* + *n*)) for *l* limits of rules, *w* works and *n* payments.
    public func document() throws(FigureError) -> ReportDocument {
        let totals = PlanTotals(of: figures, in: programme, fundedProjects)
        let changes = programme.published.map { PlanChanges(of: figures, to: $0) }
        let name = phrasing.text(programme.title) ?? phrasing.sentence(.unnamed)
        let sections: [[ReportSection?]] = [
            [summarySection(totals), goalSection()], rankingSections(),
            [changes.map(changeSection), commitmentSection()],
            [fundingSection(totals), financingSection(), sourceSection(totals)],
            [refusalSection(), groupSection(totals), workSection(totals), try ruleSection()],
            annexSections,
            [
                reconciliationSection(totals),
                RecordSection(record: record, stop: outcome.stop, phrasing: phrasing).section(),
            ],
        ]
        return ReportDocument(
            language: phrasing.language, moneyUnit: programme.moneyUnit,
            title: phrasing.sentence(.reportTitle, name), titles: programme.title,
            sections: sections.joined().compactMap { $0 },
            isReconciled: totals.isReconciled && changes?.isReconciled ?? true)
    }

    private var annexSections: [ReportSection] {
        AnnexSection(programme: programme, phrasing: phrasing, fundedProjects: fundedProjects)
            .sections()
    }

    /// A table whose amounts have as few decimals as they need.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - decimals: The decimals that its amounts need, where they are known; else its rows are made
    ///     to find out.
    /// - Returns: The table with its decimals.
    func fitted(_ table: ReportTable, to decimals: MoneyDecimals? = nil) -> ReportTable {
        table.fitted(
            to: decimals ?? table.decimals(in: programme.moneyUnit),
            roundingNote: phrasing.sentence(.noteRoundedBounds, ReportFiles.resultName))
    }

    /// A table with a row for each project or work, of which people see the first rows only where
    /// the programme is large.
    func excerpted(_ table: ReportTable) -> ReportTable {
        guard isLarge else { return table }
        var table = table
        table.excerptRows = PlanReport.excerptRows
        return table
    }

    /// A column with a term as heading.
    func column(
        _ key: String, _ heading: Wording, _ kind: TableColumn.Kind = .text,
        formats: ReportFormats = .all, priority: Int = 5, isLong: Bool = false
    ) -> TableColumn {
        phrasing.column(
            key, heading, kind, formats: formats, priority: priority, isLong: isLong)
    }

    /// A section with a term as heading.
    func section(_ id: String, _ heading: Wording) -> ReportSection {
        ReportSection(id: id, heading: phrasing.term(heading))
    }
}
