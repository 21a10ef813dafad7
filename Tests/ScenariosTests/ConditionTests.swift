import Diagnostics
import Funding
import Testing

@testable import Scenarios

@Suite struct ConditionTests {
    /// The identifiers of the projects that a gate of this text lets pass.
    private func passing(_ condition: String) throws -> [String] {
        var sample = try SampleScenario()
        sample.replace("\"year_built <= 2000 or district = South\"", with: "'\(condition)'")
        let programme = try sample.read().programme
        let gate = try #require(programme.gates.last)
        let mask = MaskCache().projects(gate.condition, in: programme)
        #expect(
            mask
                == programme.projects.indices.map {
                    gate.condition.holds(forProject: $0, in: programme)
                })
        return programme.projects.indices.filter { mask[$0] }.map { programme.projects[$0].id }
    }

    @Test(arguments: [
        ("consent >= 83%", ["P001", "P003"]), ("consent > 83%", ["P001"]),
        ("consent < 4/5", ["P002"]),
        ("households = 260", ["P002"]), ("households != 260", ["P001", "P003"]),
        ("households <> 260", ["P001", "P003"]), ("year_built ≤ 1994", ["P001", "P002"]),
        ("district = South", ["P003"]), ("district != South", ["P001", "P002"]),
        ("district in [South, West]", ["P003"]), ("district not in [South]", ["P001", "P002"]),
        ("floors in [7, 8]", ["P002"]), ("not floors = 6", ["P002"]),
        ("floors = 6 and households > 450", ["P003"]),
        ("floors = 7 or households > 450 and district = North", ["P002"]),
        ("(floors = 7 or households > 450) and district = South", ["P003"]),
        ("户数 >= 420", ["P001", "P003"]), ("`households` >= 420", ["P001", "P003"]),
        ("projects.households >= 420", ["P001", "P003"]), ("district = \"South\"", ["P003"]),
        ("households * 2.5 >= 2/3 * area_m2 / 20", ["P001"]),
        ("area_m2 / households >= 76", ["P002", "P003"]),
        ("year_built < area_m2", ["P001", "P002", "P003"]),
        ("(households + 2) * 2 > 900", ["P003"]), ("400 < households", ["P001", "P003"]),
        ("sum(cost) <= 400万元", ["P002", "P003"]), ("sum(cost) - 400 万元 > 0", ["P001"]),
        ("(sum(cost) > 300 or floors = 7) and not (households - 500 > 0)", ["P001", "P002"]),
        ("max(floors, 7) = 7 and households in [260]", ["P002"]),
        ("((households) >= 420)", ["P001", "P003"]),
    ])
    func conditionPicksProjects(text: String, projects: [String]) throws {
        #expect(try passing(text) == projects)
    }

    @Test func maskOfWorksEqualsTheEvaluationOfEach() throws {
        let programme = try SampleScenario().read().programme
        var cache = MaskCache()
        for condition in programme.rules.map(\.works) + programme.sources.map(\.pays) {
            let mask = cache.works(condition, in: programme)
            let each = programme.works.indices.map { condition.holds(forWork: $0, in: programme) }
            #expect(mask == each)
        }
    }
}
