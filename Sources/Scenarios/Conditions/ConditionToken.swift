/// A piece of a condition such as `consent >= 2/3 and not (kind = elevator)`.
struct ConditionToken {
    /// What the piece is.
    enum Kind: Hashable {
        /// A name, a number or a bare text.
        case word
        /// A text in quotes, or a name in backquotes.
        case quoted
        /// A comparison, a bracket or a comma.
        case sign
        /// Behind the last piece.
        case end
    }

    /// What the piece is.
    var kind: Kind
    /// The text without quotes; signs in their ASCII form.
    var text: String
    /// How many scalars stand before it.
    var offset: Int
    /// How many scalars stand before what follows it.
    var end = 0

    /// Cuts a condition into pieces, the last of which is the end.
    ///
    /// - Throws: `ConditionFault` for an unclosed quote or a sign that has no meaning.
    /// - Complexity: O(*n*) for *n* scalars.
    static func tokens(of condition: String) throws(ConditionFault) -> [ConditionToken] {
        let scalars = Array(condition.unicodeScalars)
        var tokens: [ConditionToken] = []
        var position = 0
        while position < scalars.count {
            let (scalar, start) = (scalars[position], position)
            if isBlank(scalar) {
                position += 1
            } else if scalar == "'" || scalar == "\"" || scalar == "`" {
                guard let end = scalars[(start + 1)...].firstIndex(of: scalar) else {
                    throw ConditionFault(offset: start, "a quote is opened and never closed")
                }
                let text = String(String.UnicodeScalarView(scalars[(start + 1)..<end]))
                tokens.append(
                    ConditionToken(kind: .quoted, text: text, offset: start, end: end + 1))
                position = end + 1
            } else if let sign = sign(scalars, at: position) {
                position += sign.length
                tokens.append(
                    ConditionToken(kind: .sign, text: sign.text, offset: start, end: position))
            } else {
                while position < scalars.count, !isBlank(scalars[position]),
                    sign(scalars, at: position) == nil,
                    !"'\"`".unicodeScalars.contains(scalars[position])
                { position += 1 }
                guard position > start else {
                    throw ConditionFault(
                        offset: start, "\(ShownName.quoted(String(scalar))) has no meaning here")
                }
                let text = String(String.UnicodeScalarView(scalars[start..<position]))
                tokens.append(
                    ConditionToken(kind: .word, text: text, offset: start, end: position))
            }
        }
        tokens.append(
            ConditionToken(kind: .end, text: "", offset: scalars.count, end: scalars.count))
        return tokens
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\u{3000}" || scalar == "\r"
    }

    private static let signs: [(written: String, text: String)] = [
        ("<=", "<="), (">=", ">="), ("!=", "!="), ("<>", "!="), ("==", "="), ("=", "="),
        ("<", "<"), (">", ">"), ("≤", "<="), ("≥", ">="), ("≠", "!="), ("(", "("), (")", ")"),
        ("（", "("), ("）", ")"), ("[", "["), ("]", "]"), (",", ","), ("，", ","), ("、", ","),
    ]

    private static func sign(_ scalars: [Unicode.Scalar], at position: Int)
        -> (text: String, length: Int)?
    {
        for sign in signs {
            let written = sign.written.unicodeScalars
            guard position + written.count <= scalars.count,
                zip(written, scalars[position...]).allSatisfy({ $0 == $1 })
            else { continue }
            return (sign.text, written.count)
        }
        return nil
    }
}

/// Why a condition cannot be understood, and at which of its scalars.
struct ConditionFault: Error {
    var code: FindingCode
    var offset: Int
    var message: String
    var fix: String?

    init(
        _ code: FindingCode = .conditionSyntax, offset: Int, _ message: String, fix: String? = nil
    ) {
        (self.code, self.offset, self.message, self.fix) = (code, offset, message, fix)
    }
}
