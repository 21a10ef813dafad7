internal import Diagnostics

/// Puts the values of parameters into the texts that name them.
///
/// A text that is the name and nothing else becomes the value, be it a text, a list or a map. The
/// whole is bounded: values name no other parameters, and what all texts grow to has a limit.
struct ParameterExpansion {
    private let declared: [String: PolicyParameter]
    private let limits: ScenarioLimits
    private let findings: Findings
    private var values: [String: DocumentNode] = [:]
    private var weights: [String: Int] = [:]
    private var used: Set<String> = []
    private var unset: Set<String> = []
    private var spent = 0

    /// The parts of a document in which no parameter is put: they are read before, or not yet.
    private static let untouched: Set = [
        "fundmix", "extends", "policies", "parameters", "variants",
    ]

    /// Creates an expansion with the parameters that packs declare.
    init(declared: [String: PolicyParameter], limits: ScenarioLimits, findings: Findings) {
        (self.declared, self.limits, self.findings) = (declared, limits, findings)
    }

    /// Puts all values in, and reports what cannot be and what nothing uses.
    ///
    /// - Parameters:
    ///   - document: The document after variants and settings.
    ///   - policies: The packs below the document.
    /// - Returns: Whether every name had a value.
    /// - Complexity: O(*n* + *m*) for *n* values of the document and *m* bytes of the result.
    mutating func apply(to document: inout DocumentNode, policies: PolicyShelf) -> Bool {
        let errorsBefore = findings.errorCount
        readValues(&document)
        document = PolicyCitations.noted(
            document, files: policies.files, given: policies.shareKeys,
            inForce: { filled($0) { values[$0]?.summary } },
            inPacks: { filled($0) { defaultText(of: $0) ?? values[$0]?.summary } })
        if case .mapping(var entries) = document.content {
            for index in entries.indices
            where !ParameterExpansion.untouched.contains(entries[index].key) {
                expand(&entries[index].value, isProse: entries[index].key == "title")
            }
            document.content = .mapping(entries)
        }
        if let variants = document["variants"] { mark(variants) }
        guard findings.errorCount == errorsBefore else { return false }
        reportUnused(in: document)
        return true
    }

    /// A text with values in it as far as they are known, for comparisons only.
    private func filled(_ text: String, with value: (String) -> String?) -> String {
        guard !ParameterText.isPlain(text) else { return text }
        return ParameterText(text).pieces.map { piece in
            switch piece {
            case .text(let text): text
            case .name(let name, _): value(name) ?? "$\(name)"
            case .open: "${"
            }
        }.joined()
    }

    /// The value that a pack gives a parameter, with its dollars as they are meant.
    private func defaultText(of name: String) -> String? {
        declared[name]?.value.map { filled($0.summary) { _ in nil } }
    }

    // MARK: - Values

    /// Reads the values, and takes those out that only a place was kept for.
    private mutating func readValues(_ document: inout DocumentNode) {
        guard case .mapping(var entries) = document.content,
            let position = entries.firstIndex(where: { $0.key == "parameters" })
        else { return }
        let node = entries[position].value
        guard let all = node.entries else {
            findings.error(
                .wrongShape, at: node.location,
                "the parameters are a map, and here is \(node.kind)",
                fix: "write one 'name: value' a line")
            return
        }
        var kept: [DocumentEntry] = []
        for entry in all {
            let isUnset = entry.value.isEmpty || entry.value.isRemoval
            guard ParameterText.isName(entry.key) else {
                findings.error(
                    .unknownParameter, at: entry.keyLocation,
                    "\(ShownName.quoted(entry.key)) is no name of a parameter",
                    fix: "write letters, digits, '-' and '_', a letter first")
                continue
            }
            guard !isUnset else {
                if declared[entry.key] == nil {
                    findings.error(
                        .wrongShape, at: entry.keyLocation,
                        "key \(ShownName.quoted(entry.key)) has no value",
                        fix: "write a value, or leave the key out")
                }
                continue
            }
            var entry = entry
            // The place that was kept for a value is no value that this one replaces.
            entry.value.replaced.removeAll { $0.text.isEmpty }
            kept.append(entry)
            values[entry.key] = literal(entry.value, of: entry.key)
        }
        entries[position].value.content = .mapping(kept)
        document.content = .mapping(entries)
    }

    /// A value with its dollars as they are meant; it names no parameter.
    private func literal(_ node: DocumentNode, of parameter: String) -> DocumentNode {
        var node = node
        switch node.content {
        case .scalar(let text, let isPlain):
            guard !ParameterText.isPlain(text) else { return node }
            var result = ""
            for piece in ParameterText(text).pieces {
                guard case .text(let text) = piece else {
                    findings.error(
                        .parameterNested, at: node.location,
                        "the value of parameter \(ShownName.quoted(parameter)) names a parameter",
                        fix: "write the value out, and '$$' for a dollar sign")
                    return node
                }
                result += text
            }
            node.content = .scalar(result, isPlain: isPlain)
        case .sequence(let items):
            node.content = .sequence(items.map { literal($0, of: parameter) })
        case .mapping(let entries):
            node.content = .mapping(
                entries.map { entry in
                    var entry = entry
                    entry.value = literal(entry.value, of: parameter)
                    return entry
                })
        }
        return node
    }

    private func reportUnused(in document: DocumentNode) {
        for entry in document["parameters"]?.entries ?? []
        where declared[entry.key] == nil && !used.contains(entry.key) {
            findings.warning(
                .unusedParameter, at: entry.keyLocation,
                "parameter \(ShownName.quoted(entry.key)) is set and nothing uses it",
                fix: ShownName.suggestion(
                    for: entry.key,
                    among: declared.keys.filter { !values.keys.contains($0) }.sorted(),
                    what: "parameters without a value")
                    ?? "write '$\(ShownText.escaped(entry.key))' where it is meant, or remove it")
        }
    }

    // MARK: - Texts

    /// The keys of texts that only people read.
    private static let prose: Set = ["title", "cite", "note", "fix", "about", "en", "zh"]

    private mutating func expand(_ node: inout DocumentNode, isProse: Bool = false) {
        switch node.content {
        case .scalar(let text, _):
            guard !ParameterText.isPlain(text) else { return }
            let changes = node.pendingChanges
            expandText(&node, text, isProse: isProse)
            for change in changes { apply(change, to: &node) }
        case .sequence(var items):
            for index in items.indices { expand(&items[index], isProse: isProse) }
            node.content = .sequence(items)
        case .mapping(var entries):
            for index in entries.indices {
                let isProse = isProse || Self.prose.contains(entries[index].key)
                expand(&entries[index].value, isProse: isProse)
            }
            node.content = .mapping(entries)
        }
    }

    /// Applies a change by a share that came before the value.
    private func apply(
        _ pending: (change: RelativeChange, path: String, place: SourceLocation),
        to node: inout DocumentNode
    ) {
        guard let text = node.scalar, let changed = pending.change.applied(to: text) else {
            findings.error(
                .notRelative, at: pending.place,
                "a relative change of \(ShownName.quoted(pending.path)) needs a number, and "
                    + "\(ShownName.quoted(node.summary)) is not a number",
                fix: "write the new value in full")
            return
        }
        node.content = .scalar(changed, isPlain: false)
        node.isComputed = true
    }

    private mutating func expandText(
        _ node: inout DocumentNode, _ text: String, isProse: Bool
    ) {
        let pieces = ParameterText(text).pieces
        let written = DocumentNode.Replaced(text: text, location: node.location)
        if pieces.count == 1, case .name(let name, let offset) = pieces[0] {
            guard var value = value(name, at: node.location(atScalar: offset)) else { return }
            guard spend(weight(of: name, value), at: node.location) else { return }
            value.replaced = node.replaced + [written]
            node = value
            return
        }
        var (result, isWhole) = ("", true)
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .open(let offset):
                findings.error(
                    .unknownParameter, at: node.location(atScalar: offset),
                    "'${' is opened and never closed",
                    fix: "write '${name}', or '$$' for a dollar sign")
                isWhole = false
            case .name(let name, let offset):
                let place = node.location(atScalar: offset)
                guard let value = value(name, at: place) else {
                    isWhole = false
                    continue
                }
                guard let text = value.scalar ?? ParameterExpansion.listText(value) else {
                    findings.error(
                        .wrongShape, at: place,
                        "parameter \(ShownName.quoted(name)) is \(value.kind), which cannot stand inside a text",
                        fix: "let the name stand alone, or give the parameter a text")
                    isWhole = false
                    continue
                }
                guard isProse || value.items != nil || ParameterText.isOneValue(text) else {
                    findings.error(
                        .parameterNested, at: value.location,
                        "parameter \(ShownName.quoted(name)) stands inside a text, and "
                            + "\(ShownName.quoted(text)) is more than one value",
                        fix: "give it one number, amount or word, or let the name stand alone")
                    isWhole = false
                    continue
                }
                guard spend(text.utf8.count, at: place) else { return }
                result += text
            }
        }
        guard isWhole else { return }
        node.content = .scalar(result, isPlain: false)
        if !pieces.contains(where: { if case .name = $0 { true } else { false } }) { return }
        node.replaced.append(written)
        node.isExpanded = true
    }

    /// A list of texts as a condition writes it, `[roof, 'two words']`.
    private static func listText(_ node: DocumentNode) -> String? {
        guard let items = node.items else { return nil }
        let texts = items.compactMap { item -> String? in
            guard let text = item.scalar, !text.contains("'") else { return nil }
            let isBare = text.unicodeScalars.allSatisfy {
                $0.properties.isAlphabetic || "0123456789_-.%/".unicodeScalars.contains($0)
            }
            return isBare && !text.isEmpty ? text : "'\(text)'"
        }
        return texts.count == items.count ? "[" + texts.joined(separator: ", ") + "]" : nil
    }

    /// The value of a parameter, or `nil` after a finding.
    private mutating func value(_ name: String, at place: SourceLocation) -> DocumentNode? {
        used.insert(name)
        if let value = values[name] { return value }
        if let parameter = declared[name] {
            guard unset.insert(name).inserted else { return nil }
            findings.error(
                .parameterUnset, at: parameter.pack.place,
                "policy \(ShownName.quoted(parameter.pack.name)) needs a value for parameter "
                    + "\(ShownName.quoted(name)): \(ShownText.escaped(parameter.about)) (\(parameter.place))",
                fix: "add '\(name)' to 'parameters' of the scenario")
        } else {
            reportUnknown(name, at: place)
        }
        return nil
    }

    private func reportUnknown(_ name: String, at place: SourceLocation) {
        let known = Set(values.keys).union(declared.keys).sorted()
        let start = known.filter { name.hasPrefix($0) }.max { $0.count < $1.count }
        let fix =
            start.map { "write '${\($0)}' where letters or digits follow the name" }
            ?? ShownName.suggestion(for: name, among: known, what: "parameters")
            ?? "define it under 'parameters', or write '$$' for a dollar sign"
        findings.error(
            .unknownParameter, at: place, "no parameter is named \(ShownName.quoted(name))",
            fix: fix)
    }

    /// Counts what texts grow by; `false` after a finding when it is too much.
    private mutating func spend(_ bytes: Int, at place: SourceLocation) -> Bool {
        guard spent <= limits.parameterBytes else { return false }
        spent += bytes
        guard spent > limits.parameterBytes else { return true }
        findings.error(
            .parameterTooLong, at: place,
            "parameters let the document grow by more than \(limits.parameterBytes) bytes",
            fix: "shorten the values of the parameters")
        return false
    }

    private mutating func weight(of name: String, _ value: DocumentNode) -> Int {
        if let weight = weights[name] { return weight }
        let weight = ParameterExpansion.weight(value)
        weights[name] = weight
        return weight
    }

    /// About how much memory a value takes.
    private static func weight(_ node: DocumentNode) -> Int {
        switch node.content {
        case .scalar(let text, _): 64 + text.utf8.count
        case .sequence(let items): items.reduce(64) { $0 + weight($1) }
        case .mapping(let entries):
            entries.reduce(64) { $0 + $1.key.utf8.count + weight($1.value) }
        }
    }

    /// Notes the names in a part that is not put in now.
    private mutating func mark(_ node: DocumentNode) {
        switch node.content {
        case .scalar(let text, _):
            guard !ParameterText.isPlain(text) else { return }
            for piece in ParameterText(text).pieces {
                guard case .name(let name, let offset) = piece else { continue }
                used.insert(name)
                if values[name] == nil, declared[name] == nil {
                    reportUnknown(name, at: node.location(atScalar: offset))
                }
            }
        case .sequence(let items): for item in items { mark(item) }
        case .mapping(let entries):
            for entry in entries { mark(entry.value) }
        }
    }
}
