internal import Funding
internal import Verification

extension PlanReport {
    /// 选择约束执行情况表: what each choice demands, and how targets and shares stand.
    func choiceTable() -> ReportTable {
        let reached = Dictionary(
            figures.choices.map { ($0.choice, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = programme.choices.enumerated().map { position, choice in
            [TableCell.text(choice.id), .text(choice.text), demandWord(choice.demand)]
                + figureCells(reached[position], of: choice.demand)
                + [choice.citation.map { .text($0) } ?? .blank]
        }
        let people: ReportFormats = [.terminal, .markdown, .csv]
        let hasCitations = programme.choices.contains { $0.citation != nil }
        let table = ReportTable(
            id: "choices", heading: phrasing.term(.choices),
            columns: [
                column("choice", .choice, priority: 10),
                column("text", .asWritten, priority: 9, isLong: true),
                column("demand", .demand),
                column("sense", .sense),
                column("shownBound", .bound, .number, formats: people),
                column("shownActual", .actual, .number, formats: people),
                column("shownSlack", .slack, .number, formats: people),
                column("shownUnit", .unit, formats: people),
                column("bound", .bound, .number, formats: .json),
                column("actual", .actual, .number, formats: .json),
                column("whole", .wholeValue, .number, formats: .json),
                column("slack", .slack, .number, formats: .json),
                column("unit", .unit, formats: .json),
                column(
                    "citation", .citation, formats: hasCitations ? .all : [.csv, .json]),
            ], rows: TableRows(rows))
        return fitted(table)
    }

    /// Sense, then bound, actual, slack and unit for people, then the same for programs.
    private func figureCells(_ figure: ChoiceFigure?, of demand: Choice.Demand) -> [TableCell] {
        guard let figure, let measure = demand.measure else {
            return Array(repeating: .blank, count: 10)
        }
        let text = MeasureText(measure: measure, programme: programme, phrasing: phrasing)
        let sense = LimitText(programme: programme, glossary: glossary).word(for: figure.sense)
        return [
            sense, text.cell(of: figure.bound), text.cell(of: figure.value),
            text.cell(of: figure.slack), .text(text.unit), .fraction(figure.bound),
            .fraction(figure.value), figure.whole.map { .fraction($0) } ?? .blank,
            .fraction(figure.slack), .text(text.unitKey),
        ]
    }

    private func demandWord(_ demand: Choice.Demand) -> TableCell {
        switch demand {
        case .must: phrasing.word(.must)
        case .never: phrasing.word(.never)
        case .together: phrasing.word(.together)
        case .exactlyOne: phrasing.word(.exactlyOne)
        case .atMostOne: phrasing.word(.atMostOne)
        case .needs: phrasing.word(.needs)
        case .target: phrasing.word(.target)
        case .share: phrasing.word(.shareLimit, key: "share")
        }
    }
}

extension Choice.Demand {
    /// The quantity that a target or a limit on a share bounds.
    fileprivate var measure: Measure? {
        switch self {
        case .target(let measure, _, _), .share(let measure, _, _, _): measure
        case .must, .never, .together, .exactlyOne, .atMostOne, .needs: nil
        }
    }
}
