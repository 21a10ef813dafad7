internal import Foundation

/// Identifiers and values in normalisation form C, so that equal texts are equal bytes.
enum NormalizedText {
    /// The text in form C.
    static func normalized(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return isSurelyNormal(bytes.span, in: 0..<bytes.count)
            ? text : text.precomposedStringWithCanonicalMapping
    }

    /// Whether bytes hold only scalars that form C never changes: below U+0300, or Chinese
    /// characters and punctuation without combining marks.
    static func isSurelyNormal(_ bytes: Span<UInt8>, in range: Range<Int>) -> Bool {
        for position in range {
            let byte = bytes[position]
            guard byte >= 0xCC else { continue }
            guard (0xE4...0xE9).contains(byte) else { return false }
        }
        return true
    }
}
