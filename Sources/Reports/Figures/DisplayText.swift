/// Makes text that is not ours safe to look at.
enum DisplayText {
    /// Shows control, format and bidirectional characters instead of obeying them.
    ///
    /// Such a character becomes `\u{202E}` with its number; line breaks and tabs become a space. A
    /// name can thus neither hide a part of itself nor turn the figures beside it around.
    ///
    /// - Complexity: O(*n*) for *n* scalars.
    static func shown(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isObeyed) else { return text }
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t", "\n", "\r": shown.unicodeScalars.append(" ")
            case _ where isObeyed(scalar): shown += escape(scalar)
            default: shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// Like ``shown(_:)``, but keeps line breaks and tabs, for cells of files.
    ///
    /// - Complexity: O(*n*) for *n* scalars.
    static func stored(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isObeyed) else { return text }
        var stored = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t", "\n", "\r": stored.unicodeScalars.append(scalar)
            case _ where isObeyed(scalar): stored += escape(scalar)
            default: stored.unicodeScalars.append(scalar)
            }
        }
        return stored
    }

    /// Whether a character steers the display instead of being displayed.
    static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value >= 0x20 && scalar.value < 0x7F { return false }
        if scalar.value >= 0x4E00 && scalar.value < 0xA000 { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
}
