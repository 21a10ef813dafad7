import Archiving
import Foundation
import Testing

@Suite struct FundmixVerifyTests {
    @Test func planThatKeepsAllPromisesIsVerified() throws {
        let folder = try AuditFolder()
        let run = try folder.verify()
        #expect(run.exitCode == 0)
        #expect(run.messages.isEmpty)
        #expect(
            run.output
                == "verified: 1 of 2 projects, 1 work, 2 payments keep 1 gate, 2 budgets, 1 rule, "
                + "1 choice\n")
    }

    @Test func folderOfResultsStandsForItsPlan() throws {
        let folder = try AuditFolder()
        try folder.archiveResults()
        let run = try folder.verify(plan: "archive")
        #expect(run.exitCode == 0)
        #expect(run.output.hasPrefix("verified: "))
    }

    @Test func changedFileBesideThePlanIsFound() throws {
        let folder = try AuditFolder()
        try folder.archiveResults()
        try folder.put("all is well", at: "archive/report.md")
        let run = try folder.verify(plan: "archive")
        #expect(run.exitCode == 1)
        #expect(run.messages.contains("'report.md' has 11 bytes instead of 10"))
        #expect(run.messages.contains("[results-changed]"))
        #expect(try folder.verify(plan: "archive/plan.csv").exitCode == 0)
    }

    @Test func folderThatWasNotWrittenAsResultsIsNone() throws {
        let run = try AuditFolder().verify(plan: "results")
        #expect(run.exitCode == 1)
        #expect(run.messages.contains("it has no 'manifest.json' [results-changed]"))
    }

    @Test func quietCheckSaysNothing() throws {
        let run = try AuditFolder().verify("--quiet")
        #expect(run.exitCode == 0)
        #expect(run.output.isEmpty && run.messages.isEmpty)
    }

    @Test func changedScenarioRejectsThePlanAtThePlaceOfTheRule() throws {
        let run = try AuditFolder().verify("--set", "sources.city.budget=79.99元")
        #expect(run.exitCode == 1)
        #expect(run.output == "rejected: 1 finding\n")
        #expect(
            run.messages.contains(
                "error: plan rejected by verification: source 'city' pays 80.00 元, 0.01 元 above "
                    + "its budget of 79.99 元 [verification-budget]\n  fix: "))
    }

    @Test func variantIsWhatThePlanIsCheckedAgainst() throws {
        let run = try AuditFolder().verify("--variant", "strict")
        #expect(run.exitCode == 1)
        #expect(
            run.messages.hasPrefix(
                "demo/projects.csv:2: error: plan rejected by verification: project 'P1' is funded "
                    + "although it fails gate 'consent'"))
        #expect(run.messages.contains("[verification-gate]"))
    }

    /// Every cell of a stored plan but its identifiers' spelling says something that another denies.
    @Test(
        arguments: [
            ("pay,P1,W1,city,,80.00", "pay,P1,W1,city,,81.00", 1),
            (
                "pay,P1,W1,city,,80.00\npay,P1,W1,residents,,20.00",
                "pay,P1,W1,city,,79.00\npay,P1,W1,residents,,21.00", 1
            ),
            ("use,,,city,,80.00", "use,,,city,,80.01", 1),
            ("work,P1,W1,,,100.00", "work,P1,W1,,,100.01", 1),
            ("total,,,,,100.00", "total,,,,,100.01", 1),
            ("goal,,,most,,10", "goal,,,most,,11", 1),
            ("start,P1,,,,", "start,P2,,,,", 1),
            ("start,P1,,,,\n", "", 1),
            ("pay,P1,W1,residents,,20.00\n", "", 1),
            ("pay,P1", "pay,P9", 2),
            ("total,,,,,100.00\n", "", 2),
            ("record", "records", 2),
            ("100.00", "100", 2),
            ("total", "total,", 2),
        ])
    func changedPlanIsNeverVerified(old: String, new: String, exitCode: Int32) throws {
        let folder = try AuditFolder()
        let text = AuditFolder.plan.replacingOccurrences(of: old, with: new)
        #expect(text != AuditFolder.plan)
        try folder.put(text, at: "results/plan.csv")
        let run = try folder.verify()
        #expect(run.exitCode == exitCode)
        #expect(run.messages.contains("error: "))
        #expect(run.output.hasPrefix(exitCode == 1 ? "rejected: " : "not checked: "))
    }

    @Test func scenarioWithErrorsIsNotCheckedAgainst() throws {
        let folder = try AuditFolder()
        try folder.put("fundmix: 1\natmost: 3\n", at: "demo/scenario.yaml")
        let run = try folder.verify()
        #expect(run.exitCode == 2)
        #expect(run.messages.contains("[unknown-key]"))
        #expect(run.output.hasPrefix("not checked: "))
    }

    @Test func warningsOfAScenarioWithErrorsAreNotCountedAsErrors() throws {
        let folder = try AuditFolder()
        try folder.put(
            "fundmix: 1\nparameters: {odd: 1}\natmost: 3\n", at: "demo/scenario.yaml")
        let run = try folder.verify()
        #expect(run.exitCode == 2)
        #expect(run.messages.contains(": warning: "))
        let errors = run.messages.components(separatedBy: ": error: ").count - 1
        #expect(errors > 0)
        #expect(run.output.hasPrefix("not checked: \(errors) error"))
        let quiet = try folder.verify("--quiet")
        #expect(!quiet.messages.contains(": warning: "))
    }

    @Test func missingPlanIsNamed() throws {
        let run = try AuditFolder().verify(plan: "results/nothing.csv")
        #expect(run.exitCode == 2)
        #expect(
            run.messages.hasPrefix(
                "results/nothing.csv: error: the stored plan cannot be read: it does not exist "
                    + "[plan-unreadable]\n"))
    }

    @Test func wrongUsageEndsWith64() throws {
        #expect(try CommandRun("fundmix-verify", ["one"]).exitCode == 64)
        #expect(try AuditFolder().verify("--set", "nothing").exitCode == 64)
    }

    @Test func answerIsJSONWhereAskedFor() throws {
        let folder = try AuditFolder()
        let verified = try folder.verify("--json")
        #expect(
            verified.output == """
                {
                  "errors" : [

                  ],
                  "plan" : "results/plan.csv",
                  "scenario" : "demo",
                  "status" : "verified",
                  "warnings" : [

                  ]
                }

                """)
        let rejected = try folder.verify("--json", "--set", "sources.city.budget=79元")
        #expect(rejected.exitCode == 1)
        #expect(rejected.output.contains(#""status" : "rejected""#))
        #expect(rejected.output.contains(#""code" : "verification-budget""#))
    }

    @Test func fullDiskIsNoticed() throws {
        let folder = try AuditFolder()
        let run = try CommandRun(
            "/bin/sh",
            [
                "-c", "exec \"$0\" demo results/plan.csv > /dev/full",
                CommandRun.productFolder.appending(path: "fundmix-verify").path,
            ], in: folder.path)
        #expect(run.exitCode == 1)
        #expect(run.messages.contains("Error: "))
    }

    @Test func programLinksNoSolver() throws {
        let program = CommandRun.productFolder.appending(path: "fundmix-verify").path
        let run = try CommandRun("/usr/bin/env", ["ldd", program])
        #expect(run.exitCode == 0)
        #expect(run.output.contains("libc.so"))
        #expect(!run.output.contains("glpk"))
        let bytes = try Data(contentsOf: URL(fileURLWithPath: program))
        #expect(bytes.range(of: Data("glp_intopt".utf8)) == nil)
        #expect(bytes.range(of: Data("verification-budget".utf8)) != nil)
    }
}

/// A scenario with a stored plan in a folder of its own, removed with it.
private final class AuditFolder {
    let path = NSTemporaryDirectory() + "audit-\(UUID().uuidString)"

    static let plan = """
        record,project,work,source,period,amount
        start,P1,,,,
        work,P1,W1,,,100.00
        pay,P1,W1,city,,80.00
        pay,P1,W1,residents,,20.00
        use,,,city,,80.00
        use,,,residents,,20.00
        total,,,,,100.00
        goal,,,most,,10

        """

    init() throws {
        try put(
            """
            fundmix: 1
            amounts: 元
            settle: 1 元
            tables: {projects: projects.csv, works: works.csv}
            classes:
              - {id: basic, mandatory: true}
            sources:
              city: {capital: local, budget: 80}
              residents: {capital: resident}
            gates:
              consent: {require: "consent >= 2/3"}
            rules:
              part: {payers: residents, each: project, pay: 20%}
            choices:
              - {must: [P1]}
            goals:
              - {id: most, maximize: households}
            variants:
              strict: {set: {gates.consent.require: "consent >= 80%"}}
            """, at: "demo/scenario.yaml")
        try put("id,households,consent\nP1,10,0.7\nP2,20,0.6\n", at: "demo/projects.csv")
        try put(
            "project,id,class,kind,cost\nP1,W1,basic,pipe,100\nP2,W1,basic,pipe,50\n",
            at: "demo/works.csv")
        try put(AuditFolder.plan, at: "results/plan.csv")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func put(_ text: String, at name: String) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Writes the plan with a report into `archive`, as a folder of results.
    func archiveResults() throws {
        try FolderArchive("\(path)/archive").write([
            ArchiveEntry("plan.csv", bytes: Array(AuditFolder.plan.utf8)),
            ArchiveEntry("report.md", bytes: Array("the report".utf8)),
        ])
    }

    func verify(plan: String = "results/plan.csv", _ options: String...) throws -> CommandRun {
        try CommandRun("fundmix-verify", ["demo", plan] + options, in: path)
    }
}
