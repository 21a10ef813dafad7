import Foundation
import Funding
import Planning
import Reports
import TestSupport
import Testing
import Verification

@Suite struct RandomPlanTests {
    @Test(arguments: 0..<200, [("allocation.csv", "Total cost"), ("works.csv", "Cost")])
    func rowsAndColumnsOfTheFilesAddUp(_ seed: Int, _ file: (name: String, cost: String)) throws {
        let sample = try RandomReport(seed: seed)
        #expect(sample.document.isReconciled)
        let table = try sample.table(file.name)
        let first = try #require(table.column(file.cost))
        let amounts = try table.records.dropFirst().map { record in
            try record[first...].map { try #require(CSVReading.fen($0)) }
        }
        // Row: cost = sum of the sources + difference, and the difference is zero.
        #expect(amounts.allSatisfy { $0[0] == $0[1...].reduce(0, +) && $0.last == 0 })
        let rows = amounts.dropLast(2)
        let sums = amounts[0].indices.map { column in rows.reduce(0) { $0 + $1[column] } }
        #expect(amounts[amounts.count - 2] == sums)
        #expect(amounts[amounts.count - 1].allSatisfy { $0 == 0 })
        let uses = sample.programme.sources.indices.map {
            sample.figures.use(ofSource: $0).minorUnits
        }
        #expect(Array(sums.dropFirst().dropLast()) == uses)
        #expect(sums[0] == sample.figures.total.minorUnits)
    }

    @Test(
        arguments: 0..<200,
        [
            ("mix.csv", "Amount"), ("sources.csv", "Used"), ("classes.csv", "Funding in all"),
            ("projects.csv", "Total cost"),
        ])
    func totalsOfAllTablesAgree(_ seed: Int, _ file: (name: String, heading: String)) throws {
        let sample = try RandomReport(seed: seed)
        let total = sample.figures.total.minorUnits
        let table = try sample.table(file.name)
        let column = try #require(table.column(file.heading))
        let labelled = try #require(table.records.last { $0.contains("Total") })
        #expect(CSVReading.fen(labelled[column]) == total)
        let rows = table.records.dropFirst().filter { record in
            !record.contains("Total") && !record.contains { $0.hasPrefix("Check") }
        }
        let amounts = try rows.map { try #require(CSVReading.fen($0[column])) }
        #expect(amounts.reduce(0, +) == total)
    }

    @Test(arguments: 0..<200) func programsReadWhatThePlanSays(_ seed: Int) throws {
        let sample = try RandomReport(seed: seed)
        let result = try #require(
            try JSONSerialization.jsonObject(with: Data(sample.bytes("result.json")))
                as? [String: Any])
        let summary = try #require(result["summary"] as? [String: Any])
        #expect(summary["totalFen"] as? Int64 == sample.figures.total.minorUnits)
        let tables = try #require(result["tables"] as? [String: [String: Any]])
        let projects = try #require(tables["projects"]?["rows"] as? [[String: Any]])
        let funded = sample.programme.projects.indices.filter { sample.plan.starts[$0] != nil }
        #expect(
            projects.compactMap { $0["project"] as? String }
                == funded.map { sample.programme.projects[$0].id })
        let read = try projects.map { row in
            let sources = try #require(row["sourcesFen"] as? [String: Int64])
            return try sample.programme.sources.map { try #require(sources[$0.id]) }
        }
        #expect(
            read == funded.map { sample.figures.payments(forProject: $0).map(\.minorUnits) })
        let rules = try #require(tables["rules"]?["rows"] as? [[String: Any]])
        #expect(rules.allSatisfy { !(($0["slackFen"] as? String) ?? "0").hasPrefix("-") })
    }

    @Test(arguments: 0..<20) func equalInputGivesEqualBytes(_ seed: Int) throws {
        let (first, second) = (try RandomReport(seed: seed), try RandomReport(seed: seed))
        let names = ReportFiles.files(for: first.document).map(\.name)
        #expect(names == ReportFiles.files(for: second.document).map(\.name))
        #expect(try names.map { try first.bytes($0) } == names.map { try second.bytes($0) })
    }
}

/// A random programme with its plan, and the report of both.
private struct RandomReport {
    let programme: Programme
    let plan: Plan
    let figures: PlanFigures
    let document: ReportDocument

    init(seed: Int) throws {
        (programme, plan) = RandomProgramme.makeWithPlan(seed: UInt64(seed))
        figures = try PlanFigures(of: plan, in: programme)
        let goals = figures.goalValues.enumerated().map {
            GoalOutcome(
                goal: $0, value: $1, achieved: $1, bound: $1, requestedGap: 0)
        }
        let outcome = Outcome(
            status: .proved, plan: plan, goals: goals, requestedGap: 0, solver: "none")
        document = try PlanReport(
            programme: programme, outcome: outcome, figures: figures,
            record: RunRecord(version: "1", solver: "none", method: .blocks), language: .english
        ).document()
    }

    func bytes(_ name: String) throws -> [UInt8] {
        let file = try #require(ReportFiles.files(for: document).first { $0.name == name })
        return ReportsTests.bytes(of: file)
    }

    func table(_ name: String) throws -> CSVReading { try #require(CSVReading(bytes(name))) }
}
