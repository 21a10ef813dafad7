internal import Diagnostics
internal import Yams

/// Parses a YAML document into nodes with places.
enum DocumentParser {
    /// Reads the document.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the file.
    ///   - file: The file as the user would name it.
    ///   - limits: How much a document may hold.
    ///   - findings: Where findings go.
    /// - Returns: The root, a map, or `nil` after a finding.
    /// - Complexity: O(*n*) for *n* bytes.
    static func parse(
        _ bytes: [UInt8], file: String, limits: ScenarioLimits, findings: Findings
    ) -> DocumentNode? {
        let errorsBefore = findings.errorCount
        let text: [UInt8]
        do {
            text = try TextDecoding.utf8(bytes, declared: .utf8, acceptsGB18030: false)
        } catch {
            findings.error(
                .wrongEncoding, at: place(of: error.offset, in: bytes, file: file), error.message,
                fix: error.fix)
            return nil
        }
        DocumentGuard.check(text, file: file, limits: limits, findings: findings)
        guard findings.errorCount == errorsBefore else { return nil }
        guard let node = compose(text, file: file, findings: findings) else { return nil }
        var conversion = DocumentConversion(file: file, limits: limits, findings: findings)
        let root = conversion.convert(node, depth: 1, after: (0, 0))
        guard findings.errorCount == errorsBefore else { return nil }
        guard root.entries != nil else {
            findings.error(
                .wrongShape, at: root.location, "the scenario is \(root.kind) and not a map",
                fix: "begin with 'fundmix: 1'")
            return nil
        }
        return root
    }

    private static func compose(_ text: [UInt8], file: String, findings: Findings) -> Node? {
        do {
            // The encoding is stated: the default would read, and obey, the environment.
            let parser = try Parser(
                yaml: String(decoding: text, as: UTF8.self), resolver: .basic,
                constructor: .default, encoding: .utf8)
            if let node = try parser.singleRoot() { return node }
            findings.error(
                .yamlSyntax, at: SourceLocation(file: file), "the document is empty",
                fix: "begin with 'fundmix: 1'")
        } catch let error as YamlError {
            report(error, text: text, file: file, findings: findings)
        } catch {
            findings.error(
                .yamlSyntax, at: SourceLocation(file: file), "the document cannot be parsed")
        }
        return nil
    }

    private static func report(
        _ error: YamlError, text: [UInt8], file: String, findings: Findings
    ) {
        func place(_ mark: Mark) -> SourceLocation {
            SourceLocation(file: file, line: max(1, mark.line), column: max(1, mark.column))
        }
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let start = context.map { " \($0.text) that begins on line \($0.mark.line):" } ?? ""
            findings.error(
                .yamlSyntax, at: place(mark), "the YAML cannot be read:\(start) \(problem)",
                fix: "check indentation, colons, quotes and brackets near this place")
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            let second = DuplicateKeySearch.second(key: key, first: context.mark, in: text)
            findings.error(
                .duplicateKey,
                at: SourceLocation(file: file, line: second.line, column: second.column),
                "key \(ShownName.quoted(key)) is written twice in the same map, first on line "
                    + "\(context.mark.line)",
                fix: "keep one of the two")
        default:
            findings.error(
                .yamlSyntax, at: SourceLocation(file: file), "the YAML cannot be read")
        }
    }

    private static func place(of offset: Int, in bytes: [UInt8], file: String) -> SourceLocation {
        let before = bytes.prefix(offset)
        let line = before.count { $0 == 0x0A } + 1
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
        return SourceLocation(file: file, line: line, column: column)
    }
}

/// Turns the parser's nodes into nodes of our own.
private struct DocumentConversion {
    let file: String
    let limits: ScenarioLimits
    let findings: Findings

    mutating func convert(_ node: Node, depth: Int, after: (Int, Int)) -> DocumentNode {
        let mark = node.mark
        let place = (mark?.line ?? after.0, mark?.column ?? after.1)
        let location = SourceLocation(file: file, line: max(1, place.0), column: max(1, place.1))
        let nothing = DocumentNode(content: .scalar("", isPlain: true), location: location)
        guard depth <= limits.documentDepth else {
            findings.error(
                .yamlDepth, at: location,
                "the document nests deeper than \(limits.documentDepth) levels")
            return nothing
        }
        // A node that stands before its container is the target of an alias.
        guard place >= after else {
            findings.error(
                .yamlAlias, at: location, "aliases are not read", fix: "write the value out")
            return nothing
        }
        switch node {
        case .scalar(let scalar):
            // An escape in double quotes writes what the look-over of the bytes refuses.
            let hidden = scalar.string.unicodeScalars.first {
                ShownText.isUnsafe($0) && $0 != "\n" && $0 != "\t"
            }
            if let hidden {
                findings.error(
                    .controlCharacter, at: location,
                    "the text holds the invisible character "
                        + ShownText.escaped(String(hidden)),
                    fix: "remove it")
            }
            let isPlain = scalar.style == .plain || scalar.style == .any
            return DocumentNode(
                content: .scalar(scalar.string, isPlain: isPlain), location: location)
        case .sequence(let sequence):
            var items: [DocumentNode] = []
            for item in sequence {
                items.append(convert(item, depth: depth + 1, after: place))
            }
            return DocumentNode(content: .sequence(items), location: location)
        case .mapping(let mapping):
            var entries: [DocumentEntry] = []
            for (key, value) in mapping {
                let keyNode = convert(key, depth: depth + 1, after: place)
                guard let name = keyNode.scalar else {
                    findings.error(
                        .wrongShape, at: keyNode.location, "a key is \(keyNode.kind) and not a text"
                    )
                    continue
                }
                if name == "<<" {
                    findings.error(
                        .yamlAlias, at: keyNode.location, "merge keys are not read",
                        fix: "write the values out, or use 'extends'")
                    continue
                }
                entries.append(
                    DocumentEntry(
                        key: name, keyLocation: keyNode.location,
                        value: convert(value, depth: depth + 1, after: place)))
            }
            return DocumentNode(content: .mapping(entries), location: location)
        case .alias:
            findings.error(.yamlAlias, at: location, "aliases are not read")
            return nothing
        }
    }
}
