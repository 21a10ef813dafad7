import Diagnostics
import Funding
import TestSupport
import Testing

@testable import Scenarios

@Suite struct ExpressionPropertyTests {
    /// What is read from text is worth what the tree behind the text is worth.
    @Test(arguments: UInt64(0)..<100)
    func readExpressionHasTheValueOfItsTree(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let trees = (0..<20).map { _ in RandomExpression.random(depth: 4, using: &random) }
        var sample = try SampleScenario()
        let head = sample.text("scenario.yaml") + "figures:\n"
        var lines: [String] = []
        var values: [Ratio] = []
        for tree in trees {
            let text = tree.text(using: &random)
            guard let value = tree.value else {
                // Money times money, or no value: refused, with the place.
                sample.set("scenario.yaml", head + "  x: {is: '\(text)'}\n")
                #expect(throws: DiagnosticsError.self) { try sample.read() }
                continue
            }
            sample.set("scenario.yaml", head + "  x: {is: '\(text)'}\n")
            do {
                let figure = try #require(try sample.read().programme.annex.figures.first)
                #expect(figure.value == value, "\(text)")
            } catch let error as DiagnosticsError {
                // The tree knows no units: an amount times an amount is the only thing refused.
                #expect(error.diagnostics.map(\.code) == ["unit-mismatch"], "\(text): \(error)")
                continue
            }
            lines.append("  f\(values.count): {is: '\(text)'}\n")
            values.append(value)
        }
        sample.set("scenario.yaml", head + lines.joined())
        let figures = lines.isEmpty ? [] : try sample.read().programme.annex.figures
        #expect(figures.map(\.value) == values)
    }

    /// In whichever order columns are derived from each other, the tables are the same.
    @Test(arguments: UInt64(0)..<100)
    func orderOfDerivedColumnsHasNoMeaning(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let signs = ["+", "-", "*"]
        var lines: [String] = []
        for index in 0..<8 {
            let names = (0..<index).map { "c\($0)" } + ["households", "floors"]
            let (left, right) = (
                names.randomElement(using: &random) ?? "floors",
                names.randomElement(using: &random) ?? "floors"
            )
            let sign = signs.randomElement(using: &random) ?? "+"
            lines.append("    c\(index): \"min(\(left) \(sign) \(right), 1000)\"\n")
        }
        var sample = try SampleScenario()
        let head = sample.text("scenario.yaml") + "derive:\n  projects:\n"
        func columns(_ lines: [String]) throws -> Set<DataColumn> {
            sample.set("scenario.yaml", head + lines.joined())
            return Set(try sample.read().programme.projectData.columns)
        }
        let inOrder = try columns(lines)
        #expect(inOrder.count == 14)
        #expect(try columns(lines.shuffled(using: &random)) == inOrder)
    }

    /// Damaged expressions end in findings or in figures, never in a crash or a hang.
    @Test(.timeLimit(.minutes(5)), arguments: UInt64(0)..<100)
    func damagedExpressionEndsInFindingsOrAProgramme(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var sample = try SampleScenario()
        let head = sample.text("scenario.yaml")
        for _ in 0..<10 {
            let tree = RandomExpression.random(depth: 3, using: &random)
            var mutator = Mutator(seed: random.next())
            var bytes = Array(tree.text(using: &random).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) { bytes = mutator.mutated(bytes) }
            let text = String(decoding: bytes, as: UTF8.self).replacing("'", with: "''")
            sample.set(
                "scenario.yaml",
                head + "checks: {c: {expect: '\(text) <= 3', show: {x: '\(text)'}}}\n"
                    + "derive: {projects: {y: '\(text)'}, works: {z: 'if(\(text) > 1, cost, 1)'}}\n"
                    + "figures: {f: {is: '\(text)'}}\n")
            do {
                let programme = try sample.read().programme
                #expect(programme.projectData.columns.allSatisfy { !$0.name.isEmpty })
            } catch {
                #expect(error.diagnostics.contains { $0.severity == .error })
            }
        }
    }
}
