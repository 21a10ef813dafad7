import Optimization
import Testing

@Suite struct LPFormatTests {
    @Test func everyKindOfBoundAndRowIsWritten() {
        #expect(
            LPFormat.text(of: FormatCase.program) == """
                \\ program _u4FDD__u5B9A__u20_2022
                Maximize
                 objective: + 5 fund(_u5C0F__u533A__u2D_1) + 0.1 pay(P1,city) - 1 free_uN2_ + 1 _u32_nd + 2 idle
                  - 3.25 constant
                Subject To
                 budget(city,2026): + 1 pay(P1,city) - 1234567.89 fund(_u5C0F__u533A__u2D_1) = 0
                 range: + 1 _u32_nd + 2 free_uN2_ >= -4
                 range_uU_: + 1 _u32_nd + 2 free_uN2_ <= 12
                 inexact: + 0.3333333333333333 free_uN2_ + 1 _u65_1 >= -3
                 inexact_uU_: + 0.3333333333333333 free_uN2_ + 1 _u65_1 <= 1.1
                 same: + 1 free_uN2_ >= -1e-07
                 same_uN4_: - 1 idle >= -7
                Bounds
                 0 <= fund(_u5C0F__u533A__u2D_1) <= 1
                 0 <= pay(P1,city) <= 1234567.89
                 free_uN2_ free
                 -3 <= _u32_nd <= 40
                 _u65_1 = 0.1
                 -inf <= idle <= 7.5
                 constant = 1
                General
                 fund(_u5C0F__u533A__u2D_1)
                 _u32_nd
                End

                """)
    }

    @Test func anEmptyProgramIsStillLegal() {
        #expect(
            LPFormat.text(of: LinearProgram(name: "empty")) == """
                \\ program empty
                Minimize
                 objective: + 0 constant
                Subject To
                 none_uN_: 0 constant >= -1
                Bounds
                 constant = 1
                End

                """)
    }
}
