internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// The text of a scalar, or `nil` after a finding.
    func text(_ node: DocumentNode, _ what: String) -> String? {
        if let text = node.scalar, !node.isEmpty { return NormalizedText.normalized(text) }
        findings.error(
            .wrongShape, at: node.location, "\(what) is a text, and here is \(node.kind)")
        return nil
    }

    /// An identifier: a trimmed text of bounded length.
    func identifier(_ node: DocumentNode, _ what: String) -> String? {
        text(node, what).flatMap {
            checkedIdentifier($0, what, at: node.location, isCapitalAllowed: true)
        }
    }

    /// Checks an identifier; where payers are looked up, it must not be the name of a capital.
    func checkedIdentifier(
        _ written: String, _ what: String, at place: SourceLocation, isCapitalAllowed: Bool = false
    ) -> String? {
        let id = TrimmedText.trimmed(NormalizedText.normalized(written))
        guard !id.isEmpty else {
            findings.error(.blankID, at: place, "\(what) has a blank identifier")
            return nil
        }
        guard id.count <= limits.idLength else {
            findings.error(
                .idTooLong, at: place,
                "identifier \(ShownName.quoted(id)) has \(id.count) characters, more than "
                    + "\(limits.idLength)")
            return nil
        }
        guard !id.unicodeScalars.contains(where: ShownText.isUnsafe) else {
            findings.error(
                .controlCharacter, at: place,
                "identifier \(ShownName.quoted(id)) holds a line break or another invisible character",
                fix: "remove it")
            return nil
        }
        guard id.first.map({ !"=+-@＝＋－＠".contains($0) }) ?? true else {
            findings.error(
                .idIsFormula, at: place,
                "identifier \(ShownName.quoted(id)) begins like a formula, which a spreadsheet would run",
                fix: "begin it with a letter or a digit")
            return nil
        }
        guard isCapitalAllowed || Capital(rawValue: id) == nil else {
            findings.error(
                .idIsCapital, at: place,
                "identifier '\(id)' is the name of a capital, so that rules could mean either",
                fix: "choose another identifier, for example '\(id)-1'")
            return nil
        }
        return id
    }

    /// One of several words, or `nil` after a finding.
    func word(_ node: DocumentNode, _ known: [String], _ what: String) -> String? {
        guard let text = text(node, what) else { return nil }
        if known.contains(text) { return text }
        findings.error(
            .unknownValue, at: node.location, "\(ShownName.quoted(text)) is not \(what)",
            fix: ShownName.suggestion(for: text, among: known, what: "values"))
        return nil
    }

    /// `true` or `false`; other words for it are refused, because their meaning is disputed.
    func flag(_ node: DocumentNode, _ what: String) -> Bool {
        guard text(node, what) != nil else { return false }
        return word(node, ["true", "false"], "true or false, which \(what) needs") == "true"
    }

    /// The items of a list, empty after a finding.
    func list(_ node: DocumentNode, _ what: String) -> [DocumentNode] {
        if let items = node.items { return items }
        findings.error(
            .wrongShape, at: node.location, "\(what) are a list, and here is \(node.kind)",
            fix: "write '[a, b]' or one '- a' a line")
        return []
    }

    /// The entries of a map, empty after a finding.
    func map(_ node: DocumentNode, _ what: String) -> [DocumentEntry] {
        if let entries = node.entries { return entries }
        findings.error(
            .wrongShape, at: node.location, "\(what) are a map, and here is \(node.kind)",
            fix: "write one 'name: value' a line")
        return []
    }

    /// A list of texts, or one text in its place.
    func texts(_ node: DocumentNode, _ what: String) -> [(text: String, place: SourceLocation)] {
        if let items = node.items {
            if items.isEmpty {
                findings.error(.wrongShape, at: node.location, "\(what) is an empty list")
            }
            return items.compactMap { item in text(item, what).map { ($0, item.location) } }
        }
        return text(node, what).map { [($0, node.location)] } ?? []
    }

    /// A list of distinct names.
    func names(_ node: DocumentNode, _ what: String) -> [String] {
        var names: [String] = []
        for item in list(node, what) {
            guard let name = identifier(item, "a name in \(what)") else { continue }
            if names.contains(name) {
                duplicate("name", name, at: item.location)
            } else {
                names.append(name)
            }
        }
        return names
    }

    /// A text in one or two languages; a bare text is taken for the language of its letters.
    func localizedText(_ node: DocumentNode, _ what: String) -> LocalizedText {
        guard node.entries != nil else {
            guard let text = text(node, what) else { return LocalizedText() }
            let isChinese = text.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) }
            return isChinese ? LocalizedText(chinese: text) : LocalizedText(english: text)
        }
        let record = SchemaRecord(
            "a text in two languages",
            [SchemaKey("en", .text, "English."), SchemaKey("zh", .text, "Chinese.")])
        guard let reader = RecordReader(node, record, at: node.location, findings: findings) else {
            return LocalizedText()
        }
        return LocalizedText(
            english: reader["en"].flatMap { text($0, what) },
            chinese: reader["zh"].flatMap { text($0, what) })
    }

    /// A whole number within a million million, or `nil` after a finding.
    func whole(_ node: DocumentNode, _ what: String) -> Int64? {
        guard let text = text(node, what) else { return nil }
        if let number = try? DecimalText.parse(text), number.trimmed.decimals == 0,
            number.trimmed.mantissa.magnitude < 1_000_000_000_000
        {
            return Int64(number.trimmed.mantissa)
        }
        findings.error(
            .notANumber, at: node.location,
            "\(what) is a whole number, and \(ShownName.quoted(text)) is none")
        return nil
    }

    /// A share, or `nil` after a finding.
    func share(_ node: DocumentNode, _ what: String) -> Ratio? {
        guard let text = text(node, what) else { return nil }
        do {
            let ratio = try ShareText.parse(text)
            guard ShareText.isUsable(ratio) else { throw NumberFault.tooLarge }
            return ratio
        } catch {
            findings.error(
                .notAShare, at: node.location,
                "\(what) is a share, and \(ShownName.quoted(text)) is none: "
                    + ((error as? NumberFault)?.reason ?? "it cannot be read"),
                fix: "write for example '15%', '2/3' or '0.8'")
            return nil
        }
    }

    /// An amount of whole fen, or `nil` after a finding.
    func money(_ node: DocumentNode, _ what: String) -> Money? {
        guard let text = text(node, what), hasUnit(text, in: node) else { return nil }
        do {
            let bytes = Array(text.utf8)
            let number = try MoneyText.minorUnits(
                bytes.span, in: TrimmedText.range(0..<bytes.count, of: bytes.span),
                bareUnit: moneyPower, allowsGrouping: allowsGrouping)
            return try MoneyText.wholeFen(node.isComputed ? number.roundedDown : number)
        } catch {
            report(error, text, what, at: node.location)
            return nil
        }
    }

    /// An amount of money that is not negative, or `nil` after a finding.
    func positiveMoney(_ node: DocumentNode, _ what: String) -> Money? {
        guard let amount = money(node, what) else { return nil }
        guard amount >= .zero else {
            findings.error(
                .negativeAmount, at: node.location,
                "\(what) is \(MoneyText.shown(amount)), and an amount is at least 0")
            return nil
        }
        return amount
    }

    /// Reports why a text is no amount.
    func report(_ fault: NumberFault, _ text: String, _ what: String, at place: SourceLocation) {
        let code: FindingCode =
            switch fault {
            case .tooFine: .amountTooFine
            case .tooLarge: .amountTooLarge
            default: .notAnAmount
            }
        let message =
            switch fault {
            case .blank: "\(what) is blank"
            case .tooFine, .tooLarge: "\(what) is \(ShownName.quoted(text)), and \(fault.reason)"
            default:
                "\(what) is \(ShownName.quoted(text)), which is no amount of money: \(fault.reason)"
            }
        findings.error(code, at: place, message, fix: fault.fix)
    }

    /// Warns of a bare figure between 0 and 1 where an amount stands: it is likely meant as a share.
    func warnOfBareShare(_ text: String, at place: SourceLocation) {
        guard text.hasPrefix("0."), text.utf8.allSatisfy({ $0 == 0x2E || 0x30...0x39 ~= $0 }),
            let share = try? ShareText.parse(text), share > .zero
        else { return }
        findings.warning(
            .bareShare, at: place,
            "\(ShownName.quoted(text)) is read as an amount or a sum, not as a share",
            fix: "write \(ShareText.shown(share)) for the share, or a unit behind the amount")
    }
}

extension DecimalText {
    /// The largest whole number not above the number.
    fileprivate var roundedDown: DecimalText { DecimalText(mantissa: ratio.floor, decimals: 0) }
}
