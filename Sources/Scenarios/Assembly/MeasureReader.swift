internal import Diagnostics
internal import Funding

/// Reads what goals optimise and what targets and limits bound.
struct MeasureReader {
    let assembly: ProgrammeAssembly

    /// What a name, a list of payers or a map measures.
    ///
    /// - Parameters:
    ///   - node: The name, list or map.
    ///   - condition: The `where` written beside the measure, if any.
    /// - Returns: The measure, or `nil` after a finding.
    func measure(_ node: DocumentNode, condition: DocumentNode? = nil) -> Measure? {
        if node.entries != nil { return mapped(node, condition) }
        let names = assembly.texts(node, "a measure").flatMap { name in
            name.text.split { $0 == "," || $0 == "，" }.map {
                (text: TrimmedText.trimmed($0), place: name.place)
            }
        }
        guard let first = names.first else { return nil }
        return names.count == 1 ? named(first, condition) : payments(names, condition, nil)
    }

    private func named(_ name: (text: String, place: SourceLocation), _ condition: DocumentNode?)
        -> Measure?
    {
        let programme = assembly.programme
        let isPayer =
            Capital(rawValue: name.text) != nil
            || programme.sources.contains { $0.id == name.text }
        switch name.text {
        case "projects": return projectCondition(condition).map { .projects(where: $0) }
        case "works": return workCondition(condition).map { .works(where: $0) }
        case "cost":
            let all = PayerSet(sources: Array(programme.sources.indices), text: "cost")
            return workCondition(condition).map { .payments(all, where: $0) }
        case "changed-projects": return comparison(.changedProjects, name, condition)
        case "moved-money": return comparison(.movedMoney, name, condition)
        default: break
        }
        let column = try? assembly.column(named: name.text, levels: [.project, .work])
        if isPayer, column != nil {
            assembly.findings.error(
                .ambiguousColumn, at: name.place,
                "\(ShownName.quoted(name.text)) is both a payer and a column",
                fix: "write '{payers: \(name.text)}' or '{sum: \(name.text)}'")
            return nil
        }
        if isPayer { return payments([name], condition, nil) }
        guard column == nil else { return sum(name.text, condition, at: name.place) }
        let columns = (programme.projectData.columns + programme.workData.columns)
            .filter(\.isNumeric).map(\.name)
        let known =
            ["projects", "works", "cost", "changed-projects", "moved-money"]
            + Capital.allCases.map(\.rawValue)
            + programme.sources.map(\.id) + columns
        assembly.findings.error(
            .unknownMeasure, at: name.place,
            "\(ShownName.quoted(name.text)) measures nothing: it is no payer and no column",
            fix: ShownName.suggestion(for: name.text, among: known, what: "measures"))
        return nil
    }

    /// A measure that compares with the published plan, which there must be.
    private func comparison(
        _ measure: Measure, _ name: (text: String, place: SourceLocation),
        _ condition: DocumentNode?
    ) -> Measure? {
        guard assembly.programme.published != nil else {
            // A plan that is named and could not be read was reported.
            if assembly.publishedPlan == nil, assembly.root["from"] == nil {
                assembly.findings.error(
                    .unknownMeasure, at: name.place,
                    "'\(name.text)' compares with a published plan, and none is named",
                    fix: "write 'from: PLAN' in scenario.yaml, or name the plan with --from")
            }
            return nil
        }
        guard condition == nil else {
            assembly.findings.error(
                .unknownMeasure, at: name.place,
                "'\(name.text)' compares whole plans and takes no condition",
                fix: "leave out 'where'")
            return nil
        }
        return measure
    }

    private func sum(_ name: String, _ condition: DocumentNode?, at place: SourceLocation)
        -> Measure?
    {
        let node = DocumentNode(content: .scalar(name, isPlain: true), location: place)
        guard
            let column = assembly.numericColumn(
                node, levels: [.project, .work], "a sum over what is funded")
        else { return nil }
        let holds =
            column.level == .project ? projectCondition(condition) : workCondition(condition)
        return holds.map { .columnSum(column, where: $0) }
    }

    private func payments(
        _ names: [(text: String, place: SourceLocation)], _ condition: DocumentNode?,
        _ works: DocumentNode?
    ) -> Measure? {
        guard let payers = assembly.payers(names), let holds = workCondition(condition) else {
            return nil
        }
        guard let works else { return .payments(payers, where: holds) }
        return assembly.selector(works, at: works.location).map {
            .payments(payers, where: Predicate.joined([holds, $0]))
        }
    }

    private func mapped(_ node: DocumentNode, _ outer: DocumentNode?) -> Measure? {
        guard
            let record = RecordReader(
                node, SchemaTables.measure, at: node.location, findings: assembly.findings)
        else { return nil }
        let kinds = ["count", "sum", "payers"].filter { record[$0] != nil }
        guard kinds.count == 1, let value = record[kinds[0]] else {
            assembly.findings.error(
                .unknownMeasure, at: node.location,
                "a measure is one of 'count', 'sum' and 'payers', and here are \(kinds.count)",
                fix: "write for example '{sum: area_m2, where: \"floors >= 6\"}'")
            return nil
        }
        let condition = record["where"] ?? outer
        if record["works"] != nil, kinds[0] != "payers" {
            assembly.findings.error(
                .unknownMeasure, at: record.keyLocation("works"),
                "'works' has a meaning only beside 'payers'", fix: "write 'where' instead")
            return nil
        }
        switch kinds[0] {
        case "payers":
            let names = assembly.texts(value, "the payers of a measure")
            return names.isEmpty ? nil : payments(names, condition, record["works"])
        case "sum":
            return assembly.text(value, "a column").flatMap {
                sum($0, condition, at: value.location)
            }
        default:
            switch assembly.word(value, ["projects", "works"], "something that is counted") {
            case "projects": return projectCondition(condition).map { .projects(where: $0) }
            case "works": return workCondition(condition).map { .works(where: $0) }
            default: return nil
            }
        }
    }

    private func projectCondition(_ node: DocumentNode?) -> Predicate? {
        node.map { ConditionParser.parse($0, levels: [.project], in: assembly) } ?? .always
    }

    private func workCondition(_ node: DocumentNode?) -> Predicate? {
        node.map { ConditionParser.parse($0, levels: [.project, .work], in: assembly) } ?? .always
    }

    /// A value that a measure is compared with: money in minor units, or a plain number.
    func value(_ text: String, of measure: Measure, at place: SourceLocation) -> Ratio? {
        let node = DocumentNode(content: .scalar(text, isPlain: true), location: place)
        if measure.isMoney { return assembly.money(node, "the value of a target")?.exact }
        if case .columnSum(let column, _) = measure,
            assembly.moneyColumns.contains(where: { $0.key == column })
        {
            return sum(text, of: column, at: place)
        }
        do {
            let ratio = try ShareText.parse(text)
            guard ShareText.isUsable(ratio) else { throw NumberFault.tooLarge }
            return ratio
        } catch {
            assembly.findings.error(
                .notANumber, at: place,
                "the value of a target is a number, and \(ShownName.quoted(text)) is none: "
                    + ((error as? NumberFault)?.reason ?? "it cannot be read"))
            return nil
        }
    }

    /// A value that the sum of a column of money is compared with, in the unit of the column.
    private func sum(_ text: String, of column: ColumnReference, at place: SourceLocation) -> Ratio?
    {
        do throws(ConditionFault) {
            try assembly.checkUnit(of: text, in: column, file: place.file)
            return try assembly.number(
                ConditionToken(kind: .word, text: text, offset: 0), in: column)
        } catch {
            assembly.findings.error(error.code, at: place, error.message, fix: error.fix)
            return nil
        }
    }
}
