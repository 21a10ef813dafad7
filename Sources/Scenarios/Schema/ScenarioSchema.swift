/// The JSON Schema of scenario.yaml, made from the same tables of keys as the reader uses.
public enum ScenarioSchema {
    /// The schema as JSON text (draft 2020-12) with a final line break.
    public static var text: String {
        var writer = SchemaWriter()
        return writer.document("Fundmix scenario", [SchemaTables.scenario]) + "\n"
    }

    /// The schema of share.yaml, of whatever kind, as JSON text with a final line break.
    public static var shareText: String {
        var writer = SchemaWriter()
        return writer.document("Fundmix share", ShareKind.allCases.map(SchemaTables.share)) + "\n"
    }

    /// The schema of policy.yaml as JSON text with a final line break.
    public static var policyText: String {
        var writer = SchemaWriter()
        return writer.document("Fundmix policy", [SchemaTables.policyPack]) + "\n"
    }
}

/// Writes shapes as JSON Schema, with keys in a fixed order.
private struct SchemaWriter {
    private indirect enum Value {
        case text(String)
        case number(String)
        case flag(Bool)
        case list([Value])
        case object([(String, Value)])
    }

    mutating func document(_ title: String, _ records: [SchemaRecord]) -> String {
        var fields: [(String, Value)] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("title", .text(title)),
        ]
        if records.count > 1 {
            fields.append(("anyOf", .list(records.map(schema))))
        } else if let record = records.first, case .object(let inner) = schema(of: record) {
            fields += inner
        }
        return render(.object(fields), indent: "")
    }

    private func schema(of record: SchemaRecord) -> Value {
        let properties = record.keys.map { key -> (String, Value) in
            var value = schema(of: key.shape)
            if case .object(let fields) = value {
                value = .object([("description", .text(key.summary))] + fields)
            }
            return (key.name, value)
        }
        let required = record.keys.filter(\.isRequired).map { Value.text($0.name) }
        var fields: [(String, Value)] = [
            ("type", .text("object")), ("properties", .object(properties)),
        ]
        // What a base scenario gives need not be repeated by the one that extends it.
        if !required.isEmpty, record.keys.first?.name != "fundmix" {
            fields.append(("required", .list(required)))
        }
        fields.append(("additionalProperties", record.others.map(schema) ?? .flag(false)))
        return .object(fields)
    }

    private func schema(of shape: SchemaShape) -> Value {
        let scalar = Value.list([.text("string"), .text("number")])
        switch shape {
        case .any: return .object([])
        case .text, .money, .share, .condition, .expression: return .object([("type", scalar)])
        case .whole: return .object([("type", .text("integer"))])
        case .flag: return .object([("type", .text("boolean"))])
        case .localizedText:
            let text = Value.object([("type", scalar)])
            let both = Value.object([
                ("type", .text("object")),
                ("properties", .object([("en", text), ("zh", text)])),
                ("additionalProperties", .flag(false)),
            ])
            return .object([("anyOf", .list([text, both]))])
        case .word(let words):
            // YAML reads a bare 1 as a number: both forms are the same word here.
            let numbers = words.filter { Int($0) != nil }.map { Value.number($0) }
            return .object([("enum", .list(numbers + words.map { .text($0) }))])
        case .list(let item):
            return .object([("type", .text("array")), ("items", schema(of: item))])
        case .oneOrMore(let item):
            return .object([
                (
                    "anyOf",
                    .list([
                        schema(of: item),
                        .object([("type", .text("array")), ("items", schema(of: item))]),
                    ])
                )
            ])
        case .map(let value):
            return .object([
                ("type", .text("object")), ("additionalProperties", schema(of: value)),
            ])
        case .record(let record): return schema(of: record)
        case .either(let shapes): return .object([("anyOf", .list(shapes.map(schema)))])
        }
    }

    private func render(_ value: Value, indent: String) -> String {
        let inner = indent + "  "
        switch value {
        case .text(let text): return quoted(text)
        case .number(let digits): return digits
        case .flag(let flag): return flag ? "true" : "false"
        case .list(let values):
            guard !values.isEmpty else { return "[]" }
            let lines = values.map { inner + render($0, indent: inner) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
        case .object(let fields):
            guard !fields.isEmpty else { return "{}" }
            let lines = fields.map { "\(inner)\(quoted($0.0)): \(render($0.1, indent: inner))" }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
