import Foundation
import Testing

@testable import Reports

@Suite struct EscapingTests {
    @Test(arguments: [
        ("=1+1", "'=1+1"), ("+1+1", "'+1+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"), ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""), ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"), ("－1", "'－1"), ("＠SUM", "'＠SUM"), ("=A1,B1", "\"'=A1,B1\""),
        ("1=1", "1=1"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("", ""),
        (" x", "\" x\""), ("x ", "\"x \""), ("小区", "小区"), ("a\u{202E}b", "a\\u{202E}b"),
        ("\u{202E}=1", "\\u{202E}=1"), ("\u{FEFF}=1", "\\u{FEFF}=1"),
    ])
    func spreadsheetsTakeNoTextForAFormula(_ text: String, _ field: String) {
        #expect(CSVRenderer.field(text) == field)
    }

    @Test(arguments: [
        ("a|b", "a\\|b"), ("<script>", "&lt;script&gt;"), ("a&b", "a&amp;b"), ("*x*", "\\*x\\*"),
        ("[x](y)", "\\[x\\](y)"), ("`x`", "\\`x\\`"), ("a\nb", "a b"), ("a\\b", "a\\\\b"),
        ("x\u{202E}y", "x\\\\u{202E}y"), ("x\u{0}y", "x\\\\u{0}y"), ("# x", "\\# x"),
    ])
    func markdownShowsTextAsItIs(_ text: String, _ escaped: String) {
        #expect(MarkdownRenderer.escaped(text) == escaped)
    }

    @Test(arguments: [
        "plain", "小区", "say \"hi\"", "back\\slash", "line\nbreak", "tab\t", "nul\u{0}",
        "turn\u{202E}round", "\u{2028}", "\u{1F600}", "\u{E0001}", "",
    ])
    func programsReadTextAsItWas(_ text: String) throws {
        let json = "[" + JSONText.quoted(text) + "]"
        let read = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String]
        #expect(read == [text])
        #expect(!json.unicodeScalars.contains(where: DisplayText.isObeyed))
    }

    @Test(
        arguments: [
            "\u{202A}", "\u{202B}", "\u{202C}", "\u{202D}", "\u{202E}", "\u{2066}", "\u{2067}",
            "\u{2068}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{200B}", "\u{FEFF}",
            "\u{1B}", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\u{0}", "\u{AD}",
        ] as [Unicode.Scalar])
    func charactersThatSteerTheDisplayAreShown(_ scalar: Unicode.Scalar) {
        let shown = DisplayText.shown("a\(scalar)b")
        #expect(shown.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 })
        #expect(shown.hasPrefix("a\\u{") && shown.hasSuffix("}b"))
    }
}
