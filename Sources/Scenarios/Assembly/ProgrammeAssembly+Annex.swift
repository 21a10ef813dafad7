internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// Reads key figures and memo ledgers, and checks the data.
    func readAnnex() {
        readFigures()
        readMemos()
        for entry in root["checks"].map({ map($0, "the checks") }) ?? [] {
            if let check = DataCheckRun(entry, assembly: self)?.run() {
                programme.annex.checks.append(check)
            }
        }
        checkRates()
    }

    private func readFigures() {
        for entry in root["figures"].map({ map($0, "the key figures") }) ?? [] {
            guard
                let id = checkedIdentifier(
                    entry.key, "a key figure", at: entry.keyLocation, isCapitalAllowed: true),
                let record = RecordReader(
                    entry.value, SchemaTables.keyFigure, at: entry.keyLocation, findings: findings),
                let node = record["is"],
                let formula = ConditionParser.formula(node, levels: [], in: self)
            else { continue }
            let styles = KeyFigure.Style.allCases.map(\.rawValue)
            let style =
                record["as"].flatMap { word($0, styles, "a style of figures") }
                .flatMap(KeyFigure.Style.init) ?? (formula.isMoney ? .money : .number)
            do throws(ExpressionFault) {
                let value = try formula.expression.value(at: .programme, in: programme)
                programme.annex.figures.append(
                    KeyFigure(
                        id: id, title: record["title"].map { localizedText($0, "the title") },
                        formula: formula, value: value, style: style,
                        decimals: record["decimals"].flatMap { decimals($0) }
                            ?? decimals(of: value, style),
                        citation: record["cite"].flatMap { text($0, "a citation") }))
            } catch {
                report(error, for: "key figure '\(id)'", at: node.location)
            }
            note(record, "figures.\(id)", at: entry.keyLocation)
        }
    }

    /// As many decimals as the figure needs, or two where no number of them is enough.
    private func decimals(of value: Ratio, _ style: KeyFigure.Style) -> Int {
        let scale = Ratio(style == .percent ? 100 : 1)
        return (try? value.multiplied(by: scale)).flatMap { DerivedNumber($0) }?.decimals ?? 2
    }

    private func decimals(_ node: DocumentNode) -> Int? {
        guard let decimals = whole(node, "a number of decimals") else { return nil }
        guard (0...Int64(DataColumn.mostDecimals)).contains(decimals) else {
            findings.error(
                .notANumber, at: node.location,
                "a figure has 0 to \(DataColumn.mostDecimals) decimals, and here are \(decimals)")
            return nil
        }
        return Int(decimals)
    }

    private func readMemos() {
        for entry in root["memo"].map({ map($0, "the memos") }) ?? [] {
            guard
                let id = checkedIdentifier(
                    entry.key, "a memo", at: entry.keyLocation, isCapitalAllowed: true),
                let record = RecordReader(
                    entry.value, SchemaTables.memo, at: entry.keyLocation, findings: findings),
                let node = record["column"],
                let column = numericColumn(node, levels: [.project, .work], "a memo")
            else { continue }
            let power = moneyColumns[column] ?? moneyPower
            programme.annex.memos.append(
                MemoLedger(
                    id: id, title: record["title"].map { localizedText($0, "the title") },
                    column: column, minorUnitsPerOne: Int64(DataColumn.powerOfTen(power)),
                    note: record["note"].map { localizedText($0, "the note") }))
            note(record, "memo.\(id)", at: entry.keyLocation)
        }
    }

    /// Columns of projects that hold shares of people or of area.
    private static let rates: Set<String> = [
        "consent", "satisfaction", "fee_collection", "participation_rate", "support_rate",
        "contribution_rate", "property_coverage",
    ]

    /// Warns of rates above 1: an 83 that means 83 % passes every gate.
    private func checkRates() {
        for column in programme.projectData.columns where Self.rates.contains(column.name) {
            guard case .numbers(let decimals, let mantissas) = column.content else { continue }
            let one = Int64(DataColumn.powerOfTen(decimals))
            let above = mantissas.indices.filter { mantissas[$0] > one }
            guard let first = above.first else { continue }
            let more = above.count > 1 ? " and \(above.count - 1) more" : ""
            findings.warning(
                .rateAboveOne, at: place(of: .project(first)) ?? SourceLocation(file: file),
                "rate '\(column.name)' is \(column.text(at: first) ?? "") for "
                    + "\(owner(of: .project(first)))\(more), more than the whole",
                fix: "write 83 percent as '83%' or 0.83, or put '(%)' behind the heading")
        }
    }
}
