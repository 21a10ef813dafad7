import Foundation
import Funding
import GLPKSolver
import Planning
import Scenarios
import TestSupport
import Testing
import Verification

/// In whichever order rows and variants stand, the bytes of the plan are the same.
@Suite struct RowOrderTests {
    static let names = ["shenmu-gates", "west-coast-competition", "running-works-2025"]

    @Test(arguments: names, UInt64(0)..<20)
    func orderOfRowsChangesNoByte(name: String, seed: UInt64) throws {
        let texts = try ScenarioLibrary.texts(name)
        let shuffled = RowOrderTests.shuffled(texts, seed: seed)
        #expect(shuffled != texts)
        let bytes = try plan(of: texts)
        #expect(try plan(of: shuffled) == bytes)
    }

    /// Equal programmes give equal plans; this one takes a debug build too long to plan twice.
    @Test func orderOfRowsOfALargeScenarioChangesNothing() throws {
        let texts = try ScenarioLibrary.texts("baoding-2022")
        let programme = try ScenarioLibrary.read(texts).programme
        let shuffled = try ScenarioLibrary.read(RowOrderTests.shuffled(texts, seed: 1)).programme
        #expect(shuffled == programme)
    }

    @Test(arguments: LibraryCase.small)
    func orderOfVariantsChangesNoByte(library: LibraryCase) throws {
        let texts = try ScenarioLibrary.texts(library.scenario)
        var reversed = texts
        reversed["scenario.yaml"] = try texts["scenario.yaml"].map(RowOrderTests.reversedVariants)
        #expect(reversed != texts)
        let scenario = try ScenarioLibrary.read(reversed)
        #expect(try scenario.variants == ScenarioLibrary.read(texts).variants.reversed())
        let bytes = try plan(of: texts, variant: library.variant)
        #expect(try plan(of: reversed, variant: library.variant) == bytes)
    }

    private func plan(of texts: [String: String], variant: String? = nil) throws -> [UInt8] {
        let programme = try ScenarioLibrary.read(texts, variant: variant).programme
        let outcome = try Planner(solver: GLPKLinearSolver()).plan(programme)
        let figures = try PlanVerifier(programme).figures(of: try #require(outcome.plan))
        return PlanFile.encode(figures.storedPlan, for: programme)
    }

    /// The texts with the rows of each table in another order.
    private static func shuffled(_ texts: [String: String], seed: UInt64) -> [String: String] {
        var random = SeededGenerator(seed: seed)
        var result = texts
        for name in ["projects.csv", "works.csv", "commitments.csv"] where result[name] != nil {
            var rows = (texts[name] ?? "").split(separator: "\n")
            rows[1...].shuffle(using: &random)
            result[name] = rows.joined(separator: "\n") + "\n"
        }
        return result
    }

    /// The text of a scenario that ends with its variants, with these the other way round.
    private static func reversedVariants(_ text: String) throws -> String {
        let parts = text.components(separatedBy: "\nvariants:\n")
        #expect(parts.count == 2)
        var entries: [[Substring]] = []
        for line in try #require(parts.last).split(separator: "\n") {
            if line.hasPrefix("    ") || line.hasPrefix("  #") {
                try #require(!entries.isEmpty)
                entries[entries.count - 1].append(line)
            } else {
                entries.append([line])
            }
        }
        let lines = entries.reversed().flatMap { $0 }.joined(separator: "\n")
        return parts[0] + "\nvariants:\n" + lines + "\n"
    }
}
