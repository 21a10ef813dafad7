import Funding
import Testing

@testable import Scenarios

@Suite struct SelectionReadingTests {
    private static func programme(
        _ select: String, settings: [(path: String, value: String)] = []
    ) throws -> Programme {
        var scenario = try SampleScenario()
        scenario.set("scenario.yaml", scenario.text("scenario.yaml") + "select: \(select)\n")
        return try scenario.read(settings: settings).programme
    }

    @Test func goalsChooseUnlessAnOrderIsFollowed() throws {
        #expect(try SampleScenario().read().programme.selection == nil)
        #expect(try Self.programme("{method: best, by: consent}").selection == nil)
        #expect(try Self.programme("{by: consent}").selection != nil)
    }

    @Test func columnIsAScore() throws {
        let programme = try Self.programme("{by: consent}")
        let selection = try #require(programme.selection)
        let consent = try #require(
            programme.projectData.columns.firstIndex { $0.name == "consent" })
        let column = ColumnReference(.project, index: consent, name: "consent")
        #expect(
            selection == RankedSelection(score: [.init(.column(column), weight: .one)]))
        #expect(selection.whenFull == .stop && selection.optionalWorks == .byProject)
    }

    @Test func everyKeyIsRead() throws {
        let programme = try Self.programme(
            """
            {by: {consent: 50%, 户数: -1/3}, ties: [area_m2 asc, cost, consent, id],
              first: ["year_built < 1990", "district = South"], when-full: skip,
              optional-works: by-class, works-by: [cost desc, id asc], compare: false,
              cite: a document}
            """)
        let selection = try #require(programme.selection)
        #expect(selection.score.map(\.weight) == [Ratio(1, 2), Ratio(-1, 3)])
        #expect(selection.ties.map(\.name) == ["area_m2", "cost", "consent"])
        #expect(selection.ties.map(\.isDescending) == [false, false, true])
        #expect(selection.tiers.map(\.text) == ["year_built < 1990", "district = South"])
        #expect(selection.whenFull == .skip && selection.optionalWorks == .byClass)
        #expect(selection.workOrder.map(\.name) == ["cost"])
        #expect(selection.workOrder.map(\.isDescending) == [true])
        #expect(!selection.comparesWithOptimum && selection.citation == "a document")
    }

    @Test func variantsChangeWeightsByPath() throws {
        let programme = try Self.programme(
            "{by: {consent: 50, households: 50}}",
            settings: [("select.by.consent", "100"), ("select.when-full", "skip")])
        #expect(programme.selection?.score.map(\.weight) == [Ratio(100), Ratio(50)])
        #expect(programme.selection?.whenFull == .skip)
    }
}
