internal import Diagnostics
internal import Funding

/// Compares what an example says with what its programme gives.
struct PolicyExpectation {
    let assembly: ProgrammeAssembly
    let record: RecordReader
    /// The example, for messages.
    let name: String
    let findings: Findings

    private var programme: Programme { assembly.programme }

    /// The source that an example has of each capital.
    static func source(of capital: Capital) -> String { "example-\(capital.rawValue)" }

    /// Checks gates and columns, and returns what is left to check.
    ///
    /// - Returns: The example, or `nil` after a finding.
    func check() -> PolicyExample? {
        let errorsBefore = findings.errorCount
        if let node = record["fails"] {
            let failed = programme.failedGates(ofProject: 0).map { programme.gates[$0].id }
            check(
                node, names: failed, among: programme.gates.map(\.id), "gate",
                of: "the gates that refuse")
        }
        if let node = record["warns"] {
            let checks = programme.annex.checks
            check(
                node, names: checks.filter { $0.failureCount > 0 }.map(\.id),
                among: checks.map(\.id), "check", of: "the checks that fail")
        }
        for entry in record["gives"]?.entries ?? [] { checkColumn(entry) }
        let payments = (record["paid"]?.entries ?? []).compactMap(payment)
        let limits = (record["limits"]?.entries ?? []).compactMap(limit)
        guard findings.errorCount == errorsBefore else { return nil }
        let plan = Plan(
            starts: [0], fundedWorks: programme.works.map { _ in true }, payments: payments)
        return PolicyExample(programme: programme, plan: plan, limits: limits)
    }

    /// Compares the gates or checks that an example names with those that refuse or fail.
    private func check(
        _ node: DocumentNode, names found: [String], among known: [String], _ what: String,
        of all: String
    ) {
        let wanted = (node.items ?? [node]).compactMap(\.scalar)
        for name in wanted where !known.contains(name) {
            findings.error(
                .exampleFails, at: node.location,
                "\(self.name) names \(what) \(ShownName.quoted(name)), which the policy does not have",
                fix: ShownName.suggestion(for: name, among: known, what: "\(what)s"))
            return
        }
        guard Set(found) != Set(wanted) else { return }
        report(at: node, says: shown(wanted), gives: shown(found), of: all)
    }

    private func shown(_ names: [String]) -> String {
        names.isEmpty ? "none" : ShownName.list(names.sorted())
    }

    private func checkColumn(_ entry: DocumentEntry) {
        do {
            let column = try assembly.column(named: entry.key, levels: [.project, .work])
            var text = entry.value.scalar ?? entry.value.summary
            // A bare amount counts in 元, whatever the unit of the scenario of the example.
            let isBare = text.last.map { ("0"..."9").contains($0) } ?? false
            if isBare, assembly.moneyColumns[column] != nil { text += "元" }
            let token = ConditionToken(kind: .word, text: text, offset: 0)
            let wanted = try assembly.number(token, in: column)
            let number = programme.column(column).number(at: 0)
            guard number != wanted else { return }
            report(
                at: entry.value, says: token.text,
                gives: number.map(ShareText.shown) ?? "no number",
                of: "column '\(ShownText.escaped(entry.key))'")
        } catch {
            findings.error(
                .exampleFails, at: entry.keyLocation, "in \(name), \(error.message)",
                fix: error.fix)
        }
    }

    private func report(
        at node: DocumentNode, says wanted: String, gives found: String, of what: String
    ) {
        findings.error(
            .exampleFails, at: node.location,
            "\(name) says \(ShownText.escaped(wanted)) for \(what), and the policy gives "
                + ShownText.escaped(found),
            fix: "compare the policy with its document")
    }

    private func payment(_ entry: DocumentEntry) -> Payment? {
        let id = Capital(rawValue: entry.key).map(PolicyExpectation.source) ?? entry.key
        guard let source = programme.sources.firstIndex(where: { $0.id == id }) else {
            findings.error(
                .unknownPayer, at: entry.keyLocation,
                "\(ShownName.quoted(entry.key)) is neither a source nor a capital",
                fix: ShownName.suggestion(
                    for: entry.key, among: Capital.allCases.map(\.rawValue), what: "payers"))
            return nil
        }
        return assembly.positiveMoney(entry.value, "a payment").map {
            Payment(work: 0, source: source, period: 0, amount: $0)
        }
    }

    private func limit(_ entry: DocumentEntry) -> PolicyExample.Limit? {
        guard let rule = programme.rules.firstIndex(where: { $0.id == entry.key }) else {
            findings.error(
                .exampleFails, at: entry.keyLocation,
                "\(name) names rule \(ShownName.quoted(entry.key)), which the policy does not have",
                fix: ShownName.suggestion(
                    for: entry.key, among: programme.rules.map(\.id), what: "rules"))
            return nil
        }
        return assembly.positiveMoney(entry.value, "the bound of an example").map {
            PolicyExample.Limit(rule: rule, amount: $0, location: entry.value.location)
        }
    }
}
