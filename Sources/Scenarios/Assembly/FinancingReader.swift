internal import CostSharing
internal import Diagnostics
internal import Funding

/// Reads how money is earned back: the terms of bonds and the ledgers of social capital.
struct FinancingReader {
    let assembly: ProgrammeAssembly

    private var findings: Findings { assembly.findings }

    /// The financing that a source declares, or `nil` without one or after a finding.
    func financing(_ source: RecordReader) -> Financing? {
        if source["bond"] != nil, source["ledger"] != nil {
            findings.error(
                .wrongShape, at: source.keyLocation("ledger"),
                "a source is repaid as a bond or earned back by a ledger, not both",
                fix: "leave one of 'bond' and 'ledger' out")
            return nil
        }
        if let node = source["bond"] { return bond(node).map { .bond($0) } }
        return source["ledger"].flatMap(ledger).map { .ledger($0) }
    }

    // MARK: - Bonds

    private func bond(_ node: DocumentNode) -> BondTerms? {
        guard let record = reader(node, SchemaTables.bond), var terms = terms(record) else {
            return nil
        }
        terms.isOtherDebt = record["other-debt"].map { assembly.flag($0, "'other-debt'") } ?? false
        terms.cost = record["cost"].flatMap { money($0, "the cost of a bond's income") }
        for item in record["sheet"].map({ assembly.list($0, "the columns of the sheet") }) ?? [] {
            guard let column = assembly.column(item, levels: [.project], "a column of the sheet")
            else { return nil }
            terms.sheetColumns.append(column)
        }
        return terms
    }

    /// Income, rate and term, and how often income covers them at least.
    func coverage(_ node: DocumentNode) -> (terms: BondTerms, least: StatedNumber)? {
        guard let record = reader(node, SchemaTables.coverage), let terms = terms(record),
            let least = record["at-least"].flatMap(leastCoverage)
        else { return nil }
        return (terms, least)
    }

    /// A least coverage.
    func leastCoverage(_ node: DocumentNode) -> StatedNumber? {
        number(node, "the least coverage", Ratio(1, 100)...Ratio(100), "for example '1.2'")
    }

    /// Income, rate and term alone.
    func bondTerms(_ node: DocumentNode) -> BondTerms? {
        reader(node, SchemaTables.bondTerms).flatMap(terms)
    }

    private func terms(_ record: RecordReader) -> BondTerms? {
        guard let income = record["income"].flatMap({ money($0, "the income of a bond") }),
            let rate = record["rate"].flatMap({
                number($0, "the rate of a bond", .zero ... .one, "for example '2.32%'")
            }),
            let years = record["years"].flatMap({
                number($0, "the term of a bond", Ratio(1, 100)...Ratio(100), "years")
            })
        else { return nil }
        return BondTerms(income: income, rate: rate, years: years)
    }

    // MARK: - Ledgers

    /// The terms of a ledger, or `nil` after a finding.
    func ledger(_ node: DocumentNode) -> LedgerTerms? {
        guard let record = reader(node, SchemaTables.ledger),
            let streams = record["revenue"].flatMap(streams),
            let years = record["years"].flatMap({
                number(
                    $0, "the years of operation", .one...Ratio(Int128(SocialLedger.mostYears)),
                    "whole years", isWhole: true)
            }),
            let band = record["return"].flatMap(band)
        else { return nil }
        let errorsBefore = findings.errorCount
        let terms = LedgerTerms(
            streams: streams,
            operatingCost: record["operating-cost"].flatMap { money($0, "the cost of operation") },
            deductions: record["deductions"].flatMap { money($0, "the deductions") },
            incomeTax: record["income-tax"].flatMap { share($0, "the income tax") } ?? .zero,
            constructionProfit: record["construction-profit"].flatMap {
                money($0, "the profit on the construction")
            },
            interestSubsidy: record["interest-subsidy"].flatMap(subsidy), years: years,
            leastReturn: band.least, mostReturn: band.most)
        return findings.errorCount == errorsBefore ? terms : nil
    }

    private func streams(_ node: DocumentNode) -> [LedgerTerms.Stream]? {
        let what = "a stream of revenue"
        guard let entries = node.entries else {
            let names = node.items ?? [node]
            let streams = names.compactMap { name in
                money(name, what).map { LedgerTerms.Stream(revenue: $0) }
            }
            return streams.count == names.count && !names.isEmpty ? streams : nil
        }
        var streams: [LedgerTerms.Stream] = []
        for entry in entries {
            var name = entry.value
            (name.content, name.location) = (.scalar(entry.key, isPlain: true), entry.keyLocation)
            guard
                let record = RecordReader(
                    entry.value, SchemaTables.stream, at: entry.keyLocation, findings: findings),
                let revenue = money(name, what)
            else { return nil }
            streams.append(
                LedgerTerms.Stream(
                    revenue: revenue,
                    vat: record["vat"].flatMap { share($0, "a value-added tax") } ?? .zero,
                    taxable: record["taxable"].flatMap { share($0, "a taxable part") } ?? .one))
        }
        guard !streams.isEmpty else {
            findings.error(
                .wrongShape, at: node.location, "the ledger has no revenue",
                fix: "name at least one column")
            return nil
        }
        return streams
    }

    private func subsidy(_ node: DocumentNode) -> LedgerTerms.InterestSubsidy? {
        guard let record = reader(node, SchemaTables.interestSubsidy),
            let loan = record["loan"].flatMap({ money($0, "the loan of a subsidy") }),
            let rate = record["rate"].flatMap({ share($0, "the rate of a subsidy") }),
            let place = record["years"],
            let years = assembly.whole(place, "the years of a subsidy"),
            isWithin(
                Ratio(Int128(years)), .one...Ratio(100), "the years of a subsidy",
                at: place.location, example: "whole years", isWhole: true)
        else { return nil }
        return LedgerTerms.InterestSubsidy(loan: loan, rate: rate, years: Int(years))
    }

    /// The least return, and the largest one where a band is written.
    private func band(_ node: DocumentNode) -> (least: Ratio, most: Ratio?)? {
        guard node.entries != nil else {
            return share(node, "the least return").map { ($0, nil) }
        }
        guard let record = reader(node, SchemaTables.returnBand),
            let least = record["at-least"].flatMap({ share($0, "the least return") })
        else { return nil }
        guard let place = record["at-most"] else { return (least, nil) }
        guard let most = share(place, "the largest return") else { return nil }
        guard least <= most else {
            findings.error(
                .floorAboveCap, at: place.location,
                "the least return \(ShareText.shown(least)) is above the largest, "
                    + ShareText.shown(most), fix: "lower the first or raise the second")
            return nil
        }
        return (least, most)
    }

    // MARK: - Parts

    private func reader(_ node: DocumentNode, _ record: SchemaRecord) -> RecordReader? {
        RecordReader(node, record, at: node.location, findings: findings)
    }

    /// A column of money.
    func money(_ node: DocumentNode, _ what: String) -> MoneyColumn? {
        guard let column = assembly.numericColumn(node, levels: [.project], what) else {
            return nil
        }
        let power = assembly.moneyColumns[column] ?? assembly.moneyPower
        return MoneyColumn(column, minorUnitsPerOne: Int64(DataColumn.powerOfTen(power)))
    }

    /// A share from 0 to 1.
    func share(_ node: DocumentNode, _ what: String) -> Ratio? {
        guard let share = assembly.share(node, what),
            isWithin(share, .zero ... .one, what, at: node.location, example: "for example '3%'")
        else { return nil }
        return share
    }

    /// A number, or a column of the projects all filled cells of which lie in a range.
    private func number(
        _ node: DocumentNode, _ what: String, _ range: ClosedRange<Ratio>, _ example: String,
        isWhole: Bool = false
    ) -> StatedNumber? {
        if let text = node.scalar, let number = try? ShareText.parse(text),
            ShareText.isUsable(number)
        {
            let isRight = isWithin(
                number, range, what, at: node.location, example: example, isWhole: isWhole)
            return isRight ? .same(number) : nil
        }
        guard let column = assembly.numericColumn(node, levels: [.project], what) else {
            return nil
        }
        for project in assembly.programme.projects.indices {
            guard let number = assembly.programme.column(column).number(at: project),
                !isWithin(
                    number, range, "\(what) in column '\(column.name)'",
                    at: assembly.provenance.location(ofProject: project) ?? node.location,
                    example: example, isWhole: isWhole)
            else { continue }
            return nil
        }
        return .column(column)
    }

    private func isWithin(
        _ number: Ratio, _ range: ClosedRange<Ratio>, _ what: String, at place: SourceLocation,
        example: String, isWhole: Bool = false
    ) -> Bool {
        if range.contains(number), !isWhole || number.isWhole { return true }
        func shown(_ number: Ratio) -> String { FormulaText.text(number) }
        findings.error(
            .financingRange, at: place,
            "\(what) is \(shown(number)), and it is \(isWhole ? "a whole number" : "a number") "
                + "from \(shown(range.lowerBound)) to \(shown(range.upperBound))",
            fix: "write \(example)")
        return false
    }
}
