import Funding
import TestSupport
import Testing

@testable import Scenarios

@Suite struct PlanScannerTests {
    @Test(arguments: 1...120)
    func rightPlanIsReadInPartsOfAnyLength(_ length: Int) throws {
        let programme = try SampleScenario().read().programme
        let stored = PlanFileTests.stored(for: programme)
        let bytes = PlanFile.encode(stored, for: programme)
        #expect(PlanScanner(bytes, for: programme, partLength: length).stored() == stored)
    }

    @Test(arguments: UInt64(0)..<200)
    func anyPlanReadsBackAsItWas(seed: UInt64) throws {
        let (programme, stored) = RandomStoredPlan.make(seed: seed)
        let bytes = PlanFile.encode(stored, for: programme)
        let read = PlanScanner(bytes, for: programme, partLength: 1 + Int(seed)).stored()
        // A part may seem to begin behind a line break in a name; then the careful reading is left.
        let hasLineBreak = programme.projects.contains { $0.id.contains("\n") }
        #expect(read == stored || (read == nil && hasLineBreak))
        #expect(PlanScanner(bytes, for: programme).stored() == stored)
        #expect(try PlanFile.diagnose(bytes, for: programme, file: "plan.csv") == stored)
    }

    /// Whatever the fast reading takes, the careful one takes and understands in the same way.
    @Test(arguments: UInt64(0)..<200)
    func whatIsTakenIsWrittenInTheOneRightWay(seed: UInt64) throws {
        let (programme, stored) = RandomStoredPlan.make(seed: seed)
        var generator = SeededGenerator(seed: seed)
        let right = PlanFile.encode(stored, for: programme)
        for _ in 0..<10 {
            let bytes = RandomStoredPlan.changed(right, using: &generator)
            guard let read = PlanScanner(bytes, for: programme, partLength: 64).stored() else {
                continue
            }
            #expect(PlanFile.encode(read, for: programme) == bytes)
            #expect(try PlanFile.diagnose(bytes, for: programme, file: "plan.csv") == read)
        }
    }

    @Test(arguments: [
        "0.00", "0.01", "-0.01", "1.00", "10.00", "123456789.10", "90000000000000.00",
    ])
    func amountsAsWrittenAreRead(_ text: String) {
        #expect(amount(text) != nil)
    }

    @Test(arguments: [
        "", "-", ".", "1", "1.", "1.0", "1.000", "01.00", "00.00", "-0.00", "+1.00", " 1.00",
        "1,000.00", ".50", "90000000000000.01", "-90000000000000.01", "1e2.00",
        "99999999999999999.00", "9999999999999999999999.00",
    ])
    func amountsWrittenOtherwiseAreNot(_ text: String) {
        #expect(amount(text) == nil)
    }

    @Test(arguments: ["0", "-3", "1/3", "-7/2", "170141183460469231731687303715884105727"])
    func valuesAsWrittenAreRead(_ text: String) { #expect(value(text) != nil) }

    @Test(arguments: [
        "", "/", "1/", "/3", "2/6", "3/1", "1/0", "1/-3", "-0", "00", "+1", "1/3/4", "1.5",
        "-170141183460469231731687303715884105728", "170141183460469231731687303715884105728",
    ])
    func valuesWrittenOtherwiseAreNot(_ text: String) { #expect(value(text) == nil) }

    /// The amount that takes all of a text.
    private func amount(_ text: String) -> Money? {
        let bytes = Array((text + "\n").utf8)
        var position = 0
        let amount = PlanCursor.amount(bytes.span, &position)
        return position == bytes.count - 1 ? amount : nil
    }

    private func value(_ text: String) -> Ratio? {
        let bytes = Array((text + "\n").utf8)
        var position = 0
        return PlanCursor.value(bytes.span, &position)
    }
}
