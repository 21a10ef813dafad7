internal import Yams

/// Finds where a key is written for the second time, which the parser does not tell.
enum DuplicateKeySearch {
    /// The place of the next key of the same name in the same column, or behind the first one.
    ///
    /// - Returns: The place found, or that of the first key.
    /// - Complexity: O(*n*) for *n* bytes.
    static func second(key: String, first: Mark, in text: [UInt8]) -> (line: Int, column: Int) {
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard first.line >= 1, first.line <= lines.count else { return (first.line, first.column) }
        for index in (first.line - 1)..<lines.count {
            let line = String(decoding: lines[index], as: UTF8.self)
            let scalars = Array(line.unicodeScalars)
            for form in ["\(key):", "\"\(key)\":", "'\(key)':"] {
                let wanted = Array(form.unicodeScalars)
                let isFirstLine = index == first.line - 1
                // On later lines only the same column counts: deeper maps may hold the key too.
                let starts =
                    isFirstLine
                    ? Array(first.column..<max(first.column, scalars.count)) : [first.column - 1]
                for start in starts where start >= 0 && start + wanted.count <= scalars.count {
                    guard Array(scalars[start..<(start + wanted.count)]) == wanted,
                        start == 0 || " {,\t".unicodeScalars.contains(scalars[start - 1])
                    else { continue }
                    return (index + 1, start + 1)
                }
            }
        }
        return (first.line, first.column)
    }
}
