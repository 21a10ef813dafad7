import Archiving
import Foundation
import TestSupport

/// A folder with a scenario `demo` and room for results, removed with it.
final class ScenarioFolder {
    let path = NSTemporaryDirectory() + "fundmix-\(UUID().uuidString)"

    /// The folder `scenarios/` of this package.
    static let library = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "scenarios").path

    init() throws {
        try put(ScenarioFolder.scenario, at: "demo/scenario.yaml")
        try put(
            "id,households,consent\nP1,10,0.7\nP2,20,0.6\nP3,30,0.9\n", at: "demo/projects.csv")
        try put(
            """
            project,id,class,kind,cost
            P1,W1,basic,pipe,100
            P1,W2,completion,"paths, paved",15
            P2,W1,basic,pipe,50
            P3,W1,basic,pipe,70

            """, at: "demo/works.csv")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The plan funds P1 with 80 from the city; with more money P3 as well.
    static let scenario = """
        fundmix: 1
        title: {en: Demo, zh: 示例}
        amounts: 元
        settle: 1 元
        tables: {projects: projects.csv, works: works.csv}
        classes:
          - {id: basic, mandatory: true}
          - {id: completion}
        sources:
          city: {capital: local, budget: 100}
          residents: {capital: resident}
        gates:
          consent: {require: "consent >= 2/3"}
        rules:
          part: {payers: residents, works: {class: basic}, each: project, pay: 20%}
        choices:
          - {must: [P1]}
        goals:
          - {id: most, maximize: households}
          - {id: least, minimize: local}
        variants:
          rich: {set: {sources.city.budget: 1000}}

        """

    /// A scenario `hard` without a plan that could be proved best in seconds: many projects of much
    /// the same worth share budgets that no choice uses to the last yuan.
    func putHardScenario(projects: Int = 60) throws {
        var random = SeededGenerator(seed: 7)
        var rows = "id,district,households,consent\n"
        var works = "project,id,class,kind,cost\n"
        for project in 1...projects {
            var cost = 0
            for (work, kind) in ["pipe", "road", "roof"].enumerated() {
                let part = Int.random(in: 10_000...19_999, using: &random)
                works += "P\(project),W\(work),basic,\(kind),\(part)\n"
                cost += part
            }
            let households = cost / 10 + Int.random(in: 500...520, using: &random)
            rows += "P\(project),D\(project % 4),\(households),1\n"
        }
        try put(rows, at: "hard/projects.csv")
        try put(works, at: "hard/works.csv")
        try put(
            """
            fundmix: 1
            amounts: 元
            settle: 1 元
            tables: {projects: projects.csv, works: works.csv}
            classes:
              - {id: basic, mandatory: true}
            sources:
              pipes: {capital: local, budget: \(projects * 7_003), pays: {kind: pipe}}
              roads: {capital: local, budget: \(projects * 7_011), pays: {kind: road}}
              roofs: {capital: local, budget: \(projects * 7_019), pays: {kind: roof}}
            goals:
              - {id: most, maximize: households}

            """, at: "hard/scenario.yaml")
    }

    func put(_ text: String, at name: String) throws {
        let file = URL(fileURLWithPath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(path)/\(name)")
    }

    /// The names in the folder or one below, hidden ones too, in order.
    func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)").sorted()
    }

    /// The hidden folders that a run which was killed has left.
    func leftovers() throws -> [String] { try names().filter { $0.hasPrefix(".fundmix-") } }

    /// How a folder of results differs from its manifest.
    func differences(in folder: String) throws -> [ArchiveMismatch] {
        try FolderArchive("\(path)/\(folder)").check()
    }

    /// Runs `fundmix` in the folder.
    func fundmix(_ arguments: String..., environment: [String: String] = [:]) throws
        -> CommandRun
    {
        try CommandRun("fundmix", arguments, in: path, environment: environment)
    }

    /// Runs a line of shell in the folder, with the path of `fundmix` as `$FUNDMIX`.
    func shell(_ line: String, environment: [String: String] = [:]) throws -> CommandRun {
        let program = ["FUNDMIX": CommandRun.path(of: "fundmix")]
        return try CommandRun(
            "/bin/bash", ["-c", line], in: path,
            environment: environment.merging(program) { $1 })
    }
}
