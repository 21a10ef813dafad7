internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    /// Reads the gates.
    func readGates() {
        for entry in root["gates"].map({ map($0, "the gates") }) ?? [] {
            guard
                let id = checkedIdentifier(
                    entry.key, "a gate", at: entry.keyLocation, isCapitalAllowed: true),
                let record = RecordReader(
                    entry.value, SchemaTables.gate, at: entry.keyLocation, findings: findings),
                let node = record["require"],
                let condition = ConditionParser.parse(node, levels: [.project], in: self)
            else { continue }
            programme.gates.append(
                Gate(
                    id: id, title: record["title"].map { localizedText($0, "the title") },
                    condition: condition, text: node.summary,
                    citation: record["cite"].flatMap { text($0, "a citation") },
                    isFixed: record["fixed"].map { flag($0, "'fixed'") } ?? false))
            note(record, "gates.\(id)", at: entry.keyLocation)
        }
    }

    /// Reads the rules.
    func readRules() {
        for entry in root["rules"].map({ map($0, "the rules") }) ?? [] {
            guard
                let id = checkedIdentifier(
                    entry.key, "a rule", at: entry.keyLocation, isCapitalAllowed: true),
                let record = RecordReader(
                    entry.value, SchemaTables.rule, at: entry.keyLocation, findings: findings),
                let rule = rule(id, record, at: entry.keyLocation)
            else { continue }
            programme.rules.append(rule)
            rulePlaces.append(entry.keyLocation)
            note(record, "rules.\(id)", at: entry.keyLocation)
            for sense in RuleLimit.Sense.allCases {
                if let node = record[sense.rawValue] {
                    provenance.places["rules.\(id).\(sense.rawValue)"] = node.location
                }
            }
        }
    }

    private func rule(_ id: String, _ record: RecordReader, at place: SourceLocation)
        -> FundingRule?
    {
        let payers = record["payers"].flatMap { self.payers($0, "the payers of a rule") }
        var conditions: [Predicate?] = []
        if let node = record["works"] {
            conditions.append(selector(node, at: record.keyLocation("works")))
        }
        if let node = record["where"] {
            conditions.append(ConditionParser.parse(node, levels: [.project], in: self))
        }
        let scope = record["each"].flatMap(scope)
        let limits = RuleLimit.Sense.allCases.compactMap { sense in
            let derived = DerivedLimit(
                assembly: self, path: "rules.\(id).\(sense.rawValue)", sense: sense, payers: payers)
            let bounds = BoundReader(assembly: self, derived: derived)
            return record[sense.rawValue].map { (sense, bounds.bound($0)) }
        }
        if limits.isEmpty {
            findings.error(
                .missingKey, at: place, "a rule needs a bound",
                fix: "add 'pay', 'at-least' or 'at-most'")
        }
        let when = record["when"].flatMap { word($0, ["funded", "always"], "a time of a rule") }
        guard let payers, let scope, !limits.isEmpty, !conditions.contains(nil) else { return nil }
        let known = limits.compactMap { sense, bound in bound.map { RuleLimit(sense, $0) } }
        guard known.count == limits.count,
            SlidingScaleReader(assembly: self).areAllowed(known, in: scope, when, at: place)
        else { return nil }
        return FundingRule(
            id: id, title: record["title"].map { localizedText($0, "the title") },
            payers: payers, works: Predicate.joined(conditions.compactMap { $0 }), scope: scope,
            limits: known, bindsAlways: when == "always",
            citation: record["cite"].flatMap { text($0, "a citation") },
            isFixed: record["fixed"].map { flag($0, "'fixed'") } ?? false)
    }

    private func scope(_ node: DocumentNode) -> RuleScope? {
        switch node.scalar {
        case "work": return .work
        case "project": return .project
        case "period": return .period
        case "programme", "program": return .programme
        default:
            return column(node, levels: [.project], "the scope of a rule").map { .group($0) }
        }
    }

    /// The sources that capitals and identifiers name, or `nil` after a finding.
    func payers(_ node: DocumentNode, _ what: String) -> PayerSet? {
        let names = texts(node, what)
        guard !names.isEmpty else { return nil }
        return payers(names)
    }

    /// The sources that capitals and identifiers name, or `nil` after a finding.
    func payers(_ names: [(text: String, place: SourceLocation)]) -> PayerSet? {
        var sources: [Int] = []
        var isWhole = true
        for name in names {
            if let capital = Capital(rawValue: name.text) {
                sources += programme.sources.indices.filter {
                    programme.sources[$0].capital == capital
                }
            } else if let source = programme.sources.firstIndex(where: { $0.id == name.text }) {
                sources.append(source)
            } else {
                isWhole = false
                let known = Capital.allCases.map(\.rawValue) + programme.sources.map(\.id)
                findings.error(
                    .unknownPayer, at: name.place,
                    "\(ShownName.quoted(name.text)) is neither a source nor a capital",
                    fix: ShownName.suggestion(for: name.text, among: known, what: "payers"))
            }
        }
        guard isWhole else { return nil }
        return PayerSet(sources: sources, text: names.map(\.text).joined(separator: ", "))
    }
}
