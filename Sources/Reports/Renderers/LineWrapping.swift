/// Breaks a text into lines: between words, and between Chinese characters.
enum LineWrapping {
    /// The characters that begin no line.
    private static let closing: Set<Character> = [
        "，", "。", "；", "：", "、", "）", "”", "！", "？", ",", ".", ";", ":", ")", "%",
    ]

    /// The lines of a text, each at most so many columns wide.
    ///
    /// A word that is wider than a line is broken.
    ///
    /// - Complexity: O(*n*) for *n* characters, in lines of a bounded width.
    static func lines(of text: String, width: Int) -> [String] {
        let width = max(width, 8)
        var lines: [String] = []
        var (line, columns): ([Character], Int) = ([], 0)
        for character in text {
            let more = DisplayWidth.columns(of: String(character))
            if columns + more > width {
                let next = rest(of: &line, before: character)
                lines.append(trimmed(line))
                (line, columns) = (next, DisplayWidth.columns(of: String(next)))
                if character == " " && line.isEmpty { continue }
            }
            line.append(character)
            columns += more
        }
        if !line.isEmpty || lines.isEmpty { lines.append(trimmed(line)) }
        return lines
    }

    /// Cuts a full line at its last place for a break and returns what goes to the next line.
    private static func rest(of line: inout [Character], before next: Character) -> [Character] {
        var position = line.count
        // Not further back than two thirds: a long word is broken instead.
        while position > line.count / 3 {
            let following = position < line.count ? line[position] : next
            if position > 0 && mayBreak(between: line[position - 1], and: following) {
                let rest = Array(line[position...])
                line.removeSubrange(position...)
                return rest
            }
            position -= 1
        }
        return []
    }

    private static func mayBreak(between left: Character, and right: Character) -> Bool {
        if closing.contains(right) || left == "（" || left == "“" { return false }
        if left == " " { return true }
        return isWide(left) || isWide(right)
    }

    private static func isWide(_ character: Character) -> Bool {
        DisplayWidth.columns(of: String(character)) == 2
    }

    private static func trimmed(_ line: [Character]) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
