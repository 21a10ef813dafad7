import Foundation
import Scenarios

/// The folder `scenarios/` of this package.
enum ScenarioLibrary {
    /// The folder that holds a folder for each scenario.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "scenarios").path

    /// The names of the scenarios in order.
    static let names = folders(with: "scenario.yaml")

    /// The names of the calculations of shares in order.
    static let shareNames = folders(with: "share.yaml")

    private static func folders(with file: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter {
            isFolder($0) && FileManager.default.fileExists(atPath: "\(folder)/\($0)/\(file)")
        }.sorted()
    }

    /// The names of the policy packs in order.
    static let policies: [String] = {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder + "/policies")
        return (names ?? []).filter { isFolder("policies/" + $0) }.sorted()
    }()

    /// Scenarios whose plan takes a debug build minutes to prove.
    static let isLarge: Set = ["baoding-2022", "prefecture-2024"]

    /// Whether large scenarios are solved to the end: in release builds, or where asked for.
    static var solvesLarge: Bool {
        #if DEBUG
            ProcessInfo.processInfo.environment["FUNDMIX_LARGE_SCENARIOS"] != nil
        #else
            true
        #endif
    }

    /// The text of a file of a scenario.
    static func text(_ scenario: String, _ file: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(scenario)/\(file)", encoding: .utf8)
    }

    /// The files that a scenario is read from, by their paths in its folder.
    static func texts(_ scenario: String) throws -> [String: String] {
        var texts: [String: String] = [:]
        let paths = try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(scenario)")
        for path in paths where path.hasSuffix(".yaml") || path.hasSuffix(".csv") {
            texts[path] = try text(scenario, path)
        }
        return texts
    }

    /// Reads a scenario of the library from the disk.
    static func read(_ scenario: String, variant: String? = nil) throws -> Scenario {
        try ScenarioReader.read("\(folder)/\(scenario)", variant: variant)
    }

    /// Reads a scenario from texts that exist in memory only, beside the policies of the library.
    static func read(_ texts: [String: String], variant: String? = nil) throws -> Scenario {
        var files = texts.map { ("library/scenario/\($0.key)", Array($0.value.utf8)) }
        for policy in policies {
            let file = "policies/\(policy)"
            files.append(
                ("library/\(file)/policy.yaml", Array(try text(file, "policy.yaml").utf8)))
        }
        return try ScenarioReader.read(
            "library/scenario", variant: variant,
            files: MemoryFiles(Dictionary(uniqueKeysWithValues: files)))
    }

    private static func isFolder(_ name: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }
}
