import Diagnostics
import Foundation
import Testing

@testable import Scenarios

/// A faulty scenario: a folder under `Faults` whose files lie over those of `Faults/base`.
///
/// A file `options.txt` may hold lines `variant NAME`, `set PATH=VALUE`, `library NAME`,
/// `limit NAME NUMBER` and `plan`, which reads the folder's `plan.csv` after the scenario.
struct FaultCase: CustomTestStringConvertible, Sendable {
    let name: String

    var testDescription: String { name }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Faults")

    /// All cases, in order of their names.
    static let all: [FaultCase] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return names.filter { $0 != "base" && !$0.hasPrefix(".") }.sorted().map(FaultCase.init)
    }()

    var expectedPath: URL { folder.appendingPathComponent("expected.txt") }

    private var folder: URL { FaultCase.root.appendingPathComponent(name) }

    /// The code that the folder is named after: the longest one that its name begins with.
    var code: FindingCode? {
        FindingCode.allCases.filter { name == $0.rawValue || name.hasPrefix($0.rawValue + "-") }
            .max { $0.rawValue.count < $1.rawValue.count }
    }

    /// All findings as text, or what was read when there are none.
    func findings() throws -> String {
        var contents = try FaultCase.files(
            in: FaultCase.root.appendingPathComponent("base"), "demo")
        for (path, bytes) in contents { contents["base" + path.dropFirst(4)] = bytes }
        contents.merge(try FaultCase.files(in: folder, "demo")) { $1 }
        var variant: String?
        var library: String?
        var settings: [(path: String, value: String)] = []
        var limits = ScenarioLimits()
        let options = contents.removeValue(forKey: "demo/options.txt") ?? []
        for line in String(decoding: options, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1).map(String.init)
            switch words[0] {
            case "variant": variant = words[1]
            case "library": library = words[1]
            case "set":
                let parts = words[1].split(separator: "=", maxSplits: 1).map(String.init)
                settings.append((parts[0], parts[1]))
            case "limit":
                let parts = words[1].split(separator: " ").map(String.init)
                let number = Int(parts[1]) ?? 0
                switch parts[0] {
                case "rows": limits.tableRows = number
                case "columns": limits.tableColumns = number
                case "cell": limits.cellBytes = number
                case "findings": limits.findings = number
                case "files": limits.files = number
                case "document": limits.documentBytes = number
                case "extends": limits.extendsDepth = number
                case "parameters": limits.parameterBytes = number
                default: throw CocoaError(.fileReadCorruptFile)
                }
            case "remove": contents[words[1]] = nil
            default: continue
            }
        }
        let files = MemoryFiles(contents)
        do {
            if contents["demo/share.yaml"] != nil {
                let share = try ShareReader.read(
                    "demo", library: library, variant: variant, settings: settings, files: files,
                    limits: limits)
                return share.warnings.map { $0.description + "\n" }.joined()
            }
            let scenario = try ScenarioReader.read(
                "demo", library: library, variant: variant, settings: settings, files: files,
                limits: limits)
            guard let plan = contents["demo/plan.csv"] else {
                return scenario.warnings.map { $0.description + "\n" }.joined()
            }
            _ = try PlanFile.decode(plan, for: scenario.programme, file: "demo/plan.csv")
            return "the plan was read\n"
        } catch {
            return error.description + "\n"
        }
    }

    private static func files(in folder: URL, _ prefix: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        for path in paths where path != "expected.txt" {
            let url = folder.appendingPathComponent(path)
            guard let data = try? Data(contentsOf: url) else { continue }
            // Sibling folders of the scenario lie under `library` in the case.
            let isSibling = path.hasPrefix("library/")
            files[isSibling ? String(path.dropFirst(8)) : "\(prefix)/\(path)"] = [UInt8](data)
        }
        return files
    }
}
