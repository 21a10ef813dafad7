import Optimization
import Testing

@Suite struct LPFormatTests {
    @Test func everyKindOfBoundAndRowIsWritten() {
        #expect(
            LPFormat.text(of: FormatCase.program) == """
                """)
    }

    @Test func anEmptyProgramIsStillLegal() {
        #expect(
            LPFormat.text(of: LinearProgram(name: "")) == """
                """)
    }
}
