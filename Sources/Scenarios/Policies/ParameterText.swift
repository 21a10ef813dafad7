/// A text that may name parameters: `consent >= $consent`, `${rate}元/m2`, `$$` for a dollar.
struct ParameterText {
    /// A part of the text.
    enum Piece: Equatable {
        /// Text that stays.
        case text(String)
        /// The name of a parameter, and how many scalars stand before it.
        case name(String, offset: Int)
        /// A `${` without its bracket, and how many scalars stand before it.
        case open(offset: Int)
    }

    /// The parts in order.
    let pieces: [Piece]

    /// The names in order of the text.
    var names: [String] {
        pieces.compactMap { if case .name(let name, _) = $0 { name } else { nil } }
    }

    /// Whether a text has a sign that means something here.
    static func isPlain(_ text: String) -> Bool { !text.utf8.contains(UInt8(ascii: "$")) }

    /// Whether a text is one number, amount or word, so that it keeps its place in a condition: it can
    /// close no bracket and bring no comparison with it.
    ///
    /// - Complexity: O(*n*) for *n* scalars.
    static func isOneValue(_ text: String) -> Bool {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard (1...2).contains(words.count) else { return false }
        if words.count == 2 {
            guard (try? ShareText.parse(String(words[0]))) != nil,
                MoneyText.powerOfTen(ofUnit: String(words[1])) != nil
            else { return false }
        }
        let signs = Set("()[]{}<>=!≤≥≠,，、;；&|+*×÷'\"`".unicodeScalars)
        return text.unicodeScalars.allSatisfy { !signs.contains($0) && $0.value >= 0x20 }
    }

    /// Cuts a text into its parts.
    ///
    /// - Complexity: O(*n*) for *n* scalars.
    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        var (pieces, literal, position) = ([Piece](), String.UnicodeScalarView(), 0)
        func named(_ piece: Piece) {
            if !literal.isEmpty { pieces.append(.text(String(literal))) }
            literal = String.UnicodeScalarView()
            pieces.append(piece)
        }
        while position < scalars.count {
            let next = position + 1 < scalars.count ? scalars[position + 1] : nil
            guard scalars[position] == "$", let next else {
                literal.append(scalars[position])
                position += 1
                continue
            }
            if next == "$" {
                literal.append("$")
                position += 2
            } else if next == "{" {
                let start = position + 2
                guard let end = scalars[start...].firstIndex(of: "}") else {
                    named(.open(offset: position))
                    position = scalars.count
                    break
                }
                let name = String(String.UnicodeScalarView(scalars[start..<end]))
                named(.name(name, offset: position))
                position = end + 1
            } else if ParameterText.begins(next) {
                var end = position + 2
                while end < scalars.count, ParameterText.continues(scalars[end]) { end += 1 }
                while scalars[end - 1] == "-" { end -= 1 }
                let name = String(String.UnicodeScalarView(scalars[(position + 1)..<end]))
                named(.name(name, offset: position))
                position = end
            } else {
                literal.append("$")
                position += 1
            }
        }
        if !literal.isEmpty { pieces.append(.text(String(literal))) }
        self.pieces = pieces
    }

    /// Whether a text can be the name of a parameter.
    static func isName(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last else { return false }
        return begins(first) && last != "-" && scalars.allSatisfy(continues)
    }

    private static func begins(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic
    }

    private static func continues(_ scalar: Unicode.Scalar) -> Bool {
        begins(scalar) || scalar == "-" || ("0"..."9").contains(scalar)
    }
}
