import Foundation
import Testing

/// What `fundmix` does with policy packs.
@Suite struct PolicyCommandTests {
    private static let city = """
        fundmix: 1
        policy: {document: City 7, place: City, note: Of the core districts.}
        parameters: {cap: {about: What the city pays at most.}}
        rules:
          cap: {payers: local, each: project, at-most: $cap}
        examples:
          - {with: {cap: 40%}, works: [{kind: roads, cost: 500}], limits: {cap: 200元}}
        """

    @Test func checkOfAPolicyRunsItsExamplesAndListsItsParameters() throws {
        let folder = try ScenarioFolder()
        try folder.put(PolicyCommandTests.city, at: "city.yaml")
        let run = try folder.fundmix("check", "city.yaml")
        #expect(run.exitCode == 0)
        #expect(
            run.output == """
                policy: City 7 (City)
                no errors, 0 warnings: 1 rule, 1 parameter; 1 example holds
                note: Of the core districts.
                $cap = set by the scenario: What the city pays at most.

                """)
    }

    @Test func exampleThatFailsIsAnError() throws {
        let folder = try ScenarioFolder()
        try folder.put(PolicyCommandTests.city.replacing("200元", with: "201元"), at: "city.yaml")
        let run = try folder.fundmix("check", "city.yaml")
        #expect(run.exitCode == 2)
        #expect(run.output.isEmpty)
        #expect(
            run.messages == """
                city.yaml:7:73: error: the example says 201.00 元 for the bound of rule 'cap', and \
                the rule gives 200.00 元 [example-fails]
                  fix: compare the policy with its document

                """)
    }

    @Test func schemaOfAPolicyIsJSON() throws {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix("schema", "--policy")
        #expect(run.exitCode == 0)
        let document = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let properties = (document as? [String: Any])?["properties"] as? [String: Any]
        #expect(Set((properties ?? [:]).keys).isSuperset(of: ["policy", "parameters", "rules"]))
    }
}
