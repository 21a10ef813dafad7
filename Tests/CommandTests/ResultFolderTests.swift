import Foundation
import Testing

@Suite struct ResultFolderTests {
    private struct Manifest: Decodable {
        struct File: Decodable {
            let name: String
            let size: Int
        }
        let files: [File]
        let unchecked: [String]
    }

    /// A folder of results with all kinds of files, and the names that its manifest lists.
    private func solved() throws -> (folder: ScenarioFolder, names: [String]) {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix("solve", "demo", "-o", "plan")
        try #require(run.exitCode == 0, "\(run.messages)")
        let manifest = try JSONDecoder().decode(
            Manifest.self, from: Data(folder.text("plan/manifest.json").utf8))
        #expect(manifest.files.allSatisfy { $0.size > 0 })
        return (folder, manifest.files.map(\.name) + manifest.unchecked)
    }

    @Test func manifestListsEveryFile() throws {
        let (folder, names) = try solved()
        #expect(try folder.names(in: "plan") == (names + ["manifest.json"]).sorted())
        #expect(Set(names).isSuperset(of: ["plan.csv", "report.md", "result.json", "run.json"]))
        #expect(try folder.differences(in: "plan").isEmpty)
        #expect(try folder.names() == ["demo", "plan"])
    }

    @Test func everyFileCanBeRead() throws {
        let (folder, names) = try solved()
        for name in names where name.hasSuffix(".json") {
            let bytes = Data(try folder.text("plan/\(name)").utf8)
            #expect(try JSONSerialization.jsonObject(with: bytes) is [String: Any], "\(name)")
        }
        for name in names where name.hasSuffix(".csv") {
            let lengths = Set(rowLengths(of: try folder.text("plan/\(name)")))
            #expect(lengths.count == 1 && lengths.min() ?? 0 > 1, "\(name): \(lengths)")
        }
        #expect(try folder.text("plan/report.md").hasPrefix("# Demo"))
    }

    /// The number of cells of each row of a table, which may have quoted cells.
    private func rowLengths(of text: String) -> [Int] {
        var lengths: [Int] = []
        var cells = 1
        var isQuoted = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted: cells += 1
            case 0x0A where !isQuoted:
                lengths.append(cells)
                cells = 1
            default: break
            }
        }
        #expect(cells == 1 && !isQuoted)
        return lengths
    }

    @Test func changedFileIsFoundByVerification() throws {
        let (folder, names) = try solved()
        #expect(try folder.fundmix("verify", "demo", "plan").exitCode == 0)
        for name in names where name != "run.json" && name != "plan.csv" {
            let file = URL(fileURLWithPath: "\(folder.path)/plan/\(name)")
            let bytes = try Data(contentsOf: file)
            try (bytes + Data(" ".utf8)).write(to: file)
            let run = try folder.fundmix("verify", "demo", "plan")
            #expect(run.exitCode == 1)
            #expect(run.messages.contains("'\(name)' has "))
            #expect(run.messages.contains("[results-changed]"))
            try bytes.write(to: file)
        }
        #expect(try folder.fundmix("verify", "demo", "plan").exitCode == 0)
    }

    @Test func ownFolderIsReplacedAsAWhole() throws {
        let (folder, _) = try solved()
        let before = try folder.text("plan/manifest.json")
        let run = try folder.fundmix("solve", "demo", "--variant", "rich", "-o", "plan/")
        #expect(run.exitCode == 0)
        #expect(try folder.text("plan/manifest.json") != before)
        #expect(try folder.differences(in: "plan").isEmpty)
        #expect(
            try folder.fundmix("verify", "demo", "plan", "--variant", "rich").exitCode == 0)
        #expect(try folder.names() == ["demo", "plan"])
    }

    @Test func foreignThingIsRefusedAndLeftAsItIs() throws {
        let folder = try ScenarioFolder()
        try folder.put("mine", at: "thesis/plan.csv")
        try folder.put("mine", at: "file")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: "thesis")
        let names = try folder.names()
        for target in ["thesis", "file", "link"] {
            let run = try folder.fundmix("solve", "demo", "-o", target)
            #expect(run.exitCode == 1)
            #expect(run.output.isEmpty)
            #expect(run.messages.hasPrefix("fundmix: error: '\(target)' exists and is no folder "))
            #expect(try folder.names() == names)
        }
        #expect(try folder.text("thesis/plan.csv") == "mine")
        #expect(try folder.text("file") == "mine")
    }

    /// Nobody waits for a search whose plan then cannot be written.
    @Test func refusedFolderIsRefusedBeforeTheSearch() throws {
        let folder = try ScenarioFolder()
        try folder.putHardScenario()
        let command = try RunningCommand(
            "fundmix", ["solve", "hard", "--gap", "0", "-o", "demo"], in: folder.path)
        try #require(command.ends(within: 20))
        #expect(try command.end().exitCode == 1)
        #expect(try folder.names() == ["demo", "hard"])
    }

    @Test(arguments: [("", "''"), (".", "'.'"), ("/", "'/'"), ("a\nb", "'a\\nb'")])
    func nameThatNoFolderCanHaveIsShownAndRefused(name: String, shown: String) throws {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix("solve", "demo", "-o", name)
        #expect(run.exitCode == 1)
        #expect(
            run.messages
                == "fundmix: error: \(shown) names no folder or file that could be written [failed]\n"
        )
        #expect(try folder.names() == ["demo"])
    }

    @Test func ownFolderWithAFileOfSomebodyElseIsRefused() throws {
        let (folder, _) = try solved()
        let before = try folder.text("plan/manifest.json")
        try folder.put("mine", at: "plan/notes.txt")
        let run = try folder.fundmix("solve", "demo", "--variant", "rich", "-o", "plan")
        #expect(run.exitCode == 1)
        #expect(run.messages.contains("it holds 'notes.txt', which its manifest does not list"))
        #expect(try folder.text("plan/notes.txt") == "mine")
        #expect(try folder.text("plan/manifest.json") == before)
    }

    @Test func missingFolderAboveIsAFailure() throws {
        let folder = try ScenarioFolder()
        let run = try folder.fundmix("solve", "demo", "-o", "missing/plan")
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        #expect(
            run.messages
                == "fundmix: error: cannot find folder 'missing/': No such file or directory "
                + "(errno 2) [failed]\n")
        #expect(try folder.names() == ["demo"])
    }

    /// Permissions do not bind the superuser, but the folder of the kernel takes nobody's files.
    @Test func folderThatCannotBeWrittenIsAFailure() throws {
        let folder = try ScenarioFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path + "/locked", withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o555])
        let parent = getuid() == 0 ? "/sys" : folder.path + "/locked"
        let run = try folder.fundmix("solve", "demo", "-o", parent + "/plan")
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        #expect(run.messages.hasPrefix("fundmix: error: cannot make folder '\(parent)/"))
        #expect(!FileManager.default.fileExists(atPath: parent + "/plan"))
    }

    @Test func leftoverOfAKilledRunIsRemovedAndThatOfALiveOneIsNot() throws {
        let folder = try ScenarioFolder()
        let running = try RunningCommand("/bin/sleep", ["600"])
        let gone = try RunningCommand("/bin/true", [])
        #expect(gone.ends(within: 60))
        try folder.put("half", at: ".fundmix-plan-\(gone.identifier)/plan.csv")
        try folder.put("half", at: ".fundmix-plan-\(running.identifier)/plan.csv")
        try folder.put("other", at: ".fundmix-plan-notes/plan.csv")
        #expect(try folder.fundmix("solve", "demo", "-o", "plan").exitCode == 0)
        #expect(
            try folder.leftovers()
                == [".fundmix-plan-\(running.identifier)", ".fundmix-plan-notes"])
    }
}
