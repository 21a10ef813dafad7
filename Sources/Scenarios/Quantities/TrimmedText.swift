/// Text without the blanks around it.
enum TrimmedText {
    /// The text without spaces, tabs, no-break and ideographic spaces at its ends.
    static func trimmed(_ text: some StringProtocol) -> String {
        var scalars = Substring(text).unicodeScalars
        while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        return String(scalars)
    }

    /// The range of bytes without the blanks at its ends.
    static func range(_ range: Range<Int>, of bytes: Span<UInt8>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end {
            let length = blankLength(bytes, at: start, before: end)
            if length == 0 { break }
            start += length
        }
        while end > start {
            if bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 {
                end -= 1
            } else if end - start >= 2, bytes[end - 1] == 0xA0, bytes[end - 2] == 0xC2 {
                end -= 2
            } else if end - start >= 3, bytes[end - 1] == 0x80, bytes[end - 2] == 0x80,
                bytes[end - 3] == 0xE3
            {
                end -= 3
            } else {
                break
            }
        }
        return start..<end
    }

    private static func blankLength(_ bytes: Span<UInt8>, at start: Int, before end: Int) -> Int {
        switch bytes[start] {
        case 0x20, 0x09: 1
        case 0xC2 where end - start >= 2 && bytes[start + 1] == 0xA0: 2
        case 0xE3 where end - start >= 3 && bytes[start + 1] == 0x80 && bytes[start + 2] == 0x80: 3
        default: 0
        }
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\u{A0}" || scalar == "\u{3000}"
    }
}
