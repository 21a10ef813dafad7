import Optimization
import Testing

@Suite struct MPSFormatTests {
    @Test func everyKindOfBoundAndRowIsWritten() {
        #expect(
            MPSFormat.text(of: FormatCase.program) == """
                NAME _u4FDD__u5B9A__u20_2022
                OBJSENSE
                    MAX
                ROWS
                 N objective
                 E budget(city,2026)
                 G range
                 G inexact
                 L inexact_uU_
                 G same
                 G same_uN4_
                COLUMNS
                 MARKER0 'MARKER' 'INTORG'
                 fund(_u5C0F__u533A__u2D_1) objective 5
                 fund(_u5C0F__u533A__u2D_1) budget(city,2026) -1234567.89
                 MARKER1 'MARKER' 'INTEND'
                 pay(P1,city) objective 0.1
                 pay(P1,city) budget(city,2026) 1
                 free_uN2_ objective -1
                 free_uN2_ range 2
                 free_uN2_ inexact 0.3333333333333333
                 free_uN2_ inexact_uU_ 0.3333333333333333
                 free_uN2_ same 1
                 MARKER3 'MARKER' 'INTORG'
                 _u32_nd objective 1
                 _u32_nd range 1
                 MARKER4 'MARKER' 'INTEND'
                 _u65_1 inexact 1
                 _u65_1 inexact_uU_ 1
                 idle objective 2
                 idle same_uN4_ -1
                 constant objective -3.25
                RHS
                 RHS range -4
                 RHS inexact -3
                 RHS inexact_uU_ 1.1
                 RHS same -1e-07
                 RHS same_uN4_ -7
                RANGES
                 RNG range 16
                BOUNDS
                 LO BND fund(_u5C0F__u533A__u2D_1) 0
                 UP BND fund(_u5C0F__u533A__u2D_1) 1
                 LO BND pay(P1,city) 0
                 UP BND pay(P1,city) 1234567.89
                 FR BND free_uN2_
                 LO BND _u32_nd -3
                 UP BND _u32_nd 40
                 FX BND _u65_1 0.1
                 MI BND idle
                 UP BND idle 7.5
                 FX BND constant 1
                ENDATA

                """)
    }

    @Test func aNegatedObjectiveNeedsNoSection() {
        let text = MPSFormat.text(of: FormatCase.program, maximization: .negated)
        #expect(!text.contains("OBJSENSE"))
        #expect(text.contains(" fund(_u5C0F__u533A__u2D_1) objective -5\n"))
        #expect(text.contains(" constant objective 3.25\n"))
    }
}
