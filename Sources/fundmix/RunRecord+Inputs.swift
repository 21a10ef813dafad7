import Foundation
import Reports
import Scenarios

extension RunRecord {
    /// The files that were read, with paths seen from the folder of the first, so that a record does
    /// not depend on where the program ran.
    static func inputs(_ files: [InputFile]) -> [Input] {
        let folder = files.first.map { URL(fileURLWithPath: $0.path) }
            .map { $0.standardizedFileURL.deletingLastPathComponent().pathComponents }
        return files.map {
            Input(path: path($0.path, relativeTo: folder ?? []), digest: $0.digest ?? "")
        }
    }

    private static func path(_ path: String, relativeTo folder: [String]) -> String {
        let parts = URL(fileURLWithPath: path).standardizedFileURL.pathComponents
        let shared = zip(parts, folder).prefix { $0 == $1 }.count
        let up = Array(repeating: "..", count: folder.count - shared)
        return (up + parts.dropFirst(shared)).joined(separator: "/")
    }
}
