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

    /// Whether a text surely holds nothing that a format escapes or shows in another way: printable
    /// ASCII without quotes, commas and backslashes, and Chinese characters.
    ///
    /// Files have tens of millions of names, nearly all of which are such texts; others are looked at
    /// character by character.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    static func isSurelyPlain(_ text: String) -> Bool {
        var isLead = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\\"): return false
            case 0x20..<0x7F: if isLead { return false }
            // After 0xE4, only second bytes from 0xB8 on begin a Chinese character.
            case 0x80..<0xB8: if isLead { return false }
            case 0xB8..<0xC0: isLead = false
            case 0xE4: isLead = true
            case 0xE5...0xE9: break
            default: return false
            }
        }
        return true
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
