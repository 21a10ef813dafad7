/// What a place of the scenario document may hold: one description for the reader, for settings by
/// path, and for the published schema.
indirect enum SchemaShape: Sendable {
    /// Anything.
    case any
    /// Any text.
    case text
    /// A text, or a map of `en` and `zh`.
    case localizedText
    /// A whole number.
    case whole
    /// An amount of money.
    case money
    /// A share: a percentage, a fraction or a decimal.
    case share
    /// `true` or `false`.
    case flag
    /// A condition on columns.
    case condition
    /// A calculation with columns.
    case expression
    /// One of these words.
    case word([String])
    /// A list.
    case list(SchemaShape)
    /// A list, or one item in its place.
    case oneOrMore(SchemaShape)
    /// A map with keys of the user's choice.
    case map(SchemaShape)
    /// A map with these keys.
    case record(SchemaRecord)
    /// One of several shapes.
    case either([SchemaShape])

    /// The shape of the value of a key, if the shape is a map.
    func value(of key: String) -> SchemaShape? {
        switch self {
        case .map(let shape): shape
        case .record(let record): record.keys.first { $0.name == key }?.shape ?? record.others
        case .either(let shapes): shapes.lazy.compactMap { $0.value(of: key) }.first
        default: nil
        }
    }

    /// The shape of an item, if the shape is a list.
    var item: SchemaShape? {
        switch self {
        case .list(let shape), .oneOrMore(let shape): shape
        case .either(let shapes): shapes.lazy.compactMap(\.item).first
        default: nil
        }
    }

    /// The keys that a map may have, if they are fixed.
    var recordKeys: [String] {
        switch self {
        case .record(let record): record.keys.map(\.name)
        case .either(let shapes): shapes.flatMap(\.recordKeys)
        default: []
        }
    }
}

/// A map with fixed keys.
struct SchemaRecord: Sendable {
    /// What the map describes, for messages: `a rule`.
    var name: String
    /// The keys in the order in which messages list them.
    var keys: [SchemaKey]
    /// The shape of other keys; `nil` refuses them.
    var others: SchemaShape?

    init(_ name: String, _ keys: [SchemaKey], others: SchemaShape? = nil) {
        (self.name, self.keys, self.others) = (name, keys, others)
    }
}

/// A key of a record.
struct SchemaKey: Sendable {
    /// The key.
    var name: String
    /// What it may hold.
    var shape: SchemaShape
    /// Whether it must be written.
    var isRequired: Bool
    /// What it means, in one sentence.
    var summary: String

    init(_ name: String, _ shape: SchemaShape, required: Bool = false, _ summary: String) {
        (self.name, self.shape, self.isRequired, self.summary) = (name, shape, required, summary)
    }
}
