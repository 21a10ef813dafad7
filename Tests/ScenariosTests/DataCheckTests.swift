import Diagnostics
import Funding
import Testing

@testable import Scenarios

@Suite struct DataCheckTests {
    private func read(_ checks: String) throws -> Scenario {
        var sample = try SampleScenario()
        sample.set("scenario.yaml", sample.text("scenario.yaml") + "checks:\n" + checks)
        return try sample.read()
    }

    @Test(arguments: [
        ("sum(households) = 1190", 0), ("sum(households) = 1191", 1), ("sum(cost) <= 1108.5", 0),
        ("count(projects) = 3 and count(works) = 6", 0), ("count(projects) = 3 and 1 > 2", 1),
        ("not sum(households) = 1190", 1), ("min(consent) > 2/3 or 1 > 2", 0),
    ])
    func checkOfTheProgrammeHoldsOrFails(text: String, failures: Int) throws {
        let scenario = try read("  c: {expect: \"\(text)\"}\n")
        let check = try #require(scenario.programme.annex.checks.first)
        #expect(check.failureCount == failures && check.rowCount == 1)
        #expect(scenario.warnings.map(\.code) == Array(repeating: "check-failed", count: failures))
    }

    /// 1190 households: 1 % are 11.9.
    @Test(arguments: [
        ("=", "1201", 0), ("=", "1203", 1), ("=", "1179", 0), ("<=", "1179", 0), ("<=", "1178", 1),
        (">=", "1201", 0), (">=", "1203", 1), ("<", "1190", 0), (">", "1190", 0), ("!=", "1195", 1),
    ])
    func toleranceIsAShareOfTheRightSide(sign: String, value: String, failures: Int) throws {
        let scenario = try read(
            "  c: {expect: \"sum(households) \(sign) \(value)\", within: 1%}\n")
        #expect(scenario.programme.annex.checks.first?.failureCount == failures)
    }

    @Test func checkOfRowsCountsThoseThatFailAndKeepsTheFirst() throws {
        let scenario = try read(
            "  c: {each: work, where: \"class = basic\", expect: \"cost <= households / 2\"}\n")
        let check = try #require(scenario.programme.annex.checks.first)
        #expect(check.rowCount == 4 && check.failureCount == 3)
        #expect(check.left == CheckedSide(value: Ratio(310), isMoney: true))
        #expect(check.right == CheckedSide(value: Ratio(210), isMoney: true))
        #expect(scenario.warnings.first?.location.file == "demo/works.csv")
    }

    @Test func failedCheckOfSeverityErrorRefusesTheScenario() {
        #expect(throws: DiagnosticsError.self) {
            try read("  c: {expect: \"1 = 2\", severity: error}\n")
        }
    }
}
