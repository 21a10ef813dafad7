import Diagnostics
import Funding
import Testing

@testable import Scenarios

@Suite struct InheritanceTests {
    private func budget(_ programme: Programme, _ source: Int) -> Budget {
        programme.sources[source].budget
    }

    @Test func variantChangesABudgetByAShare() throws {
        let scenario = try SampleScenario().read(variant: "central-minus-10")
        #expect(
            budget(scenario.programme, 0) == .whole(.total(Money(minorUnits: 450_000_000))))
        let value = try #require(
            scenario.effectiveValues.first { $0.path == "sources.central-fiscal.budget" })
        #expect(value.text == "450")
        #expect(value.location.description == "demo/scenario.yaml:45:59")
        #expect(value.replaced.map(\.text) == ["500"])
        #expect(value.replaced.map(\.location.description) == ["demo/scenario.yaml:14:46"])
    }

    @Test func settingsComeAfterTheVariant() throws {
        let scenario = try SampleScenario().read(
            variant: "central-minus-10",
            settings: [
                ("sources.central-fiscal.budget", "+50%"), ("sources.residents.budget", "7"),
            ])
        #expect(
            budget(scenario.programme, 0) == .whole(.total(Money(minorUnits: 675_000_000))))
        #expect(budget(scenario.programme, 4) == .whole(.total(Money(minorUnits: 7_000_000))))
        let place = scenario.provenance.location(of: "sources.central-fiscal.budget")
        #expect(place?.description == "--set")
    }

    @Test func relativeChangeReachesEveryPeriodAndEveryPot() throws {
        let programme = try SampleScenario().read(settings: [
            ("sources.city-budget.budget", "+0.5%"), ("sources.district.budget", "-10%"),
        ]).programme
        #expect(
            budget(programme, 1)
                == .whole(
                    .perPeriod([Money(minorUnits: 301_500_000), Money(minorUnits: 201_000_000)])))
        guard case .grouped(_, let pots) = budget(programme, 2) else {
            Issue.record("the budget has pots")
            return
        }
        #expect(
            pots.map(\.amount) == [
                .total(Money(minorUnits: 90_000_000)), .total(Money(minorUnits: 72_000_000)),
            ])
    }

    @Test func computedBudgetIsRoundedDownToFen() throws {
        let programme = try SampleScenario().read(settings: [
            ("sources.central-fiscal.budget", "100.01元"),
            ("sources.central-fiscal.budget", "-33.333%"),
        ]).programme
        #expect(budget(programme, 0) == .whole(.total(Money(minorUnits: 6667))))
    }

    @Test func bareYesAndLeadingZerosStayTexts() throws {
        var sample = try SampleScenario()
        sample.replace("title: {en: Faultless, zh: 无误}", with: "title: 12:30")
        sample.replace("kind: elevator}\n    each", with: "kind: [elevator, no, 010]}\n    each")
        let scenario = try sample.read()
        #expect(scenario.programme.title.english == "12:30")
        guard case .membership(_, let texts) = scenario.programme.rules[3].works else {
            Issue.record("the rule selects by kind")
            return
        }
        #expect(texts == ["elevator", "no", "010"])
    }

    @Test func extendingScenarioOverridesKeyByKey() throws {
        var sample = try SampleScenario()
        for (name, bytes) in sample.contents { sample.siblings["base/\(name)"] = bytes }
        sample.contents = [:]
        sample.set(
            "scenario.yaml",
            """
            fundmix: 1
            extends: ../base
            sources:
              central-fiscal: {budget: 600}
            rules:
              elevator-cap: ~
            """)
        let scenario = try sample.read()
        #expect(
            budget(scenario.programme, 0) == .whole(.total(Money(minorUnits: 600_000_000))))
        #expect(scenario.programme.sources[0].pays != .always)
        #expect(
            scenario.programme.rules.map(\.id)
                == ["utility-water", "insulation-rate", "local-match"])
        let value = try #require(
            scenario.effectiveValues.first { $0.path == "sources.central-fiscal.budget" })
        #expect(value.location.description == "demo/scenario.yaml:4:28")
        #expect(value.replaced.map(\.location.description) == ["base/scenario.yaml:14:46"])
        #expect(scenario.files.map(\.path).contains("base/projects.csv"))
    }
}
