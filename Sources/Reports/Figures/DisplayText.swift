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

    /// What formats need to know of a text before they write it as it is.
    enum Plainness {
        /// Printable ASCII without commas, quotes and backslashes, and Chinese characters: nothing
        /// that any format escapes or shows in another way.
        case plain
        /// The same with commas.
        case plainWithCommas
        /// Anything else; to be looked at character by character.
        case other
    }

    /// How plain a text is, judged by its bytes.
    ///
    /// Files have tens of millions of names, nearly all of which are plain.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    static func plainness(of text: String) -> Plainness {
        let utf8 = text.utf8
        let bytes = utf8.span
        var (plainness, isLead) = (Plainness.plain, false)
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return .other
            case UInt8(ascii: ","): plainness = .plainWithCommas
            case 0x20..<0x7F: break
            // After 0xE4, only second bytes from 0xB8 on begin a Chinese character.
            case 0x80..<0xB8: if isLead { return .other }
            case 0xB8..<0xC0: isLead = false
            case 0xE4: isLead = true
            case 0xE5...0xE9: break
            default: return .other
            }
        }
        return plainness
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
