internal import Diagnostics

/// Reads the file of a policy pack.
struct PolicyPackReader {
    let store: FileStore
    let limits: ScenarioLimits
    let findings: Findings

    /// Reads a pack.
    ///
    /// - Parameters:
    ///   - path: The file as the user would name it.
    ///   - name: The name by which a document includes it.
    ///   - place: Where it is named, or `nil` when the user names the file.
    /// - Returns: The pack, or `nil` after a finding.
    /// - Complexity: O(*n*) for *n* bytes.
    func read(_ path: String, name: String, namedAt place: SourceLocation?) -> PolicyPack? {
        let errorsBefore = findings.errorCount
        guard
            let (bytes, _) = store.read(path, namedAt: place, byteLimit: limits.documentBytes),
            let root = DocumentParser.parse(
                bytes, file: path, limits: limits, findings: findings),
            let record = RecordReader(
                root, SchemaTables.policyPack, at: SourceLocation(file: path), findings: findings)
        else { return nil }
        if let version = record["fundmix"], version.scalar != "1" {
            findings.error(
                .unknownFormat, at: version.location,
                "format \(ShownName.quoted(version.summary)) is not known",
                fix: "write 'fundmix: 1'")
        }
        let named = (name, place ?? SourceLocation(file: path))
        guard
            let policy = record["policy"].flatMap({
                RecordReader(
                    $0, SchemaTables.policy, at: record.keyLocation("policy"), findings: findings)
            })
        else { return nil }
        let citation = self.citation(of: policy, at: record.keyLocation("policy"))
        let parameters = record["parameters"].map { self.parameters($0, of: named) } ?? []
        var examples: [DocumentNode] = []
        if let node = record["examples"] {
            guard let items = node.items else {
                findings.error(
                    .wrongShape, at: node.location,
                    "the examples are a list, and here is \(node.kind)")
                return nil
            }
            examples = items
        }
        guard let citation, findings.errorCount == errorsBefore else { return nil }
        let known = Set(SchemaTables.policyContent.keys.map(\.name))
        var content = root
        content.content = .mapping((root.entries ?? []).filter { known.contains($0.key) })
        return PolicyPack(
            name: name, file: path, place: named.1, note: policy["note"]?.summary,
            citation: citation,
            content: PolicyCitations.filled(
                content, with: citation, at: record.keyLocation("policy")),
            parameters: parameters, examples: examples)
    }

    /// Document, article, place, date and grade in one text, or `nil` after a finding.
    private func citation(of policy: RecordReader, at place: SourceLocation) -> String? {
        var texts: [String: String] = [:]
        for key in ["document", "article", "place", "date", "source", "grade"] {
            guard let node = policy[key] else { continue }
            guard let text = node.scalar else {
                findings.error(
                    .wrongShape, at: node.location, "'\(key)' is a text, and here is \(node.kind)")
                return nil
            }
            texts[key] = text
        }
        guard let name = texts["document"] ?? texts["source"] else {
            findings.error(
                .figureWithoutSource, at: place,
                "the policy names neither the number of a document nor another source of its figures",
                fix: "add 'document', or 'source' with the publication or address")
            return nil
        }
        guard let region = texts["place"] else { return nil }
        if let grade = policy["grade"], !["A", "B", "C"].contains(grade.scalar) {
            findings.error(
                .unknownValue, at: grade.location,
                "\(ShownName.quoted(grade.summary)) is not a grade of a source",
                fix: "known values: A, B, C")
        }
        // Whoever reads a report should see that a figure is known from a report or a relay only.
        let grade = texts["grade"].flatMap { $0 == "A" ? nil : "source of grade \($0)" }
        let origin = [region, texts["date"], grade].compactMap { $0 }.joined(separator: ", ")
        return [name, texts["article"], "(\(origin))"].compactMap { $0 }.joined(separator: " ")
    }

    private func parameters(_ node: DocumentNode, of pack: (String, SourceLocation))
        -> [PolicyParameter]
    {
        guard let entries = node.entries else {
            findings.error(
                .wrongShape, at: node.location,
                "the parameters are a map, and here is \(node.kind)")
            return []
        }
        return entries.compactMap { entry in
            guard
                let record = RecordReader(
                    entry.value, SchemaTables.parameter, at: entry.keyLocation, findings: findings),
                let about = record["about"]
            else { return nil }
            let value = record["default"]
            if let value, record["source"] == nil, PolicyPackReader.holdsFigure(value) {
                findings.error(
                    .figureWithoutSource, at: value.location,
                    "parameter \(ShownName.quoted(entry.key)) has the default "
                        + "\(ShownName.quoted(value.summary)) and no source",
                    fix: "add 'source', or leave 'default' out, so that the scenario must set it")
            }
            return PolicyParameter(
                name: entry.key, place: entry.keyLocation, about: about.summary, value: value,
                source: record["source"]?.summary, pack: pack)
        }
    }

    /// Whether a value holds a number, in contrast to a name such as `area_m2`.
    private static func holdsFigure(_ node: DocumentNode) -> Bool {
        switch node.content {
        case .sequence(let items): return items.contains(where: holdsFigure)
        case .mapping(let entries):
            return entries.contains { holdsFigure($0.value) || Int($0.key) != nil }
        case .scalar(let text, _):
            var isInName = false
            for scalar in text.unicodeScalars {
                let isDigit = ("0"..."9").contains(scalar)
                if isDigit, !isInName { return true }
                isInName =
                    scalar == "_" || scalar.properties.isAlphabetic
                    || (isInName && (isDigit || scalar == "-"))
            }
            return false
        }
    }
}
