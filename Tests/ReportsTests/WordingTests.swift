import Testing

@testable import Reports

@Suite struct WordingTests {
    @Test(arguments: Wording.allCases) func termsExistInBothLanguages(_ wording: Wording) {
        #expect(!wording.text(in: .english).isEmpty)
        #expect(!wording.text(in: .chinese).isEmpty)
        #expect(!hasHan(wording.text(in: .english)))
        #expect(!wording.text(in: .english).contains("{"))
        #expect(!wording.text(in: .chinese).contains("{"))
    }

    @Test(arguments: Wording.allCases.filter { $0 != .digest })
    func termsAreChineseInChinese(_ wording: Wording) {
        #expect(hasHan(wording.text(in: .chinese)))
    }

    @Test(arguments: Sentence.allCases)
    func sentencesHaveTheSamePlacesInBothLanguages(_ sentence: Sentence) {
        let (english, chinese) = (
            sentence.pattern(in: .english), sentence.pattern(in: .chinese)
        )
        #expect(!english.isEmpty && !chinese.isEmpty)
        #expect(!hasHan(english))
        #expect(places(of: english) == places(of: chinese))
    }

    @Test(arguments: ShareWording.allCases)
    func textsOnSharesHaveTheSamePlacesInBothLanguages(_ wording: ShareWording) {
        let (english, chinese) = (
            wording.pattern(in: .english), wording.pattern(in: .chinese)
        )
        #expect(!english.isEmpty && !hasHan(english))
        #expect(hasHan(chinese) || wording == .weighted)
        #expect(places(of: english) == places(of: chinese))
    }

    @Test(arguments: Sentence.allCases.filter { $0.rawValue.hasPrefix("because") })
    func reasonsAreFullSentences(_ sentence: Sentence) {
        #expect(sentence.pattern(in: .english).hasSuffix("."))
        #expect(sentence.pattern(in: .chinese).hasSuffix("。"))
    }

    @Test func filledPlacesAreNotFilledAgain() {
        let text = Sentence.amount.text(in: .english, ["{1}", "{0}"])
        #expect(text == "{1} {0}")
    }

    private func hasHan(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.isIdeographic }
    }

    private func places(of pattern: String) -> [Substring] {
        pattern.split(separator: "{").compactMap { part in
            part.contains("}") ? part.prefix { $0 != "}" } : nil
        }.sorted()
    }
}
