internal import Foundation

/// Holds text against a file of the tests; with `RECORD_SNAPSHOTS=1` it writes the file instead.
public enum Snapshot {
    /// Says how a text differs from its snapshot.
    ///
    /// - Parameters:
    ///   - text: The text as it is.
    ///   - name: The name of the file in the folder `Snapshots` beside the test.
    ///   - test: The path of the test's source file.
    /// - Returns: The first difference, or `nil` where there is none. A text that was just recorded
    ///   counts as a difference, so that a recording run fails.
    /// - Complexity: O(*n*) for *n* characters.
    public static func difference(
        _ text: String, named name: String, test: String = #filePath
    ) -> String? {
        let file = URL(fileURLWithPath: test).deletingLastPathComponent()
            .appendingPathComponent("Snapshots").appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            do {
                try Data(text.utf8).write(to: file)
                return "recorded \(name): look at the change, then run without RECORD_SNAPSHOTS"
            } catch {
                return "could not record \(name): \(error)"
            }
        }
        guard let stored = try? String(decoding: Data(contentsOf: file), as: UTF8.self) else {
            return "there is no snapshot \(name); RECORD_SNAPSHOTS=1 makes it"
        }
        // Bytes, not characters: strings that look the same need not be the same file.
        guard Array(stored.utf8) != Array(text.utf8) else { return nil }
        let (old, new) = (lines(of: stored), lines(of: text))
        let common = zip(old, new).prefix { Array($0.utf8) == Array($1.utf8) }
        let line = Array(common).count
        let was = line < old.count ? old[line] : "(end)"
        let isNow = line < new.count ? new[line] : "(end)"
        return "\(name):\(line + 1):\n  was: \(was)\n  is:  \(isNow)"
    }

    private static func lines(of text: String) -> [String] {
        text.utf8.split(separator: 10, omittingEmptySubsequences: false).map {
            String(Substring($0))
        }
    }
}
