/// Text from a file, made safe to show in a message.
public enum ShownText {
    /// The text in single quotes, shortened to 60 characters, with control and bidirectional
    /// characters as escapes such as `\u{202E}`.
    ///
    /// - Complexity: O(*n*) for *n* scalars, at most 61 of which are looked at.
    public static func quoted(_ text: some StringProtocol) -> String {
        let scalars = text.unicodeScalars.prefix(61)
        let isLong = scalars.count > 60
        return "'" + escaped(scalars.prefix(60)) + (isLong ? "…" : "") + "'"
    }

    /// The text with control and bidirectional characters as escapes.
    ///
    /// - Complexity: O(*n*) for *n* scalars.
    public static func escaped(_ text: String) -> String { escaped(text.unicodeScalars) }

    /// Whether a scalar is a control, a bidirectional control or another invisible troublemaker.
    public static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E,
            0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF:
            true
        default: false
        }
    }

    private static func escaped(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var result = String.UnicodeScalarView()
        for scalar in scalars {
            if isUnsafe(scalar) {
                let code = String(scalar.value, radix: 16, uppercase: true)
                let padding = String(repeating: "0", count: max(0, 4 - code.count))
                result.append(contentsOf: "\\u{\(padding)\(code)}".unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
