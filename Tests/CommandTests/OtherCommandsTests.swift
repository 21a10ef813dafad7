import Foundation
import Testing

@Suite struct OtherCommandsTests {
    @Test func newScenarioSolvesAsItIs() throws {
        let folder = try ScenarioFolder()
        let made = try folder.fundmix("new", "mine")
        #expect(made.exitCode == 0)
        #expect(made.output == "made mine; next: fundmix solve mine -o mine-plan\n")
        #expect(try folder.names(in: "mine") == ["projects.csv", "scenario.yaml", "works.csv"])
        let checked = try folder.fundmix("check", "mine")
        #expect(checked.exitCode == 0)
        #expect(checked.output.hasPrefix("no errors, 0 warnings: 5 projects, 12 works, "))
        let solved = try folder.fundmix("solve", "mine", "-o", "mine-plan")
        #expect(solved.exitCode == 0)
        #expect(try folder.fundmix("verify", "mine", "mine-plan").exitCode == 0)
    }

    @Test func checkCountsInSingularAndPlural() throws {
        let run = try ScenarioFolder().fundmix("check", "demo")
        #expect(
            run.output == "no errors, 0 warnings: 3 projects, 4 works, 2 sources, 1 gate, 1 rule, "
                + "1 choice, 2 goals\n")
    }

    @Test func newScenarioReplacesNothing() throws {
        let folder = try ScenarioFolder()
        try folder.put("mine", at: "taken")
        let run = try folder.fundmix("new", "taken")
        #expect(run.exitCode == 64)
        #expect(try folder.text("taken") == "mine")
        #expect(try folder.names() == ["demo", "taken"])
    }

    @Test func newScenarioInNoFolderIsAFailure() throws {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix("new", "missing/mine")
        #expect(run.exitCode == 1)
        #expect(run.messages.hasPrefix("fundmix: error: cannot make 'missing/mine': "))
        #expect(run.messages.contains("[failed]"))
        #expect(try folder.names() == ["demo"])
    }

    @Test func inventedScenarioIsCheckedAndSolved() throws {
        let folder = try ScenarioFolder()
        let options = [
            "--generate", "6", "--seed", "3", "--districts", "2", "--years", "2", "--budgets",
            "pools-0.6", "--goals", "2",
        ]
        let made = try CommandRun("fundmix", ["new", "mine"] + options, in: folder.path)
        #expect(made.exitCode == 0)
        #expect(
            try folder.names(in: "mine") == [
                "districts.csv", "projects.csv", "scenario.yaml", "works.csv",
            ])
        let document = try folder.text("mine/scenario.yaml")
        #expect(
            document.hasPrefix("# Invented by: fundmix new DIR \(options.joined(separator: " "))\n")
        )
        let checked = try folder.fundmix("check", "mine")
        #expect(checked.exitCode == 0)
        #expect(checked.output.hasPrefix("no errors, 0 warnings: 6 projects, "))
        #expect(try folder.fundmix("solve", "mine", "-o", "mine-plan").exitCode == 0)
        #expect(try folder.fundmix("verify", "mine", "mine-plan").exitCode == 0)
    }

    @Test(arguments: [
        ["--generate", "0"], ["--generate", "1000001"], ["--generate", "5", "--years", "11"],
        ["--generate", "5", "--districts", "0"], ["--generate", "5", "--goals", "4"],
        ["--generate", "5", "--budgets", "some"], ["--generate", "5", "--seed", "-1"],
        ["--seed", "1"],
    ])
    func inventedScenarioNeedsUsableNumbers(options: [String]) throws {
        let folder = try ScenarioFolder()
        let run = try CommandRun("fundmix", ["new", "mine"] + options, in: folder.path)
        #expect(run.exitCode == 64)
        #expect(try folder.names() == ["demo"])
    }

    @Test func checkSaysWhatIsInForceAndWhereItIsFrom() throws {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix(
            "check", "demo", "--effective", "--set", "sources.city.budget=136")
        #expect(run.exitCode == 0)
        #expect(run.output.contains("sources.city.budget = 136  --set (replaces 100, demo/"))
        #expect(try folder.fundmix("check", "demo", "--json").output.contains(#""findings" : ["#))
        #expect(try folder.fundmix("check", "nothing").exitCode == 2)
    }

    @Test(arguments: [
        (["--format", "mps"], ["OBJSENSE", "ROWS", "COLUMNS", "BOUNDS", "ENDATA"]),
        (["--format", "lp"], ["Maximize", "Subject To", "Bounds", "End"]),
        (["--format", "lp", "--goal", "least"], ["Minimize", "Subject To", "Bounds", "End"]),
    ])
    func exportedModelHasAllItsSections(options: [String], sections: [String]) throws {
        let folder = try ScenarioFolder()
        let run = try CommandRun("fundmix", ["export", "demo"] + options, in: folder.path)
        #expect(run.exitCode == 0)
        let lines = run.output.split(separator: "\n").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let found = sections.compactMap { section in
            lines.firstIndex { $0.lowercased().hasPrefix(section.lowercased()) }
        }
        #expect(found.count == sections.count)
        #expect(found == found.sorted())
        #expect(run.output.contains("budget(city)") && run.output.contains("start(P1)"))
        // P2 fails its gate, so the model does not speak of it.
        #expect(!run.output.contains("start(P2)"))
    }

    @Test func schemaIsJSON() throws {
        let run = try ScenarioFolder().fundmix("schema")
        #expect(run.exitCode == 0)
        let schema = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
        let keys = try #require(schema as? [String: Any]).keys
        #expect(keys.contains("$schema") && keys.contains("properties"))
    }

    @Test(arguments: [["--help"], ["solve", "--help"], ["help", "export"], ["--version"]])
    func helpTouchesNoFile(arguments: [String]) throws {
        let folder = try ScenarioFolder()
        try folder.put("", at: "empty/.keep")
        let run = try CommandRun(
            "fundmix", arguments, in: folder.path + "/empty", environment: ["HOME": "/nowhere"])
        #expect(run.exitCode == 0)
        #expect(run.output.contains("fundmix"))
        #expect(run.messages.isEmpty)
        #expect(try folder.names(in: "empty") == [".keep"])
    }

    @Test func bothProgramsVerifyAlike() throws {
        let folder = try ScenarioFolder()
        #expect(try folder.fundmix("solve", "demo", "-o", "plan").exitCode == 0)
        for plan in ["plan", "plan/plan.csv"] {
            let one = try folder.fundmix("verify", "demo", plan)
            let other = try CommandRun("fundmix-verify", ["demo", plan], in: folder.path)
            #expect(one.exitCode == 0 && other.exitCode == 0)
            #expect(one.output == other.output)
            #expect(one.output.hasPrefix("verified: 1 of 3 projects, 1 work, 2 payments keep "))
        }
        let stricter = try folder.fundmix("verify", "demo", "plan", "--set", "rules.part.pay=30%")
        #expect(stricter.exitCode == 1)
        #expect(stricter.messages.contains("[verification-rule]"))
    }
}
