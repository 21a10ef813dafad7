internal import Funding
internal import Verification

extension PlanReport {
    /// 随出资比例浮动测算表: for each place of a bound that slides with payments, the way from what is paid
    /// to what is demanded or allowed; `nil` where no rule has such a bound.
    ///
    /// - Throws: `FigureError` when a figure cannot be computed.
    /// - Complexity: O(*l* · (*w* + *n*)) for *l* limits, *w* works and *n* payments.
    func slidingTable() throws(FigureError) -> ReportTable? {
        let parts = LimitPart.all(in: programme).filter { scale(of: $0) != nil }
        guard !parts.isEmpty else { return nil }
        var count = 0
        for part in parts {
            try figures.forEachSlidingFigure(
                ofRule: part.rule, limit: part.limit, inProjects: part.projects
            ) { _ in count += 1 }
        }
        let people: ReportFormats = [.terminal, .markdown, .csv]
        var table = ReportTable(
            id: "sliding-scales", heading: phrasing.term(.slidingScales),
            columns: [
                column("rule", .rule, priority: 9), column("where", .instance, priority: 9),
                column("cost", .measuredCost, .money), column("paid", .movedPayments, .money),
                column("shownShare", .movedShare, .share, formats: people, priority: 8),
                column("shownFloor", .floorShare, .share, formats: people, priority: 8),
                column("points", .points, .number, formats: people, priority: 10),
                column("shownValue", .slidingValue, formats: people, priority: 10),
                column("shownAdjustment", .adjustment, formats: people, priority: 9),
                column("share", .movedShare, formats: .json),
                column("floor", .floorShare, formats: .json),
                column("excess", .points, formats: .json),
                column("value", .slidingValue, formats: .json),
                column("base", .slidingBase, .number),
                column("bound", .bound, .money, priority: 10),
            ],
            rows: TableRows(count: count, partCount: parts.count) { [self] position, row in
                let part = parts[position]
                guard let scale = scale(of: part) else { return }
                do throws(FigureError) {
                    try figures.forEachSlidingFigure(
                        ofRule: part.rule, limit: part.limit, inProjects: part.projects
                    ) { row(slidingCells($0, scale)) }
                } catch {
                    // The rows were counted from the same figures.
                    preconditionFailure("figures of a scale failed only the second time")
                }
            })
        table.notes = [phrasing.sentence(.noteSliding)]
        return fitted(excerpted(table))
    }

    private func scale(of part: LimitPart) -> SlidingScale? {
        let bound = programme.rules[part.rule].limits[part.limit].bound
        guard case .slidingScale(let scale) = bound else { return nil }
        return scale
    }

    private func slidingCells(_ figure: SlidingFigure, _ scale: SlidingScale) -> [TableCell] {
        let atFloor = scale.pieces[scale.piece(at: .zero)].value
        let adjustment = figure.floor == .zero ? nil : try? figure.value.subtracting(atFloor)
        let points = try? figure.excess.multiplied(by: Ratio(100))
        return [
            .text(programme.rules[figure.rule].id), instanceCell(figure.scope),
            .money(figure.cost), .money(figure.paid), .share(figure.share, decimals: 4),
            .share(figure.floorShare, decimals: 4), points.map { .number($0) } ?? .blank,
            .text(text(figure.value, scale)),
            adjustment.map { .text(text($0, scale)) } ?? .blank, .fraction(figure.share),
            .fraction(figure.floorShare), .fraction(figure.excess), .fraction(figure.value),
            scale.isOfMoney ? .amount(figure.quantity) : .number(figure.quantity),
            .amount(figure.bound),
        ]
    }

    /// A value of a scale: a share, or an amount.
    private func text(_ value: Ratio, _ scale: SlidingScale) -> String {
        scale.isOfMoney
            ? phrasing.text(ofShare: value) : phrasing.text(of: value, in: .yuan)
    }
}

extension SlidingScale {
    /// Whether values are shares of an amount of money.
    fileprivate var isOfMoney: Bool {
        switch base {
        case .cost, .column: true
        case .rate, .amount: false
        }
    }
}
