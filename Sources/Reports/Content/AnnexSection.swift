internal import Funding

/// What the report says beside the plan: key figures with their formulas, money that is kept out of
/// the funding table, and what came of the checks of the data.
struct AnnexSection: Sendable {
    let programme: Programme
    let phrasing: Phrasing
    /// The funded projects, or `nil` where there is no plan.
    let fundedProjects: [Int]?

    private let people: ReportFormats = [.terminal, .markdown, .csv]

    init(programme: Programme, phrasing: Phrasing, fundedProjects: [Int]?) {
        (self.programme, self.phrasing) = (programme, phrasing)
        self.fundedProjects = fundedProjects
    }

    /// The section, or none where the scenario asks for nothing of it.
    func sections() -> [ReportSection] {
        let annex = programme.annex
        guard annex != ProgrammeAnnex() else { return [] }
        var section = ReportSection(id: "annex", heading: phrasing.term(.annexSection))
        if !annex.derivations.isEmpty { section.tables.append(columnTable(annex.derivations)) }
        if !annex.figures.isEmpty { section.tables.append(figureTable(annex.figures)) }
        if !annex.memos.isEmpty { section.tables.append(memoTable(annex.memos)) }
        if !annex.checks.isEmpty { section.tables.append(checkTable(annex.checks)) }
        return [section]
    }

    /// 计算列说明: each derived column with the expression that gives its cells.
    private func columnTable(_ derivations: [Derivation]) -> ReportTable {
        let glossary = Glossary(phrasing: phrasing)
        return ReportTable(
            id: "derived-columns", heading: phrasing.term(.derivedColumns),
            columns: [
                phrasing.column("column", .derivedColumn, priority: 10),
                phrasing.column("level", .scope, priority: 7),
                phrasing.column("expression", .computedAs, priority: 9, isLong: true),
            ],
            rows: TableRows(
                derivations.map { derivation in
                    let reference = derivation.column
                    return [
                        .word(
                            key: reference.name,
                            text: glossary.heading(of: programme.column(reference))),
                        reference.level == .project
                            ? phrasing.word(.eachProject, key: "project")
                            : phrasing.word(.eachWork, key: "work"),
                        .text(derivation.formula.text),
                    ]
                }))
    }

    /// 关键指标表: each figure with the expression that gives it.
    private func figureTable(_ figures: [KeyFigure]) -> ReportTable {
        let hasCitations = figures.contains { $0.citation != nil }
        var table = ReportTable(
            id: "key-figures", heading: phrasing.term(.keyFigures),
            columns: [
                phrasing.column("figure", .identifier, formats: [.csv, .json]),
                phrasing.column("title", .keyFigure, formats: people, priority: 10, isLong: true),
                phrasing.column("shownValue", .figureValue, .number, formats: people, priority: 10),
                phrasing.column("value", .exactValue, .number, formats: [.csv, .json]),
                phrasing.column("style", .unit, formats: .json),
                phrasing.column("expression", .computedAs, priority: 8, isLong: true),
                phrasing.column("citation", .citation, formats: hasCitations ? .all : .json),
            ],
            rows: TableRows(
                figures.map { figure in
                    [
                        .text(figure.id), .text(phrasing.text(figure.title) ?? figure.id),
                        .text(text(of: figure)), .fraction(figure.value),
                        .text(figure.style.rawValue), .text(figure.formula.text),
                        cell(figure.citation),
                    ]
                }))
        table.notes = [phrasing.sentence(.noteFiguresRounded, ReportFiles.resultName)]
        return table
    }

    private func text(of figure: KeyFigure) -> String {
        switch figure.style {
        case .number:
            return DecimalText.text(figure.value, decimals: figure.decimals, isGrouped: true)
        case .percent:
            guard let percent = try? figure.value.multiplied(by: Ratio(100)) else {
                return DecimalText.fraction(figure.value)
            }
            return phrasing.percentage(
                DecimalText.text(percent, decimals: figure.decimals, isGrouped: true))
        case .money:
            let digits = DecimalText.text(
                figure.value, decimals: figure.decimals, isGrouped: true)
            return phrasing.sentence(.amount, digits, phrasing.unitName)
        }
    }

    /// 备查账: columns of money that no source pays.
    private func memoTable(_ memos: [MemoLedger]) -> ReportTable {
        let hasPlan = fundedProjects != nil
        let all = programme.projects.indices
        var table = ReportTable(
            id: "memo", heading: phrasing.term(.memos),
            columns: [
                phrasing.column("memo", .identifier, formats: [.csv, .json]),
                phrasing.column("title", .memo, formats: people, priority: 10, isLong: true),
                phrasing.column(
                    "funded", .fundedProjectsOnly, .money, formats: hasPlan ? .all : []),
                phrasing.column("all", .allProjects, .money, priority: 8),
                phrasing.column("column", .computedAs, formats: [.csv, .json]),
                phrasing.column("note", .note, formats: people, isLong: true),
            ],
            rows: TableRows(
                memos.map { memo in
                    [
                        .text(memo.id), .text(phrasing.text(memo.title) ?? memo.id),
                        fundedProjects.map { sum(of: memo, over: $0) } ?? .blank,
                        sum(of: memo, over: all), .text(memo.column.name),
                        .text(phrasing.text(memo.note) ?? ""),
                    ]
                }))
        table.notes = [phrasing.sentence(.noteMemo)]
        return table.fitted(
            to: table.decimals(in: programme.moneyUnit),
            roundingNote: phrasing.sentence(.noteRoundedBounds, ReportFiles.resultName))
    }

    private func sum(of memo: MemoLedger, over projects: some Sequence<Int>) -> TableCell {
        guard let sum = try? memo.sum(over: projects, in: programme) else { return .blank }
        let whole = sum.isWhole ? Int64(exactly: sum.numerator) : nil
        return whole.map { .money(Money(minorUnits: $0)) } ?? .amount(sum)
    }

    /// 数据校核表: what the data should say of itself, and whether it does.
    private func checkTable(_ checks: [DataCheck]) -> ReportTable {
        let hasCitations = checks.contains { $0.citation != nil }
        return ReportTable(
            id: "data-checks", heading: phrasing.term(.dataChecks),
            columns: [
                phrasing.column("check", .identifier, formats: [.csv, .json]),
                phrasing.column("title", .dataCheck, formats: people, priority: 9, isLong: true),
                phrasing.column("text", .asWritten, priority: 6, isLong: true),
                phrasing.column("shownLeft", .leftSide, .number, formats: people, priority: 8),
                phrasing.column("shownRight", .rightSide, .number, formats: people, priority: 8),
                phrasing.column("left", .leftSide, .number, formats: .json),
                phrasing.column("right", .rightSide, .number, formats: .json),
                phrasing.column("checked", .checkedRows, .number, priority: 3),
                phrasing.column("failed", .failedRows, .number, priority: 4),
                phrasing.column("holds", .holds, priority: 10),
                phrasing.column("citation", .citation, formats: hasCitations ? .all : .json),
            ],
            rows: TableRows(
                checks.map { check in
                    [
                        .text(check.id), .text(phrasing.text(check.title) ?? check.id),
                        .text(check.text), shown(check.left), shown(check.right),
                        check.left.map { .fraction($0.value) } ?? .blank,
                        check.right.map { .fraction($0.value) } ?? .blank,
                        .count(check.rowCount), .count(check.failureCount),
                        phrasing.word(check.failureCount == 0), cell(check.citation),
                    ]
                }))
    }

    private func shown(_ side: CheckedSide?) -> TableCell {
        guard let side else { return .blank }
        let digits = phrasing.text(ofNumber: side.value)
        return .text(
            side.isMoney ? phrasing.sentence(.amount, digits, phrasing.unitName) : digits)
    }

    private func cell(_ text: String?) -> TableCell { text.map { .text($0) } ?? .blank }
}
