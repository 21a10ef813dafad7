import Foundation
import Reports
import Scenarios

extension RunRecord {
    /// The files that were read, with paths seen from the folder of the first, so that a record does
    /// not depend on where the program ran.
    static func inputs(_ files: [InputFile]) -> [Input] {
        files.map { Input(path: path($0.path, seenFrom: files), digest: $0.digest ?? "") }
    }

    /// A path seen from the folder of the first of some files.
    static func path(_ path: String, seenFrom files: [InputFile]) -> String {
        let folder = files.first.map { URL(fileURLWithPath: $0.path) }
            .map { $0.standardizedFileURL.deletingLastPathComponent().pathComponents }
        let parts = URL(fileURLWithPath: path).standardizedFileURL.pathComponents
        let shared = zip(parts, folder ?? []).prefix { $0 == $1 }.count
        let up = Array(repeating: "..", count: (folder?.count ?? 0) - shared)
        return (up + parts.dropFirst(shared)).joined(separator: "/")
    }
}
