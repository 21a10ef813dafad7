import Optimization
import Testing

@Suite struct MPSFormatTests {
    @Test func everyKindOfBoundAndRowIsWritten() {
        #expect(
            MPSFormat.text(of: FormatCase.program) == """
                """)
    }

    @Test func aNegatedObjectiveNeedsNoSection() {
        let text = MPSFormat.text(of: FormatCase.program, maximization: .negated)
        #expect(!text.contains("OBJSENSE"))
        #expect(text.contains(" fund(_u5C0F__u533A__u2D_1) objective -5\n"))
        #expect(text.contains(" constant objective 3.25\n"))
    }
}
