import Archiving
import Foundation

/// A folder for one test, removed with it.
final class Scratch {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "archiving-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var target: String { path + "/out" }

    /// The names in the scratch folder, hidden ones too.
    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(target)/\(name)", encoding: .utf8)
    }

    func put(_ text: String, at name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: "\(path)/\(name)", withIntermediateDirectories: true)
    }
}

extension [ArchiveEntry] {
    /// Three files of one version: two of bytes at hand, one made in pieces larger than any buffer.
    static func version(_ version: String) -> [ArchiveEntry] {
        [
            ArchiveEntry("plan.csv", bytes: [UInt8]("plan \(version)".utf8)),
            ArchiveEntry("计划 \"a\\b\".csv") { sink in
                for piece in 0..<400 {
                    sink([UInt8](repeating: UInt8(piece % 251), count: 1_000) + version.utf8)
                }
            },
            ArchiveEntry("run.json", isReproducible: false, bytes: [UInt8]("{}".utf8)),
        ]
    }
}
