import Funding
import TestSupport
import Testing
import Verification

@testable import Reports

@Suite struct PlanChangesTests {
    private static func yuan(_ yuan: Int64) -> Money { Money(minorUnits: 100 * yuan) }

    /// A (100) is kept and paid by the fund in place of the city for 30; B (50) is dropped; C (40) is
    /// added; D (20) stays; E is gone, as are the lottery's 7 for A.
    private static let figures: PlanFigures? = {
        var builder = ProgrammeBuilder()
        builder.addSource("city", .local)
        builder.addSource("fund", .central)
        for (id, cost) in [("A", 100), ("B", 50), ("C", 40), ("D", 20)] as [(String, Int64)] {
            builder.addProject(id)
            builder.addWork("W", cost: 100 * cost)
        }
        builder.programme.published = PublishedPlan(
            fundedProjects: [true, true, false, true], fundedWorks: [true, true, false, true],
            payments: [(0, 0, 93), (1, 0, 50), (3, 1, 20)].map {
                PublishedPlan.Payment(work: $0, source: $1, amount: yuan($2))
            }, departedProjects: ["E"],
            departures: [
                .init(
                    project: "A", work: "W", source: "lottery", period: "", amount: yuan(7),
                    missing: .source),
                .init(
                    project: "E", work: "W", source: "city", period: "", amount: yuan(60),
                    missing: .project),
            ])
        let payments = [(0, 0, 70), (0, 1, 30), (2, 1, 40), (3, 1, 20)].map {
            Payment(work: $0, source: $1, period: 0, amount: yuan($2))
        }
        let plan = Plan(
            starts: [0, nil, 0, 0], fundedWorks: [true, false, true, true], payments: payments)
        return try? PlanFigures(of: plan, in: builder.programme)
    }()

    private func changes() throws -> PlanChanges {
        let figures = try #require(Self.figures)
        return PlanChanges(of: figures, to: try #require(figures.programme.published))
    }

    @Test func projectsAreKeptAddedDroppedOrGone() throws {
        let changes = try changes()
        #expect(changes.projects.map(\.project) == ["A", "B", "C", "E"])
        #expect(changes.projects.map(\.change) == [.kept, .dropped, .added, .gone])
        let differences = changes.projects.map(\.amounts.difference)
        #expect(differences == [0, -50, 40, -60].map(Self.yuan))
        #expect(changes.unchanged.now == Self.yuan(20))
    }

    @Test func sumsMeetBothTotals() throws {
        let changes = try changes()
        #expect(changes.isReconciled)
        #expect(changes.sources.map(\.source) == ["city", "fund", "lottery"])
        #expect(changes.sources.map(\.amounts.published) == [203, 20, 7].map(Self.yuan))
        #expect(changes.sources.map(\.amounts.now) == [70, 90, 0].map(Self.yuan))
    }

    @Test func linesSayWhatEachSourceGivesOrTakes() throws {
        let lines = try changes().lines
        let texts = lines.map {
            "\($0.project) \($0.source) \($0.change) \($0.amounts.difference.minorUnits / 100)"
        }
        #expect(
            texts == [
                "A city kept -23", "A fund kept 30", "B city dropped -50", "C fund added 40",
                "A lottery goneSource -7", "E city gone -60",
            ])
    }

    @Test(arguments: ChangeWording.allCases) func termsExistInBothLanguages(
        _ wording: ChangeWording
    ) {
        func hasHan(_ text: String) -> Bool {
            text.unicodeScalars.contains { $0.properties.isIdeographic }
        }
        #expect(!hasHan(wording.text(in: .english)) && !wording.text(in: .english).isEmpty)
        #expect(hasHan(wording.text(in: .chinese)))
    }
}
