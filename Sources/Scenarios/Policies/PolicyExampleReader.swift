internal import Diagnostics
internal import Funding

/// Reads the worked examples of a pack: each becomes a scenario of one project below which the pack
/// lies alone.
///
/// The first example gives all columns that the pack's parts name; every later one gives what
/// differs. Each is read in 元 and in 万元, because a pack may not depend on the unit of a scenario.
struct PolicyExampleReader {
    let pack: PolicyPack
    let limits: ScenarioLimits
    let findings: Findings

    private static let inherited = ["with", "given", "works"]

    /// Reads and checks the examples.
    ///
    /// - Returns: The examples, up to the first that cannot be read.
    /// - Complexity: O(*e* · *n*) for *e* examples and *n* values of the pack.
    func read() -> [PolicyExample] {
        var examples: [PolicyExample] = []
        guard let first = pack.examples.first else { return [] }
        var base = first
        base.content = .mapping(
            (first.entries ?? []).filter { PolicyExampleReader.inherited.contains($0.key) })
        for (index, node) in pack.examples.enumerated() {
            guard
                let record = RecordReader(
                    DocumentMerger.merge(node, over: base), SchemaTables.example,
                    at: node.location, findings: findings)
            else { return examples }
            let errorsBefore = findings.errorCount
            for amounts in ["元", "万元"] where findings.errorCount == errorsBefore {
                let reading = PolicyExampleReading(
                    pack: pack, number: index + 1, record: record, place: node.location)
                guard let expectation = reading.read(amounts: amounts, limits, findings) else {
                    return examples
                }
                if let example = expectation.check(), amounts == "元" { examples.append(example) }
            }
        }
        return examples
    }
}

/// Reads one example in one unit of money.
private struct PolicyExampleReading {
    let pack: PolicyPack
    let number: Int
    let record: RecordReader
    let place: SourceLocation

    private static let file = "example.yaml"
    private static let projects = "example-projects.csv"
    private static let works = "example-works.csv"

    /// What the example says of its programme, or `nil` after a finding when there is no programme.
    func read(amounts: String, _ limits: ScenarioLimits, _ findings: Findings)
        -> PolicyExpectation?
    {
        let inner = Findings()
        let shelf = PolicyShelf()
        shelf.add(pack)
        var document = document(amounts: amounts, inner)
        shelf.addUnset(to: &document)
        var expansion = ParameterExpansion(
            declared: shelf.declared, limits: limits, findings: inner)
        guard expansion.apply(to: &document, policies: shelf),
            let root = RecordReader(document, SchemaTables.scenario, at: place, findings: inner)
        else { return fail(inner, findings) }
        let store = FileStore(
            files: MemoryFiles(tables()), library: "/", limits: limits, findings: inner,
            digest: nil)
        let assembly = ProgrammeAssembly(
            root: root, file: PolicyExampleReading.file, store: store, limits: limits,
            findings: inner)
        assembly.policyFiles = shelf.files
        assembly.assemble()
        guard inner.errorCount == 0 else { return fail(inner, findings) }
        return PolicyExpectation(
            assembly: assembly, record: record,
            name: "example \(number) of policy \(ShownName.quoted(pack.name))", findings: findings)
    }

    /// Reports what is wrong with the example itself.
    private func fail(_ inner: Findings, _ findings: Findings) -> PolicyExpectation? {
        for finding in inner.sorted(limit: 3, whole: place) where finding.severity == .error {
            let isHere = finding.location.file == pack.file
            findings.error(
                FindingCode(rawValue: finding.code) ?? .exampleFails,
                at: isHere ? finding.location : place,
                "in example \(number) of policy \(ShownName.quoted(pack.name)): \(finding.message)",
                fix: finding.fix)
        }
        return nil
    }

    // MARK: - The scenario of the example

    private func node(_ text: String) -> DocumentNode {
        DocumentNode(
            content: .scalar(text, isPlain: true),
            location: SourceLocation(file: PolicyExampleReading.file))
    }

    private func map(_ entries: [(String, DocumentNode)]) -> DocumentNode {
        var result = node("")
        result.content = .mapping(
            entries.map {
                DocumentEntry(key: $0.0, keyLocation: result.location, value: $0.1)
            })
        return result
    }

    private func document(amounts: String, _ findings: Findings) -> DocumentNode {
        var goals = node("")
        goals.content = .sequence([map([("maximize", node("projects"))])])
        let sources = Capital.allCases.map {
            (PolicyExpectation.source(of: $0), map([("capital", node($0.rawValue))]))
        }
        let frame = map([
            ("fundmix", node("1")), ("amounts", node(amounts)), ("settle", node("0.01元")),
            (
                "tables",
                map([
                    ("projects", node(PolicyExampleReading.projects)),
                    ("works", node(PolicyExampleReading.works)),
                ])
            ),
            ("sources", map(sources)), ("goals", goals),
        ])
        var content = pack.content
        // Choices speak of many projects, and an example has one.
        let left = SchemaTables.shareContent.union(["choices"])
        content.content = .mapping((content.entries ?? []).filter { !left.contains($0.key) })
        let values = pack.parameters.compactMap { parameter in
            parameter.value.map { (parameter.name, $0) }
        }
        var parameters = map(values)
        if let with = record["with"] {
            let known = pack.parameters.map(\.name)
            for entry in with.entries ?? [] where !known.contains(entry.key) {
                findings.error(
                    .unknownParameter, at: entry.keyLocation,
                    "the policy declares no parameter \(ShownName.quoted(entry.key))",
                    fix: ShownName.suggestion(for: entry.key, among: known, what: "parameters"))
            }
            parameters = DocumentMerger.merge(with, over: parameters)
        }
        return DocumentMerger.merge(
            map([("parameters", parameters)]), over: DocumentMerger.merge(frame, over: content))
    }

    private func tables() -> [String: [UInt8]] {
        let given = record["given"]?.entries ?? []
        let project = [[("id", "E")] + given.map { ($0.key, $0.value.scalar ?? "") }]
        let works = (record["works"]?.items ?? [map([])]).enumerated().map { index, work in
            let cells = (work.entries ?? []).map { ($0.key, $0.value.scalar ?? "") }
            let names = Set(cells.map(\.0))
            let usual = [
                ("project", "E"), ("id", "W\(index + 1)"), ("class", firstClass), ("cost", "1"),
            ]
            return usual.filter { !names.contains($0.0) } + cells
        }
        return [
            PolicyExampleReading.projects: csv(project), PolicyExampleReading.works: csv(works),
        ]
    }

    private var firstClass: String {
        pack.content["classes"]?.items?.first?["id"]?.scalar ?? "basic"
    }

    /// Rows of cells under the headings that any of them names; amounts of cost count in 元.
    private func csv(_ rows: [[(String, String)]]) -> [UInt8] {
        var headings: [String] = []
        for (name, _) in rows.joined() where !headings.contains(name) { headings.append(name) }
        var lines = [headings.map { $0 == "cost" ? "cost (元)" : $0 }]
        for row in rows {
            lines.append(headings.map { heading in row.last { $0.0 == heading }?.1 ?? "" })
        }
        let text = lines.map { cells in
            cells.map { cell in
                let isBare = !cell.contains { ",\"\n\r".contains($0) }
                return isBare ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
            }.joined(separator: ",")
        }.joined(separator: "\n")
        return Array((text + "\n").utf8)
    }
}
