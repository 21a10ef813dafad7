import Diagnostics
import Testing

@Suite struct DiagnosticTests {
    @Test func descriptionHasTheHouseForm() {
        let place = SourceLocation(file: "demo/works.csv", line: 8, column: 3)
        let finding = Diagnostic(
            .error, "unknown-project", at: place, "no such project", fix: "add it")
        #expect(
            finding.description
                == "demo/works.csv:8:3: error: no such project [unknown-project]\n  fix: add it")
    }

    @Test(
        arguments: [
            ("atmost", "at-most"), ("P07l", "P071"), ("centrl", "central"), ("户树", "户数"),
            ("zzz", nil),
            ("", nil),
        ] as [(String, String?)])
    func nearestNameIsSuggested(written: String, expected: String?) {
        let known = ["at-least", "at-most", "pay", "P071", "P170", "central", "local", "户数"]
        #expect(NameSuggestion.nearest(to: written, among: known) == expected)
    }

    @Test func orderOfKnownNamesDoesNotMatter() {
        #expect(NameSuggestion.nearest(to: "ab", among: ["ac", "bb"]) == "ac")
        #expect(NameSuggestion.nearest(to: "ab", among: ["bb", "ac"]) == "ac")
    }

    @Test func invisibleCharactersAreShown() {
        #expect(ShownText.quoted("a\u{202E}b\n") == "'a\\u{202E}b\\u{000A}'")
        #expect(ShownText.quoted(String(repeating: "x", count: 61)).hasSuffix("x…'"))
    }
}
