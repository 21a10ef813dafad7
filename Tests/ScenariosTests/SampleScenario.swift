import Diagnostics
import Funding
import Foundation

@testable import Scenarios

/// The faultless scenario of the faults, in memory, with ways to change its files.
struct SampleScenario {
    /// The files of `demo`, by name.
    var contents: [String: [UInt8]]
    /// Files beside `demo`, by path.
    var siblings: [String: [UInt8]] = [:]

    init() throws {
        let folder = FaultCase.root.appendingPathComponent("base")
        contents = [:]
        for name in ["scenario.yaml", "projects.csv", "works.csv"] {
            contents[name] = [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
        }
    }

    /// The text of a file.
    func text(_ name: String) -> String { String(decoding: contents[name] ?? [], as: UTF8.self) }

    /// Replaces a file.
    mutating func set(_ name: String, _ text: String) { contents[name] = Array(text.utf8) }

    /// Replaces a part of a file's text everywhere.
    mutating func replace(_ old: String, with new: String, in name: String = "scenario.yaml") {
        set(name, text(name).replacing(old, with: new))
    }

    /// Files in memory.
    var files: MemoryFiles {
        var all = siblings
        for (name, bytes) in contents { all["demo/\(name)"] = bytes }
        return MemoryFiles(all)
    }

    /// Reads the scenario.
    func read(
        variant: String? = nil, settings: [(path: String, value: String)] = [],
        digest: ((borrowing [UInt8]) -> String)? = nil
    ) throws(DiagnosticsError) -> Scenario {
        try ScenarioReader.read(
            "demo", variant: variant, settings: settings, files: files, digest: digest)
    }
}
