internal import Diagnostics
internal import Funding

/// Reads a table of steps: the last step that is not above the value of a column counts.
struct StepReader {
    let assembly: ProgrammeAssembly

    private var findings: Findings { assembly.findings }

    /// The bound that `by`, `steps` and `per` describe, or `nil` after a finding.
    func bound(_ record: RecordReader) -> RuleBound? {
        guard let by = record["by"],
            let column = assembly.numericColumn(by, levels: [.work, .project], "a table of steps")
        else { return nil }
        guard let node = record["steps"] else {
            findings.error(
                .missingKey, at: record.node.location, "a table of steps needs the key 'steps'",
                fix: "add for example 'steps: {6: 28万元, 7: 31万元}'")
            return nil
        }
        guard let steps = steps(node) else { return nil }
        do throws(ConditionFault) {
            for entry in node.entries ?? [] {
                try assembly.checkUnit(of: entry.key, in: column, file: node.location.file)
            }
        } catch {
            findings.error(
                error.code, at: node.location, error.message,
                fix: "name the unit of 'amounts' in the heading of the column")
            return nil
        }
        var per: ColumnReference?
        if let unit = record["per"] {
            guard let name = assembly.text(unit, "the unit of steps"),
                let column = BoundReader(assembly: assembly).column(
                    ofUnit: name, levels: [.work, .project], at: unit.location)
            else { return nil }
            per = column
            if case .shareOfCost? = steps.first?.value {
                findings.error(
                    .boundSyntax, at: unit.location, "steps that are shares have no unit",
                    fix: "leave 'per' out")
            }
        }
        return .steps(StepTable(by: column, steps: steps, per: per))
    }

    /// The steps of a map from the least value of each to what it gives, or `nil` after a finding.
    func steps(_ node: DocumentNode) -> [StepTable.Step]? {
        var steps: [StepTable.Step] = []
        let entries = assembly.map(node, "the steps")
        guard !entries.isEmpty else {
            if node.entries != nil {
                findings.error(.boundSyntax, at: node.location, "the table of steps is empty")
            }
            return nil
        }
        for entry in entries {
            guard let from = try? ShareText.parse(entry.key), ShareText.isUsable(from) else {
                findings.error(
                    .notANumber, at: entry.keyLocation,
                    "a step begins at a number, and \(ShownName.quoted(entry.key)) is none")
                return nil
            }
            if let last = steps.last, from <= last.from {
                findings.error(
                    .stepsNotAscending, at: entry.keyLocation,
                    "step \(ShownName.quoted(entry.key)) is not above the one before it",
                    fix: "write the steps in ascending order, each once")
                return nil
            }
            guard let value = value(entry.value) else { return nil }
            steps.append(StepTable.Step(from: from, value: value))
        }
        let shares = steps.count {
            if case .shareOfCost = $0.value { true } else { false }
        }
        guard shares == 0 || shares == steps.count else {
            findings.error(
                .boundSyntax, at: node.location, "some steps are shares and some are amounts",
                fix: "write all as shares or all as amounts")
            return nil
        }
        return steps
    }

    private func value(_ node: DocumentNode) -> StepTable.Value? {
        guard let text = assembly.text(node, "a step") else { return nil }
        if text.hasSuffix("%") || text.hasSuffix("％") {
            guard let share = assembly.share(node, "a step") else { return nil }
            guard share >= .zero else {
                findings.error(.negativeAmount, at: node.location, "a step is below 0")
                return nil
            }
            return .shareOfCost(share)
        }
        return BoundReader(assembly: assembly).rate(text, node).map { .minorUnits($0) }
    }
}
