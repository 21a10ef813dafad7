import Funding
import Testing

@testable import Scenarios

@Suite struct SettingRangeTests {
    @Test(arguments: [
        ("sources.city.budget=1..3/1", ["1", "2", "3"]),
        ("a=1..2/0.3", ["1", "1.3", "1.6", "1.9"]),
        ("a=0.1..0.3/0.1", ["0.1", "0.2", "0.3"]),
        ("a=5..5/1", ["5"]),
        ("a=2..-1/1.5", ["2", "0.5", "-1"]),
        ("a=-10%..10%/10%", ["-10%", "+0%", "+10%"]),
        ("a=0.2%..-0.2%/0.1%", ["+0.2%", "+0.1%", "+0%", "-0.1%", "-0.2%"]),
        (
            "a=999999999999999998..999999999999999999/0.5",
            ["999999999999999998", "999999999999999998.5", "999999999999999999"]
        ),
    ])
    func valuesAreExactDecimals(argument: String, expected: [String]) throws {
        let range = try SettingRange(argument)
        #expect(range.values.map(\.text) == expected)
        #expect(range.isRelative == argument.contains("%"))
    }

    @Test func percentagesAreShares() throws {
        let range = try SettingRange("a=-0.25%..3%/3.25%")
        #expect(range.values.map(\.number) == [Ratio(-1, 400), Ratio(3, 100)])
        #expect(range.decimals == 2)
    }

    @Test(arguments: [
        ("sources.a.b.budget=1..2/1", "sources.a.b.budget"),
        ("sources.x=y.budget=1..2/1", "sources.x=y.budget"),
        ("sources.市级..1.budget=1..2/1", "sources.市级..1.budget"),
    ])
    func pathEndsAtTheLastEqualsSign(argument: String, path: String) throws {
        #expect(try SettingRange(argument).path == path)
    }

    @Test(arguments: [
        "", "a", "=1..2/1", "a=", "a=1", "a=1..2", "a=1/1", "a=1..2/1/1", "a=1.2/1", "a=1..2..3",
    ])
    func otherFormsAreRefused(argument: String) {
        #expect(throws: SettingRangeFault.shape) { try SettingRange(argument) }
    }

    @Test(arguments: [
        "a=x..2/1", "a=1..2../1", "a=1...2/1", "a=..2/1", "a=1..2/", "a=1,000..2,000/1",
        "a=1e3..2e3/1", "a=0..1/0.0000001", "a=0..1000000000000000000/1", "a=0%..100000%/50000%",
        "a=１..2/1", "a=%..1%/1%", "a= 1..2/1",
    ])
    func otherNumbersAreRefused(argument: String) {
        let fault = #expect(throws: SettingRangeFault.self) { try SettingRange(argument) }
        guard case .number = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test(arguments: [
        ("a=1%..2/1", SettingRangeFault.mixedPercent), ("a=1..2/1%", .mixedPercent),
        ("a=1..2/0", .step), ("a=2..1/-1", .step), ("a=1%..1%/0%", .step),
        ("a=1..1001/1", .tooManyValues("1001")), ("a=0%..100.1%/0.1%", .tooManyValues("1002")),
    ])
    func endlessAndMixedRangesAreRefused(argument: String, fault: SettingRangeFault) {
        #expect(throws: fault) { try SettingRange(argument) }
    }

    @Test func thousandValuesAreTaken() throws {
        let values = try SettingRange("a=1..1000/1").values
        #expect(values.count == SettingRange.mostValues)
        #expect(values.last?.text == "1000")
    }

    /// What a sweep hands on is what `--set` takes as a relative change, and no new value.
    @Test(arguments: ["a=-0.000001%..0.000001%/0.000001%", "a=-99999.999999%..99999%/50000%"])
    func percentagesAreRelativeChanges(argument: String) throws {
        for value in try SettingRange(argument).values {
            #expect(RelativeChange(value.text) != nil, "\(value.text)")
        }
    }
}
