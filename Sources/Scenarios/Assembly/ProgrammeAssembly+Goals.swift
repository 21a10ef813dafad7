internal import Diagnostics
internal import Funding

extension ProgrammeAssembly {
    private static let senses = ["maximize", "minimize", "minimize-largest"]

    /// Reads the goals; one without an identifier is named after what it says.
    func readGoals() {
        for node in root["goals"].map({ list($0, "the goals") }) ?? [] {
            guard
                let record = RecordReader(
                    node, SchemaTables.goal, at: node.location, findings: findings)
            else { continue }
            let kinds = ProgrammeAssembly.senses.filter { record[$0] != nil }
            guard kinds.count == 1, let value = record[kinds[0]] else {
                findings.error(
                    .missingKey, at: node.location,
                    kinds.isEmpty
                        ? "a goal says neither what to maximize nor what to minimize"
                        : "a goal says \(kinds.joined(separator: " and ")) at once",
                    fix: "write for example '- maximize: households'")
                continue
            }
            guard let measure = goalMeasure(kinds[0], value),
                canBe(measure, atMost: kinds[0] == "minimize", at: value.location)
            else { continue }
            let written = "\(kinds[0])-\(slug(value))"
            let id =
                record["id"].flatMap { identifier($0, "a goal") } ?? unusedGoalID(written)
            guard !programme.goals.contains(where: { $0.id == id }) else {
                duplicate("goal", id, at: node.location)
                continue
            }
            var within = record["within"].flatMap { share($0, "'within'") } ?? .zero
            if within < .zero {
                findings.error(
                    .negativeAmount, at: record.keyLocation("within"), "'within' is below 0")
                within = .zero
            }
            programme.goals.append(
                Goal(
                    id: id, kinds[0] == "maximize" ? .maximize : .minimize, measure,
                    within: within, text: "\(kinds[0]): \(value.summary)"))
            note(record, "goals.\(id)", at: node.location)
        }
        if programme.goals.isEmpty {
            findings.error(
                .missingKey, at: SourceLocation(file: file), "the scenario has no goal",
                fix: "add for example 'goals: [{maximize: projects}]'")
        }
        addGoalsOfChange()
    }

    func unusedGoalID(_ wanted: String) -> String {
        var (id, number) = (wanted, 1)
        while programme.goals.contains(where: { $0.id == id }) {
            number += 1
            id = "\(wanted)-\(number)"
        }
        return id
    }

    private func slug(_ node: DocumentNode) -> String {
        if let items = node.items { return items.map(slug).joined(separator: "-") }
        if let entries = node.entries {
            return entries.first { ["payers", "sum", "count"].contains($0.key) }
                .map { slug($0.value) } ?? "measure"
        }
        let text = (node.scalar ?? "").unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "_"
                ? String(scalar) : "-"
        }
        return text.joined()
    }

    private func goalMeasure(_ kind: String, _ value: DocumentNode) -> Measure? {
        guard kind == "minimize-largest" else {
            return MeasureReader(assembly: self).measure(value)
        }
        guard
            let record = RecordReader(
                value, SchemaTables.burden, at: value.location, findings: findings),
            let payersNode = record["payers"], let perNode = record["per"]
        else { return nil }
        let payers = payers(payersNode, "the payers of a burden")
        let works =
            record["works"].map { selector($0, at: record.keyLocation("works")) } ?? .always
        guard let unit = text(perNode, "the unit of a burden"),
            let column = BoundReader(assembly: self).column(
                ofUnit: unit, levels: [.project], at: perNode.location),
            let payers, let works
        else { return nil }
        return .largestBurden(payers, per: column, where: works)
    }
}
