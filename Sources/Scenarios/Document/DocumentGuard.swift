internal import Diagnostics

/// Looks over the bytes of a YAML document before a parser sees them.
///
/// Anchors, aliases and tags are refused, because a scenario needs none and a hostile document
/// grows without limit through them; so is nesting that would exhaust a stack. The look-over knows
/// quotes, comments and block texts well enough to leave these characters alone inside them.
struct DocumentGuard {
    private let bytes: [UInt8]
    private let file: String
    private let limits: ScenarioLimits
    private let findings: Findings
    private var position = 0
    private var (line, lineStart) = (1, 0)
    private var flowDepth = 0
    /// The columns of the block structures that are open.
    private var indents: [Int] = []

    /// Checks a document and reports what it must not hold.
    ///
    /// - Complexity: O(*n*) for *n* bytes.
    static func check(
        _ bytes: [UInt8], file: String, limits: ScenarioLimits, findings: Findings
    ) {
        var guarding = DocumentGuard(bytes, file, limits, findings)
        guarding.checkCharacters()
        guarding.checkStructure()
        guarding.checkSigns()
    }

    private init(
        _ bytes: [UInt8], _ file: String, _ limits: ScenarioLimits, _ findings: Findings
    ) {
        (self.bytes, self.file, self.limits, self.findings) = (bytes, file, limits, findings)
    }

    private func checkCharacters() {
        let text = String(decoding: bytes, as: UTF8.self)
        var (line, column) = (1, 0)
        for scalar in text.unicodeScalars {
            column += 1
            if scalar == "\n" {
                (line, column) = (line + 1, 0)
            } else if ShownText.isUnsafe(scalar), scalar != "\r", scalar != "\t" {
                guard !findings.isFull else { return }
                findings.error(
                    .controlCharacter,
                    at: SourceLocation(file: file, line: line, column: column),
                    "the document holds the invisible character "
                        + ShownText.escaped(String(scalar)),
                    fix: "remove it")
            }
        }
    }

    /// Refuses many signs of aliases wherever they stand, should the look-over lose its way.
    private func checkSigns() {
        var (anchors, aliases) = (0, 0)
        for position in bytes.indices.dropLast() {
            let sign = bytes[position]
            guard sign == UInt8(ascii: "&") || sign == UInt8(ascii: "*") else { continue }
            let isAlone = position == 0 || " \n\r\t[{,:-?".utf8.contains(bytes[position - 1])
            let next = Unicode.Scalar(bytes[position + 1])
            guard isAlone,
                next.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains(next)
            else { continue }
            if sign == UInt8(ascii: "&") { anchors += 1 } else { aliases += 1 }
        }
        guard anchors > 0, aliases > 8 else { return }
        findings.error(
            .yamlAlias, at: SourceLocation(file: file), "aliases are not read",
            fix: "write the values out")
    }

    private var isAtEnd: Bool { position >= bytes.count }
    private var byte: UInt8 { bytes[position] }
    private var here: SourceLocation {
        let scalars = bytes[lineStart..<min(position, bytes.count)].reduce(1) {
            $1 & 0xC0 == 0x80 ? $0 : $0 + 1
        }
        return SourceLocation(file: file, line: line, column: scalars)
    }

    private mutating func checkStructure() {
        while !isAtEnd, !findings.isFull {
            skipIndentation()
            scanLine()
        }
    }

    /// Skips blanks at the start of a line and refuses tabs among them.
    private mutating func skipIndentation() {
        while !isAtEnd, byte == 0x20 { position += 1 }
        guard !isAtEnd, byte == 0x09, flowDepth == 0 else { return }
        var end = position
        while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
        let isBlankLine = end == bytes.count || bytes[end] == 0x0A || bytes[end] == 0x0D
        if !isBlankLine {
            findings.error(
                .yamlTab, at: here, "the line is indented with a tab, which YAML does not allow",
                fix: "indent with spaces")
        }
        position = end
    }

    /// Scans the tokens of a line, and those lines that a quoted text runs over.
    private mutating func scanLine() {
        while !isAtEnd {
            switch byte {
            case 0x0A, 0x0D:
                newLine()
                return
            case 0x20, 0x09, UInt8(ascii: ","): position += 1
            case UInt8(ascii: "#"): skipLine()
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                flowDepth += 1
                checkDepth()
                position += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                flowDepth = max(0, flowDepth - 1)
                position += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                openIndent()
                skipQuoted()
            case UInt8(ascii: "&"), UInt8(ascii: "*"):
                findings.error(
                    .yamlAlias, at: here,
                    byte == UInt8(ascii: "&")
                        ? "anchors are not read" : "aliases are not read",
                    fix: "write the value out, or put a text that begins with this sign in quotes")
                skipWord()
            case UInt8(ascii: "!"):
                findings.error(
                    .yamlTag, at: here, "tags are not read",
                    fix: "leave the tag out, or put a text that begins with '!' in quotes")
                skipWord()
            case UInt8(ascii: "%") where position == lineStart:
                findings.error(
                    .yamlTag, at: here, "directives are not read", fix: "leave the line out")
                skipLine()
            case UInt8(ascii: "|") where flowDepth == 0, UInt8(ascii: ">") where flowDepth == 0:
                skipBlockText()
                return
            case UInt8(ascii: "-") where isFollowedByBlank,
                UInt8(ascii: "?") where isFollowedByBlank,
                UInt8(ascii: ":") where isFollowedByBlank:
                openIndent()
                position += 1
            default:
                openIndent()
                skipPlain()
            }
        }
    }

    private var isFollowedByBlank: Bool {
        position + 1 >= bytes.count || bytes[position + 1] <= 0x20
    }

    private mutating func newLine() {
        let isPair = byte == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A
        position += isPair ? 2 : 1
        (line, lineStart) = (line + 1, position)
    }

    private mutating func skipLine() {
        while !isAtEnd, byte != 0x0A, byte != 0x0D { position += 1 }
    }

    private mutating func skipWord() {
        position += 1
        while !isAtEnd, byte > 0x20, byte != UInt8(ascii: ","), byte != UInt8(ascii: "]"),
            byte != UInt8(ascii: "}")
        { position += 1 }
    }

    /// Records that a block structure starts or goes on in this column.
    private mutating func openIndent() {
        guard flowDepth == 0 else { return }
        let column = position - lineStart
        while let last = indents.last, last > column { indents.removeLast() }
        if indents.last != column {
            indents.append(column)
            checkDepth()
        }
    }

    private mutating func checkDepth() {
        guard flowDepth + indents.count > limits.documentDepth + 1 else { return }
        findings.error(
            .yamlDepth, at: here, "the document nests deeper than \(limits.documentDepth) levels",
            fix: "look for an unclosed bracket")
        position = bytes.count - 1
    }

    private mutating func skipQuoted() {
        let quote = byte
        position += 1
        while !isAtEnd {
            if byte == 0x0A || byte == 0x0D {
                newLine()
                continue
            }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                position += 1
                if !isAtEnd, byte != 0x0A, byte != 0x0D { position += 1 }
                continue
            }
            position += 1
            guard bytes[position - 1] == quote else { continue }
            guard quote == UInt8(ascii: "'"), !isAtEnd, byte == quote else { return }
            position += 1
        }
    }

    /// Skips a plain text up to what ends it on this line.
    private mutating func skipPlain() {
        while !isAtEnd {
            switch byte {
            case 0x0A, 0x0D: return
            case UInt8(ascii: ":") where isFollowedByBlank: return
            case UInt8(ascii: "#") where position > 0 && bytes[position - 1] <= 0x20: return
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
                UInt8(ascii: "}"):
                if flowDepth > 0 { return }
                position += 1
            default: position += 1
            }
        }
    }

    /// Skips a block text: the lines that are blank or indented deeper than the line it starts on.
    private mutating func skipBlockText() {
        let start = bytes[lineStart...].prefix { $0 == 0x20 }.count
        skipLine()
        while !isAtEnd {
            newLine()
            var indent = 0
            while !isAtEnd, byte == 0x20 { (position, indent) = (position + 1, indent + 1) }
            let isBlank = isAtEnd || byte == 0x0A || byte == 0x0D
            guard isBlank || indent > start else {
                position = lineStart
                return
            }
            skipLine()
        }
    }
}
