import ArgumentParser
import Foundation
import Optimization

/// A folder that is made whole or not at all: filled beside its place, and then named.
struct NewFolder {
    /// Takes the next bytes of a file of the folder.
    typealias Sink = (_ file: String, _ bytes: [UInt8]) throws -> Void

    /// A folder that the system did not let be made.
    private struct NotMade: Error, CustomStringConvertible {
        let description: String
    }

    private let folder: String
    private let target: URL

    /// Names the folder.
    ///
    /// - Throws: `ValidationError` when something lies there.
    init(_ folder: String) throws {
        (self.folder, target) = (folder, URL(fileURLWithPath: folder))
        guard !FileManager.default.fileExists(atPath: target.path) else {
            throw ValidationError("'\(folder)' exists; name a folder that does not")
        }
    }

    /// Makes the folder; what was begun is removed where that fails or the user asks to stop.
    ///
    /// - Parameters:
    ///   - cancellation: Looked at between the pieces of the files.
    ///   - fill: Writes the files, in pieces, in any order.
    /// - Throws: `ExitCode.interrupted` when the user asked to stop, otherwise the cause in words.
    func make(cancellation: Cancellation, filling fill: (Sink) throws -> Void) throws {
        let files = FileManager.default
        let temporary = target.deletingLastPathComponent()
            .appendingPathComponent(".fundmix-\(target.lastPathComponent)-\(getpid())")
        var handles: [String: FileHandle] = [:]
        do {
            try files.createDirectory(at: temporary, withIntermediateDirectories: false)
            try fill { name, bytes in
                guard !cancellation.isCancelled else { throw ExitCode.interrupted }
                let handle = try handles[name] ?? open(temporary.appendingPathComponent(name))
                handles[name] = handle
                try handle.write(contentsOf: Data(bytes))
            }
            for handle in handles.values { try handle.close() }
            try files.moveItem(at: temporary, to: target)
        } catch {
            try? files.removeItem(at: temporary)
            if let code = error as? ExitCode { throw code }
            // Foundation wraps what the system said in an error that says less.
            let outer = error as NSError
            let cause = outer.userInfo[NSUnderlyingErrorKey] as? NSError ?? outer
            throw NotMade(
                description: "cannot make '\(folder)': "
                    + (cause.localizedFailureReason ?? cause.localizedDescription))
        }
    }

    private func open(_ file: URL) throws -> FileHandle {
        try Data().write(to: file, options: .withoutOverwriting)
        return try FileHandle(forWritingTo: file)
    }
}
