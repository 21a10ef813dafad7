internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// The columns of projects or works.
    func data(_ level: ColumnReference.Level) -> DataTable {
        level == .project ? programme.projectData : programme.workData
    }

    /// The column that a name means: as in the table, by its heading, or by a known alias, with
    /// `projects.` or `works.` before it where both tables have it.
    ///
    /// - Throws: `ConditionFault` when no column or more than one fits, or the wrong table has it.
    /// - Complexity: O(*c*) for *c* columns.
    func column(named written: String, levels: [ColumnReference.Level], offset: Int = 0)
        throws(ConditionFault) -> ColumnReference
    {
        var (name, allowed) = (NormalizedText.normalized(written), levels)
        for (prefix, level) in [("projects.", ColumnReference.Level.project), ("works.", .work)]
        where name.hasPrefix(prefix) && find(name, [.project, .work]).isEmpty {
            (name, allowed) = (String(name.dropFirst(prefix.count)), levels.filter { $0 == level })
        }
        let found = find(name, allowed)
        if found.count == 1 { return found[0] }
        if found.count > 1 {
            throw ConditionFault(
                .ambiguousColumn, offset: offset,
                "both projects and works have a column \(ShownName.quoted(name))",
                fix: "write 'projects.\(name)' or 'works.\(name)'")
        }
        if let other = find(name, [.project, .work]).first {
            throw ConditionFault(
                .wrongLevel, offset: offset,
                "\(ShownName.quoted(name)) is a column of the \(other.level.rawValue)s, and here "
                    + "only columns of the \(levels.first?.rawValue ?? "project")s count",
                fix: "use a column of the \(levels.first?.rawValue ?? "project")s")
        }
        let known = levels.flatMap { level in data(level).columns.map(\.name) }
        let tables = levels.map { "\($0.rawValue)s" }.joined(separator: " and ")
        throw ConditionFault(
            .unknownColumn, offset: offset,
            "the \(tables) have no column \(ShownName.quoted(name))",
            fix: ShownName.suggestion(for: name, among: known, what: "columns"))
    }

    private func find(_ name: String, _ levels: [ColumnReference.Level]) -> [ColumnReference] {
        let canonical = ColumnAliases.canonical(name)
        return levels.compactMap { level in
            let columns = data(level).columns
            let index =
                columns.firstIndex { $0.name == name }
                ?? columns.firstIndex { $0.heading == name }
                ?? columns.firstIndex { $0.name == canonical }
            return index.map { ColumnReference(level, index: $0, name: columns[$0].name) }
        }
    }

    /// The column that a scalar names, or `nil` after a finding.
    func column(_ node: DocumentNode, levels: [ColumnReference.Level], _ what: String)
        -> ColumnReference?
    {
        guard let name = text(node, what) else { return nil }
        do {
            return try column(named: name, levels: levels)
        } catch {
            findings.error(error.code, at: node.location, error.message, fix: error.fix)
            return nil
        }
    }

    /// A column of numbers that a scalar names, or `nil` after a finding.
    func numericColumn(_ node: DocumentNode, levels: [ColumnReference.Level], _ what: String)
        -> ColumnReference?
    {
        guard let column = column(node, levels: levels, what) else { return nil }
        return isNumeric(column, what, at: node.location) ? column : nil
    }

    /// Whether a column holds numbers; reports it when not.
    func isNumeric(_ column: ColumnReference, _ what: String, at place: SourceLocation) -> Bool {
        if programme.column(column).isNumeric { return true }
        findings.error(
            .columnIsText, at: place, textColumnMessage(column, what),
            fix: "write numbers in the whole column, or leave cells blank")
        return false
    }

    /// Says which cell makes a column a text column.
    func textColumnMessage(_ column: ColumnReference, _ what: String) -> String {
        let example = firstTexts.first {
            $0.key.level == column.level && $0.key.name == column.name
        }
        let cell = example.map { ": \(ShownName.quoted($0.value.text)) in \($0.value.place)" } ?? ""
        return "\(what) needs numbers, and column '\(column.name)' holds text\(cell)"
    }

    /// Refuses a bare number beside a column of money where it could count in more than one unit.
    ///
    /// - Parameters:
    ///   - text: The number as written.
    ///   - column: The column that it is compared with.
    ///   - offset: Where the number stands in its scalar.
    ///   - file: The file that it stands in; a pack is read below scenarios with other units.
    /// - Throws: `ConditionFault` when the column counts in another unit than bare amounts do, or the
    ///   file is a pack.
    func checkUnit(
        of text: String, in column: ColumnReference, offset: Int = 0, file: String
    ) throws(ConditionFault) {
        guard let power = moneyColumns.first(where: { $0.key == column })?.value,
            !MoneyText.hasUnit(NormalizedText.normalized(text)),
            let number = try? ShareText.parse(text), number != .zero
        else { return }
        if policyFiles.contains(file) {
            throw ConditionFault(
                .bareAmount, offset: offset,
                "a policy writes amounts with their unit, and \(ShownName.quoted(text)) has none",
                fix: "write for example '\(ShownText.escaped(text))元'")
        }
        guard power != moneyPower, let own = MoneyText.unit(ofPower: power),
            let bare = MoneyText.unit(ofPower: moneyPower)
        else { return }
        throw ConditionFault(
            .unitMismatch, offset: offset,
            "column '\(column.name)' counts in \(own.rawValue) and bare amounts in "
                + "\(bare.rawValue), so \(ShownName.quoted(text)) could be either",
            fix: "write '\(ShownText.escaped(text))\(own.rawValue)' or "
                + "'\(ShownText.escaped(text))\(bare.rawValue)'")
    }

    /// A number in a condition on a column, in the unit of the column.
    func number(_ token: ConditionToken, in column: ColumnReference) throws(ConditionFault) -> Ratio
    {
        let text = NormalizedText.normalized(token.text)
        do {
            let ratio: Ratio
            if let number = try? ShareText.parse(text) {
                ratio = number
            } else {
                let bytes = Array(text.utf8)
                let power = moneyColumns.first { $0.key == column }?.value ?? moneyPower
                let isMoney = MoneyText.hasUnit(text)
                let number = try MoneyText.minorUnits(
                    bytes.span, in: 0..<bytes.count, bareUnit: isMoney ? power : 0,
                    allowsGrouping: false)
                ratio = isMoney ? number.shifted(by: -power).ratio : number.ratio
            }
            guard ShareText.isUsable(ratio) else { throw NumberFault.tooLarge }
            return ratio
        } catch {
            let reason = (error as? NumberFault)?.reason ?? "it cannot be read"
            throw ConditionFault(
                .columnIsNumber, offset: token.offset,
                "column '\(column.name)' holds numbers, and \(ShownName.quoted(text)) is none: "
                    + reason,
                fix: "compare with a number such as 100, 80% or 2/3")
        }
    }

    /// Warns of a text that no cell of its column holds.
    ///
    /// A pack lists all values that its document knows, and no scenario has them all.
    func checkValue(_ text: String, of column: ColumnReference, at place: SourceLocation) {
        guard areTablesWhole, !policyFiles.contains(place.file),
            case .texts(let distinct, _) = programme.column(column).content,
            !distinct.contains(text)
        else { return }
        findings.warning(
            .unknownValue, at: place,
            "no cell of column '\(column.name)' is \(ShownName.quoted(text))",
            fix: ShownName.suggestion(for: text, among: distinct, what: "values"))
    }
}
