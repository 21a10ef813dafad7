import Optimization
import Testing

@Suite struct ModelNamesTests {
    @Test(arguments: [
        ("budget(city,2026)", "budget(city,2026)"), ("P-1", "P_u2D_1"), ("小", "_u5C0F_"),
        ("a_b", "a_b"), ("a_u2D_", "a_u5F_u2D_"), ("2nd", "_u32_nd"), (".x", "_u2E_x"),
        ("e1", "_u65_1"), ("each(1)", "each(1)"), ("a b", "a_u20_b"), ("\n", "_uA_"),
        ("inf(x)", "_u69_nf(x)"), ("Nancy", "_u4E_ancy"), ("info", "_u69_nfo"), ("in", "in"),
    ])
    func namesAreEncoded(name: String, expected: String) {
        #expect(ModelNames.encode(name) == expected)
    }

    @Test func differentNamesStayDifferent() {
        let names = [
            "a-b", "a_u2D_b", "a_u5F_u2D_b", "a_", "a_u", "_u", "a", "A", "é", "e\u{301}", "a b",
            "a__b",
        ]
        #expect(Set(names.map(ModelNames.encode)).count == names.count)
    }

    @Test func repeatedEmptyAndReservedNamesGetAnEnding() {
        #expect(
            ModelNames.unique(["x", "x", "", "Free", "objective", "x"]) == [
                "x", "x_uN1_", "_uN2_", "Free_uN3_", "objective_uN4_", "x_uN5_",
            ])
    }

    @Test func longNamesAreCutAndStayDifferent() {
        let long = String(repeating: "区", count: 200)
        let names = ModelNames.unique([long, long + "1", String(repeating: "y", count: 251)])
        #expect(names.allSatisfy { $0.utf8.count <= ModelNames.longestName })
        #expect(Set(names).count == 3)
        #expect(names[2] == String(repeating: "y", count: 251))
    }
}
