import Testing

@testable import Reports

@Suite struct FinancingWordingTests {
    @Test(arguments: FinancingWording.allCases)
    func termsExistInBothLanguages(_ wording: FinancingWording) {
        let (english, chinese) = (wording.text(in: .english), wording.text(in: .chinese))
        #expect(
            !english.isEmpty && !english.unicodeScalars.contains { $0.properties.isIdeographic })
        #expect(chinese.unicodeScalars.contains { $0.properties.isIdeographic })
        #expect(english.contains("{0}") == chinese.contains("{0}"))
    }
}
