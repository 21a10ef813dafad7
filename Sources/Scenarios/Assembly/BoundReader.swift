internal import Diagnostics
internal import Funding

/// Reads how much a rule's payers pay: a share, a rate, an amount, a column or a table of steps.
struct BoundReader {
    let assembly: ProgrammeAssembly
    /// What is needed of the rule where a bound is derived from terms.
    var derived: DerivedLimit?

    private var findings: Findings { assembly.findings }

    /// The bound that a node describes, or `nil` after a finding.
    func bound(_ node: DocumentNode) -> RuleBound? {
        guard node.entries != nil else { return textBound(node) }
        guard
            let record = RecordReader(
                node, SchemaTables.bound, at: node.location, findings: findings)
        else { return nil }
        if record["by"]?.entries != nil {
            return SlidingScaleReader(assembly: assembly).bound(record)
        }
        let kinds = ["column", "share", "by", "coverage", "ledger"].filter { record[$0] != nil }
        guard kinds.count == 1 else {
            findings.error(
                .boundSyntax, at: node.location,
                kinds.isEmpty
                    ? "the bound names no column, share, steps, coverage or ledger"
                    : "the bound is a \(kinds.joined(separator: " and a ")) at once",
                fix: "write one of 'column', 'share', 'coverage', 'ledger' or 'by' with 'steps'")
            return nil
        }
        let allowed = [
            "column": ["column"], "share": ["share", "of"], "by": ["by", "steps", "per"],
            "coverage": ["coverage"], "ledger": ["ledger"],
        ]
        for entry in node.entries ?? [] where !(allowed[kinds[0]] ?? []).contains(entry.key) {
            guard SchemaTables.bound.keys.contains(where: { $0.name == entry.key }) else {
                continue
            }
            findings.error(
                .boundSyntax, at: entry.keyLocation,
                "'\(entry.key)' has no meaning beside '\(kinds[0])'", fix: "leave it out")
        }
        switch kinds[0] {
        case "column": return record["column"].flatMap(columnBound)
        case "share": return shareBound(record)
        case "coverage": return record["coverage"].flatMap { derived?.coverage($0) }
        case "ledger": return record["ledger"].flatMap { derived?.ledger($0) }
        default: return StepReader(assembly: assembly).bound(record)
        }
    }

    // MARK: - Texts

    private func textBound(_ node: DocumentNode) -> RuleBound? {
        guard let text = assembly.text(node, "a bound") else { return nil }
        if let of = text.range(ofWord: "of") {
            let share = TrimmedText.trimmed(text[..<of.lowerBound])
            let payers = TrimmedText.trimmed(text[of.upperBound...])
            var part = node
            part.content = .scalar(share, isPlain: true)
            guard let ratio = assembly.share(part, "a bound"), isNatural(ratio, at: node.location)
            else { return nil }
            return shareOf(ratio, payers, at: node.location)
        }
        if text.hasSuffix("%") || text.hasSuffix("％") || isFraction(text) {
            guard let ratio = assembly.share(node, "a bound"), isNatural(ratio, at: node.location)
            else { return nil }
            return .shareOfCost(ratio)
        }
        if text.contains("/") { return rateBound(node, text) }
        assembly.warnOfBareShare(text, at: node.location)
        return assembly.positiveMoney(node, "a bound").map { .amount($0) }
    }

    private func isFraction(_ text: String) -> Bool {
        text.contains("/")
            && text.unicodeScalars.allSatisfy { "0123456789./ ".unicodeScalars.contains($0) }
    }

    /// Whether a share is at least 0; reports it when not.
    func isNatural(_ share: Ratio, at place: SourceLocation) -> Bool {
        guard share < .zero else { return true }
        findings.error(
            .negativeAmount, at: place, "a share of \(ShareText.shown(share)) is below 0")
        return false
    }

    private func shareOf(_ share: Ratio, _ payers: String, at place: SourceLocation) -> RuleBound? {
        if payers == "cost" { return .shareOfCost(share) }
        let listed =
            payers.hasPrefix("[") && payers.hasSuffix("]")
            ? payers.dropFirst().dropLast() : payers[...]
        let names = listed.split { $0 == "," || $0 == "，" || $0 == "、" }.map {
            (text: TrimmedText.trimmed($0), place: place)
        }
        guard !names.isEmpty, !names.contains(where: { $0.text.isEmpty }) else {
            findings.error(
                .boundSyntax, at: place, "the bound names nobody behind 'of'",
                fix: "write for example '15% of central' or '15% of [central, local]'")
            return nil
        }
        return assembly.payers(names).map { .shareOfPayments(share, $0) }
    }

    private func shareBound(_ record: RecordReader) -> RuleBound? {
        guard let node = record["share"], let share = assembly.share(node, "a bound"),
            isNatural(share, at: node.location)
        else { return nil }
        guard let of = record["of"], of.scalar != "cost" else { return .shareOfCost(share) }
        return assembly.payers(of, "the payers of a bound").map { .shareOfPayments(share, $0) }
    }

    private func rateBound(_ node: DocumentNode, _ text: String) -> RuleBound? {
        guard let slash = text.lastIndex(of: "/") else { return nil }
        let amount = TrimmedText.trimmed(text[..<slash])
        let unit = TrimmedText.trimmed(text[text.index(after: slash)...])
        guard let rate = rate(amount, node),
            let column = column(ofUnit: unit, levels: [.work, .project], at: node.location)
        else { return nil }
        return .rate(rate, per: column)
    }

    /// Minor units per unit; a rate may be finer than a fen.
    func rate(_ amount: String, _ node: DocumentNode) -> Ratio? {
        guard assembly.hasUnit(amount, in: node) else { return nil }
        do {
            let bytes = Array(amount.utf8)
            let number = try MoneyText.minorUnits(
                bytes.span, in: 0..<bytes.count, bareUnit: assembly.moneyPower,
                allowsGrouping: assembly.allowsGrouping
            ).trimmed
            guard number.mantissa >= 0 else {
                findings.error(
                    .negativeAmount, at: node.location, "\(ShownName.quoted(amount)) is below 0")
                return nil
            }
            guard number.decimals <= DataColumn.mostDecimals,
                number.ratio <= Money.largest.exact
            else { throw NumberFault.tooLarge }
            return number.ratio
        } catch {
            assembly.report(
                (error as? NumberFault) ?? .blank, amount, "a rate", at: node.location)
            return nil
        }
    }

    // MARK: - Columns

    /// The column that a unit below the line counts.
    func column(
        ofUnit unit: String, levels: [ColumnReference.Level], at place: SourceLocation
    ) -> ColumnReference? {
        let canonical = UnitNames.canonical(unit)
        let declared = assembly.units[canonical]
        guard
            let name = declared?.column ?? UnitNames.column(ofCanonical: canonical)
                ?? direct(unit, levels)
        else {
            findings.error(
                .unknownUnit, at: place, "unit \(ShownName.quoted(unit)) is not known",
                fix: ShownName.suggestion(
                    for: unit, among: Set(UnitNames.known + assembly.units.keys).sorted(),
                    what: "units"
                )
                .map { $0 + "; or declare it under 'units'" })
            return nil
        }
        do {
            let column = try assembly.column(named: name, levels: levels)
            let what = "a rate per \(unit)"
            return assembly.isNumeric(column, what, at: place) ? column : nil
        } catch {
            findings.error(
                error.code, at: place,
                "unit \(ShownName.quoted(unit)) counts a column that cannot be used: \(error.message)",
                fix: declared == nil
                    ? "add the column '\(name)', or declare another one under 'units'" : error.fix)
            return nil
        }
    }

    private func direct(_ unit: String, _ levels: [ColumnReference.Level]) -> String? {
        (try? assembly.column(named: unit, levels: levels)) == nil ? nil : unit
    }

    /// The amount in a column, in the unit of its heading or of bare amounts.
    func columnBound(_ node: DocumentNode) -> RuleBound? {
        guard
            let column = assembly.numericColumn(
                node, levels: [.work, .project], "a bound by column")
        else { return nil }
        let power = assembly.moneyColumns.first { $0.key == column }?.value ?? assembly.moneyPower
        return .column(column, minorUnitsPerOne: Int64(DataColumn.powerOfTen(power)))
    }
}

extension String {
    /// The range of a word with blanks around it.
    fileprivate func range(ofWord word: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            let end = self[start...].firstIndex(of: " ") ?? endIndex
            if self[start..<end] == word { return start..<end }
            start = end == endIndex ? endIndex : index(after: end)
        }
        return nil
    }
}
