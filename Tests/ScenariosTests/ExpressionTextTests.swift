import Diagnostics
import Funding
import TestSupport
import Testing

@testable import Scenarios

/// How expressions are written, and what they mean in a scenario with amounts in 万元.
@Suite struct ExpressionTextTests {
    /// The values of an expression as a derived column, by identifier of project or work.
    private func values(_ expression: String, of level: String = "projects") throws -> [String] {
        var sample = try SampleScenario()
        sample.set(
            "scenario.yaml",
            sample.text("scenario.yaml") + "derive:\n  \(level):\n    x: '\(expression)'\n")
        let programme = try sample.read().programme
        let data = level == "works" ? programme.workData : programme.projectData
        let column = try #require(data.column(named: "x"))
        return (0..<data.rowCount).map { column.text(at: $0) ?? "blank" }
    }

    @Test(arguments: [
        ("1 + 2 * 3 - 4 / 8", "6.5"), ("(1 + 2) * 3", "9"), ("10 - 3 - 2", "5"),
        ("- 2 * 3", "-6"), ("2 - -3", "5"), ("- (2 + 3)", "-5"), ("8 / 4 / 2", "1"),
        ("2 * - 3", "-6"),
        ("1/4 + 25%", "0.5"), ("2 × 3 ÷ 4", "1.5"), ("min(3, 2, 5)", "2"), ("max(3， 2)", "3"),
        ("floor(7.9)", "7"), ("ceil(7.1, 5)", "10"), ("round(2.5)", "3"),
        ("round(1 / 3, 0.01)", "0.33"), ("28万元 + 5000 元", "28.5"), ("1亿元", "10000"),
        ("28 万元 * 2", "56"), ("28万元 / 14万元", "2"),
        ("if(2 > 1, 5, 1 / 0)", "5"), ("if(2 > 1 and not 3 > 1, 5, 6)", "6"),
        ("if((1 + 1) * 2 = 4 or 1 > 2, 5, 6)", "5"),
        ("step(7, 6: 28万元, 8: 33万元)", "28"), ("step(8,6:28,8:33 + 1)", "34"),
        ("step(8, 6 : 28, 8 :33)", "33"), ("step(9, 6： 1, 8： 2)", "2"),
    ])
    func constantIsWorkedOutByHand(text: String, value: String) throws {
        #expect(try values(text) == [value, value, value])
    }

    @Test(arguments: [
        ("households * 2", ["840", "520", "1020"]), ("户数 / 10", ["42", "26", "51"]),
        ("`households` - 20", ["400", "240", "490"]),
        ("100 * consent", ["91", "78", "83"]),
        ("if(district = North, 1, 0)", ["1", "1", "0"]),
        ("sum(cost)", ["438", "275.5", "395"]), ("sum(造价)", ["438", "275.5", "395"]),
        ("sum(cost where class = basic and kind != water)", ["310", "205.5", "395"]),
        ("sum(cost * consent where cost > 300)", ["282.1", "0", "327.85"]),
        ("count(works)", ["3", "2", "1"]), ("count(where kind = water)", ["1", "0", "0"]),
        ("max(cost)", ["310", "205.5", "395"]), ("max(cost where cost < 400, households)", []),
        ("min(cost) * 2", ["84", "140", "790"]), ("max(sum(cost), 400)", ["438", "400", "400"]),
        ("sum(cost) >= 400", []),
    ])
    func columnOfProjectsIsWorkedOutByHand(text: String, expected: [String]) throws {
        guard !expected.isEmpty else {
            #expect(throws: DiagnosticsError.self) { try values(text) }
            return
        }
        #expect(try values(text) == expected)
    }

    @Test(arguments: [
        ("cost / 2", ["155", "43", "21", "102.75", "35", "197.5"]),
        ("works.cost + households", ["730", "506", "462", "465.5", "330", "905"]),
        (
            "min(step(floors, 6: 28万元, 7: 31万元), 40% * cost)",
            ["28", "28", "16.8", "31", "28", "28"]
        ),
        ("units * 2", ["blank", "blank", "blank", "blank", "2", "blank"]),
        ("if(kind = elevator, units * 3, 0)", ["0", "0", "0", "0", "3", "0"]),
        ("round(cost / sum(cost), 0.001)", ["0.708", "0.196", "0.096", "0.746", "0.254", "1"]),
    ])
    func columnOfWorksIsWorkedOutByHand(text: String, expected: [String]) throws {
        #expect(try values(text, of: "works") == expected)
    }

    @Test func unitOfMoneyInAHeadingCounts() throws {
        var sample = try SampleScenario()
        sample.replace("floors", with: "floors,promised (yuan)", in: "projects.csv")
        sample.replace("0.91,6", with: "0.91,6,50000", in: "projects.csv")
        sample.replace("0.78,7", with: "0.78,7,", in: "projects.csv")
        sample.replace("83%,6", with: "83%,6,123456.78", in: "projects.csv")
        sample.set(
            "scenario.yaml",
            sample.text("scenario.yaml")
                + "derive:\n  projects:\n    twice: \"2 * `promised (yuan)`\"\n    half: promised / 2\n"
        )
        let programme = try sample.read().programme
        let columns = ["twice", "half"].map { programme.projectData.column(named: $0) }
        #expect(columns.map { $0?.text(at: 0) } == ["10", "2.5"])
        #expect(columns.map { $0?.text(at: 1) } == [nil, nil])
        #expect(columns.map { $0?.text(at: 2) } == ["24.691356", "6.172839"])
    }

    @Test func orderOfDerivedColumnsHasNoMeaning() throws {
        let lines = [
            "    a: \"b + 1\"", "    b: \"sum(e) * 2\"", "    c: \"a + b\"",
            "    d: households / 2",
        ]
        var sample = try SampleScenario()
        let text = sample.text("scenario.yaml")
        func read(_ lines: [String]) throws -> [String: DataColumn.Content] {
            sample.set(
                "scenario.yaml",
                text + "derive:\n  works:\n    e: cost * d\n  projects:\n"
                    + lines.joined(separator: "\n") + "\n")
            let columns = try sample.read().programme.projectData.columns
            return Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.content) })
        }
        let first = try read(lines)
        #expect(first["c"] == .numbers(decimals: 0, mantissas: [367_921, 143_261, 402_901]))
        #expect(try read(lines.reversed()) == first)
        #expect(try read([lines[2], lines[0], lines[3], lines[1]]) == first)
    }

    @Test func derivedColumnServesWhereAColumnDoes() throws {
        var sample = try SampleScenario()
        sample.replace("consent >= 2/3", with: "score >= 1")
        sample.replace("at-least: 15% of central", with: "at-least: {column: score}")
        sample.replace("maximize: households", with: "maximize: score")
        sample.replace("m2: area_m2", with: "m2: area_m2, point: score")
        sample.replace("pay: 10 元/m2", with: "pay: 10 元/point")
        sample.set(
            "scenario.yaml",
            sample.text("scenario.yaml") + "derive:\n  projects:\n    score: households / 10\n")
        let programme = try sample.read().programme
        #expect(programme.goals[0].id == "maximize-score")
        #expect(programme.rules.count == 4)
    }
}
