import Foundation
import Testing

@Suite struct ShareCommandTests {
    private static let bills = """
        fundmix: 1
        share: bills
        title: {en: Lift, zh: 电梯}
        tables: {roster: roster.csv}
        cost: 1000
        subsidy: 100
        split: area
        variants: {dear: {set: {cost: +100%}}}

        """
    private static let roster = "building,stair,flat,area_m2\n1,1,101,60\n1,1,201,90\n1,2,101,80\n"

    private func folder() throws -> ScenarioFolder {
        let folder = try ScenarioFolder()
        try folder.put(ShareCommandTests.bills, at: "lift/share.yaml")
        try folder.put(ShareCommandTests.roster, at: "lift/roster.csv")
        return folder
    }

    @Test func billsAreAFolderOfTheirOwn() throws {
        let folder = try folder()
        let run = try folder.fundmix("share", "bills", "lift", "-o", "out", "--lang", "zh")
        #expect(run.exitCode == 0 && run.messages.isEmpty, "\(run.messages)")
        #expect(run.output.contains("540.00") || run.output.contains("540"))
        #expect(
            try folder.names(in: "out") == [
                "bills.csv", "manifest.json", "notices.md", "report.md", "result.json", "run.json",
                "units.csv",
            ])
        #expect(try folder.differences(in: "out").isEmpty)
        #expect(try folder.text("out/notices.md").contains("缴费通知：1-1 201"))
        // The same input gives the same bytes, and the folder is replaced in one step.
        let manifest = try folder.text("out/manifest.json")
        #expect(
            try folder.fundmix("share", "bills", "lift", "-o", "out", "--lang", "zh").exitCode == 0)
        #expect(try folder.text("out/manifest.json") == manifest)
    }

    @Test func resultIsJSONInFen() throws {
        let run = try folder().fundmix("share", "bills", "lift", "--json", "--variant", "dear")
        let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
        let bills = try #require(json?["bills"] as? [String: Any])
        #expect(bills["netFen"] as? Int == 380_000 && bills["billedFen"] as? Int == 380_000)
        #expect(json?["isReconciled"] as? Bool == true)
    }

    @Test(arguments: [
        (["grant", "lift"], "run 'fundmix share bills'"),
        (["bills", "lift", "--set", "split=size"], "[unknown-value]"),
        (["bills", "demo"], "[file-missing]"),
        (["bills", "lift", "--variant", "none"], "[unknown-variant]"),
    ])
    func faultyFolderEndsWithFindings(arguments: [String], message: String) throws {
        let folder = try folder()
        let run = try CommandRun(
            "fundmix", ["share"] + arguments + ["-o", "out"], in: folder.path)
        #expect(run.exitCode == 2)
        #expect(run.messages.contains(message), "\(run.messages)")
        #expect(run.output.isEmpty && !folder.exists("out"))
    }

    @Test func foreignFolderIsLeftAlone() throws {
        let folder = try folder()
        try folder.put("mine", at: "out/notes.txt")
        let run = try folder.fundmix("share", "bills", "lift", "-o", "out")
        #expect(run.exitCode == 1 && run.output.isEmpty)
        #expect(try folder.names(in: "out") == ["notes.txt"])
    }

    @Test func schemaOfSharesIsJSON() throws {
        let run = try ScenarioFolder().fundmix("schema", "--share")
        let schema = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        #expect(run.exitCode == 0 && (schema as? [String: Any])?["anyOf"] != nil)
    }

    @Test func bondsAndLedgersAreCalculatedFromOneTable() throws {
        let folder = try ScenarioFolder()
        try folder.put(
            """
            fundmix: 1
            share: bond
            tables: {projects: table.csv}
            bond: {income: income, rate: 2%, years: 10}
            cost: total
            debt: debt

            """, at: "bonds/share.yaml")
        try folder.put(
            """
            fundmix: 1
            share: ledger
            tables: {projects: table.csv}
            ledger: {revenue: income, years: 2, return: 3%}
            investment: total

            """, at: "ledgers/share.yaml")
        for name in ["bonds", "ledgers"] {
            try folder.put("id,total,debt,income\nA,1000,600,864\n", at: "\(name)/table.csv")
        }
        let bonds = try folder.fundmix("share", "bond", "bonds", "-o", "out")
        #expect(bonds.exitCode == 0 && bonds.output.contains("1.2"), "\(bonds.messages)")
        #expect(
            try folder.names(in: "out") == [
                "bonds.csv", "manifest.json", "project-thresholds.csv", "report.md",
                "result.json", "run.json", "thresholds.csv",
            ])
        let ledgers = try folder.fundmix("share", "ledger", "ledgers")
        #expect(ledgers.exitCode == 0 && ledgers.output.contains("%"), "\(ledgers.messages)")
        let wrong = try folder.fundmix("share", "bond", "ledgers")
        #expect(wrong.exitCode == 2 && wrong.messages.contains("fundmix share ledger"))
    }
}
