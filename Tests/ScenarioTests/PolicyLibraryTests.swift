import Auditing
import Diagnostics
import Scenarios
import Testing

/// Every policy pack of the library reads alone, and its worked examples hold.
@Suite struct PolicyLibraryTests {
    private func path(_ name: String) -> String { "\(ScenarioLibrary.folder)/policies/\(name)" }

    /// Packs of parameters, coefficients, sources or choices alone have nothing to work an example on.
    private static let withoutExamples: Set = [
        "split", "coefficients", "coefficient-above", "factors", "reward", "sources", "choices",
    ]

    @Test func packsAreFound() { #expect(ScenarioLibrary.policies.count >= 25) }

    @Test(arguments: ScenarioLibrary.policies)
    func packReadsAloneAndItsExamplesHold(name: String) throws {
        let policy = try PolicyReader.read(path(name))
        #expect(policy.warnings.isEmpty, "\(policy.warnings)")
        let failures = PolicyAudit.findings(of: policy)
        #expect(failures.isEmpty, "\(failures)")
        let works = policy.parts.map(\.key).filter { !Self.withoutExamples.contains($0) }
        #expect(works.isEmpty || !policy.examples.isEmpty)
    }

    @Test(arguments: ScenarioLibrary.policies)
    func packIsInTheList(name: String) throws {
        let list = try ScenarioLibrary.text("policies", "README.md")
        #expect(list.contains("`\(name)`"))
    }

    @Test func listNamesNoOtherPack() throws {
        let list = try ScenarioLibrary.text("policies", "README.md")
        let named = list.split(separator: "\n").filter { $0.hasPrefix("| `") }
            .compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        #expect(Set(named) == Set(ScenarioLibrary.policies))
    }

    /// An example that contradicts its rule is found by whoever checks the pack.
    @Test func wrongBoundIsFound() throws {
        let text = try ScenarioLibrary.text("policies/pingdu-insulation", "policy.yaml")
            .replacing("insulation-rate: 120万元", with: "insulation-rate: 121万元")
        let files = MemoryFiles(["p/policy.yaml": Array(text.utf8)])
        let findings = PolicyAudit.findings(of: try PolicyReader.read("p", files: files))
        #expect(findings.map(\.code) == ["example-fails"])
        #expect(
            findings.first?.message
                == "the example says 1210000.00 元 for the bound of rule 'insulation-rate', and the "
                + "rule gives 1200000.00 元")
    }
}
