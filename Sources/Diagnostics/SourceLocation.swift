/// A place in a file: `file`, `file:line` or `file:line:column`.
public struct SourceLocation: Hashable, Sendable {
    /// The file as the user would name it, or a word such as `--set` for a place without a file.
    public var file: String
    /// The line, counted from 1, or `nil` for the file as a whole.
    public var line: Int?
    /// The column in Unicode scalars, counted from 1, or `nil` for the line as a whole.
    public var column: Int?

    /// Creates a place.
    public init(file: String, line: Int? = nil, column: Int? = nil) {
        (self.file, self.line, self.column) = (file, line, column)
    }
}

extension SourceLocation: CustomStringConvertible {
    /// The form `file:line:column`, as far as it is known.
    ///
    /// Control and bidirectional characters of the file name are shown as escapes, not obeyed.
    public var description: String {
        var text = ShownText.escaped(file)
        if let line {
            text += ":\(line)"
            if let column { text += ":\(column)" }
        }
        return text
    }
}

extension SourceLocation: Comparable {
    /// Orders by file (bytes of the name), line and column; unknown ones first.
    public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        if left.file != right.file {
            return left.file.utf8.lexicographicallyPrecedes(right.file.utf8)
        }
        return (left.line ?? 0, left.column ?? 0) < (right.line ?? 0, right.column ?? 0)
    }
}
