internal import Planning

/// What is needed to make the report again, and how much work the search was.
struct RecordSection {
    let record: RunRecord
    /// Why the search ended early, or `nil` where it ran to its end.
    let stop: Outcome.Stop?
    let phrasing: Phrasing

    /// Makes the section.
    func section() -> ReportSection {
        var section = ReportSection(id: "run", heading: phrasing.term(.record))
        switch stop {
        case .timeLimit, .interrupted:
            section.paragraphs = [phrasing.sentence(.notReproducible)]
        case .nodeLimit, .effortSpent, .numericalTrouble, nil:
            section.paragraphs = [phrasing.sentence(.reproduce)]
        }
        section.facts = [fact("version", .version, .text(record.version))]
        if let solver = record.solver, let method = record.method {
            section.facts += [
                fact("solver", .solver, .text(solver)),
                fact("method", .method, cell(of: method)),
                fact("linearPrograms", .linearPrograms, .count(record.statistics.linearPrograms)),
                fact("iterations", .iterations, .count(record.statistics.iterations)),
                fact("nodes", .nodes, .count(record.statistics.nodes)),
                fact("restarts", .restarts, .count(record.statistics.restarts)),
            ]
        }
        section.tables = [
            table(
                "options", .options, (.option, .optionValue), ("option", "value"),
                record.options.map { ($0.name, $0.value) }),
            table(
                "inputs", .inputs, (.file, .digest), ("file", "sha256"),
                record.inputs.map { ($0.path, $0.digest) }),
        ]
        section.isInSummary = false
        return section
    }

    private func cell(of method: Outcome.Method) -> TableCell {
        switch method {
        case .blocks: phrasing.word(.methodBlocks, key: "blocks")
        case .blocksAndSearch: phrasing.word(.methodBlocksAndSearch, key: "blocksAndSearch")
        case .wholeProgram: phrasing.word(.methodWholeProgram, key: "wholeProgram")
        }
    }

    private func fact(_ key: String, _ label: Wording, _ value: TableCell) -> ReportFact {
        ReportFact(key, label: phrasing.term(label), value)
    }

    private func table(
        _ id: String, _ heading: Wording, _ headings: (Wording, Wording),
        _ keys: (String, String), _ pairs: [(String, String)]
    ) -> ReportTable {
        var table = ReportTable(
            id: id, heading: phrasing.term(heading),
            columns: [
                TableColumn(keys.0, heading: phrasing.term(headings.0)),
                TableColumn(keys.1, heading: phrasing.term(headings.1)),
            ], rows: TableRows(pairs.map { [.text($0.0), .text($0.1)] }))
        table.formats = [.markdown, .json]
        return table
    }
}
