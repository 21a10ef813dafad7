import Diagnostics
import Funding
import Testing

@testable import Scenarios

/// Packs lie below the scenario, which may change, remove and set what they say.
@Suite struct PolicyTests {
    private static let city = """
        fundmix: 1
        policy: {document: City 7, article: art. 3, place: City, date: 2020}
        parameters:
          least: {about: The least consent., default: 60%, source: art. 3}
          cap: {about: What the city pays at most.}
        gates:
          agreed: {require: "consent >= $least"}
        rules:
          city-cap: {payers: local, each: project, at-most: $cap}
          city-floor: {payers: local, each: project, at-least: 0 元, cite: art. 9}
        choices:
          - {id: enough, target: households >= 100}
        """

    private func sample(_ head: String) throws -> SampleScenario {
        var sample = try SampleScenario()
        sample.siblings["policies/city/policy.yaml"] = Array(PolicyTests.city.utf8)
        sample.replace("classes:\n", with: head + "\nclasses:\n")
        return sample
    }

    @Test func packLiesBelowTheScenario() throws {
        let scenario = try sample("policies: [city]\nparameters: {cap: 80%}").read()
        let programme = scenario.programme
        #expect(programme.gates.map(\.id) == ["agreed", "consent", "built"])
        #expect(programme.gates[0].text == "consent >= 60%")
        #expect(programme.gates[0].citation == "City 7 art. 3 (City, 2020)")
        #expect(programme.rules[0].limits == [RuleLimit(.atMost, .shareOfCost(Ratio(4, 5)))])
        #expect(programme.rules[0].citation == "City 7 art. 3 (City, 2020)")
        #expect(programme.rules[1].citation == "art. 9")
        #expect(scenario.files.map(\.path).contains("policies/city/policy.yaml"))
        #expect(scenario.warnings.isEmpty)
    }

    @Test func choicesOfAPackBindBesideThoseOfTheScenario() throws {
        let ids = try sample("policies: [city]\nparameters: {cap: 80%}").read().programme.choices
            .map(\.id)
        #expect(ids.first == "enough" && ids.count == 5)
        var changed = try sample("policies: [city]\nparameters: {cap: 80%}")
        changed.replace(
            "  - must: [P001]", with: "  - {id: enough, target: households >= 7}\n  - must: [P001]")
        let choices = try changed.read().programme.choices
        #expect(choices.count == 5)
        #expect(choices.first { $0.id == "enough" }?.text.contains("7") == true)
    }

    @Test func scenarioChangesAndRemovesPartsOfAPack() throws {
        var sample = try sample("policies: [city]\nparameters: {cap: 80%, least: 70%}")
        sample.replace("rules:\n", with: "rules:\n  city-cap: {at-most: 50%}\n  city-floor: ~\n")
        let programme = try sample.read().programme
        #expect(programme.gates[0].text == "consent >= 70%")
        #expect(programme.rules.map(\.id).prefix(2) == ["city-cap", "utility-water"])
        #expect(programme.rules[0].limits == [RuleLimit(.atMost, .shareOfCost(Ratio(1, 2)))])
    }

    @Test func citationTellsThatTheScenarioChangedTheFigure() throws {
        var sample = try sample("policies: [city]\nparameters: {cap: 80%, least: 70%}")
        let note = "; changed by the scenario"
        #expect(
            try sample.read().programme.gates[0].citation == "City 7 art. 3 (City, 2020)" + note)
        // A value that the pack leaves to the scenario changes nothing.
        #expect(try sample.read().programme.rules[0].citation == "City 7 art. 3 (City, 2020)")
        sample.replace("rules:\n", with: "rules:\n  city-cap: {at-most: 50%}\n")
        #expect(
            try sample.read().programme.rules[0].citation == "City 7 art. 3 (City, 2020)" + note)
        let set = try sample.read(settings: [("rules.city-floor.at-least", "1 元")]).programme
        #expect(set.rules[1].citation == "art. 9" + note)
    }

    @Test func citationStaysWhereTheScenarioWritesWhatThePackSays() throws {
        var sample = try sample("policies: [city]\nparameters: {cap: 80%, least: 60%}")
        sample.replace(
            "rules:\n",
            with: "rules:\n  city-cap: {at-most: 80%}\n  city-floor: {at-least: 0 元}\n")
        let programme = try sample.read(
            settings: [("gates.agreed.require", "consent >= 60%")]
        ).programme
        let city = "City 7 art. 3 (City, 2020)"
        #expect(programme.gates[0].citation == city)
        #expect(programme.rules.prefix(2).map(\.citation) == [city, "art. 9"])
    }

    @Test func relativeChangeOfAParameterInAPackIsAChange() throws {
        let sample = try sample("policies: [city]\nparameters: {cap: 80%}")
        let programme = try sample.read(settings: [("rules.city-cap.at-most", "-10%")]).programme
        #expect(programme.rules[0].limits == [RuleLimit(.atMost, .shareOfCost(Ratio(18, 25)))])
        #expect(programme.rules[0].citation?.hasSuffix("; changed by the scenario") == true)
    }

    @Test func noteIsInTheLanguageOfTheCitation() {
        #expect(PolicyCitations.marked("City 7") == "City 7; changed by the scenario")
        #expect(PolicyCitations.marked("财综〔2019〕31号") == "财综〔2019〕31号；本方案已改动")
    }

    @Test func variantsAndSettingsReachParameters() throws {
        var sample = try sample("policies: [city]")
        sample.replace("variants:\n", with: "variants:\n  half: {set: {parameters.cap: 50%}}\n")
        let half = try sample.read(variant: "half")
        #expect(half.programme.rules[0].limits == [RuleLimit(.atMost, .shareOfCost(Ratio(1, 2)))])
        let set = try sample.read(settings: [("parameters.cap", "3/4"), ("parameters.cap", "-20%")])
        #expect(set.programme.rules[0].limits == [RuleLimit(.atMost, .shareOfCost(Ratio(3, 5)))])
        #expect(throws: DiagnosticsError.self) { try sample.read() }
    }

    @Test func effectiveValuesTellTheParameterAndItsPlace() throws {
        let scenario = try sample("policies: [city]\nparameters: {cap: 80%}").read()
        let cap = try #require(
            scenario.effectiveValues.first { $0.path == "rules.city-cap.at-most" })
        #expect(cap.text == "80%" && cap.location.file == "demo/scenario.yaml")
        #expect(cap.replaced.map(\.text) == ["$cap"])
        #expect(cap.replaced.map(\.location.file) == ["policies/city/policy.yaml"])
        let least = scenario.effectiveValues.first { $0.path == "parameters.least" }
        #expect(least?.location.file == "policies/city/policy.yaml")
    }

    @Test func listOfPoliciesIsInheritedAndReplaced() throws {
        var sample = try sample("policies: [city]\nparameters: {cap: 80%}")
        for (name, bytes) in sample.contents { sample.siblings["base/\(name)"] = bytes }
        sample.set("scenario.yaml", "fundmix: 1\nextends: ../base\ngates: {agreed: ~}\n")
        #expect(try sample.read().programme.gates.map(\.id) == ["consent", "built"])
        sample.set("scenario.yaml", "fundmix: 1\nextends: ../base\npolicies: ~\n")
        let scenario = try sample.read()
        #expect(scenario.programme.gates.map(\.id) == ["consent", "built"])
        #expect(scenario.warnings.map(\.code) == ["unused-parameter"])
    }

    @Test func policyByPathLiesBesideTheFileThatNamesIt() throws {
        var sample = try sample("policies: [own/mine.yaml]\nparameters: {cap: 80%}")
        sample.siblings["demo/own/mine.yaml"] = Array(PolicyTests.city.utf8)
        #expect(try sample.read().programme.gates[0].id == "agreed")
    }

    @Test func policyAloneTellsWhatItHolds() throws {
        let files = MemoryFiles(["policies/city/policy.yaml": Array(PolicyTests.city.utf8)])
        #expect(PolicyReader.isPolicy("policies/city", files: files))
        let policy = try PolicyReader.read("policies/city", files: files)
        #expect(policy.citation == "City 7 art. 3 (City, 2020)")
        #expect(policy.parameters.map(\.name) == ["least", "cap"])
        #expect(policy.parameters.map(\.value) == ["60%", nil])
        #expect(policy.parts.map(\.key) == ["gates", "rules", "choices"])
        #expect(!PolicyReader.isPolicy("demo", files: try SampleScenario().files))
    }

    @Test func policyAloneIsCheckedForUnknownKeys() throws {
        let text = PolicyTests.city.replacing("at-most: $cap", with: "atmost: $cap")
        let files = MemoryFiles(["policies/city/policy.yaml": Array(text.utf8)])
        do {
            _ = try PolicyReader.read("policies/city", files: files)
            Issue.record("a rule has no key 'atmost'")
        } catch {
            #expect(error.diagnostics.map(\.code) == ["unknown-key"])
            #expect(error.diagnostics[0].location.description == "policies/city/policy.yaml:9:44")
        }
    }
}

/// A damaged pack ends in findings or in a programme, never in a crash or a hang.
@Suite struct PolicyFuzzTests {
    @Test(.timeLimit(.minutes(5)), arguments: UInt64(0)..<100)
    func damagedPackEndsInFindingsOrAProgramme(seed: UInt64) throws {
        let text = """
            fundmix: 1
            policy: {document: City 7, place: City}
            parameters:
              least: {about: The least consent., default: 60%, source: art. 3}
              kinds: {about: Kinds., default: [roads, water]}
            derive: {projects: {points: "100 * consent + count(where kind in $kinds)"}}
            gates:
              agreed: {require: "consent >= ${least} and points > 0"}
            rules:
              cap: {payers: local, works: {kind: $kinds}, each: project, at-most: 7万元}
            examples:
              - {given: {consent: 0.6}, works: [{kind: roads, cost: 5}], gives: {points: 61}, fails: []}
              - {with: {least: 70%}, fails: [agreed]}
            """
        var sample = try SampleScenario()
        sample.replace("classes:\n", with: "policies: [city]\nclasses:\n")
        sample.siblings["policies/city/policy.yaml"] = Array(text.utf8)
        #expect(try sample.read().programme.gates.first?.id == "agreed")
        var mutator = Mutator(seed: seed)
        for _ in 0..<10 {
            var damaged = sample
            damaged.siblings["policies/city/policy.yaml"] = mutator.mutated(Array(text.utf8))
            do {
                #expect(try !damaged.read().programme.rules.isEmpty)
            } catch {
                #expect(error.diagnostics.contains { $0.severity == .error })
            }
        }
    }
}
