import Foundation
import Testing

@testable import Scenarios

/// Every finding has a faulty scenario, and the whole message is pinned down.
@Suite struct FaultTests {
    @Test(arguments: FaultCase.all)
    func messageIsTheExpectedOne(fault: FaultCase) throws {
        let found = try fault.findings()
        let code = try #require(fault.code, "no finding has the code that the folder names")
        #expect(found.contains("[\(code.rawValue)]"))
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(found.utf8).write(to: fault.expectedPath)
            Issue.record("the expected message was recorded anew")
            return
        }
        let expected = try String(contentsOf: fault.expectedPath, encoding: .utf8)
        #expect(found == expected)
    }

    @Test(arguments: FindingCode.allCases)
    func everyCodeHasAFaultyScenario(code: FindingCode) {
        #expect(FaultCase.all.contains { $0.code == code })
    }

    @Test func baseIsFaultless() throws {
        let files = FaultCase.root.appendingPathComponent("base").path
        let scenario = try ScenarioReader.read(files)
        #expect(scenario.warnings.isEmpty)
    }
}
