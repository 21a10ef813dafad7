/// The names of a written model: unique, at most 255 bytes, readable by every solver.
///
/// ASCII letters, digits and `_ . ( ) ,` stay as they are; every other character of a name is
/// written as `_u` with the hexadecimal number of its Unicode scalar and `_`. So that this can be
/// turned back, an underscore in front of a `u` is written that way too, and so is a first
/// character that a reader could take for a number: a digit, a full stop, an `e` in front of a
/// digit, and the beginning of `inf` and `nan`. Different names stay different.
///
/// What cannot stay gets an ending that no encoded name has: a name of more than 251 bytes (255
/// with the longest ending that a format may add) is cut to 230 bytes and ends in `_uT` with its
/// position and `_`; an empty name, a reserved one and the second of two equal ones end in `_uN`
/// with their position and `_`.
public enum ModelNames {
    /// The largest number of bytes of a written name.
    public static let longestName = 255

    /// Words that the LP format reserves, and the names that the formats use themselves.
    private static let reserved: Set<String> = [
        "max", "maximize", "maximise", "maximum", "min", "minimize", "minimise", "minimum", "st",
        "subject", "such", "to", "that", "s.t.", "st.", "bound", "bounds", "free", "inf",
        "infinity",
        "general", "generals", "gen", "integer", "integers", "int", "binary", "binaries", "bin",
        "semi", "semis", "sos", "sos1", "sos2", "end", "objective", "constant", "e",
    ]

    /// Encodes one name without regard to others.
    ///
    /// - Complexity: O(length).
    public static func encode(_ name: String) -> String {
        let scalars = Array(name.unicodeScalars)
        let beginning = name.prefix(3).lowercased()
        let readsAsNumber = beginning == "inf" || beginning == "nan"
        var encoded = ""
        for (position, scalar) in scalars.enumerated() {
            let next = position + 1 < scalars.count ? scalars[position + 1] : nil
            let isFirst = position == 0
            if isPlain(scalar, isFirst: isFirst, next: next), !(isFirst && readsAsNumber) {
                encoded.unicodeScalars.append(scalar)
            } else {
                encoded += "_u" + String(scalar.value, radix: 16, uppercase: true) + "_"
            }
        }
        return encoded
    }

    /// Encodes the names of a model's variables or constraints so that no two are equal.
    ///
    /// - Returns: One name of 1 to 255 bytes per given name, in the same order.
    /// - Complexity: O(total length).
    public static func unique(_ names: some Sequence<String>) -> [String] {
        var taken = Set<String>()
        return names.enumerated().map { position, name in
            let encoded = encode(name)
            if encoded.utf8.count > longestName - 4 {
                return String(encoded.prefix(230)) + "_uT\(position)_"
            }
            let isUsable = !encoded.isEmpty && !reserved.contains(encoded.lowercased())
            if isUsable, taken.insert(encoded).inserted { return encoded }
            return String(encoded.prefix(230)) + "_uN\(position)_"
        }
    }

    private static func isPlain(
        _ scalar: Unicode.Scalar, isFirst: Bool, next: Unicode.Scalar?
    ) -> Bool {
        switch scalar {
        case "_": return next != "u"
        case "0"..."9", ".": return !isFirst
        case "(", ")", ",": return !isFirst
        case "e", "E":
            guard isFirst, let next else { return !isFirst || next == nil }
            return !("0"..."9").contains(next) && next != "." && next != "e" && next != "E"
        case "a"..."z", "A"..."Z": return true
        default: return false
        }
    }
}
