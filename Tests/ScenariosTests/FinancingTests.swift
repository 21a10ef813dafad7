import Funding
import Testing

@testable import Scenarios

@Suite struct FinancingTests {
    /// Two projects with income, rate and term in columns; amounts in 万元.
    private static func read(
        _ sources: String, rules: String = "", tables: String = "", streams: String = ""
    ) throws -> Scenario {
        let yaml = """
            fundmix: 1
            amounts: 万元
            tables: {projects: projects.csv, works: works.csv\(tables)}
            classes: [{id: basic, mandatory: true}]
            sources:
              city: {capital: local}
            \(sources)
            \(rules.isEmpty ? "" : "rules:\n" + rules)
            goals: [{maximize: projects}]

            """
        let files = [
            "library/demo/scenario.yaml": yaml,
            "library/demo/projects.csv":
                "id,income,rate（%）,years,rent,upkeep,profit\n"
                + "A,62539,2.32,15,350,50,1000\nB,-5,2,30,100,0,0\n",
            "library/demo/works.csv": "project,id,cost\nA,W,50209.72\nB,W,100\n",
            "library/demo/streams.csv": streams,
        ]
        return try ScenarioReader.read(
            "library/demo", files: MemoryFiles(files.mapValues { Array($0.utf8) }))
    }

    private static let bond =
        "  bond: {capital: local, bond: {income: income, rate: rate, years: years}}"

    /// The column that the first limit of a rule was folded into.
    private static func limit(_ rule: Int, of scenario: Scenario) throws -> DataColumn {
        let programme = scenario.programme
        guard
            case .column(let column, minorUnitsPerOne: 100) = programme.rules[rule].limits[0].bound
        else {
            Issue.record("no column of yuan")
            return programme.projectData.columns[0]
        }
        return programme.column(column)
    }

    /// 62,539 / (1.2 · 1.348) = 38,661.5974288… 万元; a loss carries nothing.
    @Test func coverageBecomesAColumnInFenRoundedDown() throws {
        let scenario = try FinancingTests.read(
            FinancingTests.bond,
            rules: "  cover: {payers: bond, each: project, at-most: {coverage: 1.2}}")
        let column = try FinancingTests.limit(0, of: scenario)
        #expect(column.text(at: 0) == "386615974.28")
        #expect(column.text(at: 1) == "0")
        #expect(column.heading == "income / (1.2 × (1 + rate × years))")
    }

    @Test func termsMayBeStatedWithTheBound() throws {
        let scenario = try FinancingTests.read(
            "",
            rules: """
                  cover:
                    payers: city
                    each: project
                    at-most: {coverage: {income: income, rate: 2.32%, years: 15, at-least: 1.2}}
                """)
        let column = try FinancingTests.limit(0, of: scenario)
        #expect(column.text(at: 0) == "386615974.28")
        #expect(column.heading == "income / (1.2 × (1 + 2.32 % × 15))")
    }

    /// 300 a year over two years at 25 %: 240 + 192 = 432, and the profit of 1,000; B has 144.
    @Test func ledgerBecomesAColumn() throws {
        let scenario = try FinancingTests.read(
            """
              operator:
                capital: social
                ledger:
                  revenue: rent
                  operating-cost: upkeep
                  construction-profit: profit
                  years: 2
                  return: {at-least: 25%, at-most: 100%}
            """,
            rules: """
                  most: {payers: operator, each: project, at-most: {ledger: 25%}}
                  least: {payers: operator, each: project, at-least: {ledger: 100%}}
                """)
        let most = try FinancingTests.limit(0, of: scenario)
        #expect(most.text(at: 0) == "14320000" && most.text(at: 1) == "1440000")
        #expect(most.heading == "Σ[t = 1 … 2] (rent − upkeep) / (1 + 25 %)^t + profit")
        let least = try FinancingTests.limit(1, of: scenario)
        #expect(least.text(at: 0) == "12250000" && least.text(at: 1) == "750000")
    }

    /// 1 / 1.03 = 0.97087378…: down to fen for the most, up for the least.
    @Test func limitsAreRoundedInward() throws {
        let scenario = try FinancingTests.read(
            "  operator: {capital: social, ledger: {revenue: rent, years: 1, return: 3%}}",
            rules: """
                  most: {payers: operator, each: project, at-most: {ledger: 3%}}
                  least: {payers: operator, each: project, at-least: {ledger: 3%}}
                """)
        #expect(try FinancingTests.limit(0, of: scenario).text(at: 1) == "970873.78")
        #expect(try FinancingTests.limit(1, of: scenario).text(at: 1) == "970873.79")
    }

    /// 400 · 150 · 12 = 720,000 yuan; B has a row, so it has none of the other stream.
    @Test func streamsBecomeColumns() throws {
        let scenario = try FinancingTests.read(
            "", tables: ", streams: streams.csv",
            streams: "project,stream,quantity,price（元）,times\n"
                + "A,parking,400,150,12\nB,space,0.5,0.33,1\n")
        let data = scenario.programme.projectData
        let parking = try #require(data.column(named: "parking"))
        #expect(parking.text(at: 0) == "720000" && parking.text(at: 1) == "0")
        #expect(data.column(named: "space")?.text(at: 1) == "0.16")
    }

    @Test func orderOfStreamsChangesNothing() throws {
        let rows = ["A,parking,400,150,12", "A,space,3,2,1", "B,care,30,2100.5,12"]
        let heading = "project,stream,quantity,price（元）,times"
        let tables = ", streams: streams.csv"
        let forwards = ([heading] + rows).joined(separator: "\n")
        let backwards = ([heading] + rows.reversed()).joined(separator: "\n")
        #expect(
            try FinancingTests.read("", tables: tables, streams: forwards).programme
                == FinancingTests.read("", tables: tables, streams: backwards).programme)
    }

    @Test func sourceKeepsItsTerms() throws {
        let scenario = try FinancingTests.read(
            """
              bond:
                capital: local
                bond: {income: income, rate: 2%, years: 10, cost: upkeep, other-debt: true, sheet: [rent]}
            """)
        guard case .bond(let terms) = scenario.programme.sources[1].financing else {
            Issue.record("no bond")
            return
        }
        #expect(terms.isOtherDebt && terms.cost != nil)
        #expect(terms.rate == .same(Ratio(1, 50)) && terms.sheetColumns.map(\.name) == ["rent"])
        #expect(terms.income.minorUnitsPerOne == 1_000_000)
    }
}
