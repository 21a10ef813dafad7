internal import Diagnostics

/// A part of the scenario document: a text, a list or a map, each with its place.
///
/// Scalars stay text; the place where one is read decides what it must be.
struct DocumentNode {
    /// What a node holds.
    indirect enum Content {
        /// A text; plain when it is written without quotes.
        case scalar(String, isPlain: Bool)
        /// A list.
        case sequence([DocumentNode])
        /// A map in the order of the document, its keys distinct.
        case mapping([DocumentEntry])
    }

    /// A value that another document, a variant or a setting replaced.
    struct Replaced {
        var text: String
        var location: SourceLocation
    }

    /// What the node holds.
    var content: Content
    /// Where it starts.
    var location: SourceLocation
    /// The values that this one replaced, the oldest first.
    var replaced: [Replaced] = []
    /// Whether the value was computed from another one, so that it may be finer than a fen.
    var isComputed = false
    /// Changes by a share that wait for the value of a parameter, with the paths that named them.
    var pendingChanges: [(change: RelativeChange, path: String, place: SourceLocation)] = []
    /// Whether parameters were put into the text, so that its characters stand elsewhere in the file.
    var isExpanded = false

    /// The text of a scalar.
    var scalar: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// The items of a list.
    var items: [DocumentNode]? {
        if case .sequence(let items) = content { items } else { nil }
    }

    /// The entries of a map.
    var entries: [DocumentEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// Whether nothing is written: an empty plain scalar.
    var isEmpty: Bool {
        if case .scalar("", isPlain: true) = content { true } else { false }
    }

    /// Whether the node is the plain `~`, which removes an inherited value.
    var isRemoval: Bool {
        if case .scalar("~", isPlain: true) = content { true } else { false }
    }

    /// The value of a key of a map.
    ///
    /// - Complexity: O(*k*) for *k* keys.
    subscript(key: String) -> DocumentNode? { entries?.first { $0.key == key }?.value }

    /// What kind of thing the node is, for messages.
    var kind: String {
        switch content {
        case .scalar: isEmpty ? "nothing" : "a text"
        case .sequence: "a list"
        case .mapping: "a map"
        }
    }

    /// The value in one line, for messages and listings.
    var summary: String {
        switch content {
        case .scalar(let text, _): text
        case .sequence(let items): "[" + items.map(\.summary).joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key): \($0.value.summary)" }.joined(separator: ", ") + "}"
        }
    }

    /// The place of a character of the scalar, for findings inside it.
    func location(atScalar offset: Int) -> SourceLocation {
        guard !isExpanded, case .scalar(let text, let isPlain) = content,
            let column = location.column, !text.unicodeScalars.contains("\n")
        else { return location }
        return SourceLocation(
            file: location.file, line: location.line, column: column + offset + (isPlain ? 0 : 1))
    }
}

/// A key of a map with its value.
struct DocumentEntry {
    /// The key.
    var key: String
    /// Where the key is written.
    var keyLocation: SourceLocation
    /// The value.
    var value: DocumentNode
}
